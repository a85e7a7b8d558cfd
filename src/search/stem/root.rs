//! Root keys: the consonants that a word's relatives share.

use crate::search::stem::letters::{Bits, Letters, Set, TEH, row, set};

/// How many letters stay at least.
const LEAVING: u32 = 3;
const PREFIXES: Set = set("ايت");
const WEAK: Set = set("اويء");

/// Takes a stem to its key: prefixes of verbs and nouns, an infix ت and weak letters go while three letters stay.
pub(super) fn key<B: Bits>(word: &mut Letters<B>) {
    if word.begins_with(const { row("است") }) && word.len >= 3 + LEAVING {
        word.cut_front(3);
    } else if word.begins_with(const { row("ست") }) && word.len >= 2 + LEAVING {
        word.cut_front(2);
    } else if PREFIXES.has(word.first()) && word.len > LEAVING {
        word.cut_front(1);
    }
    let mut place = 1;
    while place < word.len && word.len > LEAVING {
        match WEAK.has(word.at(place)) {
            true => word.remove(place),
            false => place += 1,
        }
    }
    if word.len > LEAVING && word.at(1) == TEH {
        word.remove(1);
    }
}
