//! AVX2 lanes: two registers of 32 bytes, in which most operations see halves of 16 bytes.
//!
//! ```text
//! halves        D9 .. 83 | D8 .. AA        the lane after a half's last one is in the other half
//! shifted       .. D9 .. | 83 D8 ..        `alignr` of each half and the one before it, by 15 bytes
//! compressed    61 63 64 ..                eight lanes by a row of `COMPRESS_INDICES`, stored behind those before
//! ```

use crate::kernel::simd::shuffle::{COMPRESS_INDICES, SHIFT_INDICES, load_two_words};
use crate::kernel::simd::trails::TRAILS;
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes};
use core::arch::x86_64::*;

proof! { "AVX2, BMI1, BMI2, LZCNT and POPCNT" }

#[derive(Clone, Copy)]
pub(in crate::kernel) struct Avx2(__m256i, __m256i);

/// Evaluates intrinsics whose only requirement is the processor.
macro_rules! avx2 {
    ($of:expr) => {
        // SAFETY: each use has an `Avx2` or a `Proof` at hand. These exist only if the processor has AVX2 and BMI2.
        unsafe { $of }
    };
}

/// Applies an intrinsic to both registers.
macro_rules! each {
    ($a:ident, $b:ident, $op:ident) => {
        avx2!(Avx2($op($a.0, $b.0), $op($a.1, $b.1)))
    };
}

/// Loads the first 16 bytes, or fewer and zeros after them.
#[inline(always)]
fn load_16(bytes: &[u8]) -> __m128i {
    let n = bytes.len();
    if n >= 16 {
        // SAFETY: the slice holds 16 bytes.
        return unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) };
    }
    let (low, high) = load_two_words(bytes);
    // SAFETY: SSE2 is part of x86-64.
    unsafe { _mm_set_epi64x(high as i64, low as i64) }
}

/// Loads at most 32 bytes, and zeros after them.
#[inline(always)]
fn load_32(bytes: &[u8]) -> __m256i {
    let (low, high) = match bytes.last_chunk::<16>() {
        Some(last) if bytes.len() > 16 => {
            let shift = 32 - bytes.len();
            // SAFETY: `shift` is 0 to 15, so the table has 16 bytes from there on, and `last` has 16 bytes.
            let last = unsafe {
                let indices = _mm_loadu_si128(SHIFT_INDICES.as_ptr().add(shift).cast());
                _mm_shuffle_epi8(_mm_loadu_si128(last.as_ptr().cast()), indices)
            };
            (load_16(&bytes[..16]), last)
        }
        _ => (load_16(bytes), avx2!(_mm_setzero_si128())),
    };
    avx2!(_mm256_set_m128i(high, low))
}

impl Lanes for Avx2 {
    type Proof = Proof;

    #[inline(always)]
    fn load(_: Proof, bytes: &[u8; BLOCK]) -> Self {
        // SAFETY: the array has 64 bytes, and the caller has a `Proof`.
        unsafe {
            let at = bytes.as_ptr().cast::<__m256i>();
            Self(_mm256_loadu_si256(at), _mm256_loadu_si256(at.add(1)))
        }
    }

    #[inline(always)]
    fn load_short(_: Proof, bytes: &[u8]) -> Self {
        if bytes.len() <= 32 {
            return Self(load_32(bytes), avx2!(_mm256_setzero_si256()));
        }
        let (first, rest) = bytes.split_at(32);
        Self(load_32(first), load_32(&rest[..rest.len().min(32)]))
    }

    #[inline(always)]
    fn splat(_: Proof, byte: u8) -> Self {
        let all = avx2!(_mm256_set1_epi8(byte as i8));
        Self(all, all)
    }

    #[inline(always)]
    fn bytes(self) -> [u8; BLOCK] {
        // SAFETY: two registers have the size of the array, and every bit pattern is valid for bytes.
        unsafe { core::mem::transmute([self.0, self.1]) }
    }

    #[inline(always)]
    fn store(self, out: &mut BlockBuffer) {
        // SAFETY: the buffer is longer than 64 bytes.
        unsafe {
            let at = out.as_mut_ptr().cast::<__m256i>();
            _mm256_storeu_si256(at, self.0);
            _mm256_storeu_si256(at.add(1), self.1);
        }
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        each!(self, other, _mm256_and_si256)
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        each!(self, other, _mm256_or_si256)
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        each!(self, other, _mm256_xor_si256)
    }

    #[inline(always)]
    fn equals(self, other: Self) -> Self {
        each!(self, other, _mm256_cmpeq_epi8)
    }

