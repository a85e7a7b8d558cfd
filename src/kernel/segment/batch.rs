//! Word batches, in lanes: the words of up to 256 bytes at once, as a list of the places where they start and end.
//!
//! ```text
//! for each of four blocks of 64 bytes, wherever they are cut:
//!     word, letter, joiner = a mask of each bit of the classes   look-ups in the lane of a character's first byte
//!     edges  = word ^ (word << 1 | carry)                        a run of letters, digits and marks is a word
//!     places = the lanes of the edges, compressed to bytes       start, end, start, end, … behind those before
//! decided = the words before the first place that the masks do not decide
//!
//! text       s  a  y        1  0     y  e  s  !
//! word       1  1  1  .  .  1  1  .  1  1  1  .
//! edges      1  .  .  1  .  1  .  1  1  .  .  1
//! places     0        3     5     7  8        11
//! ```
//!
//! `carry` is whether the last lane of the block before belongs to a word; sums carry from block to block as well. So a
//! batch is one mask of 256 bits. It ends before a word that is open at its end, or that middle signs may join to what follows.
//!
//! The masks do not decide an undecided character (Hebrew, Katakana, flags, a ZWJ, CR, …), a word that starts with `_`, nor a
//! word, middle signs and a word: 3.5 is one segment (WB11, WB12), a,b three. The caller finds the next segment by the scalar
//! rules over the full tables, and resumes after it.

use crate::kernel::segment::batch_masks::{BLOCKS, BlockClasses, Carry, FirstClasses};
use crate::kernel::segment::classes::Classes;
use crate::kernel::simd::block::block_and_two_after;
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes, indices, low_bits};
use core::fmt;
use core::mem::MaybeUninit;

/// The bytes of a batch. A place in it fits a byte.
pub(in crate::kernel) const BATCH: usize = BLOCKS * BLOCK;

/// What the last block's stores need beyond its places.
pub(in crate::kernel) const PADDING: usize = size_of::<BlockBuffer>() - BLOCK;

/// All places of a batch, and a block more, so that a block can be loaded from any place on.
pub(in crate::kernel) const PLACES: [u8; BATCH + BLOCK] = indices();

/// The decided words of a batch, and what comes after them.
#[derive(Clone)]
pub(crate) struct WordBatch<'t> {
    text: &'t str,
    /// The offset of the batch.
    base: usize,
    /// Where its words start and end, in turn, from `base` on.
    places: [MaybeUninit<u8>; BATCH + PADDING],
    /// The place of the next word, and the number of places.
    next: usize,
    count: usize,
    /// The ends of words without a letter.
    letterless_ends: [u64; BLOCKS],
    /// Where the next batch starts, or what is undecided.
    pub at: usize,
    pub undecided: Undecided,
    /// Whether the next batch has one block: where the masks decide little, more are classified in vain.
    pub is_small: bool,
}

/// What the scalar rules have to find after the decided words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Undecided {
    #[default]
    Nothing,
    /// The segment that starts at [`WordBatch::at`].
    Segment,
    /// The segment of the character before that place, which may end there. It may start before the batch.
    SegmentOfCharacter,
}

/// A word of a batch.
pub(crate) struct BatchWord<'t> {
    pub start: usize,
    pub text: &'t str,
    pub has_letter: bool,
}

impl<'t> WordBatch<'t> {
    #[inline(always)]
    pub fn new(text: &'t str) -> Self {
        let places = [MaybeUninit::uninit(); BATCH + PADDING];
        Self {
            text,
            base: 0,
            places,
            next: 0,
            count: 0,
            letterless_ends: [0; BLOCKS],
            at: 0,
            undecided: Undecided::Nothing,
            is_small: false,
        }
    }

