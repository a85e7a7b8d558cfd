//! Strings of two and four bytes a character, rewritten without UTF-8 where the output for no character depends on others.
//!
//! ```text
//! 64 units      0643  0650  062A  0627  0628  064C  0020  1F600    two bytes of each: FFFF for the last one
//! low, high     by two look-ups in the table of ASCII and U+0600 to U+06FF
//! output        0643  .     062A  0627  0628  .     0020  1F600    deleted units are left out by `compress`
//! ```
//!
//! Other characters are looked up one by one. The pass ends at the first one whose output depends on others: the normalizer gets
//! the text around it in UTF-8.

use crate::avx512;
use naqi::{Normalizer, Step};
use std::arch::x86_64::*;
use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicU32, Ordering};

/// A normalizer, and what it writes for each character of ASCII and of U+0600 to U+06FF: the two bytes of a character, or a mark
/// in the high one. There is one only where the processor has AVX-512.
#[repr(C, align(64))]
pub struct Characters {
    low: [u8; COVERED],
    high: [u8; COVERED],
    pub normalizer: Normalizer,
    /// Other characters that were found to be kept, each in the place of its lowest bits. Zero is none of them.
    kept: [AtomicU32; 256],
}

const COVERED: usize = 0x180;

// Marks for which no character is written: the high bytes of surrogates.
const DELETED: u8 = 0xD8;
const UNKNOWN: u8 = 0xD9;

/// The output for a string, or for its beginning.
#[derive(Clone, Copy, Default)]
pub struct Rewritten {
    /// The units that were read: all up to those among which the output for one depends on others.
    pub read: usize,
    /// The units of the output, which are written if they differ from the source.
    pub len: usize,
    /// All bits of these units.
    pub bits: u32,
    pub is_changed: bool,
}

impl Characters {
    /// The table of a normalizer; `None` if it would be of no use.
    pub fn of(normalizer: &Normalizer) -> Option<Box<Self>> {
        if !avx512::is_available() {
            return None;
        }
        let mut table = Box::new(Self {
            low: [0; COVERED],
            high: [UNKNOWN; COVERED],
            normalizer: normalizer.clone(),
            kept: [const { AtomicU32::new(0) }; 256],
        });
        for (n, c) in ('\0'..='\x7F').chain('\u{600}'..='\u{6FF}').enumerate() {
            [table.low[n], table.high[n]] = match output(normalizer, c.into()) {
                Some(Output::Same) => (c as u16).to_le_bytes(),
                Some(Output::Unit(unit)) => unit.to_le_bytes(),
                Some(Output::Deleted) => [0, DELETED],
                None => [0, UNKNOWN],
            };
        }
        table.high.iter().any(|high| *high != UNKNOWN).then_some(table)
    }

    /// Writes the output for units of two bytes, if it differs.
    pub fn rewrite_narrow(&self, from: &[u16], to: &mut [MaybeUninit<u16>]) -> Rewritten {
        // SAFETY: there is a table, so the processor has the features.
        unsafe { narrow(self, from, to) }
    }

    /// As [`Self::rewrite_narrow`], for units of four bytes.
    pub fn rewrite_wide(&self, from: &[u32], to: &mut [MaybeUninit<u32>]) -> Rewritten {
        // SAFETY: as above.
        unsafe { wide(self, from, to) }
    }

    /// The units of the output for a unit that was read.
    pub fn output_len(&self, unit: u32) -> usize {
        usize::from(!matches!(output(&self.normalizer, unit), Some(Output::Deleted)))
    }

    /// Whether the output for a text is those of its parts, from each space to the next one. Uthmani rules look at two words.
    pub fn splits_at_spaces(&self) -> bool {
        let is_kept = matches!(output(&self.normalizer, ' '.into()), Some(Output::Same));
        is_kept && !self.normalizer.steps().contains(&Step::UnifyUthmani)
    }
}

/// What is written for a character.
enum Output {
    Same,
    Deleted,
    /// Another character, in two bytes.
    Unit(u16),
}

/// The output for a unit; `None` if that depends on others, or is more than two bytes.
fn output(normalizer: &Normalizer, unit: u32) -> Option<Output> {
    let (c, mut buffer) = (char::from_u32(unit)?, [0; 4]);
    let mut written = normalizer.output_of(c, &mut buffer)?.chars();
    match (written.next(), written.next()) {
        (None, _) => Some(Output::Deleted),
        (Some(same), None) if same == c => Some(Output::Same),
        (Some(one), None) => u16::try_from(u32::from(one)).ok().map(Output::Unit),
        _ => None,
    }
}