    #[inline(always)]
    fn select(self, set: Self, clear: Self) -> Self {
        avx2!(Self(_mm256_blendv_epi8(clear.0, set.0, self.0), _mm256_blendv_epi8(clear.1, set.1, self.1)))
    }

    #[inline(always)]
    fn lookup(self, table: &[u8; 16]) -> Self {
        // SAFETY: the array has 16 bytes.
        let table = unsafe { _mm256_broadcastsi128_si256(_mm_loadu_si128(table.as_ptr().cast())) };
        avx2!(Self(_mm256_shuffle_epi8(table, self.0), _mm256_shuffle_epi8(table, self.1)))
    }

    #[inline(always)]
    fn high_nibble(self) -> Self {
        let nibble = |x| avx2!(_mm256_and_si256(_mm256_srli_epi16(x, 4), _mm256_set1_epi8(0x0F)));
        Self(nibble(self.0), nibble(self.1))
    }

    #[inline(always)]
    fn shl_6(self) -> Self {
        let up = |x| avx2!(_mm256_and_si256(_mm256_slli_epi16(x, 6), _mm256_set1_epi8(0xC0_u8 as i8)));
        Self(up(self.0), up(self.1))
    }

    #[inline(always)]
    fn shr_6(self) -> Self {
        let down = |x| avx2!(_mm256_and_si256(_mm256_srli_epi16(x, 6), _mm256_set1_epi8(3)));
        Self(down(self.0), down(self.1))
    }

    #[inline(always)]
    fn previous_after(self, before: Self) -> Self {
        // `alignr` shifts within 16 bytes: each register is paired with the 16 bytes before each of its halves.
        avx2!({
            let before =
                (_mm256_permute2x128_si256(before.1, self.0, 0x21), _mm256_permute2x128_si256(self.0, self.1, 0x21));
            Self(_mm256_alignr_epi8(self.0, before.0, 15), _mm256_alignr_epi8(self.1, before.1, 15))
        })
    }

    #[inline(always)]
    fn next(self) -> Self {
        avx2!({
            let after =
                (_mm256_permute2x128_si256(self.0, self.1, 0x21), _mm256_permute2x128_si256(self.1, self.1, 0x81));
            Self(_mm256_alignr_epi8(after.0, self.0, 1), _mm256_alignr_epi8(after.1, self.1, 1))
        })
    }

    #[inline(always)]
    fn top_bits(self) -> u64 {
        avx2!(_mm256_movemask_epi8(self.0) as u32 as u64 | (_mm256_movemask_epi8(self.1) as u32 as u64) << 32)
    }

    #[inline(always)]
    fn pack_trails(_: Proof, four: u64) -> u64 {
        avx2!(_pext_u64(four, TRAILS))
    }

    /// Compresses eight lanes at a time: a shuffle by [`COMPRESS_INDICES`] moves the kept bytes to the front. Each store
    /// writes eight bytes, and the next one overwrites those that are not kept.
    #[inline(always)]
    fn compress(self, keep: u64, out: &mut BlockBuffer) {
        let quarters = avx2!([
            _mm256_castsi256_si128(self.0),
            _mm256_extracti128_si256(self.0, 1),
            _mm256_castsi256_si128(self.1),
            _mm256_extracti128_si256(self.1, 1),
        ]);
        let mut at = out.as_mut_ptr().cast::<u8>();
        for (n, quarter) in quarters.into_iter().enumerate() {
            let masks = (keep >> (16 * n)) as usize & 0xFFFF;
            let (first, second) = (masks & 0xFF, masks >> 8);
            // SAFETY: a mask of eight bits is an index of both tables. `at` advances by at most eight per group, so the
            // eight bytes from there on are in the buffer.
            unsafe {
                let first_indices = _mm_load_sd(COMPRESS_INDICES.as_ptr().add(first).cast());
                let indices =
                    _mm_castpd_si128(_mm_loadh_pd(first_indices, COMPRESS_INDICES.as_ptr().add(second).cast()));
                // Those of the second eight bytes count from the first of them.
                let kept = _mm_shuffle_epi8(quarter, _mm_add_epi8(indices, _mm_set_epi64x(0x0808_0808_0808_0808, 0)));
                _mm_storel_epi64(at.cast(), kept);
                at = at.add(first.count_ones() as usize);
                _mm_storeh_pd(at.cast(), _mm_castsi128_pd(kept));
                at = at.add(second.count_ones() as usize);
            }
        }
    }
}