    #[inline(always)]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The next decided word.
    #[inline(always)]
    pub fn next(&mut self) -> Option<BatchWord<'t>> {
        if self.next == self.count {
            return None;
        }
        let [from, to] = [0, 1].map(|n| {
            // SAFETY: `fill` has written `count` places, which is an even number.
            unsafe { self.places.get_unchecked(self.next + n).assume_init() as usize }
        });
        self.next += 2;
        // SAFETY: the places are those of a word.
        Some(unsafe { self.word(from, to) })
    }

    /// The word between two places.
    ///
    /// # Safety
    /// They are the start and the end of a word in [`Self::places`].
    #[inline(always)]
    pub(in crate::kernel) unsafe fn word(&self, from: usize, to: usize) -> BatchWord<'t> {
        let start = self.base + from;
        let has_letter = self.letterless_ends[to / BLOCK] >> (to % BLOCK) & 1 == 0;
        // SAFETY: `fill` has found the places in this text: they rise, are not behind its end, and words are whole
        // characters.
        let text = unsafe { self.text.get_unchecked(start..self.base + to) };
        BatchWord { start, text, has_letter }
    }

    /// The offset of the batch.
    #[inline(always)]
    pub(in crate::kernel) fn base(&self) -> usize {
        self.base
    }

    /// Where words start and end, in turn.
    #[inline(always)]
    pub(in crate::kernel) fn places(&self) -> &[u8] {
        let places = &self.places[..self.count];
        // SAFETY: `fill` has written `count` places.
        unsafe { &*(core::ptr::from_ref(places) as *const [u8]) }
    }

    /// Continues at a boundary, without the words of the batch that are left.
    #[inline]
    pub fn resume(&mut self, at: usize) {
        (self.at, self.next, self.undecided) = (at, self.count, Undecided::Nothing);
    }

    /// The start of the last word, which has an end.
    fn last_start(&self) -> Option<usize> {
        self.places().last_chunk::<2>().map(|word| word[0] as usize)
    }

    /// Leaves the last word, which has these places and this start, to the next batch; or to the rules if this batch starts there,
    /// too, as the next one would find the same.
    #[inline(always)]
    fn leave(&mut self, places: usize, start: usize) {
        self.count = self.count.saturating_sub(places);
        if start == 0 {
            self.undecided = Undecided::Segment;
        }
        self.at = self.base + start;
    }

    /// Ends a full batch. Its last word is left to the next batch if it is open, or if signs after it may join it to a
    /// word behind the batch. `last_edges` is the edges of the last block.
    #[inline]
    fn end_full(&mut self, len: usize, last_edges: u64, after_signs: bool) {
        if self.count % 2 == 1 {
            // From the edges: a load of the place, which has just been stored, would stall.
            let start = match last_edges {
                0 => self.places().last().map_or(0, |&place| place as usize),
                edges => len - 1 - edges.leading_zeros() as usize,
            };
            self.leave(1, start);
        } else if after_signs {
            self.leave(2, self.last_start().unwrap_or_default());
        } else {
            let end = self.base + len;
            self.at = (end - 3..=end).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(end);
        }
    }

    /// Ends a batch at a place that the masks do not decide. It may follow a word, or a word and middle signs.
    #[inline(never)]
    fn end_at(&mut self, place: usize, follows_word: bool) {
        self.count &= !1;
        while self.last_start().is_some_and(|start| start >= place) {
            self.count -= 2;
        }
        let (start, undecided) = match self.last_start().filter(|_| follows_word) {
            // The word before the middle signs, or the one that the undecided character follows.
            Some(start) => {
                self.count -= 2;
                (start, Undecided::Segment)
            }
            None => (place, Undecided::SegmentOfCharacter),
        };
        (self.at, self.undecided) = (self.base + start, undecided);
    }
}

impl fmt::Debug for WordBatch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, base, count, at, undecided, .. } = self;
        write!(f, "WordBatch {{ bytes: {}, base: {base}, count: {count}, at: {at}, {undecided:?} }}", text.len())
    }
}

/// What is done with each block of a batch besides. No closure: a level's features apply to functions that are always
/// inlined.
pub(in crate::kernel) trait BlockVisitor<L> {
    /// Sees the block `n`, before its words are found. `next` has each lane's next byte.
    fn visit(&mut self, n: usize, block: L, next: L);

