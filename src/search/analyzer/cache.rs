//! A cache: what became of words seen lately, so that a word that comes again is neither normalized nor stemmed again.
//!
//! ```text
//! numbers    word → stem, root key       packed: eight bytes each; four words with their stems are a line of the
//!                                        cache, and of those in a line that is full the oldest goes
//! texts      word → terms                of words that can not be packed: long ones, digits, other scripts
//! ```
//!
//! Words are those of the text. Places are found by a hash. Where half of them are taken, more are made, up to a bound and as
//! far as the budget of the analyzer's caches goes; from then on words drive out others.

use crate::kernel::{LookUps, PackedSpans, PackedTable, PackedWord};
use crate::search::analyzer::budget::Allowance;
use crate::search::analyzer::text_cache::{CachedTerms, TextCache};
use alloc::boxed::Box;

/// How many words have a place at most, and how many of those that can not be packed: powers of two.
const WORDS: usize = 1 << 17;
const TEXTS: usize = 1 << 14;

/// What became of words seen lately, for [`Analyzer::for_each_term_by`](crate::analyzer::Analyzer::for_each_term_by).
///
/// It grows with the words that it sees: from some 40 KiB to 2 MiB, 1 more for root keys, and 2 more for words that are no
/// short Arabic ones. It belongs to the analyzer that it was last used with. The analyzer's
/// [cache limit](super::Analyzer::set_cache_limit) is for the caches that it keeps itself, so a cache of yours is not counted.
#[derive(Clone, Debug)]
pub struct WordCache {
    owner: Option<u64>,
    /// For each word its stem and its root key.
    pub(super) words: PackedTable,
    pub(super) texts: TextCache,
    /// What it has taken of the budget of the analyzer's caches.
    allowance: Allowance,
    /// No table is made larger: the budget had nothing left.
    is_full: bool,
    /// Taken while a walk fills them.
    pub(super) rooms: Option<Box<ScratchBuffers>>,
}

/// ScratchBuffers for some words of a text and what is known of them. They are kept, for a short text would spend its time on
/// making them.
#[derive(Clone, Debug, Default)]
pub(super) struct ScratchBuffers {
    pub words: PackedSpans,
    pub known: LookUps,
}

/// What became of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A stem and a root key; the key may be none.
    Stem(PackedWord, PackedWord),
    LeftOut,
}

/// The number that stands for no stem: those have a length in their highest bits.
pub(super) const LEFT_OUT: u64 = 1;

