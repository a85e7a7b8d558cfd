//! Stems packed words, by the options of an analyzer.

use crate::kernel::PackedWord;
use crate::names::named;
use crate::search::stem::letters::Letters;
use crate::search::stem::steps::FoldedWord;
use crate::search::stem::{Category, root};

/// The level of stemming.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stem {
    /// The normalized word.
    #[default]
    None,
    /// Without affixes: [`crate::stem::light`].
    Light,
    /// Without affixes, and with plurals and verbs reduced: [`crate::stem::full`].
    Full,
}

named! { Stem, "level of stemming", "analyzer::Stem";
    None = "none",
    Light = "light",
    Full = "full",
}

/// The stop words, the stem and the root key of an analyzer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StemOptions {
    /// The categories whose words are left out: a bit for each, by its number.
    pub left_out: u16,
    pub stem: Stem,
    /// Whether words have a root key.
    pub root_key: bool,
}

/// A word's stem and root key; without the option, the key is [`PackedWord::NONE`]. `None` for a word that is left out.
#[inline]
pub(crate) fn packed_stem(word: PackedWord, options: StemOptions) -> Option<(PackedWord, PackedWord)> {
    let folded_word = FoldedWord::of(Letters::of(word));
    if options.left_out != 0
        && let Some(category) = Category::of_folded(folded_word.folded)
        && options.left_out >> category as u16 & 1 != 0
    {
        return None;
    }
    let full = match (options.stem, options.root_key) {
        (Stem::Full, _) | (_, true) => folded_word.full(),
        _ => folded_word.folded,
    };
    let stem = match options.stem {
        Stem::None => word,
        Stem::Light => {
            let (start, len) = folded_word.light();
            folded_word.original.slice(start, len).packed()
        }
        Stem::Full => full.packed(),
    };
    let mut key = full;
    Some(match options.root_key {
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
    fn packed_stems_equal_those_of_text() {
        let text = crate::normalize(include_str!("../../../examples/data/sample.txt")).into_owned();
        let sample = text.split(' ').chain(["سنتان", "والأسعار", "للإنسان", "يقع", "المرأة", "هذه", "وهذه", "يوم", "و"]);
        for (word, packed) in sample.filter_map(|word| Some((word, PackedWord::of(word)?))) {
            let is_left_out = Category::of(word).is_some_and(|c| 0b11 >> c as u16 & 1 != 0);
            for (stem, text) in [(Stem::None, word.into()), (Stem::Light, light(word).into()), (Stem::Full, full(word))]
            {
                for (key, key_text) in [(false, None), (true, PackedWord::of(&root_key(word)))] {
                    let expected = PackedWord::of(&text).map(|text| (text, key_text.unwrap_or_default()));
                    let all = StemOptions { left_out: 0, stem, root_key: key };
                    assert_eq!(packed_stem(packed, all), expected, "{}", word.escape_unicode());
                    let expected = expected.filter(|_| !is_left_out);
                    assert_eq!(
                        packed_stem(packed, StemOptions { left_out: 0b11, ..all }),
                        expected,
                        "{}",
                        word.escape_unicode()
                    );
                }
            }
        }
    }
}
