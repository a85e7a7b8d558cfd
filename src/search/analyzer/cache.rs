//! The word cache: the terms of recently seen words, so that a repeated word is not stemmed again.
//!
//! ```text
//! packed     term → stem, root key       normalized words of ten Arabic letters at most, eight bytes each; a bucket of four and
//!                                        their stems is one cache line, and a full bucket drops its oldest term
//! texts      word → terms                other words of the source: long ones, digits, other scripts
//! ```
//!
//! Both are hash tables. One that is half full grows, up to a maximum and as far as the budget of the analyzer's caches allows;
//! after that, new packed words replace old ones, and the table of other words is emptied when it is full.

use crate::kernel::{PackedSpans, PackedWord};
use crate::search::analyzer::budget::Reservation;
use crate::search::analyzer::packed_table::{LookUps, PackedTable};
use crate::search::analyzer::text_cache::{CachedTerms, TextCache};
use alloc::boxed::Box;

/// The most packed words, and the most slots for other words, in a cache: powers of two.
const MAX_PACKED_WORDS: usize = 1 << 17;
const MAX_TEXT_SLOTS: usize = 1 << 15;

/// A cache of analyzed words, for
/// [`Analyzer::for_each_term_with_cache`](crate::analyzer::Analyzer::for_each_term_with_cache).
///
/// It grows with the number of different words. It starts at 38 KiB. Its maximum is 2 MiB for short Arabic words, plus
/// 1 MiB with root keys, plus 2 MiB for other words: 5 MiB. It holds the words of one analyzer, the last that used it. The analyzer's
/// [cache limit](super::Analyzer::set_cache_limit) covers the analyzer's own caches only, not one that you make.
#[derive(Clone, Debug)]
pub struct WordCache {
    /// The fingerprint of the analyzer whose words it holds.
    analyzer: Option<u64>,
    /// The stem and the root key of each packed word.
    pub(super) words: PackedTable,
    pub(super) texts: TextCache,
    /// Its part of the budget of the analyzer's caches.
    reservation: Reservation,
    /// The budget had no bytes left for a larger table, so none is requested.
    growth_stopped: bool,
    /// `None` while a call uses them.
    pub(super) scratch: Option<Box<ScratchBuffers>>,
}

/// Buffers for one batch of words and their cached values. They are reused, since allocating them would dominate short
/// texts.
#[derive(Clone, Debug, Default)]
pub(super) struct ScratchBuffers {
    pub words: PackedSpans,
    pub known: LookUps,
}

/// The result of analyzing a packed word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnalyzedWord {
    /// The stem, and the root key, or [`PackedWord::NONE`] if there is none.
    Stem(PackedWord, PackedWord),
    StopWord,
}

/// The cached value of a stop word. It equals no stem, since a packed word has its length in its highest bits.
pub(super) const STOP_WORD: u64 = 1;

impl AnalyzedWord {
    /// Decodes a word's two cached values; 0 means that the word is not cached.
    #[inline(always)]
    pub fn from_values((stem, root_key): (u64, u64)) -> Option<Self> {
        match stem {
            0 => None,
            STOP_WORD => Some(Self::StopWord),
            stem => Some(Self::Stem(PackedWord(stem), PackedWord(root_key))),
        }
    }

    /// The two values that the cache stores.
    pub fn values(self) -> (u64, u64) {
        match self {
            Self::Stem(stem, root_key) => (stem.0, root_key.0),
            Self::StopWord => (STOP_WORD, 0),
        }
    }
}

/// The bytes of a new cache: the struct, its scratch buffers and its smallest tables.
pub(super) const INITIAL_BYTES: usize = 38 << 10;

impl WordCache {
    /// An empty cache.
    ///
    /// ```
    /// let mut cache = naqi::analyzer::WordCache::new();
    /// let mut count = 0;
    /// naqi::analyzer::light().for_each_term_with_cache(&mut cache, "كتاب جديد", |_| count += 1);
    /// assert_eq!(count, 2);
    /// ```
    pub fn new() -> Self {
        Self::with_reservation(Reservation::default())
    }

    /// An empty cache whose tables count against a budget.
    pub(super) fn with_reservation(reservation: Reservation) -> Self {
        let (words, texts) = (PackedTable::new(MAX_PACKED_WORDS), TextCache::new(MAX_TEXT_SLOTS));
        Self { analyzer: None, words, texts, reservation, growth_stopped: false, scratch: None }
    }

    /// An empty cache whose tables keep their initial size.
    pub(super) fn small() -> Self {
        Self { growth_stopped: true, ..Self::new() }
    }

    /// The bytes reserved in the budget.
    #[cfg(feature = "std")]
    pub(super) fn bytes(&self) -> usize {
        self.reservation.bytes()
    }

    /// Lets tables grow again, at the start of a call: the budget may have bytes by now.
    #[cfg(any(test, feature = "std"))]
    pub(super) fn resume_growth(&mut self) {
        self.growth_stopped = false;
    }

