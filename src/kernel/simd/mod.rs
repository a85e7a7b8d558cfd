//! Lanes: the operations on 64 bytes that the vector kernels are written in.
//!
//! Each kernel is written once, generic over [`Lanes`]. Each level but `Plain` has one type: `Avx512`, `Avx2`, `Neon`.
//! Tests compare them with loops over arrays. A mask of lanes is a `u64` with lane 0 in the
//! lowest bit, so a shift to the left moves it to the next byte:
//!
//! ```text
//! text        D9 83 D9 80 20 D8       lane 0 first
//! lead         1  .  1  .  .  1       0b100101
//! lead << 1    .  1  .  1  .  .       the trail bytes; that of the last lead byte is in the next block
//! ```

/// Makes a level's `Proof`.
macro_rules! proof {
    ($features:literal) => {
        #[doc = concat!("Proof that the processor has ", $features, ".")]
        #[derive(Clone, Copy)]
        pub(in crate::kernel) struct Proof(());

        impl Proof {
            /// A proof without a check.
            ///
            /// # Safety
            /// The processor has the features that the type names.
            #[inline(always)]
            pub(in crate::kernel) unsafe fn assume() -> Self {
                Self(())
            }
        }
    };
}

#[cfg(target_arch = "x86_64")]
pub(in crate::kernel) mod avx2;
#[cfg(target_arch = "x86_64")]
pub(in crate::kernel) mod avx512;
pub(in crate::kernel) mod block;
pub(in crate::kernel) mod flat;
#[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
pub(in crate::kernel) mod neon;
pub(in crate::kernel) mod nibbles;
#[cfg(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon", target_endian = "little")))]
mod shuffle;
pub(in crate::kernel) mod trails;

use crate::kernel::simd::flat::{FirstSet, FlatTable, FoundCharacters, Ordinary, OrdinaryTables, TripleSet};
use crate::kernel::simd::nibbles::ByteMap;
use core::mem::MaybeUninit;

/// Bytes in a block: one for each bit of a mask.
pub(in crate::kernel) const BLOCK: usize = 64;
/// The buffer that a block's output is stored to. The last store of eight bytes may extend beyond the block.
pub(in crate::kernel) type BlockBuffer = [MaybeUninit<u8>; BLOCK + 8];

/// The indices of bytes, modulo 256.
pub(in crate::kernel) const fn indices<const COUNT: usize>() -> [u8; COUNT] {
    let (mut indices, mut n) = ([0; COUNT], 0);
    while n < COUNT {
        indices[n] = n as u8;
        n += 1;
    }
    indices
}

/// Initialised bytes as a buffer.
#[inline(always)]
pub(in crate::kernel) fn block_buffer(bytes: &mut [u8; size_of::<BlockBuffer>()]) -> &mut BlockBuffer {
    // SAFETY: both types have the same size. Only lanes are stored to a buffer, so its bytes stay initialised.
    unsafe { &mut *core::ptr::from_mut(bytes).cast() }
}

/// 64 bytes. A value of the type, as one of its `Proof`, exists only if the processor has the level's features.
///
/// Unsafe code relies on [`Self::store`], [`Self::compress`] and [`Self::compress_or_store`] to write the bytes that they name.
pub(in crate::kernel) trait Lanes: Copy {
    /// Proof that the processor has the features that the operations need.
    type Proof: Copy;
    /// Whether the level has look-ups of 64 and 128 entries, so that the operations that need them return something.
    const HAS_LARGE_LOOKUPS: bool = false;

    fn load(proof: Self::Proof, bytes: &[u8; BLOCK]) -> Self;

    /// Loads at most 64 bytes, and zeros after them. Reads nothing outside the slice.
    fn load_short(proof: Self::Proof, bytes: &[u8]) -> Self;

    fn splat(proof: Self::Proof, byte: u8) -> Self;

    fn bytes(self) -> [u8; BLOCK];

    /// Stores all lanes.
    fn store(self, out: &mut BlockBuffer);

    fn and(self, other: Self) -> Self;

    fn or(self, other: Self) -> Self;

    fn xor(self, other: Self) -> Self;

    /// All bits of the lanes that equal the other's, and no bits of the rest.
    fn equals(self, other: Self) -> Self;

    /// Selects `set` in the lanes whose top bit is set, and `clear` in the rest.
    fn select(self, set: Self, clear: Self) -> Self;

    /// Looks up each lane's low four bits in the table. Gives zero in the lanes whose top bit is set.
    fn lookup(self, table: &[u8; 16]) -> Self;