/// 64 units, rewritten.
struct Block {
    /// The lower two bytes of each.
    units: [__m512i; 2],
    kept: u64,
    /// The characters of more than two bytes that are kept.
    wide: u64,
    is_changed: bool,
}

impl Block {
    /// The block of `valid` units, by their lower two bytes, or FFFF for more. `unit` gives a unit. `None` if the output of one
    /// depends on others.
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
    fn of(table: &Characters, [first, second]: [__m512i; 2], valid: u64, unit: impl Fn(usize) -> u32) -> Option<Self> {
        let places = |of: &[u8; 64]| {
            // SAFETY: the array has 64 bytes.
            unsafe { _mm512_loadu_si512(of.as_ptr().cast()) }
        };
        let [low, high] = [&LOW_BYTES, &HIGH_BYTES].map(|bytes| _mm512_permutex2var_epi8(first, places(bytes), second));
        let upper_half = _mm512_movepi8_mask(low);
        let is_ascii = _mm512_testn_epi8_mask(high, high) & !upper_half;
        let is_arabic = _mm512_cmpeq_epi8_mask(high, _mm512_set1_epi8(6));
        // The bytes of other characters stay.
        let look_up = |table: &[u8; COVERED], others| {
            let quarter = |n: usize| {
                // SAFETY: the table has six times 64 bytes, and n is less than six.
                unsafe { _mm512_loadu_si512(table.as_ptr().add(64 * n).cast()) }
            };
            let found = |n| _mm512_permutex2var_epi8(quarter(n), low, quarter(n + 1));
            let arabic = _mm512_mask_mov_epi8(found(2), upper_half, found(4));
            _mm512_mask_mov_epi8(_mm512_mask_mov_epi8(others, is_arabic, arabic), is_ascii, found(0))
        };
        let (new_low, new_high) = (look_up(&table.low, low), look_up(&table.high, high));
        let covered = (is_ascii | is_arabic) & valid;
        let marked = |mark: u8| _mm512_cmpeq_epi8_mask(new_high, _mm512_set1_epi8(mark as i8)) & covered;
        if marked(UNKNOWN) != 0 {
            return None;
        }
        let changed = _mm512_cmpneq_epi8_mask(new_low, low) | _mm512_cmpneq_epi8_mask(new_high, high);
        let [from_first, from_second] =
            [&FIRST_HALF, &SECOND_HALF].map(|bytes| _mm512_permutex2var_epi8(new_low, places(bytes), new_high));
        let mut block = Self {
            units: [from_first, from_second],
            kept: valid & !marked(DELETED),
            wide: 0,
            is_changed: changed & valid != 0,
        };
        let mut others = valid & !covered;
        while others != 0 {
            let n = others.trailing_zeros() as usize;
            others &= others - 1;
            let unit = unit(n);
            block.wide |= u64::from(unit > 0xFFFF) << n;
            if table.kept[unit as usize % 256].load(Ordering::Relaxed) != unit {
                block.write_other(table, n, unit)?;
            }
        }
        Some(block)
    }

    /// Writes the output for a character that the table does not cover. `None` if it depends on others.
    #[inline(never)]
    #[target_feature(enable = "avx512f,avx512bw")]
    fn write_other(&mut self, table: &Characters, n: usize, unit: u32) -> Option<()> {
        match output(&table.normalizer, unit)? {
            Output::Same => table.kept[unit as usize % 256].store(unit, Ordering::Relaxed),
            Output::Deleted => (self.kept, self.is_changed) = (self.kept & !(1 << n), true),
            Output::Unit(unit) => {
                let half = &mut self.units[n / 32];
                *half = _mm512_mask_mov_epi16(*half, 1 << (n % 32), _mm512_set1_epi16(unit as i16));
                (self.wide, self.is_changed) = (self.wide & !(1 << n), true);
            }
        }
        Some(())
    }
}

