//! The index of a block for look-ups of sixteen entries by character.
//!
//! ```text
//! text        ' '  D8 A7  D9 84          a space, ا and ل in this order
//! lead             FF     FF             D8 to DB
//! code         20  27 ..  44 ..          the lead's two low bits, the six of the next byte
//! ```

use crate::kernel::simd::Lanes;
use crate::kernel::simd::nibbles::{ARABIC_LEAD, NibbleSet};

/// The bit of each high nibble in a [`NibbleSet`].
const HIGH_BIT: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];

/// The bit of each lane's high nibble in a set.
#[inline(always)]
pub(in crate::kernel) fn bits_of_high_nibbles<L: Lanes>(bytes: L) -> L {
    bytes.high_nibble().lookup(&HIGH_BIT)
}

/// The low bytes of a block's characters, each in the lane where its character starts: ASCII, and U+0600 to U+06FF,
/// whose low byte is combined from both of its bytes.
pub(in crate::kernel) struct LookupIndex<L> {
    pub lead: L,
    pub code: L,
    /// The high nibble of `code`.
    pub nibble: L,
    /// The bit of `nibble` in a set.
    bit: L,
    /// Indices whose top bit is clear for ASCII, for U+0600 to U+067F, and for U+0680 to U+06FF.
    ascii: L,
    low: L,
    high: L,
}

impl<L: Lanes> LookupIndex<L> {
    /// `next` has each lane's next byte.
    #[inline(always)]
    pub fn of(proof: L::Proof, text: L, next: L) -> Self {
        let all = |byte| L::splat(proof, byte);
        let lead = text.and(all(0xFC)).equals(all(ARABIC_LEAD));
        let code = lead.select(text.shl_6().or(next.and(all(0x3F))), text);
        // A look-up gives zero if the top bit of its index is set.
        let no_lead = lead.select(all(0), all(0x80));
        let nibble = code.high_nibble();
        Self {
            lead,
            code,
            nibble,
            bit: nibble.lookup(&HIGH_BIT),
            ascii: text,
            low: code.or(no_lead),
            high: code.xor(all(0x80)).or(no_lead),
        }
    }

    /// The lanes whose characters are in the set. The lane of a two-byte character is that of its lead byte.
    #[inline(always)]
    pub fn member(&self, set: &NibbleSet) -> L {
        let bits = self.ascii.lookup(&set.ascii).or(self.low.lookup(&set.low)).or(self.high.lookup(&set.high));
        bits.and(self.bit).equals(self.bit)
    }
}

/// The lanes of ASCII characters in the set. `nibble` is the high nibbles of `text`.
#[inline(always)]
pub(in crate::kernel) fn ascii_member<L: Lanes>(text: L, nibble: L, set: &NibbleSet) -> L {
    let bit = nibble.lookup(&HIGH_BIT);
    text.lookup(&set.ascii).and(bit).equals(bit)
}
