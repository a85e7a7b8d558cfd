//! A memo: what became of words seen lately, so that a word that comes again is neither normalized nor stemmed again.
//!
//! ```text
//! numbers    word → stem, root key       packed: eight bytes each; four words with their stems are a line of the
//!                                        cache, and of those in a line that is full the oldest goes
//! texts      word → terms                of words that can not be packed: long ones, digits, other scripts
//! ```
//!
//! Words are those of the text. Places are found by a hash. Where half of them are taken, more are made, up to a bound; from
//! then on words drive out others.

use crate::kernel::{Known, Packed, PackedLines, PackedWords};
use crate::search::analyzer::text_cache::Texts;
use alloc::boxed::Box;

/// How many words have a place at most, and how many of those that can not be packed: powers of two.
const WORDS: usize = 1 << 17;
const TEXTS: usize = 1 << 14;

/// What became of words seen lately, for [`Chain::for_each_term_by`](crate::chain::Chain::for_each_term_by).
///
/// It grows with the words that it sees: from some 20 KiB to 2 MiB, 1 more for root keys, and 2 more for words that are no
/// short Arabic ones. It belongs to the chain that it was last used with.
#[derive(Clone, Debug)]
pub struct Memo {
    owner: Option<u64>,
    /// For each word its stem and its root key.
    pub(super) words: PackedLines,
    pub(super) texts: Texts,
    /// Taken while a walk fills them.
    pub(super) rooms: Option<Box<Rooms>>,
}

/// Rooms for some words of a text and what is known of them. They are kept, for a short text would spend its time on
/// making them.
#[derive(Clone, Debug, Default)]
pub(super) struct Rooms {
    pub words: PackedWords,
    pub known: Known,
}

/// What became of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A stem and a root key; the key may be none.
    Stem(Packed, Packed),
    LeftOut,
}

/// The number that stands for no stem: those have a length in their highest bits.
pub(super) const LEFT_OUT: u64 = 1;

impl Outcome {
    /// What two numbers of a memo say, if the word is known.
    #[inline(always)]
    pub fn read((stem, root_key): (u64, u64)) -> Option<Self> {
        match stem {
            0 => None,
            LEFT_OUT => Some(Self::LeftOut),
            stem => Some(Self::Stem(Packed(stem), Packed(root_key))),
        }
    }

    /// The numbers that say it.
    pub fn numbers(self) -> (u64, u64) {
        match self {
            Self::Stem(stem, root_key) => (stem.0, root_key.0),
            Self::LeftOut => (LEFT_OUT, 0),
        }
    }
}

impl Memo {
    /// An empty memo.
    pub fn new() -> Self {
        Self { owner: None, words: PackedLines::new(WORDS), texts: Texts::new(TEXTS), rooms: None }
    }

    /// Forgets all if the memo was another chain's.
    pub(super) fn belong_to(&mut self, chain: u64, has_root_keys: bool) {
        if self.owner != Some(chain) {
            self.words.clear(has_root_keys);
            self.texts.clear();
            self.owner = Some(chain);
        }
    }
}

impl Default for Memo {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::analyzer::text_cache::Becomes;

    #[test]
    fn what_was_kept_is_known_until_the_memo_is_another_chains() {
        let (word, stem, key) = (Packed(4 << 60 | 1), Packed(3 << 60 | 2), Packed(3 << 60 | 3));
        let all = [Outcome::LeftOut, Outcome::Stem(stem, key), Outcome::Stem(stem, Packed::NONE)];
        assert!(all.into_iter().all(|outcome| Outcome::read(outcome.numbers()) == Some(outcome)));
        let mut memo = Memo::new();
        let is_known = |memo: &Memo| {
            let both = [memo.words.own(word), memo.words.beside(word)].map(Outcome::read);
            (both.contains(&Some(all[1])), memo.texts.find("2024").is_some())
        };
        memo.belong_to(1, true);
        assert_eq!(is_known(&memo), (false, false));
        memo.words.keep(word, all[1].numbers());
        memo.texts.keep("2024", &Becomes::default());
        memo.belong_to(1, true);
        assert_eq!(is_known(&memo), (true, true));
        memo.belong_to(2, true);
        assert_eq!(is_known(&memo), (false, false));
    }
}
