//! A set-associative hash table from packed words to values.
//!
//! ```text
//! bucket    word  word  word  word    value value value value       64 bytes, a cache line; a free way has the value 0
//! look-up   compare the word with all four, and combine by OR the values of those that are equal: one at most
//! ```

use crate::kernel::{BATCH_CAPACITY, PackedSpan, PackedWord, prefetch};
use alloc::vec::Vec;
use core::hint::select_unpredictable;

/// The words of a bucket.
const WAYS: usize = 4;
/// The buckets that may hold a word: its own, and those whose number differs from its own in the two low bits.
const PROBES: usize = 4;
/// The entries of the smallest table that is not empty.
const MIN_ENTRIES: usize = 1 << 9;
/// The factor by which a table grows when half of its entries are used. It is large because growing rehashes all words.
pub(super) const GROWTH_FACTOR: usize = 16;
/// The multiplier of hashes: 2⁶⁴ divided by the golden ratio.
pub(super) const HASH_FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Words of one hash, and their first values.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Bucket {
    words: [u64; WAYS],
    values: [u64; WAYS],
}

/// A hash table from packed words to one or two values. The number of buckets is a power of two, or 0.
///
/// A new word goes to the bucket of its hash, or to the first of its neighbors that has free ways. If all are full, it replaces
/// the oldest word of its bucket.
#[derive(Clone, Debug)]
pub(super) struct PackedTable {
    /// The most entries that the table may grow to.
    max_entries: usize,
    /// The number of words.
    used: usize,
    has_second_values: bool,
    buckets: Vec<Bucket>,
    /// The second values of each bucket's words.
    second_values: Vec<[u64; WAYS]>,
}

/// The values of a word: 0 if it is not in the table.
pub(super) type Values = (u64, u64);

/// A word of a batch that was looked up: its number in the batch, and its values: 0 if it is not in its own bucket.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LookUp {
    pub n: usize,
    pub values: Values,
}

/// The words of a batch that were looked up, without those whose value the caller skips.
#[derive(Clone, Debug)]
pub(super) struct LookUps {
    words: [LookUp; BATCH_CAPACITY],
    count: usize,
}

impl Default for LookUps {
    fn default() -> Self {
        Self { words: [LookUp::default(); BATCH_CAPACITY], count: 0 }
    }
}

impl LookUps {
    /// The words in order, without those whose value is skipped.
    #[inline(always)]
    pub fn words(&self) -> &[LookUp] {
        &self.words[..self.count]
    }
}

impl PackedTable {
    /// An empty table, which may grow to `max_entries`, a power of two.
    pub fn new(max_entries: usize) -> Self {
        Self { max_entries, used: 0, has_second_values: false, buckets: Vec::new(), second_values: Vec::new() }
    }

    /// Removes all words and frees the memory. `has_second_values` is for the words to come.
    pub fn clear(&mut self, has_second_values: bool) {
        *self = Self { has_second_values, ..Self::new(self.max_entries) };
    }

    /// Whether half of the entries are used, and the table may grow.
    #[inline]
    pub fn should_grow(&self) -> bool {
        let entries = self.buckets.len() * WAYS;
        self.used >= entries / 2 && entries < self.max_entries
    }

    /// The memory that the entries take, in bytes.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.buckets) + size_of_val(&*self.second_values)
    }

    /// The memory that the entries would take after [`grow`](Self::grow).
    pub fn bytes_when_grown(&self) -> usize {
        let second_values = if self.has_second_values { size_of::<[u64; WAYS]>() } else { 0 };
        self.buckets_when_grown() * (size_of::<Bucket>() + second_values)
    }

    fn buckets_when_grown(&self) -> usize {
        (GROWTH_FACTOR * WAYS * self.buckets.len()).clamp(MIN_ENTRIES, self.max_entries) / WAYS
    }

    /// Grows the table. A few words may be lost.
    #[cold]
    pub fn grow(&mut self) {
        let count = self.buckets_when_grown();
        let second_count = if self.has_second_values { count } else { 0 };
        let old_buckets = core::mem::replace(&mut self.buckets, alloc::vec![Bucket::default(); count]);
        let old_seconds = core::mem::replace(&mut self.second_values, alloc::vec![[0; WAYS]; second_count]);
        self.used = 0;
        for (n, bucket) in old_buckets.iter().enumerate() {
            let seconds = old_seconds.get(n).copied().unwrap_or_default();
            // The oldest words first, so that their order stays.
            for way in (0..WAYS).rev().filter(|way| bucket.values[*way] != 0) {
                self.insert(PackedWord(bucket.words[way]), (bucket.values[way], seconds[way]));
            }
        }
    }

    /// The values of a word.
    #[inline(always)]
    pub fn get(&self, word: PackedWord) -> Values {
        let own = bucket_of(&self.buckets, word);
        let mut values = (0, 0);
        for n in 0..PROBES {
            values = self.get_at(own ^ n, word);
            // It can be in the next only if this one is full.
            if values.0 != 0 || !self.is_full(own ^ n) {
                break;
            }
        }
        values
    }

    #[inline(always)]
    fn is_full(&self, n: usize) -> bool {
        self.buckets.get(n).is_some_and(|bucket| bucket.values[WAYS - 1] != 0)
    }

    #[inline(always)]
    fn get_at(&self, n: usize, word: PackedWord) -> Values {
        let Some(bucket) = self.buckets.get(n) else { return (0, 0) };
        let second = self.second_values.get(n).map_or(0, |seconds| value_of(word.0, &bucket.words, seconds));
        (value_of(word.0, &bucket.words, &bucket.values), second)
    }

    /// Looks up the words of a batch in their own buckets. Words whose first value is `skipped` are left out of the result.
    #[inline]
    pub fn look_up(&self, words: &[PackedSpan], skipped: u64, out: &mut LookUps) {
        match self.has_second_values {
            true => self.look_up_with(words, skipped, out, |n, word| self.get_at(n, word)),
            false => self.look_up_with(words, skipped, out, |n, word| {
                let bucket = self.buckets.get(n);
                (bucket.map_or(0, |bucket| value_of(word.0, &bucket.words, &bucket.values)), 0)
            }),
        }
    }

    #[inline(always)]
    fn look_up_with(
        &self,
        words: &[PackedSpan],
        skipped: u64,
        out: &mut LookUps,
        values_at: impl Fn(usize, PackedWord) -> Values,
    ) {
        // A local variable: as a field it is stored and loaded for each word, and each word waits for the one before.
        let mut count = 0;
        for (n, word) in words.iter().enumerate() {
            let Some(found) = out.words.get_mut(count) else { break };
            let values = values_at(bucket_of(&self.buckets, word.packed), word.packed);
            *found = LookUp { n, values };
            // Without a branch: an entry that does not count is overwritten by the next.
            count += usize::from(values.0 != skipped);
        }
        out.count = count;
    }

    /// Adds a word that is not in the table. The table does not grow: the caller checks
    /// [`should_grow`](Self::should_grow) first.
    pub fn insert(&mut self, word: PackedWord, (value, second): Values) {
        let own = bucket_of(&self.buckets, word);
        let n = (0..PROBES).map(|n| own ^ n).find(|n| !self.is_full(*n)).unwrap_or(own);
        if let Some(bucket) = self.buckets.get_mut(n) {
            self.used += usize::from(bucket.values[WAYS - 1] == 0);
            bucket.words.rotate_right(1);
            bucket.values.rotate_right(1);
            (bucket.words[0], bucket.values[0]) = (word.0, value);
        }
        if let Some(seconds) = self.second_values.get_mut(n) {
            seconds.rotate_right(1);
            seconds[0] = second;
        }
    }

    /// Prefetches a word's bucket.
    #[inline(always)]
    pub fn prefetch(&self, word: PackedWord) {
        if let Some(bucket) = self.buckets.get(bucket_of(&self.buckets, word)) {
            prefetch(bucket);
        }
    }
}

