//! Words written in segments, as a hash table built at compile time.
//!
//! A word is followed by a space. In a word a sign is a cut:
//!
//! | sign | the cut |
//! |---|---|
//! | `+` | behind a proclitic |
//! | `-` | before an enclitic; at the end of a word: any pronoun may follow it |
//! | `~` | behind a proclitic, and before a letter whose alef is not written, as in the word `للذين` |
//! | `=` | behind a proclitic, and before letters whose `ال` is not written, as in `لله` |
//!
//! Alefs are equal, with hamza or madda or without. Other letters are compared as they are written.

use crate::search::stem::letters::{LETTER_BITS, LetterBits, Letters};

/// The most letters of a word of a table: those of a key.
const MAX_LETTERS: u32 = 10;

/// Words, each with its cuts.
pub(super) struct SegmentedWords<const N: usize, const INDEX: usize> {
    /// By hash, with linear probing: the number of a word, from 1; 0 is free.
    index: [u16; INDEX],
    words: [SegmentedWord; N],
}

/// A word of a table. Bit `n` of a mask is a cut before letter `n`.
#[derive(Clone, Copy)]
pub(super) struct SegmentedWord {
    key: u64,
    pub(super) front: u16,
    pub(super) back: u16,
    /// The cuts of `front` before a letter whose alef is not written.
    pub(super) alefs: u16,
    /// The cuts of `front` before a letter whose `ال` is not written.
    pub(super) articles: u16,
    /// Whether it is in the first text of its table.
    pub(super) is_in_first_list: bool,
}

impl<const N: usize, const INDEX: usize> SegmentedWords<N, INDEX> {
    pub(super) const fn new(texts: &[&str]) -> Self {
        let none = SegmentedWord { key: 0, front: 0, back: 0, alefs: 0, articles: 0, is_in_first_list: false };
        let mut table = Self { index: [0; INDEX], words: [none; N] };
        let (mut text, mut n) = (0, 0);
        while text < texts.len() {
            let mut entries = Entries { bytes: texts[text].as_bytes(), at: 0 };
            while let Some(entry) = entries.next() {
                let mut at = Self::first_index(entry.key);
                while table.index[at] != 0 {
                    assert!(table.words[table.index[at] as usize - 1].key != entry.key, "a word is twice in a table");
                    at = (at + 1) % INDEX;
                }
                table.words[n] = entry;
                table.words[n].is_in_first_list = text == 0;
                n += 1;
                table.index[at] = n as u16;
            }
            text += 1;
        }
        table
    }

    const fn first_index(key: u64) -> usize {
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - INDEX.trailing_zeros())) as usize
    }

    /// The entry of a word whose alefs are folded.
    #[inline]
    pub(super) fn find<B: LetterBits>(&self, word: Letters<B>) -> Option<&SegmentedWord> {
        if word.len > MAX_LETTERS {
            return None;
        }
        let key = word.key();
        let mut at = Self::first_index(key);
        loop {
            let entry = self.words.get((self.index[at] as usize).wrapping_sub(1))?;
            if entry.key == key {
                return Some(entry);
            }
            at = (at + 1) % INDEX;
        }
    }
}

/// The number of words in texts.
pub(super) const fn count(texts: &[&str]) -> usize {
    let (mut count, mut text) = (0, 0);
    while text < texts.len() {
        let mut entries = Entries { bytes: texts[text].as_bytes(), at: 0 };
        while entries.next().is_some() {
            count += 1;
        }
        text += 1;
    }
    count
}

/// The length of the index for a number of words: at most half of it is used.
pub(super) const fn index_len(words: usize) -> usize {
    (2 * words).next_power_of_two()
}

/// Iterates over the words of a table's text.
struct Entries<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Entries<'_> {
    const fn next(&mut self) -> Option<SegmentedWord> {
        let mut entry = SegmentedWord { key: 0, front: 0, back: 0, alefs: 0, articles: 0, is_in_first_list: false };
        let mut len = 0;
        while self.at < self.bytes.len() {
            let byte = self.bytes[self.at];
            self.at += 1;
            match byte {
                b' ' | b'\n' if len == 0 => {}
                b' ' | b'\n' => break,
                b'+' => entry.front |= 1 << len,
                b'-' => entry.back |= 1 << len,
                b'=' => {
                    entry.front |= 1 << len;
                    entry.articles |= 1 << len;
                }
                b'~' => {
                    entry.front |= 1 << len;
                    entry.alefs |= 1 << len;
                }
                _ => {
                    entry.key |= folded_alef(self.bytes[self.at] as u64 & 0x3F) << (LETTER_BITS * len);
                    len += 1;
                    self.at += 1;
                }
            }
        }
        assert!(len <= MAX_LETTERS, "a word of a table has at most ten letters");
        entry.key |= (len as u64) << 60;
        if len == 0 { None } else { Some(entry) }
    }
}

/// A letter by its six bits, with alefs folded.
const fn folded_alef(letter: u64) -> u64 {
    use crate::search::stem::letters::{ALEF, ALEF_HAMZA, ALEF_MADDA};
    const ALEF_HAMZA_BELOW: u64 = crate::search::stem::letters::letter('إ');
    match letter {
        ALEF_HAMZA | ALEF_MADDA | ALEF_HAMZA_BELOW => ALEF,
        other => other,
    }
}

/// Declares a [`SegmentedWords`] of texts.
macro_rules! segmented_words {
    ($(#[$doc:meta])* $name:ident = $($text:expr),+ $(,)?) => {
        $(#[$doc])*
        pub(in crate::segment) static $name: $crate::segment::table::SegmentedWords<
            { $crate::segment::table::count(&[$($text),+]) },
            { $crate::segment::table::index_len($crate::segment::table::count(&[$($text),+])) },
        > = $crate::segment::table::SegmentedWords::new(&[$($text),+]);
    };
}
pub(in crate::segment) use segmented_words;