impl Outcome {
    /// What two numbers of a cache say, if the word is known.
    #[inline(always)]
    pub fn read((stem, root_key): (u64, u64)) -> Option<Self> {
        match stem {
            0 => None,
            LEFT_OUT => Some(Self::LeftOut),
            stem => Some(Self::Stem(PackedWord(stem), PackedWord(root_key))),
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

/// What a cache takes at first: itself, its rooms and its smallest tables.
pub(super) const FIRST_BYTES: usize = 41 << 10;

impl WordCache {
    /// An empty cache.
    pub fn new() -> Self {
        Self::within(Allowance::default())
    }

    /// An empty cache that takes its bytes of a budget.
    pub(super) fn within(allowance: Allowance) -> Self {
        let (words, texts) = (PackedTable::new(WORDS), TextCache::new(TEXTS));
        Self { owner: None, words, texts, allowance, is_full: false, rooms: None }
    }

    /// An empty cache whose tables stay as small as they are first.
    pub(super) fn small() -> Self {
        Self { is_full: true, ..Self::new() }
    }

    /// What it has taken of its budget.
    #[cfg(feature = "std")]
    pub(super) fn bytes(&self) -> usize {
        self.allowance.bytes()
    }

    /// Begins a call: where the budget had nothing left for a larger table, it is asked again.
    #[cfg(any(test, feature = "std"))]
    pub(super) fn begin(&mut self) {
        self.is_full = false;
    }

    /// Forgets all if the cache was another analyzer's.
    pub(super) fn belong_to(&mut self, analyzer: u64, has_root_keys: bool) {
        if self.owner != Some(analyzer) {
            self.words.clear(has_root_keys);
            self.texts.clear();
            self.allowance.shrink(self.allowance.bytes().saturating_sub(FIRST_BYTES));
            self.owner = Some(analyzer);
        }
    }

    /// Keeps what became of a packed word.
    pub(super) fn keep_word(&mut self, word: PackedWord, outcome: Outcome) {
        if self.words.should_grow() {
            let (now, then) = (self.words.bytes(), self.words.bytes_when_grown());
            self.make_room(now, then, |cache| cache.words.grow());
        }
        self.words.insert(word, outcome.numbers());
    }

    /// Keeps what became of another word.
    pub(super) fn keep_text(&mut self, word: &str, becomes: &CachedTerms) {
        if self.texts.wants_to_grow() {
            let (now, then) = (self.texts.bytes(), self.texts.bytes_when_grown());
            self.make_room(now, then, |cache| cache.texts.grow());
        }
        self.texts.keep(word, becomes);
    }

    /// Makes a table larger if the budget grants it. The first tables are granted with the cache. While words are moved both
    /// tables are there, so the larger one is taken before the smaller one is given back.
    #[cold]
    fn make_room(&mut self, now: usize, then: usize, grow: impl FnOnce(&mut Self)) {
        if now == 0 {
            grow(self);
        } else if !self.is_full && self.allowance.grow(then) {
            grow(self);
            self.allowance.shrink(now);
        } else {
            self.is_full = true;
        }
    }
}

impl Default for WordCache {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::analyzer::budget::Budget;
    use alloc::sync::Arc;

    /// The bytes of its tables and rooms, as they are.
    fn real_bytes(cache: &WordCache) -> usize {
        size_of::<WordCache>() + size_of::<ScratchBuffers>() + cache.words.bytes() + cache.texts.bytes()
    }

    /// Keeps many words of both kinds.
    fn fill(cache: &mut WordCache) {
        for n in 0..200_000 {
            cache.keep_word(PackedWord(10 << 60 | n), Outcome::LeftOut);
            if n % 4 == 0 {
                cache.keep_text(&alloc::format!("{n}"), &CachedTerms::default());
            }
        }
    }

    #[test]
    fn the_first_bytes_are_those_of_the_smallest_tables() {
        let mut cache = WordCache::small();
        cache.belong_to(1, true);
        fill(&mut cache);
        let bytes = real_bytes(&cache);
        assert!(bytes <= FIRST_BYTES && bytes > FIRST_BYTES - 1024, "{bytes}");
    }

    #[test]
    fn a_memo_takes_what_its_tables_take_and_stops_growing_where_the_budget_ends() {
        for limit in [FIRST_BYTES, 200 << 10, 1 << 20, 3 << 20, 5 << 20, 64 << 20] {
            let budget = Arc::new(Budget::new(limit));
            let mut cache =
                WordCache::within(Allowance::of(&budget, FIRST_BYTES).expect("room for the smallest tables"));
            cache.belong_to(1, true);
            for _ in 0..2 {
                cache.begin();
                fill(&mut cache);
                // The first tables of both kinds are counted with the cache, and stay so when they are replaced.
                assert!(real_bytes(&cache) <= budget.taken() && budget.taken() <= limit, "{limit}");
                assert!(budget.taken() - real_bytes(&cache) < 64 << 10, "{limit}");
            }
            cache.belong_to(2, true);
            assert_eq!(budget.taken(), FIRST_BYTES);
            drop(cache);
            assert_eq!(budget.taken(), 0);
        }
    }

    #[test]
    fn what_was_kept_is_known_until_the_cache_is_another_analyzers() {
        let (word, stem, key) = (PackedWord(4 << 60 | 1), PackedWord(3 << 60 | 2), PackedWord(3 << 60 | 3));
        let all = [Outcome::LeftOut, Outcome::Stem(stem, key), Outcome::Stem(stem, PackedWord::NONE)];
        assert!(all.into_iter().all(|outcome| Outcome::read(outcome.numbers()) == Some(outcome)));
        let mut cache = WordCache::new();
        let is_known = |cache: &WordCache| {
            let both = [cache.words.get_in_own(word), cache.words.get_in_neighbor(word)].map(Outcome::read);
            (both.contains(&Some(all[1])), cache.texts.find("2024").is_some())
        };
        cache.belong_to(1, true);
        assert_eq!(is_known(&cache), (false, false));
        cache.keep_word(word, all[1]);
        cache.keep_text("2024", &CachedTerms::default());
        cache.belong_to(1, true);
        assert_eq!(is_known(&cache), (true, true));
        cache.belong_to(2, true);
        assert_eq!(is_known(&cache), (false, false));
    }
}