/// The number of a word's own bucket.
#[inline(always)]
fn bucket_of(buckets: &[Bucket], word: PackedWord) -> usize {
    hash(word) as usize & buckets.len().wrapping_sub(1)
}

/// A hash of all characters of a word.
///
/// It has no secret key, so an adversary can make words of one bucket. Sixteen of them are in the table at a time, and
/// each of the others costs as much as a word that is not in the table.
#[inline(always)]
pub(super) fn hash(word: PackedWord) -> u64 {
    // A product's bits depend only on the multiplicand's bits below them, so the high half is folded into the low half.
    (word.0 ^ word.0 >> 32).wrapping_mul(HASH_FACTOR) >> 40
}

/// The value of the key that equals `key`, or 0. Without branches: which of the keys it is cannot be predicted.
#[inline(always)]
fn value_of(key: u64, keys: &[u64; WAYS], values: &[u64; WAYS]) -> u64 {
    (0..WAYS).fold(0, |value, n| select_unpredictable(keys[n] == key, values[n], value))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word of four letters for each number below 32⁴.
    fn word(n: u64) -> PackedWord {
        let letter = |at: u32| (n >> (5 * at) & 31 | 0x20) << (6 * at);
        PackedWord(4 << 60 | (0..4).fold(0, |bits, at| bits | letter(at)))
    }

    fn insert(table: &mut PackedTable, packed: PackedWord, values: Values) {
        if table.should_grow() {
            let bytes = table.bytes_when_grown();
            table.grow();
            assert_eq!(table.bytes(), bytes);
        }
        table.insert(packed, values);
    }

    #[test]
    fn a_look_up_gives_the_values_that_were_inserted_or_none() {
        assert_eq!(size_of::<Bucket>(), 64);
        let mut table = PackedTable::new(1 << 16);
        table.clear(true);
        for n in 0..200_000 {
            assert_eq!(table.get(word(n)), (0, 0), "{n}");
            insert(&mut table, word(n), (n + 1, n + 2));
            assert_eq!(table.get(word(n)), (n + 1, n + 2), "{n}");
        }
        let is_hit = |n: &u64| match table.get(word(*n)) {
            (0, 0) => false,
            values => values == (n + 1, n + 2) || panic!("{n}: {values:?}"),
        };
        let hits = (0..200_000).filter(is_hit).count();
        assert!((1 << 15..=1 << 16).contains(&hits), "{hits}");
        table.clear(false);
        assert!((0..200_000).all(|n| table.get(word(n)) == (0, 0)));
    }

    #[test]
    fn few_words_are_all_hits_and_a_skipped_value_is_left_out() {
        let mut table = PackedTable::new(1 << 12);
        table.clear(false);
        let all: Vec<_> = (0..60).map(|n| PackedSpan { packed: word(n * 17), start: 0, end: 0 }).collect();
        (0..60).for_each(|n| insert(&mut table, word(n * 17), (n % 3 + 1, n)));
        let mut out = LookUps::default();
        table.look_up(&all, 2, &mut out);
        let found = out.words().iter().map(|found| (found.n, found.values));
        assert!(found.eq((0..60).filter(|n| n % 3 != 1).map(|n| (n, (n as u64 % 3 + 1, 0)))));
    }
}
