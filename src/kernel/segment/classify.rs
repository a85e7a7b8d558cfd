//! Classify, in lanes: the boundaries of all segments by UAX #29, 63 bytes at a time, by class masks and bit arithmetic.
//!
//! ```text
//! for each 63 bytes:
//!     word, middle, undecided = a mask of each class         three look-ups give three bits of it
//!     starts = word & !(word << 1)             a run of letters, digits and marks is a segment (WB5, WB8 to WB10),
//!                                              and so is any other character (WB999)
//!     marks at the start of a run belong to the character before (WB4): they are removed from `word`
//!     fallback = the first place that the masks do not decide:
//!              an undecided character             Hebrew, Katakana, flags, a ZWJ, CR, …
//!              a word, a middle sign, a word      3.5 is one segment (WB11, WB12), a,b three
//!     decided = the start of the segment with that place: the segments before it are exact
//!
//! text       s  a  y  :     3  .  5     y  e  s          a lane for each character
//! word       1  1  1  .  .  1  .  1  .  1  1  1
//! middle     .  .  .  1  .  .  1  .  .  .  .  .
//! starts     1  .  .  .  .  1  .  1  .  1  .  .
//! fallback   .  .  .  .  .  .  .  1  .  .  .  .           so the segment that starts at "3" is not decided
//! ```
//!
//! The caller takes the decided segments from the masks, finds the next one by the scalar rules over the full tables,
//! and resumes after it. The last segment of a block may go on in the next one: the next block starts with it.

use crate::kernel::simd::block::Block;
use crate::kernel::simd::flat::{FlatTable, not_covered};
use crate::kernel::simd::nibbles::NibbleSet;
use crate::kernel::simd::{BLOCK, Lanes, low_bits};
use crate::kernel::tables::lookup::LookupIndex;
use crate::kernel::tables::trie::width;

/// The most bytes that are classified at once. One bit of a mask is left for the place after them.
const MAX_SEGMENT_BLOCK: usize = BLOCK - 1;

/// The class of a character in the bit arithmetic, which has three bits.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    /// A segment of its own.
    Sign = 0,
    /// A digit: part of a word.
    Number = WORD,
    /// A letter: part of a word.
    Letter = WORD | LETTER,
    /// WB4: Extend and Format characters, part of the word or the character before.
    Joiner = WORD | JOINER,
    /// WB13a, WB13b: continues a word. The scalar rules decide whether it starts one.
    Underscore = WORD | LETTER | JOINER,
    /// WB6, WB7, WB11, WB12: a sign that may join two words or numbers.
    Middle = LETTER,
    /// The scalar rules decide.
    Undecided = JOINER,
    /// WB3d: consecutive spaces are one segment.
    Space = LETTER | JOINER,
}

/// The bits of a class. Without `WORD`, `LETTER` means a middle sign, `JOINER` an undecided character, both a space.
pub(in crate::kernel) const WORD: u8 = 1;
pub(in crate::kernel) const LETTER: u8 = 2;
pub(in crate::kernel) const JOINER: u8 = 4;

/// The class of each character.
pub(crate) struct Classes {
    pub flat: FlatTable,
    /// The covered characters with each of the three bits.
    pub bits: [NibbleSet; 3],
    /// The classes of characters of one and two bytes.
    pub low: &'static [Class; 0x800],
    /// The class of any other character, by the text and the character's offset.
    pub other: fn(&str, usize) -> Class,
}

impl Classes {
    /// Sets the class of a character, if it is covered.
    pub const fn add(&mut self, c: u32, class: Class) {
        let mut bit = 0;
        while bit < 3 {
            if class as u8 >> bit & 1 == 1 {
                self.bits[bit].add(c);
            }
            bit += 1;
        }
        self.flat.set(c, class as u8);
    }
}

/// The decided segments of a block. Bit 0 of a mask is the block's first byte.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SegmentMasks {
    /// The first byte of each segment.
    pub starts: u64,
    /// The bytes of letters, and of all characters of words.
    pub letters: u64,
    pub words: u64,
    /// How many bytes are decided.
    pub decided: usize,
    /// Whether the scalar rules have to find the next segment.
    pub fallback: bool,
}

/// The class masks of a block. Bit 0 is the block's first byte.
struct ClassMasks {
    word: u64,
    letter: u64,
    joiner: u64,
    /// The first bytes of characters.
    first: u64,
    len: usize,
}