    /// Sees the lanes of the words in a block, and the ends of words. They may include words after the first place that the
    /// masks do not decide; only those in [`WordBatch::places`] count.
    fn found(&mut self, n: usize, words: u64, ends: u64);
}

impl<L> BlockVisitor<L> for () {
    #[inline(always)]
    fn visit(&mut self, _: usize, _: L, _: L) {}

    #[inline(always)]
    fn found(&mut self, _: usize, _: u64, _: u64) {}
}

/// Finds the words of the next batch, and shows each block to the visitor.
#[inline(always)]
pub(in crate::kernel) fn fill<L: Lanes>(
    proof: L::Proof,
    classes: &Classes,
    batch: &mut WordBatch<'_>,
    visitor: &mut impl BlockVisitor<L>,
) {
    let (text, base) = (batch.text, batch.at);
    let left = text.len() - base;
    (batch.base, batch.next, batch.undecided) = (base, 0, Undecided::Nothing);
    batch.letterless_ends = [0; BLOCKS];
    let blocks = if batch.is_small { 1 } else { BLOCKS.min(left / BLOCK + 1) };
    let mut firsts = FirstClasses::default();
    let mut last_lead_values = L::splat(proof, 0);
    // Two loops: words take 3 % longer, and with AVX2 6 %, by one loop that masks the lanes behind the text in each block.
    match text.as_bytes()[base..].first_chunk::<{ BATCH + 2 }>() {
        Some(full) if blocks == BLOCKS => {
            for n in 0..BLOCKS {
                let lanes @ (block, next, _) = block_and_two_after::<L>(proof, &full[n * BLOCK..]);
                firsts.set(n, FirstClasses::of(proof, classes, lanes, &mut last_lead_values));
                visitor.visit(n, block, next);
            }
        }
        _ => {
            for n in 0..blocks {
                let rest = &text.as_bytes()[base + n * BLOCK..];
                let lanes @ (block, next, _) = block_and_two_after::<L>(proof, rest);
                let mut first = FirstClasses::of(proof, classes, lanes, &mut last_lead_values);
                // No word is behind the text, on which unsafe code relies. The zeros there are signs, so the other masks have none.
                first.word &= low_bits(rest.len());
                firsts.set(n, first);
                visitor.visit(n, block, next);
            }
        }
    }
    let (mut carry, mut count) = (Carry::default(), 0);
    let (mut unsettled, mut last_edges) = (None, 0);
    for block in 0..blocks {
        let first = &firsts.get::<L>(block);
        let mut found = BlockClasses::of(first, &mut carry.open);
        if first.others != 0 {
            (found, carry.open) = found.with_others(classes, text, base + block * BLOCK, first.others, carry.open);
        }
        let found = found.edges(&mut carry);
        batch.letterless_ends[block] = found.letterless_ends;
        visitor.found(block, found.words, found.edges & !found.words);
        if let Some(buffer) = batch.places[count..].first_chunk_mut() {
            // The block's places, from the first block's: a load from `PLACES` at the block costs 4 % more instructions.
            let lanes = L::load(proof, &PLACES.as_chunks().0[0]).or(L::splat(proof, (block * BLOCK) as u8));
            lanes.compress(found.edges, buffer);
        }
        count += found.edges.count_ones() as usize;
        last_edges = found.edges;
        let undecided = found.undecided | found.bridge;
        if undecided != 0 {
            let lane = undecided.trailing_zeros() as usize;
            let follows_word = (found.bridge | found.after_word) >> lane & 1 == 1;
            unsettled = Some((block * BLOCK + lane, follows_word));
            break;
        }
    }
    batch.count = count;
    match unsettled {
        Some((place, follows_word)) => batch.end_at(place, follows_word),
        None if left < blocks * BLOCK => batch.at = text.len(),
        None => batch.end_full(blocks * BLOCK, last_edges, carry.signs == 1),
    }
}
