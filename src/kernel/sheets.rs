//! What vector code reads of the pages: sets of characters, and a map of the bytes that change one for one.

use super::lanes::{Lanes, Set};
use super::pages::{Entry, Pages};
use alloc::vec::Vec;

/// Pages, as look-ups of sixteen entries.
///
/// A character below U+0080, or of U+0600 to U+06FF, is one of four things, told by two sets: kept, replaced by one of
/// its own kind, dropped, or, in both sets, something rarer: `special` ones grow or are stopped at, the others are written
/// as one byte instead of two.
#[derive(Default)]
pub(crate) struct Sheets {
    /// Not kept, or stopped at.
    pub noticed: Set,
    pub replaced: Set,
    pub dropped: Set,
    pub special: Set,
    pub ascii: ByteMap,
    pub arabic: ByteMap,
    /// Whether a character is written as a space that is none.
    pub writes_space: bool,
    /// Leads of three bytes whose pages are looked at: see [`Quiet`].
    pub quiet: Quiet,
}

impl Sheets {
    pub fn new(pages: &Pages) -> Self {
        let mut sheets = Self::default();
        let (mut ascii, mut arabic) = (Rules::default(), Rules::default());
        for c in (0..0x80).chain(0x600..0x700_u32) {
            let entry = pages.low[c as usize];
            let (is_ascii, byte) = (c < 0x80, c as u8);
            if !entry.is_noticed() {
                continue;
            }
            sheets.noticed.add(is_ascii, byte);
            let bytes = entry.bytes();
            // The low byte that is written, and whether that is all.
            let to = match entry.len() {
                _ if entry.is_special() => None,
                0 => {
                    sheets.dropped.add(is_ascii, byte);
                    continue;
                }
                1 => Some((bytes[0], true)),
                2 if !is_ascii && bytes[0] & 0xFC == 0xD8 => Some((bytes[0] << 6 | bytes[1] & 0x3F, false)),
                _ => None,
            };
            let Some((to, alone)) = to else {
                for set in [&mut sheets.special, &mut sheets.replaced, &mut sheets.dropped] {
                    set.add(is_ascii, byte);
                }
                continue;
            };
            sheets.writes_space |= alone && to == b' ';
            sheets.replaced.add(is_ascii, byte);
            if alone && !is_ascii {
                sheets.dropped.add(is_ascii, byte);
            }
            let rules = if is_ascii { &mut ascii } else { &mut arabic };
            rules.push((byte, byte ^ to));
        }
        sheets.ascii = ByteMap::new(&ascii);
        sheets.arabic = ByteMap::new(&arabic);
        sheets.quiet = Quiet::new(pages);
        sheets.writes_space |= pages.any(|entry| entry.is_noticed() && entry.bytes()[..entry.len()] == *b" ");
        sheets
    }

    /// Bytes in memory behind these tables.
    pub fn size(&self) -> usize {
        size_of::<Self>() + (self.ascii.more.len() + self.arabic.more.len()) * size_of::<Sheet>()
    }
}

/// Bytes, each with the bits that change in it.
type Rules = Vec<(u8, u8)>;

/// Bytes to bytes, in as few tables of sixteen as will do.
///
/// The bits that change are those of a row (the high nibble) and those of a column (the low one) in the row's sheet.
/// So rows share a sheet when they differ by the same bits in each column that both have rules for:
///
/// ```text
/// U+0622 آ, 0623 أ, 0625 إ to U+0627     row 2: 00    columns 2, 3, 5: 05 04 02
/// U+0672 ٲ, 0673 ٳ, 0675 ٵ to U+0627     row 7: 50    columns 2, 3, 5: 05 04 02, the same
/// ```
#[derive(Default)]
pub(crate) struct ByteMap {
    rows: [u8; 16],
    first: [u8; 16],
    more: Vec<Sheet>,
    /// All bytes, for a level that can look up so many.
    pub all: Flat,
}

struct Sheet {
    /// The rows on this sheet have their top bit set.
    rows: [u8; 16],
    columns: [u8; 16],
}

pub(crate) struct Flat(pub [u8; 256]);

