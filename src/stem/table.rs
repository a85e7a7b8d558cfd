//! Tables of words and of beginnings of words, made from text at compile time.

use super::letters::{folded, pack};

/// Ends an entry that is a whole word: below every letter.
const END: u8 = 1;
/// The entry that is no entry.
const NONE: u16 = u16::MAX;
/// The start and the factor of FNV-1a.
const FNV: (u64, u64) = (0xCBF2_9CE4_8422_2325, 0x0100_0000_01B3);

/// Beginnings of words, each with an answer; the longest that fits decides.
///
/// Written as words between spaces: `+` before a beginning says yes, `-` says no; `$` behind it makes it a whole word.
pub(super) struct Beginnings<const N: usize> {
    /// Sorted. An entry's eight letters, how many count, its answer, and the longest other entry that it begins with.
    entries: [(u64, u8, bool, u16); N],
}

impl<const N: usize> Beginnings<N> {
    pub(super) const fn new(text: &str) -> Self {
        let mut entries = [(0, 0, false, NONE); N];
        let mut read = Words { bytes: text.as_bytes(), at: 0 };
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
    pub(super) const fn fingerprint(&self) -> u64 {
        let (mut hash, mut n) = (FNV.0, 0);
        while n < N {
            hash = (hash ^ self.entries[n].0 ^ self.entries[n].2 as u64).wrapping_mul(FNV.1);
            n += 1;
        }
        hash
    }

    /// What the longest entry says with which the word of these first eight letters begins.
    pub(super) fn answer(&self, (packed, len): (u64, usize)) -> Option<bool> {
        let key = if len < 8 { packed | (END as u64) << (8 * (7 - len)) } else { packed };
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

/// How many places a lexicon has: four times as many as words, so that a place is most often the word's own or empty.
pub(super) const fn places(texts: &[&str]) -> usize {
    let (mut words, mut n) = (0, 0);
    while n < texts.len() {
        words += count(texts[n]);
        n += 1;
    }
    (4 * words).next_power_of_two()
}

/// Words of eight letters at most, each with the list it stands in and, where lists have these, the word that stands for
/// it: a place by its hash, or the next that is free.
///
/// A list is written as words between spaces; behind `كتاب:` stand those that become كتاب.
pub(super) struct Lexicon<const N: usize> {
    /// A word, what stands for it; its list.
    entries: [(u64, u64); N],
    lists: [u8; N],
}

impl<const N: usize> Lexicon<N> {
    pub(super) const fn new(texts: &[&str]) -> Self {
        let mut made = Self { entries: [(0, 0); N], lists: [0; N] };
        let mut list = 0;
        while list < texts.len() {
            let mut read = Words { bytes: texts[list].as_bytes(), at: 0 };
            let (mut answer, mut left) = (0, count(texts[list]));
            while left > 0 {
                let (is_answer, letters, _) = read.next();
                if is_answer {
                    answer = pack(&letters);
                    continue;
                }
                let word = pack(&letters);
                let mut place = Self::place(word);
                while made.entries[place].0 != 0 {
                    assert!(made.entries[place].0 != word, "a word stands twice");
                    place = (place + 1) % N;
                }
                made.entries[place] = (word, answer);
                made.lists[place] = list as u8;
                left -= 1;
            }
            list += 1;
        }
        made
    }

    const fn place(word: u64) -> usize {
        (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - N.trailing_zeros())) as usize
    }

    /// A hash of the entries.
    pub(super) const fn fingerprint(&self) -> u64 {
        let (mut hash, mut n) = (FNV.0, 0);
        while n < N {
            let (word, answer) = self.entries[n];
            hash = (hash ^ word ^ answer.rotate_left(31) ^ self.lists[n] as u64).wrapping_mul(FNV.1);
            n += 1;
        }
        hash
    }

    /// What stands for the word of these first eight letters, and its list.
    #[inline]
    pub(super) fn answer(&self, (packed, len): (u64, usize)) -> Option<(u64, u8)> {
        if len > 8 {
            return None;
        }
        let mut place = Self::place(packed);
        loop {
            let (word, answer) = self.entries[place];
            if word == packed {
                return Some((answer, self.lists[place])).filter(|_| word != 0);
            }
            if word == 0 {
                return None;
            }
            place = (place + 1) % N;
        }
    }

    pub(super) fn contains(&self, word: (u64, usize)) -> bool {
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

/// A table of beginnings, or a lexicon of lists.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident: Beginnings = $text:expr) => {
        $(#[$doc])*
        pub(super) static $name: $crate::stem::table::Beginnings<{ $crate::stem::table::count($text) }> =
            $crate::stem::table::Beginnings::new($text);
    };
    ($(#[$doc:meta])* $name:ident: Lexicon = $($text:expr),+) => {
        $(#[$doc])*
        pub(super) static $name: $crate::stem::table::Lexicon<{ $crate::stem::table::places(&[$($text),+]) }> =
            $crate::stem::table::Lexicon::new(&[$($text),+]);
    };
}
pub(super) use table;