    /// Empties the cache if it holds the words of another analyzer.
    pub(super) fn bind_to(&mut self, analyzer: u64, has_root_keys: bool) {
        if self.analyzer != Some(analyzer) {
            self.words.clear(has_root_keys);
            self.texts.clear();
            self.reservation.shrink(self.reservation.bytes().saturating_sub(INITIAL_BYTES));
            self.analyzer = Some(analyzer);
        }
    }

    /// Stores a packed word.
    pub(super) fn insert_word(&mut self, word: PackedWord, analyzed: AnalyzedWord) {
        if self.words.should_grow() {
            let (current, grown) = (self.words.bytes(), self.words.bytes_when_grown());
            self.grow_within_budget(current, grown, |cache| cache.words.grow());
        }
        self.words.insert(word, analyzed.values());
    }

    /// Stores a word that cannot be packed.
    pub(super) fn insert_text(&mut self, word: &str, terms: &CachedTerms) {
        if self.texts.should_grow() {
            let (current, grown) = (self.texts.bytes(), self.texts.bytes_when_grown());
            self.grow_within_budget(current, grown, |cache| cache.texts.grow());
        }
        self.texts.insert(word, terms);
    }

    /// Grows a table from `current` bytes to `grown` bytes if the budget has them. The smallest tables are part of
    /// [`INITIAL_BYTES`]. Both tables exist while words are moved, so the old one is returned to the budget afterwards.
    #[cold]
    fn grow_within_budget(&mut self, current: usize, grown: usize, grow: impl FnOnce(&mut Self)) {
        if current == 0 {
            grow(self);
        } else if !self.growth_stopped && self.reservation.try_grow(grown) {
            grow(self);
            self.reservation.shrink(current);
        } else {
            self.growth_stopped = true;
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

    /// The allocated bytes of a cache.
    fn real_bytes(cache: &WordCache) -> usize {
        size_of::<WordCache>() + size_of::<ScratchBuffers>() + cache.words.bytes() + cache.texts.bytes()
    }

    /// Inserts many words of both kinds.
    fn fill(cache: &mut WordCache) {
        for n in 0..200_000 {
            cache.insert_word(PackedWord(10 << 60 | n), AnalyzedWord::StopWord);
            if n % 4 == 0 {
                cache.insert_text(&alloc::format!("{n}"), &CachedTerms::default());
            }
        }
    }

    #[test]
    fn the_initial_bytes_are_those_of_the_smallest_tables() {
        let mut cache = WordCache::small();
        cache.bind_to(1, true);
        fill(&mut cache);
        let bytes = real_bytes(&cache);
        assert!(bytes <= INITIAL_BYTES && bytes > INITIAL_BYTES - 1024, "{bytes}");
    }

    #[test]
    fn a_cache_reserves_its_tables_bytes_and_stops_growing_at_the_limit() {
        for limit in [INITIAL_BYTES, 200 << 10, 1 << 20, 3 << 20, 5 << 20, 64 << 20] {
            let budget = Arc::new(Budget::new(limit));
            let mut cache = WordCache::with_reservation(
                Reservation::try_new(&budget, INITIAL_BYTES).expect("bytes for the smallest tables"),
            );
            cache.bind_to(1, true);
            for _ in 0..2 {
                cache.resume_growth();
                fill(&mut cache);
                // The smallest tables are part of the initial bytes, which stay reserved when these tables are replaced.
                assert!(real_bytes(&cache) <= budget.reserved() && budget.reserved() <= limit, "{limit}");
                assert!(budget.reserved() - real_bytes(&cache) < 64 << 10, "{limit}");
            }
            cache.bind_to(2, true);
            assert_eq!(budget.reserved(), INITIAL_BYTES);
            drop(cache);
            assert_eq!(budget.reserved(), 0);
        }
    }

    #[test]
    fn words_are_cached_until_another_analyzer_uses_the_cache() {
        let (word, stem, key) = (PackedWord(4 << 60 | 1), PackedWord(3 << 60 | 2), PackedWord(3 << 60 | 3));
        let all = [AnalyzedWord::StopWord, AnalyzedWord::Stem(stem, key), AnalyzedWord::Stem(stem, PackedWord::NONE)];
        assert!(all.into_iter().all(|a| AnalyzedWord::from_values(a.values()) == Some(a)));
        let mut cache = WordCache::new();
        let is_cached = |cache: &WordCache| {
            let analyzed = AnalyzedWord::from_values(cache.words.get(word));
            (analyzed == Some(all[1]), cache.texts.get("2024", 4).is_some())
        };
        cache.bind_to(1, true);
        assert_eq!(is_cached(&cache), (false, false));
        cache.insert_word(word, all[1]);
        cache.insert_text("2024", &CachedTerms::default());
        cache.bind_to(1, true);
        assert_eq!(is_cached(&cache), (true, true));
        cache.bind_to(2, true);
        assert_eq!(is_cached(&cache), (false, false));
    }
}
