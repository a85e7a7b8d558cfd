//! A trie with an entry for each character, which kernels look up by the character's bytes.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
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

    fn long_index(self) -> Option<usize> {
        (self.0 & Self::LONG != 0).then_some((self.0 & 0xFF_FFFF) as usize)
    }
}

/// An entry for each character, in three parts: an array for one and two bytes; an index and data blocks of 64 entries
/// for three bytes; and the same for four bytes, where an index of pages comes first, since most of it is empty.
pub(crate) struct RewriteTrie {
    /// U+0000 to U+07FF.
    pub low: Box<[Entry; 0x800]>,
    /// The block of each 64 code points up to U+FFFF.
    pub index: Box<[u16; 0x400]>,
    /// Block 0 is never read: it means that all of the 64 characters are kept. If others are deleted, all characters of
    /// block 1 are deleted.
    pub blocks: Vec<[Entry; 64]>,
    /// The first of each 64 supplementary characters, from U+10000 on, of which one differs from others, and their entries; in
    /// order.
    pub supplementary: Vec<(u32, [Entry; 64])>,
    pub others: Others,
    /// Whether no ASCII character is affected.
    pub ascii_kept: bool,
    long_outputs: Vec<Box<str>>,
    /// The page of each 4096 code points. In a page, the number of each 64 of them in `supplementary`, from 1 on, or 0.
    page_of: [u16; 0x110],
    pages: Vec<[u16; 64]>,
}

impl RewriteTrie {
    /// A trie that rewrites the characters of `map` and stops at `stops`. [`compact_run`](crate::kernel::compact_run)
    /// rewrites the characters of one and two bytes that are `in_run` in one go.
    pub fn new(map: &BTreeMap<char, String>, others: Others, stops: &[char], in_run: impl Fn(u32) -> bool) -> Self {
        let low = |c: u32| match others {
            Others::Kept => kept(c),
            Others::Deleted => Entry::DELETED,
        };
        let mut trie = Self {
            low: (0..0x800).map(low).collect::<Vec<_>>().try_into().unwrap_or_else(|_| Box::new([Entry(0); 0x800])),
            index: Box::new([0; 0x400]),
            blocks: alloc::vec![[Entry(0); 64]],
            supplementary: Vec::new(),
            others,
            ascii_kept: true,
            long_outputs: Vec::new(),
            page_of: [0; 0x110],
            pages: alloc::vec![[0; 64]],
        };
        if others == Others::Deleted {
            trie.blocks.push([Entry::DELETED; 64]);
            trie.index[FIRST_INDEXED..].fill(DELETED_BLOCK);
        }
        for (&c, text) in map {
            if text.chars().eq([c]) {
                trie.set(c, kept(c as u32));
                continue;
            }
            let mut entry = if text.len() <= 3 {
                Entry::short(text)
            } else {
                trie.long_outputs.push(text.as_str().into());
                Entry(Entry::LONG | (trie.long_outputs.len() - 1) as u32)
            };
            entry.0 |= Entry::CHANGED;
            trie.set(c, entry);
        }
        for &c in stops {
            let mut entry = trie.get(c);
            if c.len_utf8() == 4 && !entry.is_affected() {
                trie.long_outputs.push(Box::from(&*c.encode_utf8(&mut [0; 4])));
                entry = Entry(Entry::LONG | (trie.long_outputs.len() - 1) as u32);
            }
            entry.0 |= Entry::STOP;
            trie.set(c, entry);
        }
        for c in (0..0x800).filter(|&c| !in_run(c)) {
            trie.low[c as usize].0 |= Entry::BREAKS_RUN;
        }
        trie.ascii_kept = trie.low[..0x80].iter().all(|e| !e.is_affected());
        trie
    }

    fn set(&mut self, c: char, entry: Entry) {
        let n = c as u32;
        match n {
            0..0x800 => self.low[n as usize] = entry,
            0x800..0x10000 => {
                let prefix = (n >> 6) as usize;
                if self.index[prefix] == KEPT_BLOCK {
                    self.index[prefix] = self.blocks.len() as u16;
                    self.blocks.push(core::array::from_fn(|t| kept(n & !0x3F | t as u32)));
                } else if self.others == Others::Deleted && self.index[prefix] == DELETED_BLOCK {
                    self.index[prefix] = self.blocks.len() as u16;
                    self.blocks.push([Entry::DELETED; 64]);
                }
                self.blocks[self.index[prefix] as usize][(n & 0x3F) as usize] = entry;
            }
            _ => {
                let block = match self.supplementary_block(n) {
                    0 => self.insert_supplementary(n & !0x3F),
                    block => block,
                };
                self.supplementary[block - 1].1[(n & 0x3F) as usize] = entry;
            }
        }
    }

