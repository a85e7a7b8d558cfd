//! A memo: what became of words seen lately, so that a word that comes again is not stemmed again.
//!
//! A word has four places by its hash; the one that was seen longest ago goes, so the memo never grows. Words are known
//! as they stand in the text, vowels and all, so that one that is known is not even normalized. What a word became is most
//! often a slice of it, kept as two numbers; other texts lie in an arena, and when that is full, all is forgotten.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// How many words are kept: a power of two.
const SLOTS: usize = 1 << 16;
/// How many places a word has.
const WAYS: usize = 4;
/// The longest word that is kept, in bytes: twelve letters and vowel signs.
const LONGEST: usize = 24;
/// A text as long as this can not be kept.
pub(super) const LONGEST_TEXT: usize = 0x80;
/// The most bytes of texts for a piece of a word: a stem and a root key, shorter than 128 bytes each.
const ROOM: usize = 256;
/// When the arena would become longer than this, all is forgotten.
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

/// A word and what became of it.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: Key,
    stem: Kept,
    root_key: Kept,
}

/// Where a text is: its start and length in the word, or in the arena. A stem or key is shorter than 128 bytes.
///
/// ```text
/// bits  31       24..30       0..23
///       arena?   length       start
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Kept(u32);

const IN_ARENA: u32 = 1 << 31;

impl Kept {
    fn new(start: usize, len: usize, arena: u32) -> Self {
        Self(start as u32 | (len as u32) << 24 | arena)
    }

    fn range(self) -> Range<usize> {
        let (start, len) = ((self.0 & 0xFF_FFFF) as usize, (self.0 >> 24 & 0x7F) as usize);
        start..start + len
    }
}

/// What became of a word: a stem, a root key, or neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    stem: Kept,
    root_key: Kept,
}

impl Outcome {
    /// The word is left out.
    pub const LEFT_OUT: Self = Self { stem: Kept(0), root_key: Kept(0) };

    pub fn is_left_out(self) -> bool {
        self.stem == Kept(0)
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

    /// Brings a word's places near, so that the next question about it does not wait.
    #[inline(always)]
    pub(super) fn touch(&self, key: Key) -> u64 {
        self.slots.get(key.place()).map_or(0, |set| set[0].key.0[0])
    }

    /// What became of the word, if it is still known.
    #[inline(always)]
    pub(super) fn get(&mut self, key: Key) -> Option<Outcome> {
        let set = self.slots.get_mut(key.place())?;
        if !set[0].key.is(key) {
            let place = set[1..].iter().position(|slot| slot.key.is(key))?;
            set[..place + 2].rotate_right(1);
        }
        (!key.is(Key::NONE)).then(|| Outcome { stem: set[0].stem, root_key: set[0].root_key })
    }

    /// Keeps what became of a word.
    pub(super) fn put(&mut self, key: Key, outcome: Outcome) {
        if let Some(set) = self.slots.get_mut(key.place()).filter(|_| !key.is(Key::NONE)) {
            set.rotate_right(1);
            set[0] = Slot { key, stem: outcome.stem, root_key: outcome.root_key };
        }
    }

    /// Makes room for a word's texts.
    pub(super) fn make_room(&mut self) {
        if self.slots.is_empty() {
            self.arena.clear();
        } else if self.arena.len() + ROOM > ARENA {
            self.forget();
        }
    }

    /// An outcome whose stem stands in the source, and whose root key is a text for the arena.
    pub(super) fn outcome_of_slice(
        &mut self,
        stem: Range<usize>,
        root_key: Option<impl Iterator<Item = char>>,
    ) -> Outcome {
        let root_key = root_key.map_or(Kept(0), |chars| self.keep(chars));
        Outcome { stem: Kept::new(stem.start, stem.len(), 0), root_key }
    }

    /// An outcome of two texts for the arena.
    pub(super) fn outcome(
        &mut self,
        stem: impl Iterator<Item = char>,
        root_key: Option<impl Iterator<Item = char>>,
    ) -> Outcome {
        let stem = self.keep(stem);
        Outcome { stem, root_key: root_key.map_or(Kept(0), |chars| self.keep(chars)) }
    }

    fn keep(&mut self, chars: impl Iterator<Item = char>) -> Kept {
        let start = self.arena.len();
        self.arena.extend(chars);
        Kept::new(start, self.arena.len() - start, IN_ARENA)
    }

    /// The stem of an outcome, where `source` is what its word was taken from.
    #[inline(always)]
    pub(super) fn stem<'a>(&'a self, source: &'a str, outcome: Outcome) -> &'a str {
        self.text(source, outcome.stem)
    }

    /// The root key of an outcome, if it has one.
    #[inline(always)]
    pub(super) fn root_key(&self, outcome: Outcome) -> Option<&str> {
        (outcome.root_key != Kept(0)).then(|| self.text("", outcome.root_key))
    }

    #[inline(always)]
    fn text<'a>(&'a self, source: &'a str, kept: Kept) -> &'a str {
        let source = if kept.0 & IN_ARENA == 0 { source } else { &self.arena };
        source.get(kept.range()).unwrap_or_default()
    }
}

/// A word's bytes, with zeros behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key([u64; LONGEST / 8]);

impl Key {
    /// Of words that no memo keeps.
    pub const NONE: Self = Self([0; LONGEST / 8]);

