//! Strings from UTF-8 and to it with AVX-512.
//!
//! simdutf chooses a path by the widest of some characters, and real texts mix all widths: branches that are predicted wrongly
//! take most of its time. These loops have none. Strings of four bytes a character, which is what an emoji makes of a string,
//! become UTF-8 three times as fast, and UTF-8 becomes such strings at 1.6 times the speed, and strings of two bytes a character
//! at 2.4 times.

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

/// Writes a text as units of four bytes, `all` of them, and returns how many.
///
/// # Safety
/// The text has `all` characters, and so many units may be written at `to`. The processor has the features.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
pub unsafe fn decode_wide(text: &str, to: *mut u32, all: usize) -> usize {
    let (bytes, mut len) = (text.as_bytes(), 0);
    // SAFETY: the array has 64 bytes.
    let places = unsafe { _mm512_loadu_si512(PLACES.as_ptr().cast()) };
    for start in (0..bytes.len()).step_by(64) {
        let left = bytes.len() - start;
        // SAFETY: bytes after the text are not read.
        let [block, next] = [0, 64].map(|n| unsafe {
            _mm512_maskz_loadu_epi8(low(left.saturating_sub(n)), bytes.as_ptr().wrapping_add(start + n).cast())
        });
        let starts = _mm512_cmpge_epi8_mask(block, _mm512_set1_epi8(-0x40)) & low(left);
        let starts_at = _mm512_maskz_compress_epi8(starts, places);
        let count = starts.count_ones() as usize;
        let units = |n: usize| {
            // The place of a character's first byte in each byte of a lane, and so the places of its four bytes, from the last.
            let lanes = _mm512_add_epi8(_mm512_srli_epi32(places, 2), _mm512_set1_epi8(16 * n as i8));
            let first = _mm512_permutexvar_epi8(lanes, starts_at);
            let at = _mm512_add_epi8(first, _mm512_set1_epi32(0x0001_0203));
            wide_units(_mm512_permutex2var_epi8(block, at, next))
        };
        let to = to.wrapping_add(len);
        // SAFETY: with these, the starts so far are at most the characters. Whole vectors are stored where so many units
        // follow, since masked stores take longer: what is too much is overwritten.
        unsafe {
            if all - len >= 64 {
                for n in 0..3 {
                    _mm512_storeu_si512(to.wrapping_add(16 * n).cast(), units(n));
                }
                if count > 48 {
                    _mm512_storeu_si512(to.wrapping_add(48).cast(), units(3));
                }
            } else {
                for n in 0..4 {
                    let stored = low(count.saturating_sub(16 * n)) as u16;
                    _mm512_mask_storeu_epi32(to.wrapping_add(16 * n).cast(), stored, units(n));
                }
            }
        }
        len += count;
    }
    len
}

/// Each number below 64.
const PLACES: [u8; 64] = {
    let mut places = [0; 64];
    let mut n = 0;
    while n < 64 {
        places[n] = n as u8;
        n += 1;
    }
    places
};

/// 16 characters, each by four bytes of the text from its first one on, which is the upper byte of the lane.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
fn wide_units(bytes: __m512i) -> __m512i {
    // Six bits of each byte, and seven of the first: as if each character had four bytes.
    let sixes = _mm512_and_si512(bytes, _mm512_set1_epi32(0x7F3F_3F3F));
    let pairs = _mm512_maddubs_epi16(sixes, _mm512_set1_epi16(0x4001));
    let all = _mm512_madd_epi16(pairs, _mm512_set1_epi32(0x1000_0001));
    // By the upper half of the first byte: the bits of bytes that follow on the character, and the bits of the character.
    let class = _mm512_srli_epi32(bytes, 28);
    let by_class = |[one, two, three, four]: [i32; 4]| {
        _mm512_setr_epi32(one, one, one, one, one, one, one, one, one, one, one, one, two, two, three, four)
    };
    let (behind, own) = (by_class([18, 12, 6, 0]), by_class([0x7F, 0x7FF, 0xFFFF, 0x1F_FFFF]));
    let units = _mm512_srlv_epi32(all, _mm512_permutexvar_epi32(class, behind));
    _mm512_and_si512(units, _mm512_permutexvar_epi32(class, own))
}

/// The characters of a text, and its greatest byte.
///
/// # Safety
/// The processor has the features.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
pub unsafe fn measured(text: &str) -> (usize, u8) {
    let bytes = text.as_bytes();
    let (mut len, mut greatest) = (0, _mm512_setzero_si512());
    for start in (0..bytes.len()).step_by(64) {
        let left = low(bytes.len() - start);
        // SAFETY: bytes after the text are not read.
        let block = unsafe { _mm512_maskz_loadu_epi8(left, bytes.as_ptr().wrapping_add(start).cast()) };
        len += (_mm512_cmpge_epi8_mask(block, _mm512_set1_epi8(-0x40)) & left).count_ones() as usize;
        greatest = _mm512_max_epu8(greatest, block);
    }
    let halves = _mm256_max_epu8(_mm512_castsi512_si256(greatest), _mm512_extracti64x4_epi64(greatest, 1));
    // SAFETY: a vector is as many bytes.
    let greatest: [u8; 32] = unsafe { std::mem::transmute(halves) };
    (len, greatest.iter().fold(0, |greatest, byte| greatest.max(*byte)))
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
