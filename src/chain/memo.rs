//! A memo: what became of words seen lately, so that a word that comes again is not stemmed again.
//!
//! ```text
//! stems     normalized word → stem, root key       both packed: eight bytes each; four words with their stems are a
//!                                                  line of the cache, and the oldest of four goes
//! sources   word as it stands → normalized word    only of those that the one pass leaves to the doors
//! ```
//!
//! Places are found by a hash, and there are never more, so the memo does not grow.

use crate::kernel::{Packed, prefetch};
use alloc::vec::Vec;

/// How many words have a place: a power of two.
const PLACES: usize = 1 << 16;
/// The fewest places that are worth their while.
const FEWEST: usize = 1 << 9;
/// How many words share a line.
const WAYS: usize = 4;
/// A text has a word in so many bytes.
const BYTES_A_WORD: usize = 10;
/// How many sources have a place, and the longest of them in bytes.
const SOURCES: usize = 1 << 12;
const LONGEST_SOURCE: usize = 48;

/// What became of words seen lately, for [`Chain::for_each_term_by`](super::Chain::for_each_term_by).
///
/// Takes 1 MiB, half as much more for root keys, and 256 KiB where words were in the Quran's spelling, whatever is asked of
/// it. It belongs to the chain that it was last used with.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    owner: Option<u64>,
    sets: Vec<Set>,
    root_keys: Vec<[u64; WAYS]>,
    sources: Vec<Source>,
}

/// Words of one hash, and their stems beside them.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Set {
    words: [u64; WAYS],
    stems: [u64; WAYS],
}

/// A word as it stands in a text, and what it is when it is normalized.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Source {
    bytes: [u8; LONGEST_SOURCE],
    len: u64,
    word: Packed,
}

/// What became of a word: a stem and a root key, which may be none; or it is left out.
pub(super) type Outcome = Option<(Packed, Packed)>;

/// The stem of a word that is left out: no stem has no letters and something in them.
const LEFT_OUT: u64 = 1;

impl Memo {
    /// An empty memo.
    pub fn new() -> Self {
        Self::with_places(PLACES)
    }

    /// A memo that is worth its while for a text of so many bytes: for a short one, none.
    pub(super) fn for_text(len: usize) -> Self {
        match (len / BYTES_A_WORD).next_power_of_two() {
            ..=FEWEST => Self::default(),
            places => Self::with_places(places.min(PLACES)),
        }
    }

    fn with_places(places: usize) -> Self {
        Self { sets: alloc::vec![Set::default(); places / WAYS], ..Self::default() }
    }

    /// Forgets all if the memo was another chain's.
    pub(super) fn belong_to(&mut self, chain: u64, has_root_keys: bool) {
        if self.owner != Some(chain) {
            self.sets.fill(Set::default());
            self.sources.clear();
            self.root_keys.clear();
            self.root_keys.resize(if has_root_keys { self.sets.len() } else { 0 }, [0; WAYS]);
            self.owner = Some(chain);
        }
    }

    /// Brings a word's place near, so that the question about it does not wait.
    #[inline(always)]
    pub(super) fn prefetch(&self, word: Packed) {
        if let Some(set) = self.sets.get(self.place(word)) {
            prefetch(set);
        }
    }

