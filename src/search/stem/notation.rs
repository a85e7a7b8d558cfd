//! How tables are written: words between spaces, with signs before or behind them.

use crate::search::stem::fold::folded_letter;
use crate::search::stem::letters::SIX;

/// A word of a table's text.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// The folded letters.
    pub(super) bits: u64,
    pub(super) len: u32,
    pub(super) sign: Sign,
    /// `$` behind it: it is a whole word.
    pub(super) whole: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    /// `+` before it.
    Yes,
    /// `:` behind it: it stands for those that follow.
    Stands,
}

impl Entry {
    /// The word in one number, its length in the four highest bits.
    pub(super) const fn packed(self) -> u64 {
        self.bits | (self.len as u64) << 60
    }
}

/// Reads a table's text.
pub(super) struct Entries<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Entries<'t> {
    pub(super) const fn of(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    /// The next word, if there is one.
    pub(super) const fn next(&mut self) -> Option<Entry> {
        let mut entry = Entry { bits: 0, len: 0, sign: Sign::None, whole: false };
        while self.at < self.bytes.len() {
            let byte = self.bytes[self.at];
            self.at += 1;
            match byte {
                b' ' | b'\n' if entry.len == 0 => {}
                b' ' | b'\n' => break,
                b'+' => entry.sign = Sign::Yes,
                b'-' => {}
                b':' => entry.sign = Sign::Stands,
                b'$' => entry.whole = true,
                _ => {
                    entry.bits |= folded_letter(self.bytes[self.at] as u64 & 0x3F) << (SIX * entry.len);
                    entry.len += 1;
                    self.at += 1;
                }
            }
        }
        assert!(entry.len <= 8, "a word of a table has eight letters at most");
        if entry.len == 0 { None } else { Some(entry) }
    }
}

/// How many words stand in texts, without those that stand for others.
pub(super) const fn count(texts: &[&str]) -> usize {
    let (mut count, mut n) = (0, 0);
    while n < texts.len() {
        let mut entries = Entries::of(texts[n]);
        while let Some(entry) = entries.next() {
            count += !matches!(entry.sign, Sign::Stands) as usize;
        }
        n += 1;
    }
    count
}
