//! Lists of whole words: a table made from text at compile time.

use crate::search::stem::letters::{Bits, Letters};
use crate::search::stem::notation::{Entries, Sign};

/// How many bits say that a word may stand in a list.
const BITS: u32 = 14;

/// Words, each with the lists that it stands in and, where lists have these, the word that stands for it.
///
/// A list is written as words between spaces; behind `كتاب:` stand those that become كتاب. Most words that are asked for
/// stand in no list: a bit by the hash says so.
pub(super) struct WordSet<const N: usize, const PLACES: usize> {
    may_be: [u64; 1 << (BITS - 6)],
    /// By hash, or behind it: the number of a word, from 1; 0 is free.
    places: [u16; PLACES],
    words: [Listed; N],
}

/// A word that stands in lists.
#[derive(Clone, Copy)]
pub(super) struct Listed {
    word: u64,
    /// What stands for it, or 0.
    stands: u64,
    /// A bit for each list.
    lists: u8,
}

impl Listed {
    #[inline(always)]
    pub(super) fn is_in(&self, list: u32) -> bool {
        self.lists >> list & 1 != 0
    }

    /// The first list that it stands in.
    #[inline(always)]
    pub(super) fn list(&self) -> usize {
        self.lists.trailing_zeros() as usize
    }

    /// The word that stands for it.
    #[inline(always)]
    pub(super) fn other<B: Bits>(&self) -> Letters<B> {
        Letters { bits: B::of(self.stands & u64::ones(60)), len: (self.stands >> 60) as u32 }
    }
}

/// How many places a lexicon of so many words has.
pub(super) const fn places(words: usize) -> usize {
    (2 * words).next_power_of_two()
}

impl<const N: usize, const PLACES: usize> WordSet<N, PLACES> {
    pub(super) const fn new(texts: &[&str]) -> Self {
        let none = Listed { word: 0, stands: 0, lists: 0 };
        let mut made = Self { may_be: [0; 1 << (BITS - 6)], places: [0; PLACES], words: [none; N] };
        let (mut list, mut n) = (0, 0);
        while list < texts.len() {
            let mut entries = Entries::of(texts[list]);
            let mut stands = 0;
            while let Some(entry) = entries.next() {
                let word = entry.packed();
                if matches!(entry.sign, Sign::Stands) {
                    stands = word;
                    continue;
                }
                let mut place = Self::place(hash(word));
                while made.places[place] != 0 && made.words[made.places[place] as usize - 1].word != word {
                    place = (place + 1) % PLACES;
                }
                if made.places[place] == 0 {
                    let bit = hash(word) >> (64 - BITS);
                    made.may_be[(bit / 64) as usize] |= 1 << (bit % 64);
                    made.words[n] = Listed { word, stands, lists: 0 };
                    n += 1;
                    made.places[place] = n as u16;
                }
                let kept = &mut made.words[made.places[place] as usize - 1];
                assert!(kept.lists >> list & 1 == 0, "a word stands twice in a list");
                kept.lists |= 1 << list;
            }
            list += 1;
        }
        made
    }

    const fn place(hash: u64) -> usize {
        (hash >> (64 - PLACES.trailing_zeros())) as usize
    }

    /// A hash of the words.
    pub(super) const fn fingerprint(&self) -> u64 {
        let (mut hash, mut n) = (0, 0);
        while n < N {
            let Listed { word, stands, lists } = self.words[n];
            hash = mixed(hash, word, stands ^ lists as u64);
            n += 1;
        }
        hash
    }

    /// The word, if it stands in a list.
    #[inline(always)]
    pub(super) fn find<B: Bits>(&self, word: Letters<B>) -> Option<&Listed> {
        let key = word.key();
        let hash = hash(key);
        let bit = hash >> (64 - BITS);
        let may_be = self.may_be[(bit / 64) as usize] >> (bit % 64) & 1 != 0;
        if may_be { self.look_up(key, hash) } else { None }
    }

    #[inline(never)]
    fn look_up(&self, key: u64, hash: u64) -> Option<&Listed> {
        let mut place = Self::place(hash);
        loop {
            let listed = self.words.get((self.places[place] as usize).wrapping_sub(1))?;
            if listed.word == key {
                return Some(listed);
            }
            place = (place + 1) % PLACES;
        }
    }
}

const fn hash(word: u64) -> u64 {
    word.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A step of a fingerprint.
pub(super) const fn mixed(hash: u64, one: u64, other: u64) -> u64 {
    ((hash ^ one).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ other).wrapping_mul(0x0100_0000_01B3).rotate_left(29)
}
