//! Trail bytes: the six low bits of four characters of two bytes, packed into 24 bits and back, in scalar code.

/// A one in each pair of bytes.
pub(in crate::kernel) const EACH: u64 = 0x0001_0001_0001_0001;
/// The six low bits of the trail in each pair of bytes.
pub(in crate::kernel) const TRAILS: u64 = EACH * 0x3F00;

/// The six low bits of each of four trails, put together.
#[inline(always)]
pub(in crate::kernel) fn close(four: u64) -> u64 {
    let lanes = four >> 8 & (EACH * 0x3F);
    let halves = (lanes | lanes >> 10) & 0x0000_0FFF_0000_0FFF;
    (halves | halves >> 20) & 0xFF_FFFF
}

/// The bits that [`close`] put together, back at their places.
#[inline(always)]
pub(in crate::kernel) fn spread(bits: u64) -> u64 {
    let halves = (bits | bits << 20) & 0x0000_0FFF_0000_0FFF;
    ((halves | halves << 10) << 8) & TRAILS
}
