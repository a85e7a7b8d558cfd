//! Word batches, in lanes: the words of up to 256 bytes at once, as a list of the places where they start and end.
//!
//! ```text
//! for each of four blocks of 64 bytes, wherever they are cut:
//!     word, sign, undecided = a mask of each class               look-ups in the lane of a character's first byte
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
//! batch is one mask of 256 bits. It ends before a word that is open at its end. The masks and their exceptions are those
//! of [`classify`](super::classify).

use crate::kernel::segment::classify::{Class, Classes, JOINER, LETTER, WORD};
use crate::kernel::segment::simple_block::MIXED_PICTOGRAPHS;
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes, low_bits};
use crate::kernel::tables::lookup::LookupIndex;
use crate::kernel::tables::trie::width;
use core::fmt;
use core::mem::MaybeUninit;

/// The blocks of a batch, and its bytes. A place in it fits a byte.
const BLOCKS: usize = 4;
const BATCH: usize = BLOCKS * BLOCK;

/// What the last block's stores need beyond its places.
const PADDING: usize = size_of::<BlockBuffer>() - BLOCK;

/// Each lane's number.
const LANES: [u8; BLOCK] = {
    let (mut lanes, mut n) = ([0; BLOCK], 0);
    while n < BLOCK {
        lanes[n] = n as u8;
        n += 1;
    }
    lanes
};

/// The third bytes after F0 9F with which all characters (U+1F000 to U+1FFFF) are signs: a bit for each value of the six
/// low bits.
const PICTOGRAPH_SIGNS: u64 = {
    let (mut signs, mut n) = (!0, 0);
    while n < MIXED_PICTOGRAPHS.len() {
        signs &= !(1 << (MIXED_PICTOGRAPHS[n] >> 6 & 0x3F));
        n += 1;
    }
    signs
};

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
    numbers: [u64; BLOCKS],
    /// Where the next batch starts.
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
    /// The segment that starts at this offset.
    Segment(usize),
    /// The segment that contains the character at this offset. It may start before, also before the batch.
    SegmentOf(usize),
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
        let numbers = [0; BLOCKS];
        Self {
            text,
            base: 0,
            places,
            next: 0,
            count: 0,
            numbers,
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
        let start = self.base + from;
        let has_letter = self.numbers[to / BLOCK] >> (to % BLOCK) & 1 == 0;
        // SAFETY: `fill` has found the places in this text: they rise, are not behind its end, and words are whole
        // characters.
        let text = unsafe { self.text.get_unchecked(start..self.base + to) };
        Some(BatchWord { start, text, has_letter })
    }

    fn place(&self, n: usize) -> usize {
        assert!(n < self.count);
        // SAFETY: `fill` has written `count` places.
        unsafe { self.places[n].assume_init() as usize }
    }

    /// Continues at a boundary.
    #[inline]
    pub fn resume(&mut self, at: usize) {
        (self.at, self.undecided) = (at, Undecided::Nothing);
    }

    /// The start of the last word.
    fn last_start(&self) -> Option<usize> {
        self.count.checked_sub(2).map(|n| self.place(n))
    }

    /// Leaves the last word to the next batch, or to the rules if it is all of the batch.
    fn leave_last(&mut self) {
        let start = self.last_start().unwrap_or_default();
        self.count = self.count.saturating_sub(2);
        if start == 0 {
            self.undecided = Undecided::Segment(self.base);
        }
        self.at = self.base + start;
    }

    /// Ends a full batch. Its last word is left to the next batch if it is open, or if signs after it may join it to a
    /// word behind the batch.
    #[inline]
    fn end_full(&mut self, len: usize, after_signs: bool) {
        if self.count % 2 == 1 {
            // A word that is open has no end yet.
            self.count += 1;
            self.leave_last();
        } else if after_signs {
            self.leave_last();
        } else {
            let end = self.base + len;
            self.at = (end - 3..=end).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(end);
        }
    }

    /// Ends a batch at a place that the masks do not decide.
    #[inline(never)]
    fn end_at(&mut self, Unsettled { place, is_bridge, in_word }: Unsettled) {
        self.count &= !1;
        while self.last_start().is_some_and(|start| start >= place) {
            self.count -= 2;
        }
        self.undecided = match self.last_start().filter(|_| is_bridge || in_word) {
            // The word before the middle signs, or the one that the undecided character follows.
            Some(start) => {
                self.count -= 2;
                self.at = self.base + start;
                Undecided::Segment(self.at)
            }
            None => {
                self.at = self.base + place;
                Undecided::SegmentOf(self.at)
            }
        };
    }
}

impl fmt::Debug for WordBatch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, base, count, at, undecided, .. } = self;
        write!(f, "WordBatch {{ bytes: {}, base: {base}, count: {count}, at: {at}, {undecided:?} }}", text.len())
    }
}

/// The classes of a block's characters, in all lanes of each character; `undecided` in the first lane.
struct BlockClasses {
    word: u64,
    letter: u64,
    joiner: u64,
    undecided: u64,
}