    #[inline(always)]
    fn place(&self, word: Packed) -> usize {
        let mixed = word.0.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 40) as usize & self.sets.len().wrapping_sub(1)
    }

    /// What became of the word: as the memo knows it, or as `find` finds it.
    #[inline(always)]
    pub(super) fn outcome(&mut self, word: Packed, find: impl FnOnce(Packed) -> Outcome) -> Outcome {
        let place = self.place(word);
        if let Some(set) = self.sets.get(place) {
            // Each is asked, so that no branch hangs on which it is.
            let ones = |n: usize| u64::from(set.words[n] == word.0).wrapping_neg();
            let stem = (0..WAYS).fold(0, |stem, n| stem | set.stems[n] & ones(n));
            if stem != 0 {
                let keys = self.root_keys.get(place);
                let root_key = keys.map_or(0, |keys| (0..WAYS).fold(0, |key, n| key | keys[n] & ones(n)));
                return (stem != LEFT_OUT).then_some((Packed(stem), Packed(root_key)));
            }
        }
        self.keep(place, word, find(word))
    }

    #[inline(never)]
    fn keep(&mut self, place: usize, word: Packed, outcome: Outcome) -> Outcome {
        if let Some(set) = self.sets.get_mut(place) {
            let (stem, root_key) = outcome.map_or((LEFT_OUT, 0), |(stem, root_key)| (stem.0, root_key.0));
            set.words.rotate_right(1);
            set.stems.rotate_right(1);
            (set.words[0], set.stems[0]) = (word.0, stem);
            if let Some(keys) = self.root_keys.get_mut(place) {
                keys.rotate_right(1);
                keys[0] = root_key;
            }
        }
        outcome
    }

    /// The normalized word of one as it stands in a text; `find` may find that it can not be packed.
    pub(super) fn normalized(&mut self, source: &str, find: impl FnOnce() -> Option<Packed>) -> Option<Packed> {
        let Some(bytes) = padded(source).filter(|_| !self.sets.is_empty()) else { return find() };
        if self.sources.is_empty() {
            let none = Source { bytes: [0; LONGEST_SOURCE], len: u64::MAX, word: Packed::default() };
            self.sources.resize(SOURCES, none);
        }
        let (eights, _) = bytes.as_chunks::<8>();
        let mix = |mixed: u64, eight: &[u8; 8]| {
            (mixed.rotate_left(23) ^ u64::from_le_bytes(*eight)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        };
        let place = (eights.iter().fold(source.len() as u64, mix) >> 40) as usize % SOURCES;
        let known = &mut self.sources[place];
        if known.bytes != bytes || known.len != source.len() as u64 {
            *known = Source { bytes, len: source.len() as u64, word: find()? };
        }
        Some(known.word)
    }
}

/// A word's bytes with zeros behind them, if it is short enough.
fn padded(source: &str) -> Option<[u8; LONGEST_SOURCE]> {
    let mut bytes = [0; LONGEST_SOURCE];
    bytes.get_mut(..source.len())?.copy_from_slice(source.as_bytes());
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word of four letters for each number below 32⁴.
    fn word(n: u64) -> Packed {
        let letter = |at: u32| (n >> (5 * at) & 31 | 0x20) << (6 * at);
        Packed(4 << 60 | (0..4).fold(0, |bits, at| bits | letter(at)))
    }

    #[test]
    fn what_is_known_is_what_was_found_for_the_same_word() {
        assert_eq!(size_of::<Set>(), 64);
        let mut memo = Memo::new();
        memo.belong_to(1, true);
        let becomes = |n: u64| (n % 3 > 0).then(|| (word(n + 1), word(n + 2)));
        let mut asked = 0;
        for n in (0..200_000).chain(199_000..200_000) {
            let found = memo.outcome(word(n), |_| {
                asked += 1;
                becomes(n)
            });
            assert_eq!(found, becomes(n), "{n}");
        }
        assert!((200_000..200_500).contains(&asked), "{asked}");
        memo.belong_to(2, false);
        assert_eq!(memo.outcome(word(199_999), |_| None), None);
        assert_eq!(memo.sets.len() * WAYS, PLACES);
    }

    #[test]
    fn sources_are_told_apart_by_all_their_bytes() {
        let mut memo = Memo::new();
        let long = "ب".repeat(LONGEST_SOURCE / 2 + 1);
        let mut asked = 0;
        for _ in 0..2 {
            for (n, source) in ["رَحْمَٰن", "رَحْمَٰنِ", "", long.as_str()].into_iter().enumerate() {
                let found = memo.normalized(source, || {
                    asked += 1;
                    Some(word(n as u64))
                });
                assert_eq!(found, Some(word(n as u64)));
            }
        }
        assert!((5..=6).contains(&asked), "the long one is asked for twice: {asked}");
        assert_eq!(memo.normalized("x", || None), None);
    }
}
