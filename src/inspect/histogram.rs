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

/// The number of bytes whose counters are looked for at once.
const BLOCK: usize = 64;
/// The code points of one and two bytes in UTF-8, and 64 counters for bytes at which none of them ends.
const COUNTERS: usize = 0x800 + 64;
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

    /// Counts the characters of one and two bytes: adds to the counter of each byte and the byte before it.
    #[inline(never)]
    fn count_low(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let Some(first) = bytes.first() else { return };
        add_one(&mut self.low[0], counter_of(0, *first));
        let (blocks, rest) = bytes[1..].as_chunks::<BLOCK>();
        let (blocks_before, rest_before) = bytes[..bytes.len() - 1].as_chunks::<BLOCK>();
        for (bytes, befores) in blocks.iter().zip(blocks_before) {
            // First all counters, then all additions: the compiler makes vector code of the former.
            let mut counters = [0; BLOCK];
            for (counter, (byte, before)) in counters.iter_mut().zip(bytes.iter().zip(befores)) {
                *counter = counter_of(*before, *byte);
            }
            for counters in counters.as_chunks::<ARRAYS>().0 {
                self.low.iter_mut().zip(counters).for_each(|(low, &counter)| add_one(low, counter));
            }
        }
        for (byte, before) in rest.iter().zip(rest_before) {
            add_one(&mut self.low[0], counter_of(*before, *byte));
        }
    }

    /// Counts the characters of three and four bytes. Calls `found` with those whose place another one takes.
    fn count_long(&mut self, text: &str, found: &mut impl FnMut(char, u64)) {
        for (n, block) in text.as_bytes().chunks(BLOCK).enumerate() {
            // Most blocks have none, which one look at all bytes tells.
            if block.iter().fold(0, |greatest, &byte| greatest.max(byte)) < FIRST_LONG {
                continue;
            }
            for (at, _) in block.iter().enumerate().filter(|(_, byte)| **byte >= FIRST_LONG) {
                let Some(c) = text[n * BLOCK + at..].chars().next() else { continue };
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
                sums.iter_mut().zip(&low[page..]).for_each(|(sum, count)| *sum += count);
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
    if let Some(count) = counts.get_mut(usize::from(counter)) {
        *count += 1;
    }
}

/// The first byte of characters of three and four bytes is this one or a greater one.
const FIRST_LONG: u8 = 0xE0;

/// The counter of a byte, by the byte before it: the code point of one or two bytes that ends here, or one of the last 64.
///
/// ```text
/// before    byte
///           0xxxxxxx   page 0000000x, then the six low bits: the byte itself
/// 110xxxxx  10yyyyyy   page 000xxxxx, then the six low bits: the code point
/// other     10yyyyyy   page 00100000: the rest of a longer character
///           11xxxxxx   page 00100000: the character ends later
/// ```
///
/// There are no branches, so that the compiler makes vector code of it.
#[inline(always)]
fn counter_of(before: u8, byte: u8) -> u16 {
    const OTHER: u8 = 0x20;
    let page = match byte {
        0..0x80 => byte >> 6,
        0x80..0xC0 => (before ^ 0xC0).min(OTHER),
        0xC0.. => OTHER,
    };
    u16::from(page) << 6 | u16::from(byte & 0x3F)
}
