//! A memo: what became of words seen lately, so that a word that comes again is not stemmed again.
//!
//! A word has four places by its hash; the one that was seen longest ago goes, so the memo never grows. What a word became
//! is most often a slice of it, kept as two numbers; other texts lie in an arena, and when that is full, all is
//! forgotten.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// How many words are kept: a power of two.
const SLOTS: usize = 1 << 16;
/// How many places a word has: two cache lines.
const WAYS: usize = 4;
/// The longest word that is kept, in bytes.
const LONGEST: usize = 20;
/// When the arena is this long, all is forgotten.
const ARENA: usize = 1 << 20;

/// What became of words seen lately, for [`Chain::for_each_term_by`](super::Chain::for_each_term_by).
///
/// Takes 2 MiB, and at most one more for texts, whatever is asked of it. It belongs to the chain that it was last used
/// with.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    owner: Option<u64>,
    slots: Vec<[Slot; WAYS]>,
    arena: String,
}

/// A word and what became of it, in half a cache line.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    first: u64,
    last: u64,
    between: u32,
    stem_at: u32,
    root_at: u32,
    len: u8,
    stem_len: u8,
    root_len: u8,
}

impl Slot {
    fn new(Key { first, last, between, len }: Key, outcome: Outcome) -> Self {
        let Outcome { stem_len, root_len, stem_at, root_at } = outcome;
        Self { first, last, between, stem_at, root_at, len, stem_len, root_len }
    }

    #[inline(always)]
    fn has(&self, key: Key) -> bool {
        self.first == key.first && self.last == key.last && self.between == key.between && self.len == key.len
    }

    #[inline(always)]
    fn outcome(&self) -> Outcome {
        Outcome { stem_len: self.stem_len, root_len: self.root_len, stem_at: self.stem_at, root_at: self.root_at }
    }
}

/// A word's first eight bytes, its last eight, and those between; with what stands there twice, its length tells it
/// from all others. A length of 0 is an empty slot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Key {
    first: u64,
    last: u64,
    between: u32,
    len: u8,
}

/// What became of a word: a stem, a root key, or neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    stem_len: u8,
    root_len: u8,
    stem_at: u32,
    root_at: u32,
}

/// Marks a place as one of the arena; else it is one in the word.
const IN_ARENA: u32 = 1 << 31;

impl Outcome {
    /// The word is left out.
    pub const LEFT_OUT: Self = Self { stem_len: 0, root_len: 0, stem_at: 0, root_at: 0 };

    pub fn is_left_out(self) -> bool {
        self.stem_len == 0
    }
}

impl Memo {
    /// An empty memo.
    pub fn new() -> Self {
        Self { owner: None, slots: alloc::vec![Default::default(); SLOTS / WAYS], arena: String::new() }
    }

    /// A memo that keeps nothing but the last word's texts.
    pub(super) fn none() -> Self {
        Self::default()
    }

    /// Forgets all if the memo was another chain's.
    pub(super) fn belong_to(&mut self, chain: u64) {
        if self.owner != Some(chain) {
            self.forget();
            self.owner = Some(chain);
        }
    }

    fn forget(&mut self) {
        self.slots.fill(Default::default());
        self.arena.clear();
    }

    /// What became of the word, if it is still known.
    #[inline(always)]
    pub(super) fn get(&mut self, word: &str) -> Option<Outcome> {
        let key = Key::of(word.as_bytes())?;
        let set = self.slots.get_mut(key.place())?;
        if set[0].has(key) {
            return Some(set[0].outcome());
        }
        let place = set[1..].iter().position(|slot| slot.has(key))?;
        set[..place + 2].rotate_right(1);
        Some(set[0].outcome())
    }

    /// Keeps what became of a word.
    pub(super) fn put(&mut self, word: &str, outcome: Outcome) {
        let Some(key) = Key::of(word.as_bytes()) else { return };
        if let Some(set) = self.slots.get_mut(key.place()) {
            set.rotate_right(1);
            set[0] = Slot::new(key, outcome);
        }
    }

    /// Makes room for a word's texts.
    pub(super) fn make_room(&mut self) {
        if self.slots.is_empty() {
            self.arena.clear();
        } else if self.arena.len() > ARENA - 1024 {
            self.forget();
        }
    }

