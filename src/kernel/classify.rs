//! Classify, in lanes: where words start and end, 63 bytes at a time, by masks and bit arithmetic.
//!
//! ```text
//! for each 63 bytes from a boundary on:
//!     word, ignored, middle, undecided = a mask of each class          three look-ups give three bits of it
//!     starts = word & !(word << 1)             a run of letters, digits and their marks is one segment,
//!     ends   = !word & (word << 1)             what is neither stands alone
//!     doubt  = the first place that this does not decide:
//!              an undecided character             Hebrew, Katakana, flags, a ZWJ, CR, …
//!              a mark that follows no word        it belongs to what stands before it
//!              a word, a middle sign, a word      3.5 is one segment, a,b three
//!              the end of the block               the segment may go on
//!     settled = the start of the segment in which the doubt is: all before it is exact
//!
//! text       ق  ا  ل  :     3  .  5     ن  ع  م          "قال: 3.5 نعم", a lane a character
//! word       1  1  1  .  .  1  .  1  .  1  1  1
//! middle     .  .  .  1  .  .  1  .  .  .  .  .
//! starts     1  .  .  .  .  1  .  1  .  1  .  .
//! ends       .  .  .  1  .  .  1  .  1  .  .  .
//! doubt      .  .  .  .  .  .  .  1  .  .  .  .           so what starts at "3" is not settled
//! ```
//!
//! The caller takes what is settled from the masks, the segment in doubt from the rules over the full tables, and
//! classifies again where that ends.

use super::compact::rewrite;
use super::lanes::{BLOCK, Lanes, Room, Set, Slots, Window, low_bits};
use super::pages::{Pages, width};
use core::mem::MaybeUninit;
use core::ops::Range;

/// Bytes that are classified at once: a bit is left for what stands behind them.
const SPAN: usize = BLOCK - 1;

/// What a character is to the bit arithmetic: three bits.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    /// It stands alone.
    Sign = 0,
    /// A number: it goes on a word, and no more is asked of it.
    Number = WORD,
    /// A letter.
    Letter = WORD | LETTER,
    /// What goes on a word but starts none: a mark, a format character, an underscore.
    Joiner = WORD | JOINER,
    /// A sign that may stand in the middle of a word or number.
    Middle = LETTER,
    /// The rules decide.
    Undecided = JOINER,
    /// A space: several are one segment.
    Space = LETTER | JOINER,
}

const WORD: u8 = 1;
/// A letter among what makes words; elsewhere a sign in the middle, or a space.
const LETTER: u8 = 2;
/// A joiner among what makes words; elsewhere undecided, or a space.
const JOINER: u8 = 4;

/// The class of each character.
pub(crate) struct Classes {
    /// Those below U+0080 and from U+0600 to U+06FF, as the sets of those with each of the three bits.
    pub bits: [Set; 3],
    /// The others, by look-up: of the one that starts at this offset.
    pub other: fn(&str, usize) -> Class,
}

impl Classes {
    pub const fn add(&mut self, is_ascii: bool, byte: u8, class: Class) {
        let mut bit = 0;
        while bit < 3 {
            if class as u8 >> bit & 1 == 1 {
                self.bits[bit].add(is_ascii, byte);
            }
            bit += 1;
        }
    }
}

/// The segments that a block settles. Bit 0 of a mask is the byte at which the block starts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks {
    /// The first byte of each word or number, and the byte behind it.
    pub starts: u64,
    pub ends: u64,
    /// The first byte of each segment of any kind.
    pub segments: u64,
    /// Bytes of letters, and of anything in words.
    pub letters: u64,
    pub words: u64,
    /// How many bytes are settled.
    pub settled: usize,
    /// Whether the next segment is for the rules to find.
    pub doubt: bool,
}

/// The masks of a block, before they are cut where they are settled.
struct Masks {
    word: u64,
    letter: u64,
    joiner: u64,
    /// The first bytes of characters.
    first: u64,
    len: usize,
}

/// A mask of lanes where characters end, with the leads of those that have one.
#[inline(always)]
fn whole(mask: u64, trail: u64) -> u64 {
    mask | (mask & trail) >> 1
}

#[inline(always)]
fn masks<L: Lanes>(proof: L::Proof, classes: &Classes, slots: &Slots<L>, window: &Window<L>, text: &str, at: usize) -> Masks {
    let lead = slots.lead.top_bits();
    let trail = slots.trail.top_bits();
    let [word, letter, joiner] = &classes.bits;
    let mut word = whole(slots.member(word).top_bits(), trail);
    let mut letter = whole(slots.member(letter).top_bits(), trail);
    let mut joiner = whole(slots.member(joiner).top_bits(), trail);
    let mut trails = trail;
    let others = window.bytes.top_bits() & !(lead | trail) & window.valid;
    if others != 0 {
        let is_trail = window.bytes.and(L::splat(proof, 0xC0)).equals(L::splat(proof, 0x80)).top_bits();
        trails |= is_trail;
        let mut leads = others & !is_trail;
        while leads != 0 {
            let lane = leads.trailing_zeros() as usize;
            leads &= leads - 1;
            let offset = at + lane - window.first;
            let class = (classes.other)(text, offset) as u8;
            let lanes = low_bits(width(text.as_bytes()[offset])) << lane;
            let bit = |bit: u8| if class & bit != 0 { lanes } else { 0 };
            word |= bit(WORD);
            letter |= bit(LETTER);
            joiner |= bit(JOINER);
        }
    }
    let cut = |mask: u64| (mask & window.valid) >> window.first;
    Masks {
        word: cut(word),
        letter: cut(letter),
        joiner: cut(joiner),
        first: cut(!trails),
        len: window.len,
    }
}

