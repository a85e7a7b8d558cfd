//! A trie with an entry for each character, which kernels look up by the character's bytes: an array for one and two bytes, and
//! for longer ones blocks of 64 code points.
//!
//! ```text
//! U+FEFB     index[3FB] -> 7                            blocks[7][3B]        the code point without its low six bits, and these
//! U+1F602    page_of[1F] -> 5     pages[5][18] -> 9     blocks[9][02]        bits 12 to 20, 6 to 11, 0 to 5
//! ```
//!
//! Page 0 and block 0 are of characters without a rule. A character from U+0800 on that is kept has an empty entry, which is not
//! affected.

use alloc::boxed::Box;
use alloc::vec::Vec;

/// What happens to the characters without a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Others {
    Kept,
    Deleted,
}

/// What happens to one character.
///
/// The low 24 bits hold an output of up to three bytes, the first in the lowest bits; the two highest bits hold its
/// length. A longer output is flagged, and the low 24 bits are its number. Stops are flagged, too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry(u32);

impl Entry {
    const CHANGED: u32 = 1 << 24;
    const LONG: u32 = 1 << 25;
    const STOP: u32 = 1 << 26;
    const BREAKS_RUN: u32 = 1 << 27;

    /// The entry of a deleted character.
    const DELETED: Self = Self(Self::CHANGED);

    /// An output of at most three bytes.
    fn short(text: &str) -> Self {
        let mut bytes = [0; 4];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Self(u32::from_le_bytes(bytes) | (text.len() as u32) << 30)
    }

    /// The output of a kept character of three bytes. It is not affected.
    #[inline(always)]
    pub fn kept_three(bytes: [u8; 3]) -> Self {
        Self(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 3 << 6]))
    }

    /// The short output: the first [`Entry::len`] of these bytes.
    #[inline(always)]
    pub fn bytes(self) -> [u8; 4] {
        self.0.to_le_bytes()
    }

    #[inline(always)]
    pub fn len(self) -> usize {
        (self.0 >> 30) as usize
    }

    /// Whether the table changes the character, or stops at it.
    #[inline(always)]
    pub fn is_affected(self) -> bool {
        self.0 & (Self::CHANGED | Self::STOP) != 0
    }

    /// Whether the short output is not all there is to do: the output is long, or the table stops at the character.
    #[inline(always)]
    pub fn is_long_or_stop(self) -> bool {
        self.0 & (Self::LONG | Self::STOP) != 0
    }

    #[inline(always)]
    pub fn is_stop(self) -> bool {
        self.0 & Self::STOP != 0
    }

    /// Whether the character is special, or excluded from runs.
    #[inline(always)]
    pub fn ends_run(self) -> bool {
        self.0 & (Self::LONG | Self::STOP | Self::BREAKS_RUN) != 0
    }

    /// Whether the output has more than three bytes.
    #[inline(always)]
    pub fn is_long(self) -> bool {
        self.0 & Self::LONG != 0
    }
}

/// An entry for each character.
pub(crate) struct RewriteTrie {
    /// U+0000 to U+07FF.
    pub low: Box<[Entry; 0x800]>,
    /// The block of each 64 code points up to U+FFFF.
    index: Box<[u16; 0x400]>,
    /// The page of each 4096 code points from U+10000 on, which has the block of each 64.
    page_of: [u16; 0x110],
    pages: Vec<[u16; 64]>,
    blocks: Vec<[Entry; 64]>,
    /// Whether no ASCII character is affected.
    pub ascii_kept: bool,
    long_outputs: Vec<Box<str>>,
}

impl RewriteTrie {
    /// A trie that rewrites characters by `rules` and stops at `stops`. [`compact_run`](crate::kernel::compact_run)
    /// rewrites the characters of one and two bytes that are `in_run` in one go.
    pub fn new<'t>(
        rules: impl Iterator<Item = (char, &'t str)>,
        others: Others,
        stops: &[char],
        in_run: impl Fn(u32) -> bool,
    ) -> Self {
        let other = |c: u32| match others {
            Others::Kept => kept(c),
            Others::Deleted => Entry::DELETED,
        };
        let mut trie = Self {
            low: (0..0x800).map(other).collect::<Vec<_>>().try_into().unwrap_or_else(|_| Box::new([Entry(0); 0x800])),
            index: Box::new([0; 0x400]),
            page_of: [0; 0x110],
            pages: alloc::vec![[0; 64]],
            blocks: alloc::vec![[other(LOW_END); 64]],
            ascii_kept: true,
            long_outputs: Vec::new(),
        };
        for (c, text) in rules {
            let entry = match text.chars().eq([c]) {
                true => kept(c as u32),
                false => Entry(trie.entry_of(text).0 | Entry::CHANGED),
            };
            trie.set(c, entry);
        }
        for &c in stops {
            let entry = match trie.get(c) {
                entry if entry.is_affected() => entry,
                _ => trie.entry_of(c.encode_utf8(&mut [0; 4])),
            };
            trie.set(c, Entry(entry.0 | Entry::STOP));
        }
        for c in (0..0x800).filter(|&c| !in_run(c)) {
            trie.low[c as usize].0 |= Entry::BREAKS_RUN;
        }
        trie.ascii_kept = trie.low[..0x80].iter().all(|e| !e.is_affected());
        trie
    }

