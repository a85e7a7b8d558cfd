//! Parses the text form of tables at compile time: words separated by white space, with signs before or after them.

use crate::search::stem::fold::folded_letter;
use crate::search::stem::letters::LETTER_BITS;

/// A word of a table.
#[derive(Clone, Copy)]
pub(super) struct TableEntry {
    /// The folded letters.
    pub(super) bits: u64,
    pub(super) len: u32,
    pub(super) sign: Sign,
    /// `$` after it: a whole word, not a prefix.
    pub(super) is_whole_word: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    /// `+` before it.
    Plus,
    /// `:` after it: it replaces the words that follow.
    Replacement,
}

impl TableEntry {
    /// The key of the word, as [`Letters::key`](crate::search::stem::letters::Letters::key) has it.
    pub(super) const fn key(self) -> u64 {
        self.bits | (self.len as u64) << 60
    }
}

/// Iterates over the words of a table's text.
pub(super) struct TableEntries<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> TableEntries<'t> {
    pub(super) const fn of(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    /// The next word.
    pub(super) const fn next(&mut self) -> Option<TableEntry> {
        let mut entry = TableEntry { bits: 0, len: 0, sign: Sign::None, is_whole_word: false };
        while self.at < self.bytes.len() {
            let byte = self.bytes[self.at];
            self.at += 1;
            match byte {
                b' ' | b'\n' if entry.len == 0 => {}
                b' ' | b'\n' => break,
                b'+' => entry.sign = Sign::Plus,
                b'-' => {}
                b':' => entry.sign = Sign::Replacement,
                b'$' => entry.is_whole_word = true,
                _ => {
                    entry.bits |= folded_letter(self.bytes[self.at] as u64 & 0x3F) << (LETTER_BITS * entry.len);
                    entry.len += 1;
                    self.at += 1;
                }
            }
        }
        assert!(entry.len <= 8, "a word of a table has at most eight letters");
        if entry.len == 0 { None } else { Some(entry) }
    }
}

/// The number of words in texts, without replacements.
pub(super) const fn count(texts: &[&str]) -> usize {
    let (mut count, mut n) = (0, 0);
    while n < texts.len() {
        let mut entries = TableEntries::of(texts[n]);
        while let Some(entry) = entries.next() {
            count += !matches!(entry.sign, Sign::Replacement) as usize;
        }
        n += 1;
    }
    count
}