/// [`Characters::rewrite_narrow`].
///
/// # Safety
/// The processor has the features.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
unsafe fn narrow(table: &Characters, from: &[u16], to: &mut [MaybeUninit<u16>]) -> Rewritten {
    assert!(to.len() >= from.len());
    let (mut read, mut len, mut is_changed, mut bits) = (0, 0, false, _mm512_setzero_si512());
    for units in from.chunks(64) {
        let valid = low(units.len());
        let half = |n: usize| {
            // SAFETY: units after the string are not read.
            unsafe { _mm512_maskz_loadu_epi16((valid >> n) as u32, units.as_ptr().wrapping_add(n).cast()) }
        };
        let Some(block) = Block::of(table, [half(0), half(32)], valid, |n| units[n].into()) else { break };
        if block.is_changed && !is_changed {
            write_same(&from[..read], to);
        }
        is_changed |= block.is_changed;
        for (n, half) in block.units.into_iter().enumerate() {
            let kept = (block.kept >> (32 * n)) as u32;
            let written = _mm512_maskz_compress_epi16(kept, half);
            bits = _mm512_or_si512(bits, written);
            let rest = &mut to[len..];
            // SAFETY: a whole vector where it fits, which the next one overwrites in part; else the units that count.
            unsafe {
                match rest.len() {
                    _ if !is_changed => {}
                    32.. => _mm512_storeu_si512(rest.as_mut_ptr().cast(), written),
                    _ => _mm512_mask_storeu_epi16(rest.as_mut_ptr().cast(), low(rest.len()) as u32, written),
                }
            }
            len += kept.count_ones() as usize;
        }
        read += units.len();
    }
    let halves = _mm256_or_si256(_mm512_castsi512_si256(bits), _mm512_extracti64x4_epi64(bits, 1));
    Rewritten { read, len, bits: _mm512_reduce_or_epi32(_mm512_cvtepu16_epi32(halves)) as u32, is_changed }
}

/// [`Characters::rewrite_wide`].
///
/// # Safety
/// The processor has the features.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")]
unsafe fn wide(table: &Characters, from: &[u32], to: &mut [MaybeUninit<u32>]) -> Rewritten {
    assert!(to.len() >= from.len());
    let (mut read, mut len, mut is_changed, mut bits) = (0, 0, false, _mm512_setzero_si512());
    for units in from.chunks(64) {
        let valid = low(units.len());
        let quarters = [0, 16, 32, 48].map(|n| {
            // SAFETY: units after the string are not read.
            unsafe { _mm512_maskz_loadu_epi32((valid >> n) as u16, units.as_ptr().wrapping_add(n).cast()) }
        });
        let [a, b, c, d] = quarters.map(|units| _mm512_cvtusepi32_epi16(units));
        let half = |lower, upper| _mm512_inserti64x4(_mm512_castsi256_si512(lower), upper, 1);
        let Some(block) = Block::of(table, [half(a, b), half(c, d)], valid, |n| units[n]) else { break };
        if block.is_changed && !is_changed {
            write_same(&from[..read], to);
        }
        is_changed |= block.is_changed;
        let [first, second] = block.units;
        let new = [
            _mm512_castsi512_si256(first),
            _mm512_extracti64x4_epi64(first, 1),
            _mm512_castsi512_si256(second),
            _mm512_extracti64x4_epi64(second, 1),
        ];
        for (n, (new, old)) in new.into_iter().zip(quarters).enumerate() {
            let (kept, wide) = ((block.kept >> (16 * n)) as u16, (block.wide >> (16 * n)) as u16);
            let units = _mm512_mask_mov_epi32(_mm512_cvtepu16_epi32(new), wide, old);
            let written = _mm512_maskz_compress_epi32(kept, units);
            bits = _mm512_or_si512(bits, written);
            let rest = &mut to[len..];
            // SAFETY: as above.
            unsafe {
                match rest.len() {
                    _ if !is_changed => {}
                    16.. => _mm512_storeu_si512(rest.as_mut_ptr().cast(), written),
                    _ => _mm512_mask_storeu_epi32(rest.as_mut_ptr().cast(), low(rest.len()) as u16, written),
                }
            }
            len += kept.count_ones() as usize;
        }
        read += units.len();
    }
    Rewritten { read, len, bits: _mm512_reduce_or_epi32(bits) as u32, is_changed }
}

/// Writes units that stay the same.
pub fn write_same<T: Copy>(units: &[T], to: &mut [MaybeUninit<T>]) {
    to.iter_mut().zip(units).for_each(|(to, unit)| _ = to.write(*unit));
}

/// The lowest `n` bits.
fn low(n: usize) -> u64 {
    if n < 64 { !(u64::MAX << n) } else { u64::MAX }
}

/// Where the low and the high bytes of 64 units lie in two vectors.
const LOW_BYTES: [u8; 64] = places([0, 2], 4);
const HIGH_BYTES: [u8; 64] = places([1, 3], 4);
/// Where the bytes of 32 units lie in a vector of low bytes and one of high bytes, 64 places behind.
const FIRST_HALF: [u8; 64] = places([0, 64], 1);
const SECOND_HALF: [u8; 64] = places([32, 96], 1);

/// Two places, and those that lie one, two … steps behind.
const fn places(of: [u8; 2], step: u8) -> [u8; 64] {
    let (mut places, mut n) = ([0; 64], 0);
    while n < 64 {
        places[n] = of[n % 2] + (n / 2) as u8 * step;
        n += 1;
    }
    places
}
