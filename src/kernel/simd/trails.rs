//! Packs the six low bits of the trail bytes of four two-byte characters into 24 bits, and unpacks them, in scalar code.
//!
//! ```text
//! bytes    D9 83   D8 AA   D8 A7   D8 A8           كتاب, eight bytes as a little-endian number
//! lanes    03      2A      27      28              six bits in every sixteen
//! halves   03 | 2A << 6    27 | 28 << 6            twelve in every 32
//! packed   03 | 2A << 6 | 27 << 12 | 28 << 18
//! ```

/// A one in each pair of bytes.
pub(in crate::kernel) const EACH_PAIR: u64 = 0x0001_0001_0001_0001;
/// The six low bits of the trail byte in each pair.
pub(in crate::kernel) const TRAILS: u64 = EACH_PAIR * 0x3F00;

/// Packs the trails of four characters, the first in the lowest bits.
#[inline(always)]
pub(in crate::kernel) fn pack(four: u64) -> u64 {
    let lanes = four >> 8 & (EACH_PAIR * 0x3F);
    let halves = (lanes | lanes >> 10) & 0x0000_0FFF_0000_0FFF;
    (halves | halves >> 20) & 0xFF_FFFF
}

/// The inverse of [`pack`]: each trail's six bits in its byte, zeros elsewhere.
#[inline(always)]
pub(in crate::kernel) fn unpack(bits: u64) -> u64 {
    let halves = (bits | bits << 20) & 0x0000_0FFF_0000_0FFF;
    ((halves | halves << 10) << 8) & TRAILS
}