/// The classes of the characters that look-ups cover, in the lane of each character's first byte, and the lanes of lead
/// bytes of two-byte characters among them.
#[derive(Clone, Copy)]
struct FirstClasses {
    word: u64,
    letter: u64,
    joiner: u64,
    lead: u64,
    /// The lanes of bytes that are no ASCII.
    top: u64,
}

impl FirstClasses {
    const NONE: Self = Self { word: 0, letter: 0, joiner: 0, lead: 0, top: 0 };

    /// The lanes of the characters that look-ups do not cover. `carried` is the lanes of a character of the last block.
    #[inline(always)]
    fn others(&self, carried: u64) -> u64 {
        self.top & !(self.lead | self.lead << 1 | carried)
    }

    /// `next` has each lane's next byte.
    #[inline(always)]
    fn of<L: Lanes>(proof: L::Proof, block: L, next: L, classes: &Classes) -> Self {
        if let Some((classes, lead)) = L::class_bits(proof, block, next, &classes.flat) {
            let with = |bit| {
                let bit = L::splat(proof, bit);
                classes.and(bit).equals(bit).top_bits()
            };
            return Self { word: with(WORD), letter: with(LETTER), joiner: with(JOINER), lead, top: block.top_bits() };
        }
        let index = LookupIndex::of_leads(proof, block, next);
        let [word, letter, joiner] = &classes.bits;
        Self {
            word: index.member(word).top_bits(),
            letter: index.member(letter).top_bits(),
            joiner: index.member(joiner).top_bits(),
            lead: index.lead.top_bits(),
            top: block.top_bits(),
        }
    }
}

/// What a block leaves to the next one.
#[derive(Clone, Copy, Default)]
struct Carry {
    /// The lanes of its last character that are in the next block, and their classes.
    lanes: u64,
    word: u64,
    letter: u64,
    joiner: u64,
    /// Whether its last lane is in a run of word characters, or in a word.
    in_run: u64,
    in_word: u64,
    /// The carries of three sums: over joiners, over signs, over digits.
    joiners: u64,
    signs: u64,
    digits: u64,
}

/// The first place of a batch that the masks do not decide.
struct Unsettled {
    place: usize,
    /// Whether it follows a word and middle signs, or a word alone.
    is_bridge: bool,
    in_word: bool,
}

/// The boundaries of a block.
struct BlockEdges {
    edges: u64,
    /// The places that the masks do not decide: characters, and the places after middle signs.
    alone: u64,
    bridge: u64,
    /// The lanes after those of words.
    after_word: u64,
    numbers: u64,
}

impl BlockClasses {
    /// The classes of the characters of a block, by those in the lanes of their first bytes.
    #[inline(always)]
    fn of(first: &FirstClasses, carry: &mut Carry) -> Self {
        let FirstClasses { word, letter, joiner, lead, .. } = *first;
        let widen = |mask: u64, carry: &mut u64| {
            let pairs = mask & lead;
            let wide = mask | pairs << 1 | *carry;
            *carry = pairs >> 63;
            wide
        };
        Self {
            word: widen(word, &mut carry.word),
            letter: widen(letter, &mut carry.letter),
            joiner: widen(joiner, &mut carry.joiner),
            undecided: joiner & !word & !letter,
        }
    }

    /// Adds the characters that look-ups do not cover.
    #[inline(never)]
    fn add_others(&mut self, classes: &Classes, text: &str, at: usize, others: u64, carry: &mut Carry) {
        let bytes = text.as_bytes();
        let mut left = others;
        while left != 0 {
            let lane = left.trailing_zeros() as usize;
            left &= left - 1;
            let offset = at + lane;
            if bytes[offset] & 0xC0 == 0x80 {
                continue;
            }
            let len = width(bytes[offset]);
            let class = match bytes[offset..] {
                [lead @ ..0xE0, trail, ..] => classes.low[(lead as usize & 0x1F) << 6 | trail as usize & 0x3F] as u8,
                [0xF0, 0x9F, third, ..] if PICTOGRAPH_SIGNS >> (third & 0x3F) & 1 == 1 => Class::Sign as u8,
                _ => (classes.other)(text, offset) as u8,
            };
            let lanes = (low_bits(len) as u128) << lane;
            let (here, after) = (lanes as u64, (lanes >> 64) as u64);
            carry.lanes |= after;
            if class & WORD != 0 {
                self.word |= here;
                carry.word |= after;
            }
            if class & LETTER != 0 {
                self.letter |= here;
                carry.letter |= after;
            }
            if class & JOINER != 0 {
                self.joiner |= here;
                carry.joiner |= after;
            }
            if class == JOINER {
                // The batch ends here.
                self.undecided |= 1 << lane;
                return;
            }
            left &= !here;
        }
    }