impl Default for Flat {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl ByteMap {
    fn new(rules: &Rules) -> Self {
        let mut map = Self::default();
        let mut sheets: Vec<(Vec<u8>, [Option<u8>; 16])> = Vec::new();
        for row in 0..16_u8 {
            let mut own = [None; 16];
            for (byte, bits) in rules.iter().filter(|r| r.0 >> 4 == row) {
                own[(byte & 15) as usize] = Some(*bits);
            }
            if own == [None; 16] {
                continue;
            }
            // The bits of a row on a sheet, if there are any with which all columns agree.
            let fits = |sheet: &[Option<u8>; 16]| {
                let mut both = own.iter().zip(sheet).filter_map(|(own, there)| Some((*own)? ^ (*there)?));
                let bits = both.next().unwrap_or(0);
                both.all(|b| b == bits).then_some(bits)
            };
            let (n, bits) = match sheets.iter().enumerate().find_map(|(n, s)| Some((n, fits(&s.1)?))) {
                Some(found) => found,
                None => {
                    sheets.push((Vec::new(), [None; 16]));
                    (sheets.len() - 1, 0)
                }
            };
            map.rows[row as usize] = bits;
            sheets[n].0.push(row);
            for (there, own) in sheets[n].1.iter_mut().zip(own) {
                *there = there.or(own.map(|b| b ^ bits));
            }
        }
        for (n, (rows, columns)) in sheets.into_iter().enumerate() {
            let columns = columns.map(Option::unwrap_or_default);
            if n == 0 {
                map.first = columns;
                continue;
            }
            let mut sheet = Sheet { rows: [0; 16], columns };
            rows.into_iter().for_each(|row| sheet.rows[row as usize] = 0x80);
            map.more.push(sheet);
        }
        rules.iter().for_each(|&(byte, bits)| map.all.0[byte as usize] = bits);
        map
    }

    /// The bits that change in a byte that has a rule, by its nibbles; in another one, anything.
    #[inline(always)]
    pub(super) fn by_sheets<L: Lanes>(&self, nibble: L, low: L) -> L {
        let mut columns = low.lookup(&self.first);
        for sheet in &self.more {
            columns = nibble.lookup(&sheet.rows).select(low.lookup(&sheet.columns), columns);
        }
        columns.xor(nibble.lookup(&self.rows))
    }
}

/// Which characters of three and four bytes need no look-up: a superset of those near a noticed one, by the low nibble
/// of the lead and both nibbles of the byte behind it.
///
/// Each of eight bits stands for one or more leads; a character may be noticed where its lead, its second byte's low
/// nibble and its high one have a bit in common.
#[derive(Default)]
pub(crate) struct Quiet {
    lead: [u8; 16],
    low: [u8; 16],
    high: [u8; 16],
}

impl Quiet {
    fn new(pages: &Pages) -> Self {
        let three = pages.index.iter().enumerate().filter(|(_, page)| **page != 0).map(|(slot, _)| (0xE0, slot));
        let four = pages.four.iter().map(|f| (0xF0, f.0 as usize >> 12));
        let mut quiet = Self::default();
        let (mut bits, mut last) = (0, None);
        for (kind, slot) in three.chain(four) {
            let (lead, second) = (slot >> 6, slot & 0x3F);
            if last != Some((kind, lead)) {
                (bits, last) = (bits + 1, Some((kind, lead)));
            }
            let bit = 1 << (bits % 8);
            quiet.lead[lead] |= bit;
            quiet.low[second & 15] |= bit;
            quiet.high[8 | second >> 4] |= bit;
        }
        quiet
    }

    /// The leads of three and four bytes (and what looks like them) that may be noticed.
    #[inline(always)]
    pub(super) fn loud<L: Lanes>(&self, proof: L::Proof, text: L) -> u64 {
        let all = |byte| L::splat(proof, byte);
        let next = text.next();
        let lead = text.and(all(0x0F)).lookup(&self.lead);
        let low = next.and(all(0x0F)).lookup(&self.low);
        let high = next.high_nibble().lookup(&self.high);
        !lead.and(low).and(high).equals(all(0)).top_bits()
    }
}

impl Pages {
    fn any(&self, such: impl Fn(Entry) -> bool) -> bool {
        let four = self.four.iter().map(|f| f.1);
        self.low.iter().chain(self.three.iter().flatten()).copied().chain(four).any(such)
    }
}
