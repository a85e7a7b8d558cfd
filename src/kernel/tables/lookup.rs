//! LookupIndex: the lanes in which look-ups find a character, and the masks of what they found.

use crate::kernel::simd::Lanes;
use crate::kernel::simd::nibbles::{ARABIC_LEAD, NibbleSet};

/// The bit that stands for a high nibble in a [`NibbleSet`].
const ROW_BIT: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];

/// Where the characters are that look-ups know: ASCII in its lane, and those of U+0600 to U+06FF, whose low byte is put
/// together in the lane of the trail.
///
/// ```text
/// text        ' '  D8 A7  D9 84          "‎ ال"
/// lead             FF     FF             D8 to DB
/// trail               FF     FF          behind a lead
/// code         20  .. 27  .. 44          lead's two low bits, trail's six
/// ```
pub(in crate::kernel) struct LookupIndex<L> {
    pub lead: L,
    pub trail: L,
    pub code: L,
    /// The high nibble of `code`.
    pub nibble: L,
    bit: L,
    ascii: L,
    low: L,
    high: L,
}

impl<L: Lanes> LookupIndex<L> {
    #[inline(always)]
    pub fn of(proof: L::Proof, text: L) -> Self {
        let all = |byte| L::splat(proof, byte);
        let lead = text.and(all(0xFC)).equals(all(ARABIC_LEAD));
        let trail = lead.previous();
        let arabic = text.shl_6().previous().or(text.and(all(0x3F)));
        let code = text.select(arabic, text);
        // The top bit in an index makes a look-up give nothing.
        let no_trail = trail.select(all(0), all(0x80));
        let nibble = code.high_nibble();
        Self {
            lead,
            trail,
            code,
            nibble,
            bit: nibble.lookup(&ROW_BIT),
            ascii: text,
            low: code.or(no_trail),
            high: code.xor(all(0x80)).or(no_trail),
        }
    }

    /// The lanes whose characters the set holds: of a two-byte one, that of the trail.
    #[inline(always)]
    pub fn member(&self, set: &NibbleSet) -> L {
        let rows = self.ascii.lookup(&set.ascii).or(self.low.lookup(&set.low)).or(self.high.lookup(&set.high));
        rows.and(self.bit).equals(self.bit)
    }
}

/// The lanes of ASCII that the set holds.
#[inline(always)]
pub(in crate::kernel) fn ascii_member<L: Lanes>(text: L, nibble: L, set: &NibbleSet) -> L {
    let bit = nibble.lookup(&ROW_BIT);
    text.lookup(&set.ascii).and(bit).equals(bit)
}

/// Of a mask of lanes in which characters end, those in which they start.
#[inline(always)]
pub(in crate::kernel) fn starts(ends: u64, trail: u64) -> u64 {
    ends & !trail | (ends & trail) >> 1
}

/// Of a mask of lanes in which characters end, all their lanes.
#[inline(always)]
pub(in crate::kernel) fn whole(ends: u64, trail: u64) -> u64 {
    ends | (ends & trail) >> 1
}

/// The lanes of characters that look-ups do not know, by the top bits of a text of whole characters.
#[inline(always)]
pub(in crate::kernel) fn others(top_bits: u64, trail: u64) -> u64 {
    top_bits & !(trail | trail >> 1)
}
