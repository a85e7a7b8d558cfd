//! Prefixes of words, each with a yes or a no: a hash table built at compile time.

use crate::search::decisions::decided;
use crate::search::stem::letters::{LETTER_BITS, LetterBits, Letters};
use crate::search::stem::notation::{Sign, TableEntries, TableEntry};
use crate::search::stem::word_set::mix;

/// The number of first letters that are hashed.
const HASHED_LETTERS: u32 = 3;

/// Prefixes of words, each with a yes or a no; the longest prefix of a word decides.
///
/// Written as words separated by white space: `+` before a prefix is yes, `-` is no; `$` after it makes it a whole word. An
/// entry is in the bucket of its first three letters. An entry of two letters is in a bucket for each third letter. In a
/// bucket the longest entries come first.
///
/// ```text
/// bits   60..64                     59       54..59              0..48
///        length of a whole word,    value    index of its mask   letters
///        or 0 for a prefix                   in MASKS
/// ```
pub(crate) struct PrefixTable<const N: usize, const OFFSETS: usize> {
    name: &'static str,
    /// The index of the first entry of each bucket, and the number of entries.
    offsets: [u16; OFFSETS],
    entries: [u64; N],
}

impl<const N: usize, const OFFSETS: usize> PrefixTable<N, OFFSETS> {
    const BUCKETS: usize = OFFSETS - 1;

    pub(crate) const fn new(name: &'static str, texts: &[&str]) -> Self {
        let mut table = Self { name, offsets: [0; OFFSETS], entries: [0; N] };
        let mut bucket_entries = BucketEntries::of(texts);
        while let Some((_, letters)) = bucket_entries.next() {
            let bucket = Self::bucket(letters);
            table.offsets[bucket + 1] += 1;
        }
        let mut bucket = 0;
        while bucket < Self::BUCKETS {
            table.offsets[bucket + 1] += table.offsets[bucket];
            bucket += 1;
        }
        let mut bucket_entries = BucketEntries::of(texts);
        while let Some((entry, letters)) = bucket_entries.next() {
            let bucket = Self::bucket(letters);
            let start = table.offsets[bucket] as usize;
            let mut at = start;
            while table.entries[at] != 0 && match_len(table.entries[at]) >= match_len(entry) {
                assert!(
                    table.entries[at] | 1 << 59 != entry | 1 << 59 || length(entry) < HASHED_LETTERS,
                    "an entry is in the table twice"
                );
                at += 1;
            }
            // Insert it before the first shorter one.
            let mut moved = entry;
            while moved != 0 {
                (table.entries[at], moved) = (moved, table.entries[at]);
                at += 1;
            }
        }
        table
    }

    /// A hash of the entries.
    pub(crate) const fn fingerprint(&self) -> u64 {
        let (mut hash, mut n) = (0, 0);
        while n < N {
            hash = mix(hash, self.entries[n], 0);
            n += 1;
        }
        hash
    }

    /// The bucket of a word, by its first letters.
    const fn bucket(key: u64) -> usize {
        let letters = (key & ((1 << (LETTER_BITS * HASHED_LETTERS)) - 1)) as u32;
        (letters.wrapping_mul(0x9E37_79B1) >> (32 - Self::BUCKETS.trailing_zeros())) as usize
    }

    /// The value of the longest entry that matches the start of the word.
    #[inline(always)]
    pub(crate) fn get<B: LetterBits>(&self, word: Letters<B>) -> Option<bool> {
        let key = word.key();
        let bucket = Self::bucket(key);
        let entries = self.entries.get(self.offsets[bucket] as usize..self.offsets[bucket + 1] as usize)?;
        let matches = |entry: &&u64| (key ^ **entry) & MASKS[(**entry >> 54 & 0x1F) as usize] == 0;
        let entry = *entries.iter().find(matches)?;
        let value = entry >> 59 & 1 != 0;
        let sign = match (value, entry >> 58 & 1 != 0) {
            (true, true) => "+$",
            (true, false) => "+",
            (false, true) => "-$",
            (false, false) => "-",
        };
        decided(self.name, entry, length(entry), sign);
        Some(value)
    }
}

/// By the mask index of an entry, the bits of a word's key that it compares: its letters, and from index 16 on also the
/// length.
const MASKS: [u64; 32] = {
    let (mut masks, mut n) = ([0; 32], 0);
    while n < 32 {
        masks[n] = (1 << (LETTER_BITS * (n as u32 & 15))) - 1;
        if n >= 16 {
            masks[n] |= 0xF << 60;
        }
        n += 1;
        if n == 9 {
            n = 16;
        }
        if n == 25 {
            n = 32;
        }
    }
    masks
};

const fn encoded(entry: TableEntry) -> u64 {
    let whole = if entry.is_whole_word { (entry.len as u64) << 60 | 16 << 54 } else { 0 };
    entry.bits | (entry.len as u64) << 54 | (matches!(entry.sign, Sign::Plus) as u64) << 59 | whole
}

const fn length(entry: u64) -> u32 {
    (entry >> 54 & 0xF) as u32
}

/// The length of an entry, and one more for a whole word, whose end counts as a letter.
const fn match_len(entry: u64) -> u32 {
    length(entry) + (entry >> 58 & 1) as u32
}

/// Iterates over entries, each once for every bucket that holds it.
struct BucketEntries<'t> {
    texts: &'t [&'t str],
    text: usize,
    entries: TableEntries<'t>,
    /// An entry of two letters, which is repeated for each third letter.
    short: u64,
    /// The next third letter; 64 if there is none.
    third: u64,
}

impl<'t> BucketEntries<'t> {
    const fn of(texts: &'t [&'t str]) -> Self {
        Self { texts, text: 0, entries: TableEntries::of(texts[0]), short: 0, third: 64 }
    }

    /// An entry, and the letters that determine its bucket.
    const fn next(&mut self) -> Option<(u64, u64)> {
        if self.third < 64 {
            self.third += 1;
            return Some((self.short, self.short | (self.third - 1) << (LETTER_BITS * (HASHED_LETTERS - 1))));
        }
        loop {
            if let Some(entry) = self.entries.next() {
                let encoded = encoded(entry);
                if entry.len < HASHED_LETTERS && !entry.is_whole_word {
                    assert!(entry.len + 1 == HASHED_LETTERS, "an entry has at least two letters");
                    (self.short, self.third) = (encoded, 0);
                    return self.next();
                }
                return Some((encoded, encoded));
            }
            self.text += 1;
            if self.text == self.texts.len() {
                return None;
            }
            self.entries = TableEntries::of(self.texts[self.text]);
        }
    }
}

/// The length of `offsets` for a number of entries: one per bucket, and the end of the last one.
pub(crate) const fn offset_count(entries: usize) -> usize {
    2 * entries.next_power_of_two() + 1
}

/// The number of entries of texts, in all buckets.
pub(crate) const fn entry_count(texts: &[&str]) -> usize {
    let (mut count, mut entries) = (0, BucketEntries::of(texts));
    while entries.next().is_some() {
        count += 1;
    }
    count
}
