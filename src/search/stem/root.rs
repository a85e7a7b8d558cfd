//! Root keys: the consonants that words of one root share.

use crate::rules::letters::WEAK_LETTERS;
use crate::search::stem::letters::{LetterBits, LetterSet, Letters, TEH, letter_set, literal};

/// The fewest letters that are kept.
const MIN_LETTERS: u32 = 3;
const PREFIXES: LetterSet = letter_set("ايت");
const WEAK: LetterSet = letter_set(WEAK_LETTERS);

/// Reduces a stem to its key: strips prefixes of verbs and nouns, weak letters and an infix `ت`, down to three letters.
pub(super) fn key<B: LetterBits>(word: &mut Letters<B>) {
    if word.starts_with(const { literal("است") }) && word.len >= 3 + MIN_LETTERS {
        word.remove_front(3);
    } else if word.starts_with(const { literal("ست") }) && word.len >= 2 + MIN_LETTERS {
        word.remove_front(2);
    } else if PREFIXES.contains(word.first()) && word.len > MIN_LETTERS {
        word.remove_front(1);
    }
    let mut n = 1;
    while n < word.len && word.len > MIN_LETTERS {
        match WEAK.contains(word.at(n)) {
            true => word.remove(n),
            false => n += 1,
        }
    }
    if word.len > MIN_LETTERS && word.at(1) == TEH {
        word.remove(1);
    }
}
