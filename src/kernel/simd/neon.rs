//! NEON lanes: four registers of 16 bytes. It has no mask of top bits: each lane becomes its bit, and sums join them.
//!
//! ```text
//! top bits    1   .   1   1   .   .   .   1
//! bits        01  .   04  08  .   .   .   80
//! sums        01      0C      .       80          then 0D 80, then 8D: the mask of eight lanes
//! ```

use crate::kernel::simd::shuffle::{COMPRESS_INDICES, SHIFT_INDICES, group_offsets, load_two_words};
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes};
use core::arch::aarch64::*;

proof! { "NEON" }

#[derive(Clone, Copy)]
pub(in crate::kernel) struct Neon(uint8x16_t, uint8x16_t, uint8x16_t, uint8x16_t);

/// Evaluates intrinsics whose only requirement is the processor.
macro_rules! neon {
    ($of:expr) => {
        // SAFETY: each use has a `Neon` or a `Proof` at hand. These exist only if the processor has NEON.
        unsafe { $of }
    };
}

/// Applies an intrinsic to each register.
macro_rules! each {
    ($op:expr, $($of:ident),+) => {
        neon!(Neon($op($($of.0),+), $op($($of.1),+), $op($($of.2),+), $op($($of.3),+)))
    };
}

#[inline(always)]
fn load_16(bytes: &[u8; 16]) -> uint8x16_t {
    // SAFETY: the array has 16 bytes. Callers have a `Neon` or a `Proof`.
    unsafe { vld1q_u8(bytes.as_ptr()) }
}

impl Neon {
    #[inline(always)]
    fn splat_register(register: uint8x16_t) -> Self {
        Self(register, register, register, register)
    }

    /// All bits of each lane whose top bit is set, and none of the others.
    #[inline(always)]
    fn top_bit_mask(self) -> Self {
        let top = |register| neon!(vcltzq_s8(vreinterpretq_s8_u8(register)));
        Self(top(self.0), top(self.1), top(self.2), top(self.3))
    }
}

impl Lanes for Neon {
    type Proof = Proof;

    #[inline(always)]
    fn load(_: Proof, bytes: &[u8; BLOCK]) -> Self {
        let (quarters, _) = bytes.as_chunks();
        Self(load_16(&quarters[0]), load_16(&quarters[1]), load_16(&quarters[2]), load_16(&quarters[3]))
    }

    #[inline(always)]
    fn load_short(_: Proof, bytes: &[u8]) -> Self {
        let zero = neon!(vdupq_n_u8(0));
        let Some(last) = bytes.last_chunk() else {
            let (low, high) = load_two_words(bytes);
            let first = neon!(vcombine_u8(vcreate_u8(low), vcreate_u8(high)));
            return Self(first, zero, zero, zero);
        };
        let mut quarters = [zero; 4];
        let (whole, rest) = bytes.as_chunks();
        for (quarter, bytes) in quarters.iter_mut().zip(whole) {
            *quarter = load_16(bytes);
        }
        if let Some(quarter) = quarters.get_mut(whole.len()) {
            // SAFETY: the rest has less than 16 bytes, so the index is 1 to 16, and the table has 16 bytes from there on.
            let indices = unsafe { vld1q_u8(SHIFT_INDICES.as_ptr().add(16 - rest.len())) };
            *quarter = neon!(vqtbl1q_u8(load_16(last), indices));
        }
        Self(quarters[0], quarters[1], quarters[2], quarters[3])
    }

    #[inline(always)]
    fn splat(_: Proof, byte: u8) -> Self {
        Self::splat_register(neon!(vdupq_n_u8(byte)))
    }

    #[inline(always)]
    fn bytes(self) -> [u8; BLOCK] {
        // SAFETY: four registers have the size of the array, and every bit pattern is valid for bytes.
        unsafe { core::mem::transmute([self.0, self.1, self.2, self.3]) }
    }

