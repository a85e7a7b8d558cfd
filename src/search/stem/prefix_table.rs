//! PrefixTable of words, each with an answer: a table made from text at compile time.

use crate::search::stem::letters::{Bits, Letters, SIX};
use crate::search::stem::notation::{Entries, Entry, Sign};
use crate::search::stem::word_set::mixed;

/// The letters that give an entry its place.
const HASHED: u32 = 3;

/// PrefixTable of words, each with an answer; the longest that fits decides.
///
/// Written as words between spaces: `+` before a beginning says yes, `-` says no; `$` behind it makes it a whole word.
/// An entry has its place by its first three letters, one of two letters a place for each third; there the longest ones
/// stand first.
///
/// ```text
/// bits   60..64                  59       54..59       0..48
///        how many letters a      answer   which bits   letters
///        whole word has, or 0             count
/// ```
pub(super) struct PrefixTable<const N: usize, const ENDS: usize> {
    /// Where each place's entries start, and behind the last place the end.
    starts: [u16; ENDS],
    entries: [u64; N],
}

impl<const N: usize, const ENDS: usize> PrefixTable<N, ENDS> {
    const PLACES: usize = ENDS - 1;

    pub(super) const fn new(texts: &[&str]) -> Self {
        let mut made = Self { starts: [0; ENDS], entries: [0; N] };
        let mut copies = Copies::of(texts);
        while let Some((_, letters)) = copies.next() {
            let place = Self::place(letters);
            made.starts[place + 1] += 1;
        }
        let mut place = 0;
        while place < Self::PLACES {
            made.starts[place + 1] += made.starts[place];
            place += 1;
        }
        let mut copies = Copies::of(texts);
        while let Some((entry, letters)) = copies.next() {
            let place = Self::place(letters);
            let start = made.starts[place] as usize;
            let mut at = start;
            while made.entries[at] != 0 && rank(made.entries[at]) >= rank(entry) {
                assert!(
                    made.entries[at] | 1 << 59 != entry | 1 << 59 || length(entry) < HASHED,
                    "an entry stands twice"
                );
                at += 1;
            }
            // Put in before the first shorter one.
            let mut moved = entry;
            while moved != 0 {
                (made.entries[at], moved) = (moved, made.entries[at]);
                at += 1;
            }
        }
        made
    }

    /// A hash of the entries.
    pub(super) const fn fingerprint(&self) -> u64 {
        let (mut hash, mut n) = (0, 0);
        while n < N {
            hash = mixed(hash, self.entries[n], 0);
            n += 1;
        }
        hash
    }

    /// The place of a word by its first letters.
    const fn place(key: u64) -> usize {
        let letters = (key & ((1 << (SIX * HASHED)) - 1)) as u32;
        (letters.wrapping_mul(0x9E37_79B1) >> (32 - Self::PLACES.trailing_zeros())) as usize
    }

    /// What the longest entry says with which the word begins.
    #[inline(always)]
    pub(super) fn answer<B: Bits>(&self, word: Letters<B>) -> Option<bool> {
        let key = word.key();
        let place = Self::place(key);
        let entries = self.entries.get(self.starts[place] as usize..self.starts[place + 1] as usize)?;
        let fits = |entry: &&u64| (key ^ **entry) & MASKS[(**entry >> 54 & 0x1F) as usize] == 0;
        entries.iter().find(fits).map(|entry| entry >> 59 & 1 != 0)
    }
}

/// Which bits of a word's key an entry asks for: of its letters; behind 16, of the length, too.
const MASKS: [u64; 32] = {
    let (mut masks, mut n) = ([0; 32], 0);
    while n < 32 {
        masks[n] = (1 << (SIX * (n as u32 & 15))) - 1;
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

const fn encoded(entry: Entry) -> u64 {
    let whole = if entry.whole { (entry.len as u64) << 60 | 16 << 54 } else { 0 };
    entry.bits | (entry.len as u64) << 54 | (matches!(entry.sign, Sign::Yes) as u64) << 59 | whole
}

const fn length(entry: u64) -> u32 {
    (entry >> 54 & 0xF) as u32
}

/// How long an entry is; a whole word ends in one letter more.
const fn rank(entry: u64) -> u32 {
    length(entry) + (entry >> 58 & 1) as u32
}

/// Entries, each as often as it has places.
struct Copies<'t> {
    texts: &'t [&'t str],
    text: usize,
    entries: Entries<'t>,
    /// The entry that comes again with another third letter.
    short: u64,
    third: u64,
}

impl<'t> Copies<'t> {
    const fn of(texts: &'t [&'t str]) -> Self {
        Self { texts, text: 0, entries: Entries::of(texts[0]), short: 0, third: 64 }
    }

    /// An entry, and the letters that give it its place.
    const fn next(&mut self) -> Option<(u64, u64)> {
        if self.third < 64 {
            self.third += 1;
            return Some((self.short, self.short | (self.third - 1) << (SIX * (HASHED - 1))));
        }
        loop {
            if let Some(entry) = self.entries.next() {
                let encoded = encoded(entry);
                if entry.len < HASHED && !entry.whole {
                    assert!(entry.len + 1 == HASHED, "an entry has two letters at least");
                    (self.short, self.third) = (encoded, 0);
                    return self.next();
                }
                return Some((encoded, encoded));
            }
            self.text += 1;
            if self.text == self.texts.len() {
                return None;
            }
            self.entries = Entries::of(self.texts[self.text]);
        }
    }
}

/// How many places there are for so many entries, and one more: where the last one ends.
pub(super) const fn ends(copies: usize) -> usize {
    copies.next_power_of_two() + 1
}

/// How many entries stand in texts, in all their places.
pub(super) const fn copies(texts: &[&str]) -> usize {
    let (mut count, mut copies) = (0, Copies::of(texts));
    while copies.next().is_some() {
        count += 1;
    }
    count
}
