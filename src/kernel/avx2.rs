//! Lanes of AVX2: two registers of 32 bytes.

use super::lanes::{BLOCK, Lanes, Room};
use core::arch::x86_64::*;

/// That the processor has AVX2, BMI1, BMI2, LZCNT and POPCNT.
#[derive(Clone, Copy)]
pub(super) struct Proof(());

#[derive(Clone, Copy)]
pub(super) struct Avx2(__m256i, __m256i);

/// An expression of intrinsics that ask nothing but their processor.
macro_rules! avx2 {
    ($of:expr) => {
        // SAFETY: where this stands there is an `Avx2` or a `Proof`, and those exist only where AVX2 does.
        unsafe { $of }
    };
}

macro_rules! both {
    ($a:ident, $b:ident, $op:ident) => {
        avx2!(Avx2($op($a.0, $b.0), $op($a.1, $b.1)))
    };
}

/// For each mask of eight lanes, the indices of those that are kept, and then what does not matter.
static KEPT: [[u8; 8]; 256] = kept();

const fn kept() -> [[u8; 8]; 256] {
    let mut table = [[0; 8]; 256];
    let mut mask = 0;
    while mask < 256 {
        let (mut lane, mut to) = (0, 0);
        while lane < 8 {
            if mask >> lane & 1 == 1 {
                table[mask][to] = lane as u8;
                to += 1;
            }
            lane += 1;
        }
        mask += 1;
    }
    table
}

/// Loads sixteen bytes from here on, by a length n <= 16 at `16 - n`, move a register's bytes down by `16 - n`.
static SLIDE: [u8; 32] = {
    let mut table = [0x80; 32];
    let mut n = 0;
    while n < 16 {
        table[n] = n as u8;
        n += 1;
    }
    table
};

/// At most 16 bytes, and zeros.
#[inline(always)]
fn sixteen(bytes: &[u8]) -> __m128i {
    let n = bytes.len();
    if n >= 16 {
        // SAFETY: the slice holds 16 bytes.
        return unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) };
    }
    let (low, high) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            let last = u64::from_le_bytes(*last);
            (u64::from_le_bytes(*first), if n == 8 { 0 } else { last >> (8 * (16 - n)) })
        }
        _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                let last = (u32::from_le_bytes(*last) as u64) << 32 >> (8 * (8 - n));
                (u32::from_le_bytes(*first) as u64 | last & 0xFFFF_FFFF_0000_0000, 0)
            }
            _ => (bytes.iter().rev().fold(0, |all, &b| all << 8 | b as u64), 0),
        },
    };
    // SAFETY: SSE2 is part of x86-64.
    unsafe { _mm_set_epi64x(high as i64, low as i64) }
}

/// At most 32 bytes, and zeros.
#[inline(always)]
fn thirty_two(bytes: &[u8]) -> __m256i {
    let (low, high) = match bytes.last_chunk::<16>() {
        Some(last) if bytes.len() > 16 => {
            let past = 32 - bytes.len();
            // SAFETY: `past` is 0 to 15, so 16 bytes of the table stand behind it, and `last` is 16 bytes.
            let last = unsafe {
                let slide = _mm_loadu_si128(SLIDE.as_ptr().add(past).cast());
                _mm_shuffle_epi8(_mm_loadu_si128(last.as_ptr().cast()), slide)
            };
            (sixteen(&bytes[..16]), last)
        }
        _ => (sixteen(bytes), avx2!(_mm_setzero_si128())),
    };
    avx2!(_mm256_set_m128i(high, low))
}

impl Lanes for Avx2 {
    type Proof = Proof;

    #[inline(always)]
    fn load(_: Proof, bytes: &[u8; BLOCK]) -> Self {
        // SAFETY: the array holds the 64 bytes, and a `Proof` is there.
        unsafe {
            let at = bytes.as_ptr().cast::<__m256i>();
            Self(_mm256_loadu_si256(at), _mm256_loadu_si256(at.add(1)))
        }
    }

    #[inline(always)]
    fn load_short(_: Proof, bytes: &[u8]) -> Self {
        if bytes.len() <= 32 {
            return Self(thirty_two(bytes), avx2!(_mm256_setzero_si256()));
        }
        let (first, rest) = bytes.split_at(32);
        Self(thirty_two(first), thirty_two(&rest[..rest.len().min(32)]))
    }

    #[inline(always)]
    fn splat(_: Proof, byte: u8) -> Self {
        let all = avx2!(_mm256_set1_epi8(byte as i8));
        Self(all, all)
    }

    #[inline(always)]
    fn bytes(self) -> [u8; BLOCK] {
        // SAFETY: two registers are 64 bytes, and any bytes are an array of them.
        unsafe { core::mem::transmute([self.0, self.1]) }
    }

    #[inline(always)]
    fn store(self, out: &mut Room) {
        // SAFETY: the room is longer than 64 bytes.
        unsafe {
            let at = out.as_mut_ptr().cast::<__m256i>();
            _mm256_storeu_si256(at, self.0);
            _mm256_storeu_si256(at.add(1), self.1);
        }
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        both!(self, other, _mm256_and_si256)
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        both!(self, other, _mm256_or_si256)
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        both!(self, other, _mm256_xor_si256)
    }