    /// The key of a word of the text, [`LONGEST`] bytes at most; [`Key::NONE`] of any other.
    #[inline(always)]
    pub fn of(text: &str, word: &Range<usize>) -> Self {
        let Some(masks) = MASKS.get(word.len()) else { return Self::NONE };
        // What stands behind the word is read, too, and masked: no branch asks how long the word is.
        let rest = text.as_bytes().get(word.start..).unwrap_or_default();
        match rest.first_chunk::<LONGEST>() {
            Some(bytes) => Self::masked(bytes, masks),
            None => Self::masked(&core::array::from_fn(|n| rest.get(n).copied().unwrap_or_default()), masks),
        }
    }

    #[inline(always)]
    fn masked(bytes: &[u8; LONGEST], masks: &[u64; LONGEST / 8]) -> Self {
        let (Some(first), Some(middle), Some(last)) =
            (bytes.first_chunk(), bytes[8..].first_chunk(), bytes.last_chunk())
        else {
            return Self::NONE;
        };
        Self([
            u64::from_le_bytes(*first) & masks[0],
            u64::from_le_bytes(*middle) & masks[1],
            u64::from_le_bytes(*last) & masks[2],
        ])
    }

    #[inline(always)]
    fn place(self) -> usize {
        let [a, b, c] = self.0;
        let mixed = (a ^ b.rotate_left(23) ^ c.rotate_left(41)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> (64 - (SLOTS / WAYS).trailing_zeros())) as usize
    }

    #[inline(always)]
    fn is(self, other: Self) -> bool {
        let differs = |n: usize| self.0[n] ^ other.0[n];
        differs(0) | differs(1) | differs(2) == 0
    }
}

/// For each length of a word, its bytes among the longest's.
static MASKS: [[u64; LONGEST / 8]; LONGEST + 1] = {
    let mut masks = [[0; LONGEST / 8]; LONGEST + 1];
    let mut len = 0;
    while len <= LONGEST {
        let mut n = 0;
        while n < len {
            masks[len][n / 8] |= 0xFF << (8 * (n % 8));
            n += 1;
        }
        len += 1;
    }
    masks
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_words_bytes_wherever_it_stands() {
        let text = "قالت المستشفيات نعم ".repeat(3);
        for start in 0..text.len() {
            for end in start..text.len() {
                let mut bytes = [0; LONGEST];
                let key = Key::of(&text, &(start..end));
                if end - start > LONGEST {
                    assert_eq!(key, Key::NONE);
                    continue;
                }
                bytes[..end - start].copy_from_slice(&text.as_bytes()[start..end]);
                let (eights, _) = bytes.as_chunks::<8>();
                assert_eq!(key.0, [0, 1, 2].map(|n| u64::from_le_bytes(eights[n])), "{start} {end}");
            }
        }
    }

    #[test]
    fn a_full_arena_is_emptied() {
        assert_eq!(size_of::<Slot>(), 32);
        let mut memo = Memo::new();
        for n in 0..200_000 {
            let (word, stem) = (alloc::format!("{n:08}"), alloc::format!("-{n:08}-"));
            let key = Key::of(&word, &(0..word.len()));
            memo.make_room();
            let outcome = memo.outcome(stem.chars(), None::<core::iter::Empty<char>>);
            memo.put(key, outcome);
            assert_eq!(memo.get(key).map(|known| memo.stem(&word, known)), Some(stem.as_str()));
            assert!(memo.arena.len() <= ARENA);
        }
    }
}