    /// The boundaries. See `ClassMasks::edges` for the rules.
    #[inline(always)]
    fn edges(&self, carry: &mut Carry) -> BlockEdges {
        let Self { word: run, letter, joiner, undecided } = *self;
        // WB4: joiners that do not follow a word.
        let ignored = run & joiner & !letter;
        let unjoined = ignored & !(run << 1 | carry.in_run);
        let leading =
            if unjoined | carry.joiners == 0 { 0 } else { ignored & !add(ignored, unjoined, &mut carry.joiners) };
        let words = run & !leading;
        let after_word = words << 1 | carry.in_word;
        let edges = words ^ after_word;
        let starts = words & edges;
        // WB6, WB7, WB11, WB12: a middle sign after a word, with joiners (WB4), may join it to what follows.
        let signs = letter & !run & !joiner | leading;
        let carried = add(signs, signs & !leading & after_word, &mut carry.signs);
        let digits = words & !(letter & !joiner);
        let after_digits = add(digits, starts & digits, &mut carry.digits);
        (carry.in_run, carry.in_word) = (run >> 63, words >> 63);
        BlockEdges {
            edges,
            alone: undecided | starts & joiner,
            bridge: carried & !signs & (words | undecided),
            after_word,
            numbers: after_digits & !words,
        }
    }
}

/// The sum with a carry in and out.
#[inline(always)]
fn add(a: u64, b: u64, carry: &mut u64) -> u64 {
    let sum = a as u128 + b as u128 + *carry as u128;
    *carry = (sum >> 64) as u64;
    sum as u64
}

/// The classes of a full batch, with the byte after it.
#[inline(always)]
fn first_classes_of_full<L: Lanes>(
    proof: L::Proof,
    classes: &Classes,
    bytes: &[u8; BATCH + 1],
    firsts: &mut [FirstClasses; BLOCKS],
) {
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    let (nexts, _) = bytes[1..].as_chunks::<BLOCK>();
    for block in 0..BLOCKS {
        let (block_bytes, next) = (L::load(proof, &blocks[block]), L::load(proof, &nexts[block]));
        firsts[block] = FirstClasses::of(proof, block_bytes, next, classes);
    }
}

/// The classes of the last bytes of a text.
#[inline(always)]
fn first_classes_of_short<L: Lanes>(proof: L::Proof, classes: &Classes, bytes: &[u8], firsts: &mut [FirstClasses]) {
    for (block, first) in firsts.iter_mut().enumerate() {
        let rest = &bytes[block * BLOCK..];
        let (block, next) = match rest.first_chunk::<{ BLOCK + 1 }>() {
            Some(full) => {
                let (block, _) = full.split_first_chunk().unwrap_or((&[0; BLOCK], &[]));
                let (_, next) = full.split_last_chunk().unwrap_or((&[], &[0; BLOCK]));
                (L::load(proof, block), L::load(proof, next))
            }
            None => {
                let block = L::load_short(proof, rest);
                (block, block.next())
            }
        };
        *first = FirstClasses::of(proof, block, next, classes);
        // No word is behind the text, whatever the class of the zeros is.
        first.word &= low_bits(rest.len());
    }
}

/// Finds the words of the next batch.
#[inline(always)]
pub(in crate::kernel) fn fill<L: Lanes>(proof: L::Proof, classes: &Classes, batch: &mut WordBatch<'_>) {
    let (text, base) = (batch.text, batch.at);
    let left = text.len() - base;
    (batch.base, batch.next, batch.numbers, batch.undecided) = (base, 0, [0; BLOCKS], Undecided::Nothing);
    let blocks = if batch.is_small { 1 } else { BLOCKS.min(left / BLOCK + 1) };
    let mut firsts = [FirstClasses::NONE; BLOCKS];
    match text.as_bytes()[base..].first_chunk::<{ BATCH + 1 }>() {
        Some(full) if blocks == BLOCKS => first_classes_of_full::<L>(proof, classes, full, &mut firsts),
        _ => first_classes_of_short::<L>(proof, classes, &text.as_bytes()[base..], &mut firsts[..blocks]),
    }
    let (mut carry, mut count) = (Carry::default(), 0);
    let mut unsettled = None;
    for (block, first) in firsts[..blocks].iter().enumerate() {
        let others = first.others(carry.lanes);
        carry.lanes = first.lead >> 63;
        let mut found = BlockClasses::of(first, &mut carry);
        if others != 0 {
            found.add_others(classes, text, base + block * BLOCK, others, &mut carry);
        }
        let found = found.edges(&mut carry);
        batch.numbers[block] = found.numbers;
        if let Some(buffer) = batch.places[count..].first_chunk_mut() {
            let lanes = L::load(proof, &LANES).or(L::splat(proof, (block * BLOCK) as u8));
            lanes.compress(found.edges, buffer);
        }
        count += found.edges.count_ones() as usize;
        let places = found.alone | found.bridge;
        if places != 0 {
            let lane = places.trailing_zeros() as usize;
            let at = |mask: u64| mask >> lane & 1 == 1;
            let (is_bridge, in_word) = (at(found.bridge), at(found.after_word));
            unsettled = Some(Unsettled { place: block * BLOCK + lane, is_bridge, in_word });
            break;
        }
    }
    batch.count = count;
    match unsettled {
        Some(unsettled) => batch.end_at(unsettled),
        None if left < blocks * BLOCK => batch.at = text.len(),
        None => batch.end_full(blocks * BLOCK, carry.signs == 1),
    }
}