impl ClassMasks {
    #[inline(always)]
    fn of<L: Lanes>(proof: L::Proof, classes: &Classes, text: &str, at: usize) -> Self {
        let block = Block::<L>::at(proof, text.as_bytes(), at, MAX_SEGMENT_BLOCK);
        let index = LookupIndex::of(proof, block.bytes, block.bytes.next());
        let lead = index.lead.top_bits();
        let whole = |first: u64| first | (first & lead) << 1;
        let [word, letter, joiner] = &classes.bits;
        let mut word = whole(index.member(word).top_bits());
        let mut letter = whole(index.member(letter).top_bits());
        let mut joiner = whole(index.member(joiner).top_bits());
        let mut trails = lead << 1;
        let others = not_covered(block.bytes.top_bits(), lead) & block.valid;
        if others != 0 {
            let is_trail = block.bytes.and(L::splat(proof, 0xC0)).equals(L::splat(proof, 0x80)).top_bits();
            trails |= is_trail;
            let mut leads = others & !is_trail;
            while leads != 0 {
                let lane = leads.trailing_zeros() as usize;
                leads &= leads - 1;
                let offset = at + lane - block.first;
                let class = (classes.other)(text, offset) as u8;
                let lanes = low_bits(width(text.as_bytes()[offset])) << lane;
                let bit = |bit: u8| if class & bit != 0 { lanes } else { 0 };
                word |= bit(WORD);
                letter |= bit(LETTER);
                joiner |= bit(JOINER);
            }
        }
        let in_block = |mask: u64| (mask & block.valid) >> block.first;
        Self {
            word: in_block(word),
            letter: in_block(letter),
            joiner: in_block(joiner),
            first: in_block(!trails),
            len: block.len,
        }
    }

    /// The decided segments. `is_last` is whether the text ends with the block.
    #[inline(always)]
    fn segments(&self, is_last: bool) -> SegmentMasks {
        let Self { word: run, letter, joiner, first, len } = *self;
        // WB4: joiners that do not follow a word belong to the character before, and to no word. A sum with the first bit of a
        // run of ones carries through the run: it clears the run and sets the bit after it.
        let ignored = run & joiner & !letter;
        let leading = ignored & !(ignored + (ignored & !(run << 1)));
        // WB5, WB8 to WB10: no boundary between letters and digits.
        let words = run & !leading;
        let after_word = words << 1;
        let starts = words & !after_word;
        let sign = letter & !run;
        let (middle, space) = (sign & !joiner, sign & joiner);
        // WB3d: no boundary between spaces. WB999: a boundary before all other characters outside of words.
        let segments = starts | first & !run & !(space & space << 1);
        // WB13a, WB13b: the rules decide what an underscore at the start of a run joins.
        let undecided = first & joiner & !run & !letter;
        let alone = undecided | starts & joiner;
        // WB6, WB7, WB11, WB12: a middle sign after a word, with joiners (WB4), may join it to what follows. The same carry
        // clears these signs and sets the bit after them: `bridge`, if a word, an undecided character or the block's end is
        // there.
        let signs = middle | leading;
        let carried = signs + (middle & after_word);
        let bridge = carried & !signs & (words | undecided | if is_last { 0 } else { 1 << len });
        let bridged = signs & !carried;
        // A leading joiner is a segment after a line break (WB3a), and else part of the one before (WB4).
        let undecided = alone | leading | bridge;
        let (decided, fallback) = if undecided != 0 {
            let below = (undecided & undecided.wrapping_neg()) - 1;
            // The start of the word before the signs, or of the segment before the undecided character or the joiner.
            let in_bridge = (bridge | bridged) & (below + 1) != 0;
            (highest(if in_bridge { starts } else { segments } & below), true)
        } else if is_last {
            (len, false)
        } else {
            // The end of the block may split the last segment.
            let decided = highest(segments);
            (decided, decided == 0)
        };
        let letters = words & letter & !joiner;
        SegmentMasks { starts: segments & low_bits(decided), letters, words, decided, fallback }
    }
}

/// The number of the highest bit, or 0 if no bit is set.
#[inline(always)]
fn highest(mask: u64) -> usize {
    (63 - (mask | 1).leading_zeros()) as usize
}

/// The segments of the block at `at`.
#[inline(always)]
pub(in crate::kernel) fn segments<L: Lanes>(proof: L::Proof, classes: &Classes, text: &str, at: usize) -> SegmentMasks {
    let masks = ClassMasks::of::<L>(proof, classes, text, at);
    masks.segments(at + masks.len == text.len())
}
