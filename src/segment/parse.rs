//! The letters of a word, and the offset of each: marks and tatweel stay with the letter before them.

use crate::kernel::PackedWord;
use crate::rules::letters::{SHADDA, TATWEEL, is_letter, is_mark, is_tashkeel};
use crate::rules::unicode::{JOIN_CONTROLS, contains};
use crate::search::stem::LONGEST;
use crate::search::stem::letters::{ALEF, LETTER_BITS, LetterBits, Letters};

/// The code of every letter that no rule mentions. It is the code of U+0620, which is in no table.
const OTHER_LETTER: u128 = 0x20;

/// The last vowel or tanwin of each letter, or NUL.
pub(super) type Vowels = [char; LONGEST];

/// A word with other characters than letters of U+0620..U+064A, or of more than ten.
pub(super) struct ParsedWord {
    pub(super) letters: Letters<u128>,
    /// The offset of each letter.
    pub(super) offsets: [u32; LONGEST],
    pub(super) vowels: Vowels,
}

/// The letters of a word of at most ten letters of U+0620..U+064A, without marks and tatweel.
#[inline]
pub(super) fn plain(word: &str) -> Option<Letters<u64>> {
    let letters = Letters::of(PackedWord::of(word)?);
    let bit = |n: u32| letters.bits >> n;
    // Letters are 1nnnnn, or 000001 to 001010; a tatweel is 0, and marks are 001011 to 011111.
    let marks = bit(4) | bit(3) & (bit(2) | bit(1) & bit(0));
    let is_tatweel = !(bit(0) | bit(1) | bit(2) | bit(3) | bit(4));
    let others = !bit(5) & (marks | is_tatweel) & u64::LOW_BITS & u64::ones(LETTER_BITS * letters.len);
    (others == 0).then_some(letters)
}

impl ParsedWord {
    /// `None` for a text that has other characters than Arabic letters, marks, tatweel and join controls, and for one of more
    /// than [`LONGEST`] letters.
    pub(super) fn parse(word: &str) -> Option<Self> {
        let (mut letters, mut offsets, mut vowels) = (0, [0; LONGEST], ['\0'; LONGEST]);
        let mut len = 0;
        for (at, c) in word.char_indices() {
            let letter = match c {
                TATWEEL => continue,
                'ٱ' => ALEF as u128,
                '\u{621}'..='\u{64A}' => c as u128 & 0x3F,
                _ if is_tashkeel(c) => {
                    if len > 0 && c != SHADDA {
                        vowels[len - 1] = c;
                    }
                    continue;
                }
                _ if is_mark(c) || contains(JOIN_CONTROLS, c) => continue,
                '\u{620}'..='\u{6FF}' if is_letter(c) => OTHER_LETTER,
                _ => return None,
            };
            if len == LONGEST {
                return None;
            }
            letters |= letter << (LETTER_BITS * len as u32);
            offsets[len] = u32::try_from(at).ok()?;
            len += 1;
        }
        (len > 0).then_some(Self { letters: Letters { bits: letters, len: len as u32 }, offsets, vowels })
    }
}
