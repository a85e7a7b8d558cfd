//! Tables of words and of beginnings of words, made from text at compile time.

use super::letters::{folded, pack};

/// The start and the factor of FNV-1a.
const FNV: (u64, u64) = (0xCBF2_9CE4_8422_2325, 0x0100_0000_01B3);
/// Ends an entry that is a whole word: below every letter.
const END: u8 = 1;
/// The entry that is no entry.
const NONE: u16 = u16::MAX;

/// Beginnings of words, each with an answer; the longest that fits decides.
///
/// Written as words between spaces: `+` before a beginning says yes, `-` says no; `$` behind it makes it a whole word.
pub(super) struct Beginnings<const N: usize> {
    /// Sorted. An entry's eight letters, how many count, its answer, and the longest other entry that it begins with.
    entries: [(u64, u8, bool, u16); N],
}

impl<const N: usize> Beginnings<N> {
    pub(super) const fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut entries = [(0, 0, false, NONE); N];
        let mut read = Words { bytes, at: 0 };
        let mut n = 0;
        while n < N {
            let (yes, letters, len) = read.next();
            // Put in where it sorts.
            let entry = (pack(&letters), len, yes, NONE);
            let mut place = n;
            while place > 0 && entries[place - 1].0 > entry.0 {
                entries[place] = entries[place - 1];
                place -= 1;
            }
            assert!(place == 0 || entries[place - 1].0 != entry.0, "an entry stands twice");
            entries[place] = entry;
            n += 1;
        }
        n = 1;
        while n < N {
            let mut before = (n - 1) as u16;
            while before != NONE && !begins(entries[n].0, entries[before as usize]) {
                before = entries[before as usize].3;
            }
            entries[n].3 = before;
            n += 1;
        }
        Self { entries }
    }

    /// A hash of the entries.
    pub(super) fn fingerprint(&self) -> u64 {
        self.entries.iter().fold(FNV.0, |hash, e| (hash ^ e.0 ^ e.2 as u64).wrapping_mul(FNV.1))
    }

    /// What the longest entry says with which this word begins.
    pub(super) fn answer(&self, word: &[u8]) -> Option<bool> {
        let mut key = pack(word);
        if word.len() < 8 {
            key |= (END as u64) << (8 * (7 - word.len()));
        }
        let mut entry = match self.entries.partition_point(|e| e.0 <= key) {
            0 => return None,
            n => n - 1,
        };
        loop {
            let found = self.entries[entry];
            if begins(key, found) {
                return Some(found.2);
            }
            match found.3 {
                NONE => return None,
                before => entry = before as usize,
            }
        }
    }
}

const fn begins(key: u64, entry: (u64, u8, bool, u16)) -> bool {
    let unread = 64 - 8 * entry.1 as u32;
    key >> unread == entry.0 >> unread
}

/// Words, each with the word that stands for it.
///
/// Written as `كتب: كتاب` for one that goes its own way, words between spaces, a line each for those that share an answer.
pub(super) struct Lexicon<const N: usize> {
    /// Sorted by the first, the word; the second is its answer.
    entries: [(u64, u64); N],
}

impl<const N: usize> Lexicon<N> {
    pub(super) const fn new(text: &str) -> Self {
        let mut entries = [(0, 0); N];
        let mut read = Words { bytes: text.as_bytes(), at: 0 };
        let mut answer = 0;
        let mut n = 0;
        while n < N {
            let (is_answer, letters, _) = read.next();
            if is_answer {
                answer = pack(&letters);
                continue;
            }
            let mut place = n;
            let entry = (pack(&letters), answer);
            while place > 0 && entries[place - 1].0 > entry.0 {
                entries[place] = entries[place - 1];
                place -= 1;
            }
            assert!(place == 0 || entries[place - 1].0 != entry.0, "a word stands twice");
            entries[place] = entry;
            n += 1;
        }
        Self { entries }
    }

    /// A hash of the entries.
    pub(super) fn fingerprint(&self) -> u64 {
        self.entries.iter().fold(FNV.0, |hash, e| (hash ^ e.0 ^ e.1.rotate_left(31)).wrapping_mul(FNV.1))
    }

    /// The answer of a word of eight letters at most.
    pub(super) fn answer(&self, word: &[u8]) -> Option<u64> {
        if word.len() > 8 {
            return None;
        }
        let key = pack(word);
        self.entries.binary_search_by_key(&key, |e| e.0).ok().map(|n| self.entries[n].1)
    }

    pub(super) fn contains(&self, word: &[u8]) -> bool {
        self.answer(word).is_some()
    }
}

/// Reads the notation of tables.
struct Words<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Words<'_> {
    /// The next word: whether `+` stands before it or `:` behind it, its letters, and how many there are.
    const fn next(&mut self) -> (bool, [u8; 8], u8) {
        while is_space(self.bytes[self.at]) {
            self.at += 1;
        }
        let mut marked = self.bytes[self.at] == b'+';
        if self.bytes[self.at] == b'+' || self.bytes[self.at] == b'-' {
            self.at += 1;
        }
        let mut letters = [0; 8];
        let mut len = 0;
        while self.at < self.bytes.len() && !is_space(self.bytes[self.at]) {
            let byte = self.bytes[self.at];
            self.at += 1;
            if byte == b':' {
                marked = true;
            } else {
                letters[len] = if byte == b'$' {
                    END
                } else {
                    self.at += 1;
                    folded(byte << 6 | self.bytes[self.at - 1] & 0x3F)
                };
                len += 1;
            }
        }
        (marked, letters, len as u8)
    }
}

const fn is_space(byte: u8) -> bool {
    byte == b' ' || byte == b'\n'
}

/// How many words stand in a table's text that have no `:` behind them.
pub(super) const fn count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut count, mut at) = (0, 0);
    while at < bytes.len() {
        let ends = at + 1 == bytes.len() || is_space(bytes[at + 1]);
        count += (!is_space(bytes[at]) && bytes[at] != b':' && ends) as usize;
        at += 1;
    }
    count
}

/// A table of a kind, made of a text.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident: $kind:ident = $text:expr) => {
        $(#[$doc])*
        pub(super) static $name: $crate::stem::table::$kind<{ $crate::stem::table::count($text) }> =
            $crate::stem::table::$kind::new($text);
    };
}
pub(super) use table;
