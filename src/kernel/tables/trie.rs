//! What kernels read: an entry for each character, found by its bytes.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

/// What becomes of a character that no rule names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Others {
    Kept,
    Deleted,
}

/// What becomes of one character.
///
/// Up to three bytes of output stand in the low 24 bits, the first lowest, and their count in the two highest bits.
/// Longer outputs, and characters that a door must see, are marked and looked up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry(u32);

impl Entry {
    const CHANGED: u32 = 1 << 24;
    const LONG: u32 = 1 << 25;
    const STOP: u32 = 1 << 26;
    const BREAKS_RUN: u32 = 1 << 27;

    /// Writes nothing.
    const DELETED: Self = Self(Self::CHANGED);

    /// Writes these bytes, three at most.
    fn short(text: &str) -> Self {
        let mut bytes = [0; 4];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Self(u32::from_le_bytes(bytes) | (text.len() as u32) << 30)
    }

    /// The bytes of output, of which the first [`Entry::len`] count.
    #[inline(always)]
    pub fn bytes(self) -> [u8; 4] {
        self.0.to_le_bytes()
    }

    #[inline(always)]
    pub fn len(self) -> usize {
        (self.0 >> 30) as usize
    }

    /// Neither kept as it is nor passed by.
    #[inline(always)]
    pub fn is_noticed(self) -> bool {
        self.0 & (Self::CHANGED | Self::STOP) != 0
    }

    /// Not written by its short bytes alone.
    #[inline(always)]
    pub fn is_special(self) -> bool {
        self.0 & (Self::LONG | Self::STOP) != 0
    }

    #[inline(always)]
    pub fn is_stop(self) -> bool {
        self.0 & Self::STOP != 0
    }

    /// Neither written by its short bytes alone nor in a run.
    #[inline(always)]
    pub fn ends_run(self) -> bool {
        self.0 & (Self::LONG | Self::STOP | Self::BREAKS_RUN) != 0
    }

    /// Longer than its short bytes.
    #[inline(always)]
    pub fn is_long(self) -> bool {
        self.0 & Self::LONG != 0
    }

    fn long_index(self) -> Option<usize> {
        (self.0 & Self::LONG != 0).then_some((self.0 & 0xFF_FFFF) as usize)
    }
}

/// An entry for every character: two-byte ones in one array by lead and trail, three-byte ones in pages of 64 behind
/// an index by lead and first trail, four-byte ones in a sorted list of those that are not as all others.
pub(crate) struct RewriteTrie {
    pub low: Box<[Entry; 0x800]>,
    pub index: Box<[u16; 0x400]>,
    /// The first is never looked at: it stands for "all kept". Where others are deleted, the second is "all deleted".
    pub three: Vec<[Entry; 64]>,
    pub four: Vec<(u32, Entry)>,
    /// What becomes of characters that no rule names.
    pub others: Others,
    /// Whether no character of one byte is noticed.
    pub ascii_kept: bool,
    longs: Vec<Box<str>>,
    /// A bit for each 256 code points from U+10000 on: whether `four` holds one of them.
    four_blocks: [u64; 0x11 * 4],
}

impl RewriteTrie {
    /// RewriteTrie that write `map` for its characters, and stop where told. Characters of one or two bytes that are `in_run`
    /// may be taken together by [`compact_run`](crate::kernel::compact_run).
    pub fn new(map: &BTreeMap<char, String>, others: Others, stops: &[char], in_run: impl Fn(u32) -> bool) -> Self {
        let low = |c: u32| match others {
            Others::Kept => kept(c),
            Others::Deleted => Entry::DELETED,
        };
        let mut pages = Self {
            low: (0..0x800).map(low).collect::<Vec<_>>().try_into().unwrap_or_else(|_| Box::new([Entry(0); 0x800])),
            index: Box::new([0; 0x400]),
            three: alloc::vec![[Entry(0); 64]],
            four: Vec::new(),
            others,
            ascii_kept: true,
            longs: Vec::new(),
            four_blocks: [0; 0x11 * 4],
        };
        if others == Others::Deleted {
            pages.three.push([Entry::DELETED; 64]);
            pages.index[DELETED_FROM..].fill(DELETED_PAGE);
        }
        for (&c, text) in map {
            if text.chars().eq([c]) {
                pages.set(c, kept(c as u32));
                continue;
            }
            let mut entry = if text.len() <= 3 {
                Entry::short(text)
            } else {
                pages.longs.push(text.as_str().into());
                Entry(Entry::LONG | (pages.longs.len() - 1) as u32)
            };
            entry.0 |= Entry::CHANGED;
            pages.set(c, entry);
        }
        for &c in stops {
            let mut entry = pages.get(c);
            if c.len_utf8() == 4 && !entry.is_noticed() {
                pages.longs.push(Box::from(&*c.encode_utf8(&mut [0; 4])));
                entry = Entry(Entry::LONG | (pages.longs.len() - 1) as u32);
            }
            entry.0 |= Entry::STOP;
            pages.set(c, entry);
        }
        for c in (0..0x800).filter(|&c| !in_run(c)) {
            pages.low[c as usize].0 |= Entry::BREAKS_RUN;
        }
        pages.ascii_kept = pages.low[..0x80].iter().all(|e| !e.is_noticed());
        pages.four.iter().for_each(|f| pages.four_blocks[f.0 as usize >> 14] |= 1 << (f.0 >> 8 & 63));
        pages
    }

