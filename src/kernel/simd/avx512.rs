//! AVX-512 lanes, with VBMI and VBMI2: one register of 64 bytes.
//!
//! ```text
//! text          61   D8 A7   DB 8C         a, ا (U+0627), ی (U+06CC)
//! code          ..   27 ..   CC ..         text << 6 | next & 3F: the low byte of the code point
//! look-ups      ascii by the text, low and high by the code; high where the lead byte is DA or DB
//! values        61   27 ..   4A ..         with a rule for ی, which is written as ي (U+064A)
//! lead bytes         D8      D9            value >> 6 & 3 | D8
//! trail bytes           A7      8A         value & 3F | 80, in the next lane
//! ```

use crate::kernel::simd::flat::{
    DELETED, FirstSet, FlatTable, FoundCharacters, NARROW, Ordinary, OrdinaryTables, PairSet, TripleSet,
};
use crate::kernel::simd::nibbles::ARABIC_LEAD;
use crate::kernel::simd::trails::TRAILS;
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes};
use core::arch::x86_64::*;

proof! { "AVX-512 F, BW, VL, VBMI and VBMI2, and the features of AVX2" }

#[derive(Clone, Copy)]
pub(in crate::kernel) struct Avx512(__m512i);

/// Evaluates intrinsics whose only requirement is the processor.
macro_rules! avx512 {
    ($of:expr) => {
        // SAFETY: each use has an `Avx512` or a `Proof` at hand. These exist only if the processor has AVX-512.
        unsafe { $of }
    };
}

#[inline(always)]
fn load(bytes: &[u8; BLOCK]) -> __m512i {
    // SAFETY: the array has 64 bytes. Callers have an `Avx512` or a `Proof`.
    unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) }
}

/// The lead bytes of the characters with these low bytes: `(value >> 6 & 3) | 0xD8`.
#[inline(always)]
fn lead_bytes(values: __m512i) -> __m512i {
    avx512!({
        let all = |byte: u8| _mm512_set1_epi8(byte as i8);
        _mm512_ternarylogic_epi32(_mm512_srli_epi16(values, 6), all(3), all(ARABIC_LEAD), 0xEA)
    })
}

/// Their trail bytes: `(value & 0x3F) | 0x80`.
#[inline(always)]
fn trail_bytes(values: __m512i) -> __m512i {
    avx512!(_mm512_ternarylogic_epi32(values, _mm512_set1_epi8(0x3F), _mm512_set1_epi8(0x80_u8 as i8), 0xEA))
}

/// 0xFF for the lead bytes of U+0680 to U+06FF, by their six low bits.
static HIGH_LEADS: [u8; BLOCK] = {
    let mut high = [0; BLOCK];
    high[ARABIC_LEAD as usize & 0x3F | 2] = 0xFF;
    high[ARABIC_LEAD as usize & 0x3F | 3] = 0xFF;
    high
};

/// The lead's two low bits and the trail's six: `(text << 6) | (next & 0x3F)`.
#[inline(always)]
fn code(text: __m512i, next: __m512i) -> __m512i {
    avx512!(_mm512_ternarylogic_epi32(_mm512_set1_epi8(0xC0_u8 as i8), _mm512_slli_epi16(text, 6), next, 0xCA))
}

/// The entries of each lead byte and of the byte after it, which have a bit in common if the two are in the set. `top` is the
/// lanes of all bytes that are no ASCII.
#[inline(always)]
fn pairs_of(top: u64, text: __m512i, next: __m512i, pairs: &PairSet) -> (__m512i, __m512i) {
    avx512!({
        // The bit after the low six tells lead bytes from trail bytes.
        let first = _mm512_maskz_permutex2var_epi8(top, _mm512_setzero_si512(), text, load(&pairs.first));
        (first, _mm512_permutexvar_epi8(next, load(&pairs.second)))
    })
}

impl Lanes for Avx512 {
    type Proof = Proof;
    const HAS_LARGE_LOOKUPS: bool = true;

    #[inline(always)]
    fn load(_: Proof, bytes: &[u8; BLOCK]) -> Self {
        Self(load(bytes))
    }

    #[inline(always)]
    fn load_short(_: Proof, bytes: &[u8]) -> Self {
        let valid = crate::kernel::simd::low_bits(bytes.len());
        // SAFETY: masked lanes are not read, and the others are in the slice.
        Self(unsafe { _mm512_maskz_loadu_epi8(valid, bytes.as_ptr().cast()) })
    }

