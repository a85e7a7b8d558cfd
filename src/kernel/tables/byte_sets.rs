//! Sets of bytes with vector look-ups: of ASCII characters, or of trail bytes.

use crate::kernel::simd::Lanes;

/// The two-byte characters whose trail byte determines their lead byte: most Arabic letters, tatweel and vowel marks.
pub(in crate::kernel) const FIRST_PACKED: u32 = 0x620;
pub(in crate::kernel) const LAST_PACKED: u32 = 0x65F;

/// A set of ASCII characters, or of trail bytes: for each low nibble of a byte, a bit for each high nibble. ASCII has
/// eight high nibbles, trail bytes have four.
#[derive(Clone, Copy, Debug)]
pub(in crate::kernel) struct ByteSet([u8; 16]);

/// The bit of each high nibble. Lead bytes map to bit 7, which the sets of trail bytes do not use.
const HIGH_BIT: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 128, 128, 128, 128];
/// For each high nibble of a trail byte, the lead byte before it in U+0620 to U+065F.
pub(in crate::kernel) const PACKED_LEAD: [u8; 16] =
    [!0, !0, !0, !0, !0, !0, !0, !0, 0xD9, 0xD9, 0xD8, 0xD8, !0, !0, !0, !0];

impl ByteSet {
    pub const NONE: Self = Self([0; 16]);

    /// The trail bytes of U+0620 to U+065F whose bit is set. A character's bit number is the low six bits of its trail
    /// byte.
    pub const fn from_trail_bits(bits: u64) -> Self {
        let (mut set, mut n) = (Self::NONE, 0);
        while n < 64 {
            if bits >> n & 1 == 1 {
                set.add(0x80 | n);
            }
            n += 1;
        }
        set
    }

    /// Adds an ASCII character, or a trail byte.
    pub const fn add(&mut self, byte: u8) {
        self.0[byte as usize & 15] |= HIGH_BIT[byte as usize >> 4];
    }

    /// The union of both sets.
    #[inline(always)]
    pub fn or(self, other: Self) -> Self {
        Self((u128::from_ne_bytes(self.0) | u128::from_ne_bytes(other.0)).to_ne_bytes())
    }

    /// The lanes of `text` whose bytes are in a set of ASCII characters.
    #[inline(always)]
    pub fn ascii<L: Lanes>(&self, text: L, index: ByteIndex<L>) -> u64 {
        // Other bytes have their top bit set, so the look-up gives zero.
        text.lookup(&self.0).and(index.high_bit).equals(index.high_bit).top_bits()
    }

    /// The lanes whose bytes are in a set of trail bytes. The result is undefined in lanes of other bytes.
    #[inline(always)]
    pub fn member<L: Lanes>(&self, index: ByteIndex<L>) -> L {
        index.low.lookup(&self.0).and(index.high_bit).equals(index.high_bit)
    }
}

/// The index of a block's bytes for look-ups in byte sets.
#[derive(Clone, Copy)]
pub(in crate::kernel) struct ByteIndex<L> {
    /// The low nibbles.
    low: L,
    /// The bits of the high nibbles.
    high_bit: L,
}

impl<L: Lanes> ByteIndex<L> {
    /// `nibble` is the high nibbles of `text`.
    #[inline(always)]
    pub fn new(proof: L::Proof, text: L, nibble: L) -> Self {
        Self { low: text.and(L::splat(proof, 0x0F)), high_bit: nibble.lookup(&HIGH_BIT) }
    }
}
