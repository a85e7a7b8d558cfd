//! The classes of characters for word boundaries by masks: three bits for each character.
//!
//! ```text
//! text      a  ,  b  _  7          Letter, Middle, Letter, Underscore, Number
//! WORD      1  .  1  1  1
//! LETTER    1  1  1  1  .
//! JOINER    .  .  .  1  .
//! ```

use crate::kernel::simd::flat::{FlatTable, TripleSet};
use crate::kernel::simd::nibbles::NibbleSet;

/// The class of a character in the bit arithmetic, which has three bits.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    /// A segment of its own, or a space, which may join others: in no word.
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
}

/// The bits of a class. Without `WORD`, `LETTER` means a middle sign, `JOINER` an undecided character.
pub(in crate::kernel) const WORD: u8 = 1;
pub(in crate::kernel) const LETTER: u8 = 2;
pub(in crate::kernel) const JOINER: u8 = 4;

/// The class of each character.
pub(crate) struct Classes {
    pub flat: FlatTable,
    /// The characters that are not covered, without most signs.
    pub others: TripleSet,
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
