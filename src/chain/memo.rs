//! A memo: what became of words seen lately, so that a word that comes again is not stemmed again.
//!
//! Half of a text's words are among a thousand. A word's place is its hash, and the newest word there stays: the memo
//! never grows. What a word became is most often a slice of it, which is kept as two numbers; other texts lie in an
//! arena, and when that is full, all is forgotten.

use alloc::string::String;
use alloc::vec::Vec;

/// How many words are kept: a power of two.
const SLOTS: usize = 4096;
/// The longest word that is kept, in bytes.
const LONGEST: usize = 24;
/// When the arena is this long, all is forgotten.
const ARENA: usize = 256 << 10;

/// What became of words seen lately, for [`Chain::for_each_term_by`](super::Chain::for_each_term_by).
///
/// Takes 160 KiB and at most 256 KiB more for texts, whatever is asked of it; it belongs to the chain that it was last
/// used with.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    owner: Option<u64>,
    slots: Vec<Slot>,
    arena: String,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The word's bytes: its first eight, its last eight, and those between; its length. A length of 0 is an empty slot.
    key: [u64; 3],
    len: u8,
    stem: Kept,
    root_key: Kept,
}

/// Where a term's text is.
#[derive(Clone, Copy, Debug, Default)]
enum Kept {
    #[default]
    Nothing,
    /// Within the word.
    Slice { start: u8, end: u8 },
    /// In the arena.
    Arena { start: u32, len: u8 },
}

/// What becomes of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome<'a> {
    LeftOut,
    Terms { stem: &'a str, root_key: Option<&'a str> },
}

impl Memo {
    /// An empty memo.
    pub fn new() -> Self {
        Self { owner: None, slots: alloc::vec![Slot::default(); SLOTS], arena: String::new() }
    }

    /// A memo that keeps nothing and takes no memory.
    pub(super) fn none() -> Self {
        Self::default()
    }

    /// Forgets all if the memo was another chain's.
    pub(super) fn belong_to(&mut self, chain: impl FnOnce() -> u64) {
        if self.slots.is_empty() {
            return;
        }
        let owner = Some(chain());
        if self.owner != owner {
            self.forget();
            self.owner = owner;
        }
    }

    fn forget(&mut self) {
        self.slots.fill(Slot::default());
        self.arena.clear();
    }

    /// What became of the word, if it is still known.
    #[inline(always)]
    pub(super) fn get<'a>(&'a self, word: &'a str) -> Option<Outcome<'a>> {
        let key = key_of(word.as_bytes())?;
        let slot = self.slots.get(place(key))?;
        if slot.key != key || slot.len as usize != word.len() {
            return None;
        }
        match self.text(slot.stem, word) {
            None => Some(Outcome::LeftOut),
            Some(stem) => Some(Outcome::Terms { stem, root_key: self.text(slot.root_key, word) }),
        }
    }

    #[inline(always)]
    fn text<'a>(&'a self, kept: Kept, word: &'a str) -> Option<&'a str> {
        match kept {
            Kept::Nothing => None,
            Kept::Slice { start, end } => word.get(start as usize..end as usize),
            Kept::Arena { start, len } => self.arena.get(start as usize..start as usize + len as usize),
        }
    }

    /// Keeps what became of a word.
    pub(super) fn put(&mut self, word: &str, outcome: Outcome<'_>) {
        let Some(key) = key_of(word.as_bytes()) else { return };
        if self.slots.is_empty() {
            return;
        }
        let (stem, root_key) = match outcome {
            Outcome::LeftOut => (Some(Kept::Nothing), Some(Kept::Nothing)),
            Outcome::Terms { stem, root_key } => {
                if self.arena.len() + stem.len() + root_key.map_or(0, str::len) > ARENA {
                    self.forget();
                }
                (self.keep(word, stem), root_key.map_or(Some(Kept::Nothing), |key| self.keep(word, key)))
            }
        };
        if let (Some(stem), Some(root_key)) = (stem, root_key) {
            self.slots[place(key)] = Slot { key, len: word.len() as u8, stem, root_key };
        }
    }

    fn keep(&mut self, word: &str, text: &str) -> Option<Kept> {
        if let Some(start) = word.find(text) {
            return Some(Kept::Slice { start: start as u8, end: (start + text.len()) as u8 });
        }
        let start = self.arena.len() as u32;
        self.arena.push_str(text);
        Some(Kept::Arena { start, len: u8::try_from(text.len()).ok()? })
    }
}

/// The word in three numbers, if it is neither too long nor too short to be asked for.
#[inline(always)]
fn key_of(word: &[u8]) -> Option<[u64; 3]> {
    let eight = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let four = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes) as u64;
    if let (Some(first), Some(last)) = (word.first_chunk::<8>(), word.last_chunk::<8>()) {
        return match word[8..].first_chunk::<8>() {
            _ if word.len() > LONGEST => None,
            Some(middle) => Some([eight(first), eight(middle), eight(last)]),
            None => Some([eight(first), 0, eight(last)]),
        };
    }
    if let (Some(first), Some(last)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        return Some([four(first), 0, four(last)]);
    }
    match *word {
        [a, b] => Some([u16::from_le_bytes([a, b]) as u64, 0, 0]),
        _ => None,
    }
}

#[inline(always)]
fn place(key: [u64; 3]) -> usize {
    let mixed = (key[0] ^ key[2].rotate_left(23) ^ key[1].rotate_left(41)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> (64 - SLOTS.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_in_one_byte_have_other_keys() {
        let word = "المستشفيات!".as_bytes();
        for len in 4..=word.len() {
            for at in 0..len {
                let mut other = word[..len].to_vec();
                other[at] ^= 1;
                assert_ne!(key_of(&word[..len]), key_of(&other), "{len} {at}");
            }
        }
    }

    #[test]
    fn a_full_arena_is_emptied() {
        let mut memo = Memo::new();
        for n in 0..40_000 {
            let word = alloc::format!("{n:08}");
            let stem = alloc::format!("-{n:08}-");
            let outcome = Outcome::Terms { stem: &stem, root_key: None };
            memo.put(&word, outcome);
            assert_eq!(memo.get(&word), Some(outcome));
            assert!(memo.arena.len() <= ARENA);
        }
    }
}