    /// Inserts the 64 supplementary characters from `first` on, and returns their number.
    fn insert_supplementary(&mut self, first: u32) -> usize {
        // Rules are set in order, so most often this is the end.
        let at = self.supplementary.partition_point(|block| block.0 < first);
        self.supplementary.insert(at, (first, [self.other_supplementary(); 64]));
        for (n, (first, _)) in self.supplementary.iter().enumerate().skip(at) {
            let page = &mut self.page_of[*first as usize >> 12];
            if *page == 0 {
                *page = self.pages.len() as u16;
                self.pages.push([0; 64]);
            }
            self.pages[*page as usize][*first as usize >> 6 & 63] = n as u16 + 1;
        }
        at + 1
    }

    /// The number of the block of a supplementary character, or 0.
    #[inline(always)]
    fn supplementary_block(&self, c: u32) -> usize {
        let page = self.page_of[c as usize >> 12];
        self.pages[page as usize][c as usize >> 6 & 63].into()
    }

    /// The entry of the supplementary characters in no block.
    #[inline(always)]
    fn other_supplementary(&self) -> Entry {
        match self.others {
            Others::Kept => Entry(0),
            Others::Deleted => Entry::DELETED,
        }
    }

    /// The entry of a character. A four-byte character that is kept has an empty entry, which is not affected.
    pub fn get(&self, c: char) -> Entry {
        let n = c as u32;
        match n {
            0..0x800 => self.low[n as usize],
            0x800..0x10000 => match self.index[(n >> 6) as usize] {
                KEPT_BLOCK => Entry::short(c.encode_utf8(&mut [0; 4])),
                block => self.blocks[block as usize][(n & 0x3F) as usize],
            },
            _ => self.supplementary_entry(n),
        }
    }

    /// The entry of a supplementary character.
    #[inline]
    fn supplementary_entry(&self, c: u32) -> Entry {
        match self.supplementary_block(c) {
            0 => self.other_supplementary(),
            block => self.supplementary[block - 1].1[c as usize & 0x3F],
        }
    }

    /// The entry of the character at `at` if it is affected, and the character's length.
    #[inline(always)]
    pub fn at(&self, bytes: &[u8], at: usize) -> (Option<Entry>, usize) {
        let bits = |n: usize| bytes[at + n] as usize & 0x3F;
        let (entry, width) = match width(bytes[at]) {
            1 => (Some(self.low[bytes[at] as usize]), 1),
            3 => {
                let block = self.index[(bytes[at] as usize & 0x0F) << 6 | bits(1)];
                ((block != KEPT_BLOCK).then(|| self.blocks[block as usize][bits(2)]), 3)
            }
            4 => {
                let c = (bytes[at] as usize & 0x07) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3);
                (Some(self.supplementary_entry(c as u32)), 4)
            }
            width => (Some(self.low[(bytes[at] as usize & 0x1F) << 6 | bits(1)]), width),
        };
        (entry.filter(|entry| entry.is_affected()), width)
    }

    /// Whether some character with these first two bytes is affected. The bytes must be those of a character.
    pub fn affects(&self, lead: u8, second: u8) -> bool {
        let second = second as usize & 0x3F;
        match width(lead) {
            3 => {
                let block = self.index[(lead as usize & 0x0F) << 6 | second];
                block != KEPT_BLOCK && self.blocks[block as usize].iter().any(|entry| entry.is_affected())
            }
            4 => {
                let prefix = (lead as usize & 0x07) << 6 | second;
                let here = self.supplementary.iter().filter(|(first, _)| *first as usize >> 12 == prefix);
                self.others == Others::Deleted || here.flat_map(|block| block.1).any(Entry::is_affected)
            }
            _ => self.low[(lead as usize & 0x1F) << 6 | second].is_affected(),
        }
    }

    /// All entries except those of block 0 and of supplementary characters in no block.
    pub fn all(&self) -> impl Iterator<Item = Entry> {
        self.low
            .iter()
            .chain(self.blocks.iter().flatten())
            .copied()
            .chain(self.supplementary.iter().flat_map(|block| block.1))
    }

    /// The long output of an entry, if it has one.
    #[inline]
    pub fn long_output(&self, entry: Entry) -> Option<&str> {
        entry.long_index().and_then(|n| self.long_outputs.get(n)).map(|text| &**text)
    }

    /// The memory that the trie takes besides `Self`, in bytes.
    pub fn size(&self) -> usize {
        size_of_val(&*self.low)
            + size_of_val(&*self.index)
            + size_of_val(&*self.blocks)
            + size_of_val(&*self.supplementary)
            + size_of_val(&*self.pages)
            + self.long_outputs.iter().map(|l| l.len() + size_of::<Box<str>>()).sum::<usize>()
    }
}

/// The block whose characters are all kept, and, if others are deleted, the block whose characters are all deleted.
pub(in crate::kernel) const KEPT_BLOCK: u16 = 0;
const DELETED_BLOCK: u16 = 1;
/// The index entry of U+0800, the first three-byte character.
const FIRST_INDEXED: usize = 0x800 >> 6;

/// The entry of a character that is kept. It is empty for a four-byte character.
fn kept(c: u32) -> Entry {
    match char::from_u32(c) {
        Some(c) if c.len_utf8() < 4 => Entry::short(c.encode_utf8(&mut [0; 4])),
        _ => Entry(0),
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