    #[inline(always)]
    fn equals(self, other: Self) -> Self {
        both!(self, other, _mm256_cmpeq_epi8)
    }

    #[inline(always)]
    fn select(self, set: Self, clear: Self) -> Self {
        avx2!(Self(_mm256_blendv_epi8(clear.0, set.0, self.0), _mm256_blendv_epi8(clear.1, set.1, self.1)))
    }

    #[inline(always)]
    fn lookup(self, table: &[u8; 16]) -> Self {
        // SAFETY: the array holds the 16 bytes.
        let table = unsafe { _mm256_broadcastsi128_si256(_mm_loadu_si128(table.as_ptr().cast())) };
        avx2!(Self(_mm256_shuffle_epi8(table, self.0), _mm256_shuffle_epi8(table, self.1)))
    }

    #[inline(always)]
    fn high_nibble(self) -> Self {
        let nibble = |x| avx2!(_mm256_and_si256(_mm256_srli_epi16(x, 4), _mm256_set1_epi8(0x0F)));
        Self(nibble(self.0), nibble(self.1))
    }

    #[inline(always)]
    fn low_two_up(self) -> Self {
        let up = |x| avx2!(_mm256_and_si256(_mm256_slli_epi16(x, 6), _mm256_set1_epi8(0xC0_u8 as i8)));
        Self(up(self.0), up(self.1))
    }

    #[inline(always)]
    fn high_two_down(self) -> Self {
        let down = |x| avx2!(_mm256_and_si256(_mm256_srli_epi16(x, 6), _mm256_set1_epi8(3)));
        Self(down(self.0), down(self.1))
    }

    #[inline(always)]
    fn previous(self) -> Self {
        // The last 16 bytes of what stands before, and then the first 16 of the register.
        avx2!({
            let before = (_mm256_permute2x128_si256(self.0, self.0, 0x08), _mm256_permute2x128_si256(self.0, self.1, 0x21));
            Self(_mm256_alignr_epi8(self.0, before.0, 15), _mm256_alignr_epi8(self.1, before.1, 15))
        })
    }

    #[inline(always)]
    fn next(self) -> Self {
        avx2!({
            let after = (_mm256_permute2x128_si256(self.0, self.1, 0x21), _mm256_permute2x128_si256(self.1, self.1, 0x81));
            Self(_mm256_alignr_epi8(after.0, self.0, 1), _mm256_alignr_epi8(after.1, self.1, 1))
        })
    }

    #[inline(always)]
    fn top_bits(self) -> u64 {
        avx2!(_mm256_movemask_epi8(self.0) as u32 as u64 | (_mm256_movemask_epi8(self.1) as u32 as u64) << 32)
    }

    /// Eight lanes at a time: a table of 256 rows says which bytes a shuffle brings to the front, and the next eight
    /// are stored over what does not matter.
    #[inline(always)]
    fn compress(self, keep: u64, out: &mut Room) {
        // Kept lanes in each group of eight, and in all groups before it: sums that fit a byte, 64 at most.
        let pairs = keep - (keep >> 1 & 0x5555_5555_5555_5555);
        let fours = (pairs & 0x3333_3333_3333_3333) + (pairs >> 2 & 0x3333_3333_3333_3333);
        let eights = (fours + (fours >> 4)) & 0x0F0F_0F0F_0F0F_0F0F;
        let starts = eights.wrapping_mul(0x0101_0101_0101_0101) << 8;
        let sixteens = avx2!([
            _mm256_castsi256_si128(self.0),
            _mm256_extracti128_si256(self.0, 1),
            _mm256_castsi256_si128(self.1),
            _mm256_extracti128_si256(self.1, 1),
        ]);
        let at = out.as_mut_ptr().cast::<u8>();
        for (n, sixteen) in sixteens.into_iter().enumerate() {
            let masks = keep >> (16 * n);
            let starts = starts >> (16 * n);
            // SAFETY: a mask of eight bits is an index of the table; a start is at most 8 times the group's number,
            // so eight bytes behind it are in the room.
            unsafe {
                let first = KEPT.as_ptr().cast::<i64>().add(masks as usize & 0xFF);
                let second = KEPT.as_ptr().cast::<i64>().add(masks as usize >> 8 & 0xFF);
                let second = _mm_add_epi8(_mm_loadl_epi64(second.cast()), _mm_set1_epi8(8));
                let kept = _mm_shuffle_epi8(sixteen, _mm_unpacklo_epi64(_mm_loadl_epi64(first.cast()), second));
                _mm_storel_epi64(at.add(starts as usize & 0xFF).cast(), kept);
                _mm_storeh_pd(at.add(starts as usize >> 8 & 0xFF).cast(), _mm_castsi128_pd(kept));
            }
        }
    }
}

super::entries!("avx2,bmi1,bmi2,lzcnt,popcnt", Avx2, Proof(()));
