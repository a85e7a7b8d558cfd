//! Root keys: the consonants that a word's relatives share.

use super::letters::{ALEF, HAMZA, Letters, SEEN, TEH, WAW, YEH};

/// How many letters stay at least.
const LEAVING: usize = 3;

/// Takes a stem to its key: prefixes of verbs and nouns, an infix ت and weak letters go while three letters stay.
pub(super) fn key(word: &mut Letters) {
    match word.letters() {
        [ALEF, SEEN, TEH, rest @ ..] if rest.len() >= LEAVING => word.cut_front(3),
        [SEEN, TEH, rest @ ..] if rest.len() >= LEAVING => word.cut_front(2),
        [ALEF | YEH | TEH, rest @ ..] if rest.len() >= LEAVING => word.cut_front(1),
        _ => {}
    }
    let mut place = 1;
    while place < word.len() && word.len() > LEAVING {
        match word.letters()[place] {
            ALEF | WAW | YEH | HAMZA => word.remove(place),
            _ => place += 1,
        }
    }
    if let [_, TEH, _, _, ..] = word.letters() {
        word.remove(1);
    }
}
