//! ByteSet: sets of bytes by their halves, looked up in lanes: of ASCII, or of trails.

use crate::kernel::simd::Lanes;

/// The characters of two bytes whose trail tells their lead: most letters of Arabic, and its vowel signs.
pub(in crate::kernel) const FIRST_PACKED: u32 = 0x620;
pub(in crate::kernel) const LAST_PACKED: u32 = 0x65F;

/// A set of ASCII characters, or of trails: for each low half of a byte, a bit for each of eight or four high ones.
#[derive(Clone, Copy, Debug)]
pub(in crate::kernel) struct ByteSet([u8; 16]);

/// The bit that stands for the high half of a byte. Those of leads have one, too, which is in no set's row.
const ROW: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 128, 128, 128, 128];
/// For each high half of a trail, the lead that stands before it in U+0620 to U+065F.
pub(in crate::kernel) const LEAD_OF: [u8; 16] =
    [!0, !0, !0, !0, !0, !0, !0, !0, 0xD9, 0xD9, 0xD8, 0xD8, !0, !0, !0, !0];

impl ByteSet {
    pub const NONE: Self = Self([0; 16]);

    /// A set of trails of U+0620 to U+065F that has a bit for each by its six low bits.
    pub const fn of(set: u64) -> Self {
        let (mut rows, mut n) = (Self::NONE, 0);
        while n < 64 {
            if set >> n & 1 == 1 {
                rows.add(0x80 | n);
            }
            n += 1;
        }
        rows
    }

    /// Puts a byte of ASCII there, or a trail.
    pub const fn add(&mut self, byte: u8) {
        self.0[byte as usize & 15] |= ROW[byte as usize >> 4];
    }

    /// What both sets have.
    #[inline(always)]
    pub fn or(self, other: Self) -> Self {
        Self((u128::from_ne_bytes(self.0) | u128::from_ne_bytes(other.0)).to_ne_bytes())
    }

    /// The lanes of a set of ASCII.
    #[inline(always)]
    pub fn ascii<L: Lanes>(&self, text: L, row: L) -> u64 {
        // A look-up by what is no ASCII gives no bit.
        text.lookup(&self.0).and(row).equals(row).top_bits()
    }

    /// Those lanes of a set of trails that are trails; of others anything.
    #[inline(always)]
    pub fn member<L: Lanes>(&self, low: L, row: L) -> L {
        low.lookup(&self.0).and(row).equals(row)
    }
}

/// What sets are looked up by: the low halves of a text's bytes, and the bits of the high ones.
#[inline(always)]
pub(in crate::kernel) fn rows<L: Lanes>(proof: L::Proof, text: L, nibble: L) -> (L, L) {
    (text.and(L::splat(proof, 0x0F)), nibble.lookup(&ROW))
}