    fn set(&mut self, c: char, entry: Entry) {
        let n = c as u32;
        match n {
            0..0x800 => self.low[n as usize] = entry,
            0x800..0x10000 => {
                let slot = (n >> 6) as usize;
                if self.index[slot] == KEPT_PAGE {
                    self.index[slot] = self.three.len() as u16;
                    self.three.push(core::array::from_fn(|t| kept(n & !0x3F | t as u32)));
                } else if self.others == Others::Deleted && self.index[slot] == DELETED_PAGE {
                    self.index[slot] = self.three.len() as u16;
                    self.three.push([Entry::DELETED; 64]);
                }
                self.three[self.index[slot] as usize][(n & 0x3F) as usize] = entry;
            }
            // Rules come in order, so that one behind the others is the usual case.
            _ if self.four.last().is_none_or(|last| last.0 < n) => self.four.push((n, entry)),
            _ => match self.four.binary_search_by_key(&n, |f| f.0) {
                Ok(at) => self.four[at].1 = entry,
                Err(at) => self.four.insert(at, (n, entry)),
            },
        }
    }

    /// The entry of a character. One of four bytes that is kept has an empty entry that is not noticed.
    pub fn get(&self, c: char) -> Entry {
        let n = c as u32;
        match n {
            0..0x800 => self.low[n as usize],
            0x800..0x10000 => match self.index[(n >> 6) as usize] {
                0 => Entry::short(c.encode_utf8(&mut [0; 4])),
                page => self.three[page as usize][(n & 0x3F) as usize],
            },
            _ => self.four_byte(n),
        }
    }

    #[inline]
    pub fn four_byte(&self, c: u32) -> Entry {
        let other = match self.others {
            Others::Kept => Entry(0),
            Others::Deleted => Entry::DELETED,
        };
        if self.four_blocks[c as usize >> 14] >> (c >> 8 & 63) & 1 == 0 {
            return other;
        }
        self.four.binary_search_by_key(&c, |f| f.0).map_or(other, |at| self.four[at].1)
    }

    /// The entry of the character of three bytes that starts at `at`; `None` where its page is kept.
    #[inline(always)]
    pub fn three_at(&self, bytes: &[u8], at: usize) -> Option<Entry> {
        let page = self.index[(bytes[at] as usize & 0x0F) << 6 | bytes[at + 1] as usize & 0x3F];
        (page != 0).then(|| self.three[page as usize][bytes[at + 2] as usize & 0x3F])
    }

    /// The entry of the character of four bytes that starts at `at`; an empty one that is not noticed where it is kept.
    #[inline(always)]
    pub fn four_at(&self, bytes: &[u8], at: usize) -> Entry {
        let trail = |n: usize| (bytes[at + n] & 0x3F) as u32;
        self.four_byte((bytes[at] as u32 & 0x07) << 18 | trail(1) << 12 | trail(2) << 6 | trail(3))
    }

    /// The entry of the character of two to four bytes that starts at `at`, and how many it has; `None` where its page
    /// is kept.
    #[inline(always)]
    pub fn at(&self, bytes: &[u8], at: usize) -> (Option<Entry>, usize) {
        match width(bytes[at]) {
            3 => (self.three_at(bytes, at), 3),
            4 => (Some(self.four_at(bytes, at)), 4),
            width => (Some(self.low[(bytes[at] as usize & 0x1F) << 6 | bytes[at + 1] as usize & 0x3F]), width),
        }
    }

    /// All entries that are not known to be kept.
    pub fn all(&self) -> impl Iterator<Item = Entry> {
        self.low.iter().chain(self.three.iter().flatten()).copied().chain(self.four.iter().map(|f| f.1))
    }

    /// What an entry writes that has no short bytes.
    #[inline]
    pub fn long(&self, entry: Entry) -> Option<&str> {
        entry.long_index().and_then(|n| self.longs.get(n)).map(|text| &**text)
    }

    /// Bytes that these pages take in memory.
    pub fn size(&self) -> usize {
        size_of_val(&*self.low)
            + size_of_val(&*self.index)
            + size_of_val(&*self.three)
            + size_of_val(&*self.four)
            + self.longs.iter().map(|l| l.len() + size_of::<Box<str>>()).sum::<usize>()
    }
}

/// The page for "all kept", and where others are deleted the one for "all deleted".
const KEPT_PAGE: u16 = 0;
const DELETED_PAGE: u16 = 1;
/// The slot of U+0800, the first character of three bytes.
const DELETED_FROM: usize = 0x800 >> 6;

/// The entry of a character that stays, which is empty for one of four bytes.
fn kept(c: u32) -> Entry {
    match char::from_u32(c) {
        Some(c) if c.len_utf8() < 4 => Entry::short(c.encode_utf8(&mut [0; 4])),
        _ => Entry(0),
    }
}

/// How many bytes the character of this lead has.
#[inline(always)]
pub(in crate::kernel) fn width(lead: u8) -> usize {
    match lead {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}
