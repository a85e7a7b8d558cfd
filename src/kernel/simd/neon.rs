//! Lanes of NEON: four registers of 16 bytes.

use crate::kernel::simd::shuffle::{KEPT, SLIDE, starts, two_words};
use crate::kernel::simd::{BLOCK, Lanes, Room};
use core::arch::aarch64::*;

/// That the processor has NEON.
#[derive(Clone, Copy)]
pub(in crate::kernel) struct Proof(());

impl Proof {
    /// A proof, as the caller vouches.
    ///
    /// # Safety
    /// The processor has all features that the proof stands for.
    #[inline(always)]
    pub(in crate::kernel) unsafe fn assume() -> Self {
        Self(())
    }
}

#[derive(Clone, Copy)]
pub(in crate::kernel) struct Neon(uint8x16_t, uint8x16_t, uint8x16_t, uint8x16_t);

/// An expression of intrinsics that ask nothing but their processor.
macro_rules! neon {
    ($of:expr) => {
        // SAFETY: where this stands there is a `Neon` or a `Proof`, and those exist only where NEON does.
        unsafe { $of }
    };
}

/// What an operation makes of each register.
macro_rules! each {
    ($op:expr, $($of:ident),+) => {
        neon!(Neon($op($($of.0),+), $op($($of.1),+), $op($($of.2),+), $op($($of.3),+)))
    };
}

#[inline(always)]
fn sixteen(bytes: &[u8; 16]) -> uint8x16_t {
    // SAFETY: the array holds the 16 bytes; this is called where NEON is, as above.
    unsafe { vld1q_u8(bytes.as_ptr()) }
}

impl Neon {
    #[inline(always)]
    fn all(register: uint8x16_t) -> Self {
        Self(register, register, register, register)
    }

    /// All bits of a lane whose top bit is set, and none of the others.
    #[inline(always)]
    fn where_top_bit(self) -> Self {
        let top = |register| neon!(vcltzq_s8(vreinterpretq_s8_u8(register)));
        Self(top(self.0), top(self.1), top(self.2), top(self.3))
    }
}

impl Lanes for Neon {
    type Proof = Proof;

    #[inline(always)]
    fn load(_: Proof, bytes: &[u8; BLOCK]) -> Self {
        let (quarters, _) = bytes.as_chunks();
        Self(sixteen(&quarters[0]), sixteen(&quarters[1]), sixteen(&quarters[2]), sixteen(&quarters[3]))
    }

    #[inline(always)]
    fn load_short(_: Proof, bytes: &[u8]) -> Self {
        let zero = neon!(vdupq_n_u8(0));
        let Some(last) = bytes.last_chunk() else {
            let (low, high) = two_words(bytes);
            let first = neon!(vcombine_u8(vcreate_u8(low), vcreate_u8(high)));
            return Self(first, zero, zero, zero);
        };
        let mut quarters = [zero; 4];
        let (whole, rest) = bytes.as_chunks();
        for (quarter, bytes) in quarters.iter_mut().zip(whole) {
            *quarter = sixteen(bytes);
        }
        if let Some(quarter) = quarters.get_mut(whole.len()) {
            // SAFETY: the rest is less than 16 bytes, so 16 bytes of the table stand behind 1 to 16.
            let slide = unsafe { vld1q_u8(SLIDE.as_ptr().add(16 - rest.len())) };
            *quarter = neon!(vqtbl1q_u8(sixteen(last), slide));
        }
        Self(quarters[0], quarters[1], quarters[2], quarters[3])
    }

    #[inline(always)]
    fn splat(_: Proof, byte: u8) -> Self {
        Self::all(neon!(vdupq_n_u8(byte)))
    }

    #[inline(always)]
    fn bytes(self) -> [u8; BLOCK] {
        // SAFETY: four registers are 64 bytes, and any bytes are an array of them.
        unsafe { core::mem::transmute([self.0, self.1, self.2, self.3]) }
    }

    #[inline(always)]
    fn store(self, out: &mut Room) {
        // SAFETY: the room is longer than 64 bytes.
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
        let top = self.where_top_bit();
        each!(vbslq_u8, top, set, clear)
    }

    /// An index above 15 gives zero, so the top bit stays in it.
    #[inline(always)]
    fn lookup(self, table: &[u8; 16]) -> Self {
        let table = Self::all(sixteen(table));
        let mask = Self::all(neon!(vdupq_n_u8(0x8F)));
        let index = each!(vandq_u8, self, mask);
        each!(vqtbl1q_u8, table, index)
    }

    #[inline(always)]
    fn high_nibble(self) -> Self {
        each!(vshrq_n_u8::<4>, self)
    }

    #[inline(always)]
    fn low_two_up(self) -> Self {
        each!(vshlq_n_u8::<6>, self)
    }

    #[inline(always)]
    fn high_two_down(self) -> Self {
        each!(vshrq_n_u8::<6>, self)
    }

    #[inline(always)]
    fn previous(self) -> Self {
        let before = Self(neon!(vdupq_n_u8(0)), self.0, self.1, self.2);
        each!(vextq_u8::<15>, before, self)
    }

    #[inline(always)]
    fn next(self) -> Self {
        let after = Self(self.1, self.2, self.3, neon!(vdupq_n_u8(0)));
        each!(vextq_u8::<1>, self, after)
    }

    /// Each lane becomes its place in a byte of the mask; adding neighbours three times makes eight of them one.
    #[inline(always)]
    fn top_bits(self) -> u64 {
        const PLACES: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];
        let (top, places) = (self.where_top_bit(), Self::all(sixteen(&PLACES)));
        let bits = each!(vandq_u8, top, places);
        neon!({
            let fours = vpaddq_u8(vpaddq_u8(bits.0, bits.1), vpaddq_u8(bits.2, bits.3));
            vgetq_lane_u64::<0>(vreinterpretq_u64_u8(vpaddq_u8(fours, fours)))
        })
    }

    /// Eight lanes at a time: a table of 256 rows says which bytes a shuffle brings to the front, and the next eight
    /// are stored over what does not matter.
    #[inline(always)]
    fn compress(self, keep: u64, out: &mut Room) {
        let starts = starts(keep);
        let at = out.as_mut_ptr().cast::<u8>();
        for (n, sixteen) in [self.0, self.1, self.2, self.3].into_iter().enumerate() {
            let masks = keep >> (16 * n);
            let starts = starts >> (16 * n);
            // SAFETY: a start is at most 8 times the group's number, so eight bytes behind it are in the room.
            unsafe {
                let first = vld1_u8(KEPT[masks as usize & 0xFF].as_ptr());
                let second = vld1_u8(KEPT[masks as usize >> 8 & 0xFF].as_ptr());
                let kept = vqtbl1q_u8(sixteen, vcombine_u8(first, vadd_u8(second, vdup_n_u8(8))));
                vst1_u8(at.add(starts as usize & 0xFF), vget_low_u8(kept));
                vst1_u8(at.add(starts as usize >> 8 & 0xFF), vget_high_u8(kept));
            }
        }
    }
}