    #[inline(always)]
    fn splat(_: Proof, byte: u8) -> Self {
        Self(avx512!(_mm512_set1_epi8(byte as i8)))
    }

    #[inline(always)]
    fn bytes(self) -> [u8; BLOCK] {
        // SAFETY: the register has the size of the array, and every bit pattern is valid for bytes.
        unsafe { core::mem::transmute(self.0) }
    }

    #[inline(always)]
    fn store(self, out: &mut BlockBuffer) {
        // SAFETY: the buffer is longer than 64 bytes.
        unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), self.0) }
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self(avx512!(_mm512_and_si512(self.0, other.0)))
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        Self(avx512!(_mm512_or_si512(self.0, other.0)))
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self(avx512!(_mm512_xor_si512(self.0, other.0)))
    }

    #[inline(always)]
    fn equals(self, other: Self) -> Self {
        Self(avx512!(_mm512_movm_epi8(_mm512_cmpeq_epi8_mask(self.0, other.0))))
    }

    #[inline(always)]
    fn select(self, set: Self, clear: Self) -> Self {
        Self(avx512!(_mm512_mask_blend_epi8(_mm512_movepi8_mask(self.0), clear.0, set.0)))
    }

    #[inline(always)]
    fn lookup(self, table: &[u8; 16]) -> Self {
        // SAFETY: the array has 16 bytes.
        let table = unsafe { _mm_loadu_si128(table.as_ptr().cast()) };
        Self(avx512!(_mm512_shuffle_epi8(_mm512_broadcast_i32x4(table), self.0)))
    }

    #[inline(always)]
    fn high_nibble(self) -> Self {
        Self(avx512!(_mm512_and_si512(_mm512_srli_epi16(self.0, 4), _mm512_set1_epi8(0x0F))))
    }

    #[inline(always)]
    fn shl_6(self) -> Self {
        Self(avx512!(_mm512_and_si512(_mm512_slli_epi16(self.0, 6), _mm512_set1_epi8(0xC0_u8 as i8))))
    }

    #[inline(always)]
    fn shr_6(self) -> Self {
        Self(avx512!(_mm512_and_si512(_mm512_srli_epi16(self.0, 6), _mm512_set1_epi8(3))))
    }

    #[inline(always)]
    fn previous_after(self, before: Self) -> Self {
        avx512!({
            let before = _mm512_alignr_epi64(self.0, before.0, 6);
            Self(_mm512_alignr_epi8(self.0, before, 15))
        })
    }

    #[inline(always)]
    fn next(self) -> Self {
        avx512!({
            let after = _mm512_alignr_epi64(_mm512_setzero_si512(), self.0, 2);
            Self(_mm512_alignr_epi8(after, self.0, 1))
        })
    }

    #[inline(always)]
    fn top_bits(self) -> u64 {
        avx512!(_mm512_movepi8_mask(self.0))
    }

    #[inline(always)]
    fn pack_trails(_: Proof, four: u64) -> u64 {
        avx512!(_pext_u64(four, TRAILS))
    }

    #[inline(always)]
    fn compress(self, keep: u64, out: &mut BlockBuffer) {
        Self(avx512!(_mm512_maskz_compress_epi8(keep, self.0))).store(out);
    }

    /// Always compresses, which costs less than a mispredicted branch.
    #[inline(always)]
    fn compress_or_store(self, keep: u64, out: &mut BlockBuffer) {
        self.compress(keep, out);
    }

    #[inline(always)]
    fn extract(_: Proof, bits: u64, keep: u64) -> Option<u64> {
        Some(avx512!(_pext_u64(bits, keep)))
    }

    #[inline(always)]
    fn look_up(
        (text, next, third): (Self, Self, Self),
        table: &FlatTable,
        set: &TripleSet,
        last_lead_values: Self,
    ) -> Option<FoundCharacters<Self>> {
        let (tables, _) = table.0.as_chunks::<BLOCK>();
        let table = |n: usize| load(&tables[n]);
        let text = text.0;
        avx512!({
            let all = |byte: u8| _mm512_set1_epi8(byte as i8);
            let lead = _mm512_cmpeq_epi8_mask(_mm512_and_si512(text, all(0xFC)), all(ARABIC_LEAD));
            let code = code(text, next.0);
            let low = _mm512_permutex2var_epi8(table(2), code, table(3));
            let high = _mm512_permutex2var_epi8(table(4), code, table(5));
            let arabic = _mm512_ternarylogic_epi32(_mm512_permutexvar_epi8(text, load(&HIGH_LEADS)), high, low, 0xCA);
            let top = _mm512_movepi8_mask(text);
            let ascii = _mm512_maskz_permutex2var_epi8(!top, table(0), text, table(1));
            let lead_values = Self(_mm512_maskz_mov_epi8(lead, arabic));
            let before = lead_values.previous_after(last_lead_values);
            let values = Self(_mm512_ternarylogic_epi32(ascii, lead_values.0, before.0, 0xFE));
            let (first, second) = pairs_of(top, text, next.0, &set.pairs);
            let second = _mm512_and_si512(second, _mm512_permutexvar_epi8(third.0, load(&set.third)));
            Some(FoundCharacters { values, lead_values, others: _mm512_test_epi8_mask(first, second) })
        })
    }

    /// With few masks: a mask is slow to move to a general register and back.
    #[inline(always)]
    fn write_ordinary<const NARROW_TOO: bool>(
        (text, next): (Self, Self),
        tables: &OrdinaryTables,
        last_lead_values: Self,
    ) -> Option<Ordinary<Self>> {
        let (written, _) = tables.written.0.as_chunks::<BLOCK>();
        let table = |n: usize| load(&written[n]);
        let text = text.0;
        avx512!({
            let all = |byte: u8| _mm512_set1_epi8(byte as i8);
            let lead = _mm512_cmpeq_epi8_mask(_mm512_and_si512(text, all(0xFC)), all(ARABIC_LEAD));
            let top = _mm512_movepi8_mask(text);
            let code = code(text, next.0);
            let low = _mm512_permutex2var_epi8(table(2), code, table(3));
            let high = _mm512_permutex2var_epi8(table(4), code, table(5));
            let arabic = _mm512_ternarylogic_epi32(_mm512_permutexvar_epi8(text, load(&HIGH_LEADS)), high, low, 0xCA);
            let ascii = _mm512_permutex2var_epi8(table(0), text, table(1));
            // Bytes of other characters are less than `DELETED`, `NARROW` and `SPECIAL`.
            let firsts = _mm512_mask_mov_epi8(_mm512_mask_mov_epi8(ascii, top, text), lead, arabic);
            let lead_values = Self(_mm512_maskz_mov_epi8(lead, arabic));
            // Zero but in the lanes of trail bytes; zero there, too, for U+0600, whose trail byte stays.
            let before = lead_values.previous_after(last_lead_values).0;
            let trail = _mm512_test_epi8_mask(before, before);
            let values = _mm512_mask_mov_epi8(firsts, trail, before);
            let with_trails = _mm512_mask_mov_epi8(values, trail, trail_bytes(values));
            let mut bytes = _mm512_mask_mov_epi8(with_trails, lead, lead_bytes(values));
            // Not those of deleted, narrow and special characters. The block before may have been looked up with `NARROW_TOO`.
            let mut keep = _mm512_cmplt_epu8_mask(values, all(DELETED));
            if NARROW_TOO {
                // A look-up of 64 entries reads six bits of an index.
                let narrow = _mm512_permutexvar_epi8(code, load(&tables.narrow));
                let is_narrow = _mm512_cmpeq_epi8_mask(lead_values.0, all(NARROW));
                bytes = _mm512_mask_mov_epi8(bytes, is_narrow, narrow);
                keep |= is_narrow;
            }
            let special = _mm512_subs_epu8(firsts, all(if NARROW_TOO { NARROW } else { DELETED }));
            let others = pairs_of(top, text, next.0, &tables.affected);
            let undecided = _mm512_ternarylogic_epi32(others.0, others.1, special, 0xEA);
            let undecided = _mm512_test_epi8_mask(undecided, undecided);
            Some(Ordinary { bytes: Self(bytes), keep, lead_values, undecided })
        })
    }

    #[inline(always)]
    fn firsts_in((text, next): (Self, Self), set: &FirstSet) -> Option<u64> {
        let (ascii, _) = set.ascii.as_chunks::<BLOCK>();
        avx512!({
            let ascii = _mm512_permutex2var_epi8(load(&ascii[0]), text.0, load(&ascii[1]));
            let top = _mm512_movepi8_mask(text.0);
            let (first, second) = pairs_of(top, text.0, next.0, &set.pairs);
            let firsts = _mm512_ternarylogic_epi32(first, second, _mm512_maskz_mov_epi8(!top, ascii), 0xEA);
            Some(_mm512_test_epi8_mask(firsts, firsts))
        })
    }
}
