//! Lanes: the few operations on 64 bytes at once that vector kernels are written in.
//!
//! `scan`, `compact` and `classify` are written once, over this trait. Each level of a processor has one type: `Avx512`,
//! `Avx2`, `Neon`, and `ArrayLanes`, which is plain loops and judges the others. A mask of lanes is a `u64`, lane 0 in the
//! lowest bit, so "the byte after" is a shift to the left.

pub(in crate::kernel) mod array;
#[cfg(target_arch = "x86_64")]
pub(in crate::kernel) mod avx2;
#[cfg(target_arch = "x86_64")]
pub(in crate::kernel) mod avx512;
pub(in crate::kernel) mod block;
#[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
pub(in crate::kernel) mod neon;
pub(in crate::kernel) mod nibbles;
pub(in crate::kernel) mod prefetch;
#[cfg(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon", target_endian = "little")))]
mod shuffle;
pub(in crate::kernel) mod trails;

use crate::kernel::simd::nibbles::ByteMap;
use core::mem::MaybeUninit;

/// Bytes in a block: one mask of 64 bits has one for each.
pub(in crate::kernel) const BLOCK: usize = 64;
/// Where a block's bytes go: a store may write a group of eight beyond them.
pub(in crate::kernel) type Room = [MaybeUninit<u8>; BLOCK + 8];

/// Bytes as a room to write to.
#[inline(always)]
pub(in crate::kernel) fn room_of(bytes: &mut [u8; size_of::<Room>()]) -> &mut Room {
    // SAFETY: both are as many bytes, and what is written to a room is bytes: lanes, all of which have a value.
    unsafe { &mut *core::ptr::from_mut(bytes).cast() }
}

/// 64 bytes. A value of the type, like one of its `Proof`, exists only where the processor has the level.
pub(in crate::kernel) trait Lanes: Copy {
    /// That the processor has what the operations need.
    type Proof: Copy;

    fn load(proof: Self::Proof, bytes: &[u8; BLOCK]) -> Self;

    /// At most 64 bytes, and zeros after them. Reads nothing outside the slice.
    fn load_short(proof: Self::Proof, bytes: &[u8]) -> Self;

    fn splat(proof: Self::Proof, byte: u8) -> Self;

    fn bytes(self) -> [u8; BLOCK];

    /// Writes all lanes.
    fn store(self, out: &mut Room);

    fn and(self, other: Self) -> Self;

    fn or(self, other: Self) -> Self;

    fn xor(self, other: Self) -> Self;

    /// All bits of a lane where it equals the other's, and none where not.
    fn equals(self, other: Self) -> Self;

    /// Where the lane's top bit is set `set`, elsewhere `clear`.
    fn select(self, set: Self, clear: Self) -> Self;

    /// What the table holds for the lane's low four bits, or zero where the lane's top bit is set.
    fn lookup(self, table: &[u8; 16]) -> Self;

    /// The high four bits of each lane.
    fn high_nibble(self) -> Self;

    /// The two low bits of each lane, as its two high ones.
    fn low_two_up(self) -> Self;

    /// The two high bits of each lane, as its two low ones.
    fn high_two_down(self) -> Self;

    /// Each lane takes the lane before it, the first one zero.
    fn previous(self) -> Self;

    /// Each lane takes the lane after it, the last one zero.
    fn next(self) -> Self;

    /// The top bit of each lane.
    fn top_bits(self) -> u64;

    /// Writes the lanes that `keep` names, one behind the other.
    fn compress(self, keep: u64, out: &mut Room);

    /// The six low bits of each of the trails of four characters of two bytes, put together.
    #[inline(always)]
    fn close_trails(_: Self::Proof, four: u64) -> u64 {
        trails::close(four)
    }

    /// The other way: the trails of four characters without their highest bits, each behind the byte of a lead.
    #[inline(always)]
    fn open_trails(_: Self::Proof, bits: u64) -> u64 {
        trails::spread(bits)
    }

    /// The value of the one of four words that is equal; 0 where none is.
    #[inline(always)]
    fn value_of(_: Self::Proof, word: u64, words: &[u64; 4], values: &[u64; 4]) -> u64 {
        value_of(word, words, values)
    }

    /// The same as `compress`, and whatever behind them: faster where all of the first lanes stay.
    #[inline(always)]
    fn pack(self, keep: u64, out: &mut Room) {
        if keep & keep.wrapping_add(1) == 0 {
            self.store(out);
        } else {
            self.compress(keep, out);
        }
    }

    /// The bits that a map changes in each lane's byte; in one that has no rule, anything. `nibble` is its high four
    /// bits, `low` its low ones.
    #[inline(always)]
    fn translate(self, nibble: Self, low: Self, map: &ByteMap) -> Self {
        let mut columns = low.lookup(&map.first);
        for sheet in &map.more {
            columns = nibble.lookup(&sheet.rows).select(low.lookup(&sheet.columns), columns);
        }
        columns.xor(nibble.lookup(&map.rows))
    }
}

/// The value of the one of four words that is equal; 0 where none is. In scalar code.
#[inline(always)]
pub(in crate::kernel) fn value_of(word: u64, words: &[u64; 4], values: &[u64; 4]) -> u64 {
    (0..words.len()).fold(0, |value, n| value | u64::from(words[n] == word).wrapping_neg() & values[n])
}

/// The lowest `n` bits, of 64 at most.
#[inline(always)]
pub(in crate::kernel) fn low_bits(n: usize) -> u64 {
    if n >= 64 { !0 } else { (1 << n) - 1 }
}