    /// An outcome whose stem and root key are slices of the word, or texts for the arena, of 255 bytes at most.
    pub(super) fn outcome(
        &mut self,
        stem: Text<impl Iterator<Item = char>>,
        root: Option<impl Iterator<Item = char>>,
    ) -> Outcome {
        let (stem_at, stem_len) = match stem {
            Text::Slice(slice) => (slice.start as u32, slice.len()),
            Text::Chars(chars) => self.keep(chars),
        };
        let (root_at, root_len) = root.map_or((0, 0), |chars| self.keep(chars));
        Outcome { stem_len: stem_len as u8, root_len: root_len as u8, stem_at, root_at }
    }

    fn keep(&mut self, chars: impl Iterator<Item = char>) -> (u32, usize) {
        let start = self.arena.len();
        self.arena.extend(chars);
        (start as u32 | IN_ARENA, self.arena.len() - start)
    }

    /// The stem of a word with this outcome.
    #[inline(always)]
    pub(super) fn stem<'a>(&'a self, word: &'a str, outcome: Outcome) -> &'a str {
        self.text(word, outcome.stem_at, outcome.stem_len)
    }

    /// The root key of a word with this outcome, if it has one.
    #[inline(always)]
    pub(super) fn root_key<'a>(&'a self, word: &'a str, outcome: Outcome) -> Option<&'a str> {
        (outcome.root_len > 0).then(|| self.text(word, outcome.root_at, outcome.root_len))
    }

    #[inline(always)]
    fn text<'a>(&'a self, word: &'a str, at: u32, len: u8) -> &'a str {
        let source = if at & IN_ARENA == 0 { word } else { &self.arena };
        let start = (at & !IN_ARENA) as usize;
        source.get(start..start + len as usize).unwrap_or_default()
    }
}

/// A text that is a slice of the word, or one that has to be written.
pub(super) enum Text<C> {
    Slice(Range<usize>),
    Chars(C),
}

impl Key {
    /// The word's key, if it is neither too long nor too short for one.
    #[inline(always)]
    fn of(word: &[u8]) -> Option<Self> {
        let four = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes);
        let len = word.len() as u8;
        if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
            let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
            let between = if word.len() > 16 { word[8..].first_chunk().map_or(0, four) } else { 0 };
            return (word.len() <= LONGEST).then_some(Self { first, last, between, len });
        }
        let (first, last) = match (word.first_chunk(), word.last_chunk(), word) {
            (Some(first), Some(last), _) => (four(first) as u64, four(last) as u64),
            (.., &[a, b]) => (u16::from_le_bytes([a, b]) as u64, 0),
            _ => return None,
        };
        Some(Self { first, last, between: 0, len })
    }

    #[inline(always)]
    fn place(self) -> usize {
        let mixed =
            (self.first ^ self.last.rotate_left(23) ^ (self.between as u64) << 17).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> (64 - (SLOTS / WAYS).trailing_zeros())) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_in_one_byte_have_other_keys() {
        let word = "المستشفيات!".as_bytes();
        for len in 4..=LONGEST {
            for at in 0..len {
                let mut other = word[..len].to_vec();
                other[at] ^= 1;
                assert_ne!(Key::of(&word[..len]), Key::of(&other), "{len} {at}");
            }
        }
        assert_eq!(Key::of(&word[..LONGEST + 1]), None);
    }

    #[test]
    fn a_full_arena_is_emptied_and_a_slot_is_half_a_line() {
        assert_eq!(size_of::<Slot>(), 32);
        let mut memo = Memo::new();
        for n in 0..200_000 {
            let (word, stem) = (alloc::format!("{n:08}"), alloc::format!("-{n:08}-"));
            memo.make_room();
            let outcome = memo.outcome(Text::Chars(stem.chars()), None::<core::iter::Empty<char>>);
            memo.put(&word, outcome);
            assert_eq!(memo.get(&word).map(|known| memo.stem(&word, known)), Some(stem.as_str()));
            assert!(memo.arena.len() <= ARENA);
        }
    }
}
