//! A memo: what became of words seen lately, so that a word that comes again is neither normalized nor stemmed again.
//!
//! ```text
//! numbers    word → stem, root key       packed: eight bytes each; four words with their stems are a line of the
//!                                        cache, and of those in a line that is full the oldest goes
//! texts      word → terms                of words that can not be packed: long ones, digits, other scripts
//! ```
//!
//! Words are those of the text. Places are found by a hash, and there are never more, so the memo does not grow.

use super::texts::Texts;
use crate::kernel::{MOST_WORDS, Near, Packed, PackedWord, prefetch};
use alloc::vec::Vec;

/// How many words have a place: a power of two.
const PLACES: usize = 1 << 17;
/// The fewest places that are worth their while.
const FEWEST: usize = 1 << 9;
/// How many words share a line.
const WAYS: usize = 4;
/// How many words have a place for each that can not be packed.
const WORDS_A_TEXT: usize = 8;
/// A text has a word in so many bytes.
const BYTES_A_WORD: usize = 10;
/// What hashes are multiplied by: of the golden ratio.
pub(super) const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// What became of words seen lately, for [`Chain::for_each_term_by`](super::Chain::for_each_term_by).
///
/// Takes 1.25 MiB, and half a MiB for root keys, whatever is asked of it. It belongs to the chain that it was last used with.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    owner: Option<u64>,
    sets: Vec<Set>,
    root_keys: Vec<[u64; WAYS]>,
    pub(super) texts: Texts,
}

/// Words of one hash, and their stems beside them.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Set {
    words: [u64; WAYS],
    stems: [u64; WAYS],
}

/// What became of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A stem and a root key; the key may be none.
    Stem(Packed, Packed),
    LeftOut,
    /// No number tells: it is to be looked at anew.
    Other,
}

/// A word of some, by its number among them; its stem's number, 0 if it is not known, and its root key's.
#[derive(Clone, Copy, Default)]
pub(super) struct Known {
    pub n: usize,
    stem: u64,
    root_key: u64,
}

impl Known {
    /// What became of it, if it is known.
    #[inline(always)]
    pub fn outcome(&self) -> Option<Outcome> {
        Outcome::read(self.stem, self.root_key)
    }
}

/// Numbers that stand for what is no packed word: those have a length in their highest bits.
const LEFT_OUT: u64 = 1;
const OTHER: u64 = 2;

impl Set {
    /// Which of the words it is, and its stem; 0 where it is none.
    #[inline(always)]
    fn find(&self, word: Packed) -> (usize, u64) {
        // Which it is is counted, so that no branch hangs on it; the first is asked again, for where it is none.
        let is = |n: usize| usize::from(self.words[n] == word.0);
        let way = (is(1) + 2 * is(2) + 3 * is(3)) % WAYS;
        (way, if self.words[way] == word.0 { self.stems[way] } else { 0 })
    }
}

/// The lines of a memo.
#[derive(Clone, Copy)]
pub(super) struct Places<'m>(&'m [Set]);

impl Places<'_> {
    #[inline(always)]
    fn of(self, word: Packed) -> usize {
        // A product's bits know only those below them of what is multiplied, so the high half is put into the low one.
        let mixed = (word.0 ^ word.0 >> 32).wrapping_mul(FACTOR);
        (mixed >> 40) as usize & self.0.len().wrapping_sub(1)
    }
}

impl Near for Places<'_> {
    /// Asks for a word's line, so that the question about it does not wait.
    #[inline(always)]
    fn bring_near(self, word: Packed) {
        if let Some(set) = self.0.get(self.of(word)) {
            prefetch(set);
        }
    }
}

