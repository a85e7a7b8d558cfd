//! What look-ups of sixteen entries know of ASCII and of the Arabic block: sets of characters, and maps of their bytes.

use alloc::vec::Vec;

/// The first code point of the Arabic block, U+0600 to U+06FF: 256 characters of two bytes, behind four leads.
pub(in crate::kernel) const ARABIC: u32 = 0x600;
/// What the leads have in common, but for their two low bits.
pub(in crate::kernel) const ARABIC_LEAD: u8 = 0xC0 | (ARABIC >> 6) as u8;

/// The code points that look-ups know.
pub(in crate::kernel) fn known() -> impl Iterator<Item = u32> {
    (0..0x80).chain(ARABIC..ARABIC + 0x100)
}

/// A set of these characters: for each low nibble of the code point, a bit for each high one.
#[derive(Clone, Copy, Default)]
pub(crate) struct Set {
    pub ascii: [u8; 16],
    /// The lower and the upper half of the block.
    pub low: [u8; 16],
    pub high: [u8; 16],
}

impl Set {
    pub const NONE: Self = Self { ascii: [0; 16], low: [0; 16], high: [0; 16] };

    /// Adds a character, if look-ups know it.
    pub const fn add(&mut self, c: u32) {
        let (column, bit) = (c as usize & 15, 1 << (c >> 4 & 7));
        if c < 0x80 {
            self.ascii[column] |= bit;
        } else if c >> 7 == ARABIC >> 7 {
            self.low[column] |= bit;
        } else if c >> 8 == ARABIC >> 8 {
            self.high[column] |= bit;
        }
    }
}

/// Bytes, each with the bits that change in it.
pub(in crate::kernel) type Rules = Vec<(u8, u8)>;

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
pub(in crate::kernel) struct ByteMap {
    pub rows: [u8; 16],
    pub first: [u8; 16],
    pub more: Vec<Layer>,
    /// All bytes, for a level that can look up so many.
    pub all: Flat,
}

pub(in crate::kernel) struct Layer {
    /// The rows on this sheet have their top bit set.
    pub rows: [u8; 16],
    pub columns: [u8; 16],
}

pub(in crate::kernel) struct Flat(pub [u8; 256]);

impl Default for Flat {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl ByteMap {
    pub fn new(rules: &Rules) -> Self {
        let mut map = Self::default();
        let mut tables: Vec<(Vec<u8>, [Option<u8>; 16])> = Vec::new();
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
            let (n, bits) = match tables.iter().enumerate().find_map(|(n, s)| Some((n, fits(&s.1)?))) {
                Some(found) => found,
                None => {
                    tables.push((Vec::new(), [None; 16]));
                    (tables.len() - 1, 0)
                }
            };
            map.rows[row as usize] = bits;
            tables[n].0.push(row);
            for (there, own) in tables[n].1.iter_mut().zip(own) {
                *there = there.or(own.map(|b| b ^ bits));
            }
        }
        for (n, (rows, columns)) in tables.into_iter().enumerate() {
            let columns = columns.map(Option::unwrap_or_default);
            if n == 0 {
                map.first = columns;
                continue;
            }
            let mut sheet = Layer { rows: [0; 16], columns };
            rows.into_iter().for_each(|row| sheet.rows[row as usize] = 0x80);
            map.more.push(sheet);
        }
        rules.iter().for_each(|&(byte, bits)| map.all.0[byte as usize] = bits);
        map
    }
}
