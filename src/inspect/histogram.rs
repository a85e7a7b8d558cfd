//! How often each character occurs. This is the only loop over a text.
//!
//! A text has few different characters. So the loop only counts them, and each count is a sum over them afterwards.

/// Texts that are shorter are read character by character, since clearing and adding up the counters takes longer. In bytes.
const SHORT: usize = 1024;
/// In a part of a text of this length, no sum of counters of 16 bits overflows. In bytes.
const PART: usize = u16::MAX as usize;

/// Calls `found` with each character of a text and a number of times that it occurs. The numbers of a character add up to
/// all its occurrences.
pub(super) fn for_each_character(text: &str, mut found: impl FnMut(char, u64)) {
    if text.len() < SHORT {
        return text.chars().for_each(|c| found(c, 1));
    }
    let mut rest = text;
    while !rest.is_empty() {
        let end = (0..=rest.len().min(PART)).rev().find(|&n| rest.is_char_boundary(n)).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        let mut histogram = Histogram::new();
        histogram.count_low(part);
        histogram.count_long(part, &mut found);
        histogram.report(&mut found);
        rest = after;
    }
}

/// The number of bytes whose counters are looked for at once. The additions of a longer batch end in fewer branches that are
/// not predicted.
const BATCH: usize = 128;
/// The counters of bytes with the bytes before them: see [`counter_of`].
const COUNTERS: usize = 0x880;
/// Bytes in a row are counted in different arrays, since an addition to a counter waits for the one before.
const ARRAYS: usize = 4;
/// The number of longer characters that are counted at once.
const LONG: usize = 256;

struct Histogram {
    low: [[u16; COUNTERS]; ARRAYS],
    /// Characters of three and four bytes, each by its lowest bits, and how often it occurred.
    long: [(char, u32); LONG],
}

impl Histogram {
    fn new() -> Self {
        Self { low: [[0; COUNTERS]; ARRAYS], long: [('\0', 0); LONG] }
    }

    /// Counts the characters of one and two bytes: adds to the counter of each byte with the byte before it.
    #[inline(never)]
    fn count_low(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let Some(first) = bytes.first() else { return };
        add_one(&mut self.low[0], counter_of([0, *first]));
        let (batches, rest) = bytes[1..].as_chunks::<BATCH>();
        let (batches_before, _) = bytes.as_chunks::<BATCH>();
        for (before, batch) in batches_before.iter().zip(batches) {
            // First all counters, then all additions: the compiler makes vector code of the former. A batch starts one byte
            // after `before`, so that both together have all pairs.
            let mut counters = [0; BATCH];
            let pairs = [before, batch].map(|bytes| bytes.as_chunks().0);
            for (counters, pairs) in counters.as_chunks_mut::<{ BATCH / 2 }>().0.iter_mut().zip(pairs) {
                counters.iter_mut().zip(pairs).for_each(|(counter, pair)| *counter = counter_of(*pair));
            }
            for counters in counters.as_chunks::<ARRAYS>().0 {
                self.low.iter_mut().zip(counters).for_each(|(low, &counter)| add_one(low, counter));
            }
        }
        for pair in bytes[bytes.len() - 1 - rest.len()..].windows(2) {
            add_one(&mut self.low[0], counter_of([pair[0], pair[1]]));
        }
    }

    /// Counts the characters of three and four bytes. Calls `found` with those whose place another one takes.
    fn count_long(&mut self, text: &str, found: &mut impl FnMut(char, u64)) {
        for (n, block) in text.as_bytes().chunks(BATCH).enumerate() {
            // Most blocks have none, which one look at all bytes tells.
            if block.iter().fold(0, |greatest, &byte| greatest.max(byte)) < FIRST_LONG {
                continue;
            }
            for (at, _) in block.iter().enumerate().filter(|(_, byte)| **byte >= FIRST_LONG) {
                let Some(c) = text[n * BATCH + at..].chars().next() else { continue };
                // Its trail bytes were counted as if they ended characters of two bytes.
                for pair in c.encode_utf8(&mut [0; 4]).as_bytes().windows(2) {
                    add(&mut self.low[0], counter_of([pair[0], pair[1]]), u16::MAX);
                }
                let counted = &mut self.long[c as usize % LONG];
                if counted.0 != c {
                    if counted.1 > 0 {
                        found(counted.0, counted.1.into());
                    }
                    *counted = (c, 0);
                }
                counted.1 += 1;
            }
        }
    }

    /// Calls `found` with each character that was counted.
    fn report(&self, found: &mut impl FnMut(char, u64)) {
        for page in (0..0x800).step_by(64) {
            let mut sums = [0_u16; 64];
            for low in &self.low {
                let first = if page < 0x80 { page } else { page + 0x80 };
                sums.iter_mut().zip(&low[first..]).for_each(|(sum, count)| *sum = sum.wrapping_add(*count));
            }
            if sums == [0; 64] {
                continue;
            }
            for (n, sum) in sums.into_iter().enumerate().filter(|(_, sum)| *sum > 0) {
                found(char::from_u32((page + n) as u32).unwrap_or_default(), sum.into());
            }
        }
        self.long.iter().filter(|long| long.1 > 0).for_each(|&(c, count)| found(c, count.into()));
    }
}

#[inline(always)]
fn add_one(counts: &mut [u16; COUNTERS], counter: u16) {
    add(counts, counter, 1);
}

/// Adds to a counter, modulo 2¹⁶. What is subtracted from one array may have been added to another.
#[inline(always)]
fn add(counts: &mut [u16; COUNTERS], counter: u16, n: u16) {
    if let Some(count) = counts.get_mut(usize::from(counter)) {
        *count = count.wrapping_add(n);
    }
}

/// The first byte of characters of three and four bytes is this one or a greater one.
const FIRST_LONG: u8 = 0xE0;

/// The counter of a byte, by the byte before it.
///
/// ```text
/// before    byte
/// xxxxxxxx  0yyyyyyy   the byte: the code point
/// 110xxxxx  10yyyyyy   0x80 + xxxxxyyyyyy: the code point. 110xxxxx is greater than 0xC1 in UTF-8
/// xxxxxxxx  11yyyyyy   0x80 + 00001yyyyyy: the character ends later
/// other     10yyyyyy   as if `before` were 110xxxxx: the rest of a longer character, which `count_long` subtracts
/// ```
///
/// There are few operations and no branches, so that the compiler makes vector code of it.
#[inline(always)]
fn counter_of(pair: [u8; 2]) -> u16 {
    let pair = u16::from_le_bytes(pair);
    let is_trail = (pair as i16) < 0xC000_u16 as i16;
    (pair >> 8) + if is_trail { pair << 6 & 0x1F << 6 } else { 0 }
}
