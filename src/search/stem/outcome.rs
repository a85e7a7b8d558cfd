//! What an analyzer asks of a packed word: whether it goes, its stem, its root key.

use crate::kernel::PackedWord;
use crate::search::stem::letters::Letters;
use crate::search::stem::steps::Read;
use crate::search::stem::{Category, root};

/// How far an analyzer takes a word back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stem {
    /// The normalized word.
    #[default]
    None,
    /// Without affixes: [`crate::stem::light`].
    Light,
    /// Without affixes and patterns: [`crate::stem::full`].
    Full,
}

/// What is wanted of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// The categories whose words go: a bit for each, by its number.
    pub left_out: u16,
    pub stem: Stem,
    /// Whether a root key is wanted.
    pub root_key: bool,
}

/// A word's stem and root key; no key is empty. `None` where the word goes.
#[inline]
pub(crate) fn outcome(word: PackedWord, wanted: Wanted) -> Option<(PackedWord, PackedWord)> {
    let read = Read::of(Letters::of(word));
    if wanted.left_out != 0
        && let Some(category) = Category::of_folded(read.folded)
        && wanted.left_out >> category as u16 & 1 != 0
    {
        return None;
    }
    let full = match (wanted.stem, wanted.root_key) {
        (Stem::Full, _) | (_, true) => read.full(),
        _ => read.folded,
    };
    let stem = match wanted.stem {
        Stem::None => word,
        Stem::Light => {
            let (start, len) = read.light();
            read.written.slice(start, len).packed()
        }
        Stem::Full => full.packed(),
    };
    let mut key = full;
    Some(match wanted.root_key {
        true => {
            root::key(&mut key);
            (stem, key.packed())
        }
        false => (stem, PackedWord::NONE),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::stem::{full, light, root_key};

    #[test]
    fn a_packed_word_becomes_what_its_text_becomes() {
        let text = crate::normalize(include_str!("../../../examples/data/sample.txt")).into_owned();
        let sample = text.split(' ').chain(["سنتان", "والأسعار", "للإنسان", "يقع", "المرأة", "هذه", "وهذه", "يوم", "و"]);
        for (word, packed) in sample.filter_map(|word| Some((word, PackedWord::of(word)?))) {
            let is_left_out = Category::of(word).is_some_and(|c| 0b11 >> c as u16 & 1 != 0);
            for (stem, text) in [(Stem::None, word.into()), (Stem::Light, light(word).into()), (Stem::Full, full(word))]
            {
                for (key, key_text) in [(false, None), (true, PackedWord::of(&root_key(word)))] {
                    let becomes = PackedWord::of(&text).map(|text| (text, key_text.unwrap_or_default()));
                    let all = Wanted { left_out: 0, stem, root_key: key };
                    assert_eq!(outcome(packed, all), becomes, "{}", word.escape_unicode());
                    let becomes = becomes.filter(|_| !is_left_out);
                    assert_eq!(outcome(packed, Wanted { left_out: 0b11, ..all }), becomes, "{}", word.escape_unicode());
                }
            }
        }
    }
}
