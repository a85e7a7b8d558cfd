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
pub unsafe fn decode<const WIDE: bool>(text: &str, to: *mut u8) -> usize {
    let (bytes, mut len) = (text.as_bytes(), 0);
    for start in (0..bytes.len()).step_by(64) {
        let left = bytes.len() - start;
        // The bytes of a block, and those that are one and two places behind each.
        let behind = |n: usize| {
            // SAFETY: bytes after the text are not read.
            unsafe {
                _mm512_maskz_loadu_epi8(low(left.saturating_sub(n)), bytes.as_ptr().wrapping_add(start + n).cast())
            }
        };
        let first = behind(0);
        let starts = _mm512_cmpge_epi8_mask(first, _mm512_set1_epi8(-0x40)) & low(left);
        let is_four = _mm512_cmpge_epu8_mask(first, _mm512_set1_epi8(0xF0_u8 as i8));
        let [first, second, third] =
            [first, behind(1), behind(2)].map(|bytes| _mm512_maskz_compress_epi8(starts, bytes));
        let count = starts.count_ones() as usize;
        // SAFETY: the starts so far are not more than the characters.
        unsafe {
            let to = to.add(if WIDE { 4 } else { 2 } * len);
            let lower = units([first, second, third].map(|bytes| _mm512_castsi512_si256(bytes)));
            store::<WIDE>(to, lower, low(count) as u32);
            let upper = units([first, second, third].map(|bytes| _mm512_extracti64x4_epi64(bytes, 1)));
            store::<WIDE>(to.add(if WIDE { 128 } else { 64 }), upper, (low(count) >> 32) as u32);
        }
        if WIDE {
            // Characters of four bytes are few.
            for place in places(starts & is_four) {
                let c = text[start + place..].chars().next();
                let n = len + (starts & low(place)).count_ones() as usize;
                // SAFETY: it is one of the characters that were counted.
                unsafe { to.cast::<u32>().add(n).write_unaligned(c.map_or(0, u32::from)) };
            }
        }
        len += count;
    }
    len
}

/// The places of the bits that are set.
fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(place)
    })
}

/// The lowest `n` bits.
fn low(n: usize) -> u64 {
    if n < 64 { !(u64::MAX << n) } else { u64::MAX }
}

/// The units of 32 characters of at most three bytes.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
fn units(bytes: [__m256i; 3]) -> __m512i {
    let all = |unit: u16| _mm512_set1_epi16(unit as i16);
    let [first, second, third] = bytes.map(|bytes| _mm512_cvtepu8_epi16(bytes));
    let has_two = _mm512_cmpge_epu16_mask(first, all(0xC0));
    let has_three = _mm512_cmpge_epu16_mask(first, all(0xE0));
    let shifted = _mm512_slli_epi16(first, 6);
    // (shifted & 0x7C0) | (second & 0x3F), and six bits more for a third byte, which drop what the first has beyond its four.
    let second = _mm512_and_si512(second, all(0x3F));
    let two = _mm512_ternarylogic_epi32(shifted, all(0x7C0), second, 0xEA);
    let third = _mm512_and_si512(third, all(0x3F));
    let three = _mm512_or_si512(_mm512_slli_epi16(two, 6), third);
    _mm512_mask_mov_epi16(_mm512_mask_mov_epi16(first, has_two, two), has_three, three)
}

/// Writes units at the places of a mask.
///
/// # Safety
/// Those places may be written.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
unsafe fn store<const WIDE: bool>(to: *mut u8, units: __m512i, mask: u32) {
    // SAFETY: by the function's own condition.
    unsafe {
        if !WIDE {
            return _mm512_mask_storeu_epi16(to.cast(), mask, units);
        }
        _mm512_mask_storeu_epi32(to.cast(), mask as u16, _mm512_cvtepu16_epi32(_mm512_castsi512_si256(units)));
        let upper = _mm512_cvtepu16_epi32(_mm512_extracti64x4_epi64(units, 1));
        _mm512_mask_storeu_epi32(to.add(64).cast(), (mask >> 16) as u16, upper);
    }
}