impl Masks {
    /// What is settled, unless the text from `stop` on is for others to see.
    #[inline(always)]
    fn settle(&self, is_last: bool, stop: u64) -> Marks {
        let Self { word, letter, joiner, first, len } = *self;
        let behind = word << 1;
        let (starts, ends) = (word & !behind, !word & behind);
        let middle = letter & !word & !joiner;
        let space = letter & !word & joiner;
        let undecided = joiner & !word & !letter;
        // A joiner that starts a run, and an undecided character.
        let alone = first & joiner & (undecided | word & !behind);
        // A run of middle signs behind a word: the addition carries through it to the place behind.
        let behind_middle = (middle + (middle & behind)) & !middle;
        let edge = if is_last { 0 } else { 1 << len };
        let bridge = behind_middle & (word | undecided | edge);
        let segments = starts | first & !word & !(space & space << 1);
        let doubts = alone | bridge | stop;
        let (settled, doubt) = if doubts != 0 {
            let place = doubts & doubts.wrapping_neg();
            let below = place - 1;
            let before = if bridge & place != 0 {
                starts & below // the word before the signs
            } else if alone & place != 0 {
                segments & below // the character before the mark
            } else {
                starts & (below | place) // the word that is stopped at, or one that may reach as far
            };
            let settled = highest(before);
            (settled, true)
        } else if is_last {
            (len, false)
        } else {
            // The edge may cut the last segment.
            let settled = highest(segments);
            (settled, settled == 0)
        };
        let below = low_bits(settled);
        Marks {
            starts: starts & below,
            ends: ends & (below << 1 | 1),
            segments: segments & below,
            letters: letter & word,
            words: word,
            settled,
            doubt,
        }
    }
}

/// The place of the highest bit; 0 where there is none.
#[inline(always)]
fn highest(mask: u64) -> usize {
    (63 - (mask | 1).leading_zeros()) as usize
}

#[inline(always)]
pub(super) fn classify<L: Lanes>(proof: L::Proof, classes: &Classes, text: &str, at: usize) -> Marks {
    let window = Window::<L>::at(proof, text.as_bytes(), at, SPAN);
    let slots = Slots::of(proof, window.bytes);
    let masks = masks(proof, classes, &slots, &window, text, at);
    masks.settle(at + window.len == text.len(), 0)
}

/// The settled words of a block, each with what the pages write for it.
pub(crate) struct Terms {
    pub marks: Marks,
    written: Room,
    /// Start and end in the block, and in what is written.
    spans: [[u8; 4]; BLOCK / 2],
    count: usize,
}

impl Terms {
    pub const fn new() -> Self {
        let marks = Marks { starts: 0, ends: 0, segments: 0, letters: 0, words: 0, settled: 0, doubt: false };
        Self { marks, written: [MaybeUninit::new(0); size_of::<Room>()], spans: [[0; 4]; BLOCK / 2], count: 0 }
    }

    /// Each word's place in the block, whether it is a number, and its term, which may be empty.
    #[inline(always)]
    pub fn iter(&self) -> impl Iterator<Item = (Range<usize>, bool, &str)> {
        self.spans[..self.count].iter().map(|&[start, end, from, to]| {
            let term = &self.written[from as usize..to as usize];
            // SAFETY: the room is initialised from the start; words are whole characters, and what is written for
            // whole characters is whole characters.
            let term = unsafe { core::str::from_utf8_unchecked(&*(core::ptr::from_ref(term) as *const [u8])) };
            let letters = self.marks.letters & low_bits(end as usize) & !low_bits(start as usize);
            (start as usize..end as usize, letters == 0, term)
        })
    }
}

#[inline(always)]
pub(super) fn terms<L: Lanes>(proof: L::Proof, pages: &Pages, classes: &Classes, text: &str, at: usize, out: &mut Terms) {
    let bytes = text.as_bytes();
    let window = Window::<L>::at(proof, bytes, at, SPAN);
    let slots = Slots::of(proof, window.bytes);
    let masks = masks(proof, classes, &slots, &window, text, at);
    let block = rewrite(proof, pages, &slots, &window, bytes, at);
    let keep = block.keep >> window.first;
    // A term that holds a space is several: the caller sees to it.
    let mut stop = if block.special < BLOCK { 1 << (block.special - window.first) } else { 0 };
    if pages.sheets.writes_space {
        let spaces = block.bytes.equals(L::splat(proof, b' ')).top_bits() >> window.first & keep & masks.word;
        stop |= spaces & spaces.wrapping_neg();
    }
    let marks = masks.settle(at + window.len == bytes.len(), stop);
    if block.keep & block.keep.wrapping_add(1) == 0 {
        block.bytes.store(&mut out.written);
    } else {
        block.bytes.compress(block.keep, &mut out.written);
    }
    let (mut starts, mut ends) = (marks.starts, marks.ends);
    let mut count = 0;
    while starts != 0 {
        let (start, end) = (starts.trailing_zeros(), ends.trailing_zeros());
        let rank = |n: u32| (keep & ((1 << n) - 1)).count_ones() as u8;
        out.spans[count & (BLOCK / 2 - 1)] = [start as u8, end as u8, rank(start), rank(end)];
        count += 1;
        (starts, ends) = (starts & (starts - 1), ends & (ends - 1));
    }
    out.marks = marks;
    out.count = count;
}
