//! Lists of whole words: a hash table built at compile time.

use crate::search::decisions::decided;
use crate::search::stem::letters::{LetterBits, Letters};
use crate::search::stem::notation::{Sign, TableEntries};

/// The bits of a hash that the Bloom filter uses.
const BLOOM_BITS: u32 = 14;

/// Words, each with the lists that contain it and an optional replacement.
///
/// A list is written as words separated by white space; the words after `كتاب:` have the replacement `كتاب`. Most words that
/// are looked up are in no list, so a Bloom filter with one hash function comes first.
pub(super) struct WordSet<const N: usize, const INDEX: usize> {
    name: &'static str,
    bloom: [u64; 1 << (BLOOM_BITS - 6)],
    /// By hash, with linear probing: the number of a word, from 1; 0 is free.
    index: [u16; INDEX],
    words: [WordEntry; N],
}

/// A word, by its key.
#[derive(Clone, Copy)]
pub(super) struct WordEntry {
    word: u64,
    /// The key of its replacement, or 0.
    replacement: u64,
    /// A bit for each list that contains it.
    lists: u8,
}

impl WordEntry {
    #[inline(always)]
    pub(super) fn is_in(&self, list: u32) -> bool {
        self.lists >> list & 1 != 0
    }

    /// The number of the first list that contains it.
    #[inline(always)]
    pub(super) fn first_list(&self) -> usize {
        self.lists.trailing_zeros() as usize
    }

    /// Its replacement, or the word if it has none.
    #[inline(always)]
    pub(super) fn replacement_of<B: LetterBits>(&self, word: Letters<B>) -> Letters<B> {
        if self.replacement == 0 {
            return word;
        }
        Letters { bits: B::of(self.replacement & u64::ones(60)), len: (self.replacement >> 60) as u32 }
    }
}

/// The length of the index for a number of words: at most half of it is used.
pub(super) const fn index_len(words: usize) -> usize {
    (2 * words).next_power_of_two()
}

impl<const N: usize, const INDEX: usize> WordSet<N, INDEX> {
    pub(super) const fn new(name: &'static str, texts: &[&str]) -> Self {
        let none = WordEntry { word: 0, replacement: 0, lists: 0 };
        let mut set = Self { name, bloom: [0; 1 << (BLOOM_BITS - 6)], index: [0; INDEX], words: [none; N] };
        let (mut list, mut n) = (0, 0);
        while list < texts.len() {
            let mut entries = TableEntries::of(texts[list]);
            let mut replacement = 0;
            while let Some(entry) = entries.next() {
                let word = entry.key();
                if matches!(entry.sign, Sign::Replacement) {
                    replacement = word;
                    continue;
                }
                let mut at = Self::first_index(hash(word));
                while set.index[at] != 0 && set.words[set.index[at] as usize - 1].word != word {
                    at = (at + 1) % INDEX;
                }
                if set.index[at] == 0 {
                    let bit = hash(word) >> (64 - BLOOM_BITS);
                    set.bloom[(bit / 64) as usize] |= 1 << (bit % 64);
                    set.words[n] = WordEntry { word, replacement, lists: 0 };
                    n += 1;
                    set.index[at] = n as u16;
                }
                let entry = &mut set.words[set.index[at] as usize - 1];
                assert!(entry.lists >> list & 1 == 0, "a word is twice in a list");
                entry.lists |= 1 << list;
            }
            list += 1;
        }
        set
    }

    const fn first_index(hash: u64) -> usize {
        (hash >> (64 - INDEX.trailing_zeros())) as usize
    }

    /// A hash of the words, their replacements and their lists.
    pub(super) const fn fingerprint(&self) -> u64 {
        let (mut hash, mut n) = (0, 0);
        while n < N {
            let WordEntry { word, replacement, lists } = self.words[n];
            hash = mix(hash, word, replacement ^ lists as u64);
            n += 1;
        }
        hash
    }

    /// The entry of a word that is in a list.
    #[inline(always)]
    pub(super) fn find<B: LetterBits>(&self, word: Letters<B>) -> Option<&WordEntry> {
        let key = word.key();
        let hash = hash(key);
        let bit = hash >> (64 - BLOOM_BITS);
        let may_be_listed = self.bloom[(bit / 64) as usize] >> (bit % 64) & 1 != 0;
        if may_be_listed { self.look_up(key, hash) } else { None }
    }

    #[inline(never)]
    fn look_up(&self, key: u64, hash: u64) -> Option<&WordEntry> {
        let mut at = Self::first_index(hash);
        loop {
            let entry = self.words.get((self.index[at] as usize).wrapping_sub(1))?;
            if entry.word == key {
                decided(self.name, key, (key >> 60) as u32, "$");
                return Some(entry);
            }
            at = (at + 1) % INDEX;
        }
    }
}

const fn hash(word: u64) -> u64 {
    word.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Mixes two numbers into the hash of a fingerprint.
pub(super) const fn mix(hash: u64, one: u64, other: u64) -> u64 {
    ((hash ^ one).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ other).wrapping_mul(0x0100_0000_01B3).rotate_left(29)
}