    /// The entry of an output.
    fn entry_of(&mut self, text: &str) -> Entry {
        if text.len() <= 3 {
            return Entry::short(text);
        }
        self.long_outputs.push(text.into());
        Entry(Entry::LONG | (self.long_outputs.len() - 1) as u32)
    }

    fn set(&mut self, c: char, entry: Entry) {
        let n = c as usize;
        if let Some(low) = self.low.get_mut(n) {
            *low = entry;
            return;
        }
        let page = &mut self.page_of[n >> 12];
        if *page == 0 && n > 0xFFFF {
            *page = self.pages.len() as u16;
            self.pages.push([0; 64]);
        }
        let block = match *page {
            0 => &mut self.index[n >> 6],
            page => &mut self.pages[page as usize][n >> 6 & 63],
        };
        if *block == 0 {
            *block = self.blocks.len() as u16;
            self.blocks.push(self.blocks[0]);
        }
        self.blocks[*block as usize][n & 63] = entry;
    }

    /// The entry of a character.
    pub fn get(&self, c: char) -> Entry {
        let n = c as usize;
        match self.low.get(n) {
            Some(low) => *low,
            None => match self.index.get(n >> 6) {
                Some(&block) => self.blocks[block as usize][n & 63],
                None => self.supplementary(n),
            },
        }
    }

    /// The entry of a character from U+10000 on. Where it is inlined always, compact with an observer takes 5 % longer.
    #[inline]
    fn supplementary(&self, c: usize) -> Entry {
        let block = self.pages[self.page_of[c >> 12] as usize][c >> 6 & 63];
        self.blocks[block as usize][c & 63]
    }

    /// The entry of the character at `at`, whose width is three or four.
    #[inline(always)]
    pub fn longer_at(&self, bytes: &[u8], at: usize, width: usize) -> Entry {
        debug_assert_eq!(width, self::width(bytes[at]));
        let bits = |n: usize| bytes[at + n] as usize & 0x3F;
        if width == 4 {
            return self.supplementary((bytes[at] as usize & 0x07) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3));
        }
        // Block 0 is the one of most characters: a branch takes less time than another look-up.
        match self.index[(bytes[at] as usize & 0x0F) << 6 | bits(1)] {
            0 => self.blocks[0][0],
            block => self.blocks[block as usize][bits(2)],
        }
    }

    /// The entry of the character at `at` if it is affected, and the character's length.
    #[inline(always)]
    pub fn at(&self, bytes: &[u8], at: usize) -> (Option<Entry>, usize) {
        let width = width(bytes[at]);
        let entry = match width {
            1 => self.low[bytes[at] as usize],
            2 => self.low[(bytes[at] as usize & 0x1F) << 6 | bytes[at + 1] as usize & 0x3F],
            _ => self.longer_at(bytes, at, width),
        };
        (Some(entry).filter(|entry| entry.is_affected()), width)
    }

    /// Whether some character with these first two bytes is affected. Anything for bytes that are no character's.
    pub fn affects(&self, lead: u8, second: u8) -> bool {
        let second = second as usize & 0x3F;
        // The entries of block 0 are all the same.
        let entries = |block: u16| &self.blocks[block as usize][..if block == 0 { 1 } else { 64 }];
        let has_affected = |block| entries(block).iter().any(|entry| entry.is_affected());
        match width(lead) {
            3 => has_affected(self.index[(lead as usize & 0x0F) << 6 | second]),
            4 => match self.page_of.get((lead as usize & 0x07) << 6 | second) {
                None | Some(0) => has_affected(0),
                Some(&page) => self.pages[page as usize].iter().any(|&block| has_affected(block)),
            },
            _ => self.low[(lead as usize & 0x1F) << 6 | second].is_affected(),
        }
    }

    /// The entries of all characters with a rule, and of some without.
    pub fn all(&self) -> impl Iterator<Item = Entry> {
        self.low.iter().chain(self.blocks.iter().flatten()).copied()
    }

    /// The long output of an entry, if it has one.
    #[inline]
    pub fn long_output(&self, entry: Entry) -> Option<&str> {
        let n = entry.is_long().then_some((entry.0 & 0xFF_FFFF) as usize)?;
        self.long_outputs.get(n).map(|text| &**text)
    }

    /// The memory that the trie takes besides `Self`, in bytes.
    pub fn size(&self) -> usize {
        size_of_val(&*self.low)
            + size_of_val(&*self.index)
            + size_of_val(&*self.pages)
            + size_of_val(&*self.blocks)
            + self.long_outputs.iter().map(|l| l.len() + size_of::<Box<str>>()).sum::<usize>()
    }
}

/// The first code point that is not in [`RewriteTrie::low`].
const LOW_END: u32 = 0x800;

/// The entry of a character that is kept.
fn kept(c: u32) -> Entry {
    match char::from_u32(c).filter(|_| c < LOW_END) {
        Some(c) => Entry::short(c.encode_utf8(&mut [0; 4])),
        None => Entry(0),
    }
}

/// The length of the character with this lead byte.
#[inline(always)]
pub(in crate::kernel) fn width(lead: u8) -> usize {
    match lead {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}