    /// The high four bits of each lane.
    fn high_nibble(self) -> Self;

    /// Shifts each lane to the left by six bits.
    fn shl_6(self) -> Self;

    /// Shifts each lane to the right by six bits.
    fn shr_6(self) -> Self;

    /// Moves each lane to the next one, and the last lane of `before` into the first.
    fn previous_after(self, before: Self) -> Self;

    /// Moves each lane to the one before it, and zero into the last.
    fn next(self) -> Self;

    /// The top bit of each lane.
    fn top_bits(self) -> u64;

    /// The lanes with another byte in one of them. A load of the lanes after a store of the byte would stall.
    #[inline(always)]
    fn with_byte(self, proof: Self::Proof, lane: usize, byte: u8) -> Self {
        Self::load(proof, &const { indices() })
            .equals(Self::splat(proof, lane as u8))
            .select(Self::splat(proof, byte), self)
    }

    /// Stores the lanes in `keep`, without gaps.
    fn compress(self, keep: u64, out: &mut BlockBuffer);

    /// Packs the six low bits of the trail bytes of four two-byte characters into 24 bits.
    #[inline(always)]
    fn pack_trails(_: Self::Proof, four: u64) -> u64 {
        trails::pack(four)
    }

    /// The bits at the places in `keep`, without gaps. `None` at a level without an instruction for it.
    #[inline(always)]
    fn extract(_: Self::Proof, _bits: u64, _keep: u64) -> Option<u64> {
        None
    }

    /// Looks up the covered characters of a block in a table, and the others in a set. The lanes after `text` have the byte after
    /// each, and the one after that; the lead values are those of the block before. `None` at a level without look-ups of 64
    /// and 128 entries.
    #[inline(always)]
    fn look_up(
        (_text, _next, _third): (Self, Self, Self),
        _: &FlatTable,
        _: &TripleSet,
        _last_lead_values: Self,
    ) -> Option<FoundCharacters<Self>> {
        None
    }

    /// Replaces the ordinary characters of a block cut anywhere. Those whose two bytes become one are undecided unless
    /// `NARROW_TOO`, which takes 4 % longer. `None` at a level without look-ups of 64 and 128 entries.
    #[inline(always)]
    fn write_ordinary<const NARROW_TOO: bool>(
        (_text, _next): (Self, Self),
        _: &OrdinaryTables,
        _last_lead_values: Self,
    ) -> Option<Ordinary<Self>> {
        None
    }

    /// The first lanes of the characters of a set. `None` at a level without look-ups of 64 and 128 entries.
    #[inline(always)]
    fn firsts_in((_text, _next): (Self, Self), _: &FirstSet) -> Option<u64> {
        None
    }

    /// [`Self::compress`], with anything after the kept lanes. Faster if `keep` is a run from the first lane on.
    #[inline(always)]
    fn compress_or_store(self, keep: u64, out: &mut BlockBuffer) {
        if keep & keep.wrapping_add(1) == 0 {
            self.store(out);
        } else {
            self.compress(keep, out);
        }
    }

    /// The bits that a map changes in each lane's byte, to be combined by XOR. Gives anything for a byte without a rule.
    /// `nibble` is the lanes' high four bits, `low` their low four.
    #[inline(always)]
    fn xor_bits(self, nibble: Self, low: Self, map: &ByteMap) -> Self {
        let mut columns = low.lookup(&map.first_columns);
        for layer in &map.more_layers {
            columns = nibble.lookup(&layer.rows).select(low.lookup(&layer.columns), columns);
        }
        columns.xor(nibble.lookup(&map.row_bits))
    }
}

/// The lanes that are not zero.
#[inline(always)]
pub(in crate::kernel) fn nonzero<L: Lanes>(proof: L::Proof, lanes: L) -> u64 {
    !lanes.equals(L::splat(proof, 0)).top_bits()
}

/// A mask of the lowest `n` bits, 64 at most.
#[inline(always)]
pub(crate) fn low_bits(n: usize) -> u64 {
    if n >= 64 { !0 } else { (1 << n) - 1 }
}

/// Prefetches the cache line of a value on x86-64. Does nothing on other processors.
#[inline(always)]
pub(crate) fn prefetch<T>(value: &T) {
    #[cfg(target_arch = "x86_64")]
    {
        use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: a prefetch has no effect that the program can see. SSE is part of x86-64.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(core::ptr::from_ref(value).cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = value;
}