    #[inline(always)]
    fn store(self, out: &mut BlockBuffer) {
        // SAFETY: the buffer is longer than 64 bytes.
        unsafe {
            let at = out.as_mut_ptr().cast::<u8>();
            vst1q_u8(at, self.0);
            vst1q_u8(at.add(16), self.1);
            vst1q_u8(at.add(32), self.2);
            vst1q_u8(at.add(48), self.3);
        }
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        each!(vandq_u8, self, other)
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        each!(vorrq_u8, self, other)
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        each!(veorq_u8, self, other)
    }

    #[inline(always)]
    fn equals(self, other: Self) -> Self {
        each!(vceqq_u8, self, other)
    }

    #[inline(always)]
    fn select(self, set: Self, clear: Self) -> Self {
        let top = self.top_bit_mask();
        each!(vbslq_u8, top, set, clear)
    }

    /// `vqtbl1q_u8` gives zero for an index above 15, so the mask keeps the top bit.
    #[inline(always)]
    fn lookup(self, table: &[u8; 16]) -> Self {
        let table = Self::splat_register(load_16(table));
        let mask = Self::splat_register(neon!(vdupq_n_u8(0x8F)));
        let index = each!(vandq_u8, self, mask);
        each!(vqtbl1q_u8, table, index)
    }

    #[inline(always)]
    fn high_nibble(self) -> Self {
        each!(vshrq_n_u8::<4>, self)
    }

    #[inline(always)]
    fn shl_6(self) -> Self {
        each!(vshlq_n_u8::<6>, self)
    }

    #[inline(always)]
    fn shr_6(self) -> Self {
        each!(vshrq_n_u8::<6>, self)
    }

    #[inline(always)]
    fn previous_after(self, before: Self) -> Self {
        let before = Self(before.3, self.0, self.1, self.2);
        each!(vextq_u8::<15>, before, self)
    }

    #[inline(always)]
    fn next(self) -> Self {
        let after = Self(self.1, self.2, self.3, neon!(vdupq_n_u8(0)));
        each!(vextq_u8::<1>, self, after)
    }

    /// Each lane becomes its bit in a byte of the mask. Three pairwise additions join eight lanes into one byte.
    #[inline(always)]
    fn top_bits(self) -> u64 {
        const LANE_BITS: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];
        let (top, lane_bits) = (self.top_bit_mask(), Self::splat_register(load_16(&LANE_BITS)));
        let bits = each!(vandq_u8, top, lane_bits);
        neon!({
            let fours = vpaddq_u8(vpaddq_u8(bits.0, bits.1), vpaddq_u8(bits.2, bits.3));
            vgetq_lane_u64::<0>(vreinterpretq_u64_u8(vpaddq_u8(fours, fours)))
        })
    }

    /// Compresses eight lanes at a time: a shuffle by [`COMPRESS_INDICES`] moves the kept bytes to the front. Each store
    /// writes eight bytes, and the next one overwrites those that are not kept.
    #[inline(always)]
    fn compress(self, keep: u64, out: &mut BlockBuffer) {
        let offsets = group_offsets(keep);
        let at = out.as_mut_ptr().cast::<u8>();
        for (n, quarter) in [self.0, self.1, self.2, self.3].into_iter().enumerate() {
            let masks = keep >> (16 * n);
            let offsets = offsets >> (16 * n);
            // SAFETY: an offset is at most 8 times the group's number, so the eight bytes from there on are in the buffer.
            unsafe {
                let first = vld1_u8(COMPRESS_INDICES[masks as usize & 0xFF].as_ptr());
                let second = vld1_u8(COMPRESS_INDICES[masks as usize >> 8 & 0xFF].as_ptr());
                let kept = vqtbl1q_u8(quarter, vcombine_u8(first, vadd_u8(second, vdup_n_u8(8))));
                vst1_u8(at.add(offsets as usize & 0xFF), vget_low_u8(kept));
                vst1_u8(at.add(offsets as usize >> 8 & 0xFF), vget_high_u8(kept));
            }
        }
    }
}
