//! Sets and maps of the characters of ASCII and of the Arabic block, as tables of sixteen entries by nibbles.
//!
//! ```text
//! a set with U+0627      low[7] = 04           column 7 by the low nibble; bit 1 << 2 by the next three bits, 2 of 62
//! is U+0627 in it?       low[7] & 1 << 2       and U+0628? low[8] & 1 << 2, which is empty
//! ```

use alloc::vec::Vec;

/// The first code point of the Arabic block, U+0600 to U+06FF: 256 two-byte characters with four lead bytes.
pub(in crate::kernel) const ARABIC: u32 = 0x600;
/// The four lead bytes without their two low bits.
pub(crate) const ARABIC_LEAD: u8 = 0xC0 | (ARABIC >> 6) as u8;

/// The number of code points that sets and maps cover.
pub(crate) const COVERED: usize = 0x80 + 0x100;

/// The code points that sets and maps cover.
pub(in crate::kernel) fn covered_code_points() -> impl Iterator<Item = u32> {
    (0..0x80).chain(ARABIC..ARABIC + 0x100)
}

/// A set of covered characters: for each low nibble of the code point, a bit for each value of the next three bits.
#[derive(Clone, Copy, Default)]
pub(crate) struct NibbleSet {
    pub ascii: [u8; 16],
    /// U+0600 to U+067F, and U+0680 to U+06FF.
    pub low: [u8; 16],
    pub high: [u8; 16],
}

impl NibbleSet {
    pub const NONE: Self = Self { ascii: [0; 16], low: [0; 16], high: [0; 16] };

    /// Adds a character, if it is covered.
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
pub(in crate::kernel) type ByteRules = Vec<(u8, u8)>;

/// A map from bytes to bytes, as tables of sixteen entries.
///
/// The bits that change in a byte are those of its row (the high nibble), XOR those of its column (the low nibble) in
/// the row's layer. Rows share a layer if they differ by the same bits in every column in which both have rules:
///
/// ```text
/// U+0622, 0623, 0625 (alefs) to U+0627    row 2: 00    columns 2, 3, 5: 05 04 02
/// U+0672, 0673, 0675 (alefs) to U+0627    row 7: 50    columns 2, 3, 5: 05 04 02, the same
/// ```
#[derive(Default)]
pub(in crate::kernel) struct ByteMap {
    /// The bits of each row.
    pub row_bits: [u8; 16],
    /// The columns of the first layer.
    pub first_columns: [u8; 16],
    pub more_layers: Vec<Layer>,
}

/// A layer of a byte map.
pub(in crate::kernel) struct Layer {
    /// The top bit is set for the rows that use this layer.
    pub rows: [u8; 16],
    pub columns: [u8; 16],
}

impl ByteMap {
    pub fn new(rules: &ByteRules) -> Self {
        let mut map = Self::default();
        let mut layers: Vec<(Vec<u8>, [Option<u8>; 16])> = Vec::new();
        for row in 0..16_u8 {
            let mut own = [None; 16];
            for (byte, bits) in rules.iter().filter(|r| r.0 >> 4 == row) {
                own[(byte & 15) as usize] = Some(*bits);
            }
            if own == [None; 16] {
                continue;
            }
            // The bits of this row with which it fits the layer: the same in all common columns.
            let row_bits = |layer: &[Option<u8>; 16]| {
                let mut both = own.iter().zip(layer).filter_map(|(own, column)| Some((*own)? ^ (*column)?));
                let bits = both.next().unwrap_or(0);
                both.all(|b| b == bits).then_some(bits)
            };
            let (n, bits) = match layers.iter().enumerate().find_map(|(n, layer)| Some((n, row_bits(&layer.1)?))) {
                Some(found) => found,
                None => {
                    layers.push((Vec::new(), [None; 16]));
                    (layers.len() - 1, 0)
                }
            };
            map.row_bits[row as usize] = bits;
            layers[n].0.push(row);
            for (column, own) in layers[n].1.iter_mut().zip(own) {
                *column = column.or(own.map(|b| b ^ bits));
            }
        }
        for (n, (rows, columns)) in layers.into_iter().enumerate() {
            let columns = columns.map(Option::unwrap_or_default);
            if n == 0 {
                map.first_columns = columns;
                continue;
            }
            let mut layer = Layer { rows: [0; 16], columns };
            rows.into_iter().for_each(|row| layer.rows[row as usize] = 0x80);
            map.more_layers.push(layer);
        }
        map
    }
}
