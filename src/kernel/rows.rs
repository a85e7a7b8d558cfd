//! Rows: sets of the characters of packed words, U+0620 to U+065F, looked up in lanes by the halves of a trail.

use super::lanes::Lanes;

/// A set of characters of U+0620 to U+065F: for each low half of a trail, a bit for each of four high ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows([u8; 16]);

/// The bit that stands for the high half of a trail.
const ROW: [u8; 16] = [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 0, 0, 0, 0];
/// For each high half of a trail, the lead that stands before it.
pub(super) const LEAD_OF: [u8; 16] = [!0, !0, !0, !0, !0, !0, !0, !0, 0xD9, 0xD9, 0xD8, 0xD8, !0, !0, !0, !0];

impl Rows {
    /// A set that has a bit for each character by its six low bits.
    pub const fn of(set: u64) -> Self {
        let (mut rows, mut n) = ([0; 16], 0);
        while n < 64 {
            rows[n & 15] |= ((set >> n & 1) as u8) << (n >> 4);
            n += 1;
        }
        Self(rows)
    }

    /// The characters of both sets.
    #[inline(always)]
    pub fn or(self, other: Self) -> Self {
        Self((u128::from_ne_bytes(self.0) | u128::from_ne_bytes(other.0)).to_ne_bytes())
    }

    /// The trails of the set's characters, among those of U+0620 to U+065F; of other lanes anything.
    #[inline(always)]
    pub fn member<L: Lanes>(&self, low: L, row: L) -> u64 {
        low.lookup(&self.0).and(row).equals(row).top_bits()
    }
}

/// What sets of characters are looked up by: the low halves of a text's bytes, and the bits of the high ones.
#[inline(always)]
pub(super) fn rows<L: Lanes>(proof: L::Proof, text: L, nibble: L) -> (L, L) {
    (text.and(L::splat(proof, 0x0F)), nibble.lookup(&ROW))
}
