//! Classify, in lanes: the boundaries of all segments by UAX #29, 64 bytes at a time, by class masks and bit arithmetic.
//!
//! ```text
//! for each 64 bytes:
//!     word, middle, undecided = a mask of each class         look-ups give the three bits of a class
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

use crate::kernel::segment::batch_masks::{BlockClasses, Carry, FirstClasses};
use crate::kernel::simd::block::block_and_next;
use crate::kernel::simd::flat::{FlatTable, not_covered};
use crate::kernel::simd::nibbles::NibbleSet;
use crate::kernel::simd::{BLOCK, Lanes, low_bits};

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
    /// The classes of U+2000 to U+203F.
    pub punctuation: &'static [Class; 64],
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

/// The segments of the 64 bytes from `at` on, a boundary inside the text.
#[inline(always)]
pub(in crate::kernel) fn segments<L: Lanes>(proof: L::Proof, classes: &Classes, text: &str, at: usize) -> SegmentMasks {
    let rest = &text.as_bytes()[at..];
    let (block, next) = block_and_next::<L>(proof, rest);
    let (in_text, is_last) = (low_bits(rest.len()), rest.len() <= BLOCK);
    let first = FirstClasses::of(proof, block, next, classes);
    let mut after = Carry::default();
    let mut found = BlockClasses::of(&first, &mut after);
    let others = not_covered(first.top, first.lead);
    if others != 0 {
        found.add_others(classes, text, at, others, &mut after);
    }
    let trails = block.and(L::splat(proof, 0xC0)).equals(L::splat(proof, 0x80)).top_bits();
    let BlockClasses { word: run, letter, joiner, undecided } = found;
    // WB4: joiners that do not follow a word belong to the character before, and to no word. A sum with the first bit of a run
    // of ones carries through the run: it clears the run and sets the bit after it.
    let ignored = run & joiner & !letter;
    let leading = ignored & !ignored.wrapping_add(ignored & !(run << 1));
    // WB5, WB8 to WB10: no boundary between letters and digits.
    let words = in_text & run & !leading;
    let after_word = words << 1;
    let starts = words & !after_word;
    let sign = letter & !run;
    let (middle, space) = (sign & !joiner, sign & joiner);
    // WB3d: no boundary between spaces. WB999: a boundary before all other characters outside of words.
    let segments = starts | in_text & !trails & !run & !(space & space << 1);
    // WB13a, WB13b: the rules decide what an underscore at the start of a run joins.
    let alone = undecided | starts & joiner;
    // WB6, WB7, WB11, WB12: a middle sign after a word, with joiners (WB4), may join it to what follows. The same carry clears
    // these signs and sets the bit after them: `bridge`, if a word or an undecided character is there, or the block's end.
    let signs = middle | leading;
    let (carried, is_bridge_at_end) = signs.overflowing_add(middle & after_word);
    let bridge = carried & !signs & (words | undecided);
    let bridged = signs & !carried;
    // A leading joiner is a segment after a line break (WB3a), and else part of the one before (WB4).
    let unsettled = in_text & (alone | leading | bridge);
    let (decided, fallback) = if unsettled != 0 {
        let below = (unsettled & unsettled.wrapping_neg()) - 1;
        // The start of the word before the signs, or of the segment before the undecided character or the joiner.
        let in_bridge = (bridge | bridged) & (below + 1) != 0;
        (highest(if in_bridge { starts } else { segments } & below), true)
    } else if is_last {
        (rest.len(), false)
    } else if is_bridge_at_end {
        (highest(starts), true)
    } else {
        // The end of the block may split the last segment.
        let decided = highest(segments);
        (decided, decided == 0)
    };
    let letters = words & letter & !joiner;
    SegmentMasks { starts: segments & low_bits(decided), letters, words, decided, fallback }
}

/// The number of the highest bit, or 0 if no bit is set.
#[inline(always)]
fn highest(mask: u64) -> usize {
    (63 - (mask | 1).leading_zeros()) as usize
}
