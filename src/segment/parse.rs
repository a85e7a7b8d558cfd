//! The letters of a word, and the offset of each: marks and tatweel stay with the letter before them.

use crate::rules::letters::{TATWEEL, is_mark};
use crate::rules::unicode::{JOIN_CONTROLS, contains};
use crate::search::stem::LONGEST;
use crate::search::stem::letters::{ALEF, Letters};
use crate::segment::table::folded_alef;

/// The code of every letter that no rule mentions. It is the code of U+0620, which is in no table.
const OTHER_LETTER: u64 = 0x20;

/// A word of at most [`LONGEST`] Arabic letters.
pub(super) struct ParsedWord {
    /// The letters with their hamza.
    pub(super) original: Letters<u128>,
    /// The letters with alefs folded.
    pub(super) letters: Letters<u128>,
    /// The offset of each letter.
    pub(super) offsets: [u32; LONGEST],
    /// The last sign of tashkeel on each letter, or NUL.
    pub(super) vowels: [char; LONGEST],
    pub(super) has_vowels: bool,
}

impl ParsedWord {
    /// `None` for a text that has other characters than Arabic letters, marks, tatweel and join controls, and for a longer word.
    pub(super) fn parse(word: &str) -> Option<Self> {
        let mut parsed = Self {
            original: Letters { bits: 0, len: 0 },
            letters: Letters { bits: 0, len: 0 },
            offsets: [0; LONGEST],
            vowels: ['\0'; LONGEST],
            has_vowels: false,
        };
        let mut len = 0;
        for (at, c) in word.char_indices() {
            let letter = match c {
                TATWEEL => continue,
                'ٱ' => ALEF,
                '\u{621}'..='\u{64A}' => c as u64 & 0x3F,
                '\u{64B}'..='\u{652}' => {
                    // A shadda is no vowel.
                    if len > 0 && c != '\u{651}' {
                        parsed.has_vowels = true;
                        parsed.vowels[len - 1] = c;
                    }
                    continue;
                }
                _ if is_mark(c) || contains(JOIN_CONTROLS, c) => continue,
                '\u{620}' | '\u{66E}'..='\u{6D3}' | '\u{6D5}' | '\u{6EE}'..='\u{6FF}' => OTHER_LETTER,
                _ => return None,
            };
            if len == LONGEST {
                return None;
            }
            parsed.original.insert(len as u32, letter);
            parsed.letters.insert(len as u32, folded_alef(letter));
            parsed.offsets[len] = u32::try_from(at).ok()?;
            len += 1;
        }
        (len > 0).then_some(parsed)
    }
}