impl Outcome {
    /// What a stem's number says, if it is one.
    #[inline(always)]
    fn read(stem: u64, root_key: u64) -> Option<Self> {
        match stem {
            0 => None,
            LEFT_OUT => Some(Self::LeftOut),
            OTHER => Some(Self::Other),
            stem => Some(Self::Stem(Packed(stem), Packed(root_key))),
        }
    }
}

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
        Self {
            sets: alloc::vec![Set::default(); places / WAYS],
            texts: Texts::new(places / WORDS_A_TEXT),
            ..Self::default()
        }
    }

    /// Forgets all if the memo was another chain's.
    pub(super) fn belong_to(&mut self, chain: u64, has_root_keys: bool) {
        if self.owner != Some(chain) {
            self.sets.fill(Set::default());
            self.texts.clear();
            self.root_keys.clear();
            self.root_keys.resize(if has_root_keys { self.sets.len() } else { 0 }, [0; WAYS]);
            self.owner = Some(chain);
        }
    }

    /// The places of words.
    #[inline(always)]
    pub(super) fn places(&self) -> Places<'_> {
        Places(&self.sets)
    }

    #[inline(always)]
    fn place(&self, word: Packed) -> usize {
        self.places().of(word)
    }

    /// Writes down which of the words are known to have a stem, or not known; not those that are left out. Returns how
    /// many there are.
    #[inline]
    pub(super) fn known(&self, words: &[PackedWord], room: &mut [Known; MOST_WORDS]) -> usize {
        let mut count = 0;
        for (n, word) in words.iter().enumerate() {
            let place = self.place(word.packed);
            let (way, stem) = self.sets.get(place).map_or((0, 0), |set| set.find(word.packed));
            let root_key = self.root_keys.get(place).map_or(0, |keys| keys[way]);
            if let Some(known) = room.get_mut(count) {
                *known = Known { n, stem, root_key };
            }
            // No branch hangs on it.
            count += usize::from(stem != LEFT_OUT);
        }
        count
    }

    /// What became of a word, if it is known and stands beside where it belongs.
    pub(super) fn outcome_beside(&self, word: Packed) -> Option<Outcome> {
        let place = self.place(word) ^ 1;
        let (way, stem) = self.sets.get(place)?.find(word);
        Outcome::read(stem, self.root_keys.get(place).map_or(0, |keys| keys[way]))
    }

    /// Keeps what became of a word.
    pub(super) fn keep(&mut self, word: Packed, outcome: Outcome) {
        // In a line that is full the oldest goes, but not while there is room in the next.
        let is_full = |place: usize| self.sets.get(place).is_some_and(|set| set.stems[WAYS - 1] != 0);
        let home = self.place(word);
        let place = if is_full(home) && !is_full(home ^ 1) { home ^ 1 } else { home };
        let (stem, root_key) = match outcome {
            Outcome::Stem(stem, root_key) => (stem.0, root_key.0),
            Outcome::LeftOut => (LEFT_OUT, 0),
            Outcome::Other => (OTHER, 0),
        };
        if let Some(set) = self.sets.get_mut(place) {
            set.words.rotate_right(1);
            set.stems.rotate_right(1);
            (set.words[0], set.stems[0]) = (word.0, stem);
        }
        if let Some(keys) = self.root_keys.get_mut(place) {
            keys.rotate_right(1);
            keys[0] = root_key;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word of four letters for each number below 32⁴.
    fn word(n: u64) -> Packed {
        let letter = |at: u32| (n >> (5 * at) & 31 | 0x20) << (6 * at);
        Packed(4 << 60 | (0..4).fold(0, |bits, at| bits | letter(at)))
    }

    fn outcome(memo: &Memo, packed: Packed) -> Option<Outcome> {
        let mut room = [Known::default(); _];
        match memo.known(&[PackedWord { packed, start: 0, end: 0 }], &mut room) {
            0 => Some(Outcome::LeftOut),
            _ => room[0].outcome().or_else(|| memo.outcome_beside(packed)),
        }
    }

    #[test]
    fn what_is_known_is_what_was_kept_for_the_same_word() {
        assert_eq!(size_of::<Set>(), 64);
        let mut memo = Memo::new();
        memo.belong_to(1, true);
        let becomes = |n: u64| match n % 4 {
            0 => Outcome::LeftOut,
            1 => Outcome::Other,
            _ => Outcome::Stem(word(n + 1), word(n + 2)),
        };
        for n in 0..200_000 {
            assert_eq!(outcome(&memo, word(n)), None, "{n}");
            memo.keep(word(n), becomes(n));
            assert_eq!(outcome(&memo, word(n)), Some(becomes(n)), "{n}");
        }
        let known = (0..200_000).filter(|&n| outcome(&memo, word(n)).inspect(|o| assert_eq!(*o, becomes(n))).is_some());
        assert!((PLACES / 2..=PLACES).contains(&known.count()));
        memo.belong_to(2, false);
        assert!((0..200_000).all(|n| outcome(&memo, word(n)).is_none()));
    }
}
