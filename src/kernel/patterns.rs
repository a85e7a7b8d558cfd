//! Finds places where one of a few short patterns of bytes starts.
//!
//! A pattern is a set of bytes for each of [`LEN`] places. Two look-ups, by the low and the high half of a byte, give the patterns
//! whose set has it, a bit each (as in Hyperscan's Teddy). So a set also has each byte both of whose halves it has.
//!
//! ```text
//! patterns     0: `#` or `/`     1: ww     2: EF BC
//! text         61     2F     77     77     EF     BC
//! first        .      0      1      1      2      .      patterns whose first set has the byte
//! second       0      0      0 1    0 1    0      0 2    patterns whose second set has it: any byte for pattern 0
//! hits         .      0      1      .      2      .      first, and second of the next byte
//! ```

use crate::kernel::dispatch::dispatch;
use crate::kernel::level::{Level, level};
use crate::kernel::simd::{BLOCK, Lanes, low_bits, nonzero};

/// The number of bytes that a pattern looks at.
const LEN: usize = 4;
/// The greatest number of patterns, a bit each.
const MAX_PATTERNS: u32 = 8;

/// Patterns of bytes, compiled.
pub(crate) struct Patterns {
    /// For each place of the pattern and each low and high half of a byte: the patterns whose set has it.
    low: [[u8; 16]; LEN],
    high: [[u8; 16]; LEN],
    count: u32,
    /// The number of places that are not any byte for all patterns.
    places: usize,
}

impl Patterns {
    pub const NONE: Self = Self { low: [[0; 16]; LEN], high: [[0; 16]; LEN], count: 0, places: 0 };

    /// These patterns and one more, of eight at most: ranges of bytes for each place; for those after them, any byte.
    pub const fn or(mut self, sets: &[&[(u8, u8)]]) -> Self {
        assert!(self.count < MAX_PATTERNS && sets.len() <= LEN);
        let bit = 1 << self.count;
        let mut place = 0;
        while place < LEN {
            let ranges: &[(u8, u8)] = if place < sets.len() { sets[place] } else { &[(0, 0xFF)] };
            let mut n = 0;
            while n < ranges.len() {
                let mut byte = ranges[n].0 as usize;
                while byte <= ranges[n].1 as usize {
                    self.add(place, byte, bit);
                    byte += 1;
                }
                n += 1;
            }
            place += 1;
        }
        self.end_pattern(sets.len());
        self
    }

    /// These patterns, and the characters of tables, each `times` times in a row: one pattern for those of similar first bytes.
    pub const fn or_chars(mut self, tables: &[&[char]], times: usize) -> Self {
        const FIRST_BYTES: [(u8, u8); 6] =
            [(0, 0x2F), (0x30, 0x7F), (0xC0, 0xD7), (0xD8, 0xD8), (0xD9, 0xDF), (0xE0, 0xFF)];
        let mut group = 0;
        while group < FIRST_BYTES.len() {
            let ((first, last), mut places, mut n) = (FIRST_BYTES[group], 0, 0);
            while n < tables.len() {
                let mut at = 0;
                while at < tables[n].len() {
                    let mut buffer = [0; 4];
                    let text = tables[n][at].encode_utf8(&mut buffer).as_bytes();
                    if first <= text[0] && text[0] <= last {
                        let len = text.len() * times;
                        self.add_text(text, len);
                        places = if len > places { len } else { places };
                    }
                    at += 1;
                }
                n += 1;
            }
            if places > 0 {
                self.end_pattern(places);
            }
            group += 1;
        }
        self
    }

    /// Adds the bytes of a text, repeated up to a length, to the pattern that is not ended.
    const fn add_text(&mut self, text: &[u8], len: usize) {
        assert!(self.count < MAX_PATTERNS);
        let mut place = 0;
        while place < LEN {
            let mut byte = 0;
            while byte <= 0xFF {
                if place >= len || byte == text[place % text.len()] as usize {
                    self.add(place, byte, 1 << self.count);
                }
                byte += 1;
            }
            place += 1;
        }
    }

    const fn add(&mut self, place: usize, byte: usize, bit: u8) {
        self.low[place][byte & 15] |= bit;
        self.high[place][byte >> 4] |= bit;
    }

    const fn end_pattern(&mut self, places: usize) {
        self.count += 1;
        let places = if places < LEN { places } else { LEN };
        self.places = if places > self.places { places } else { self.places };
    }

    /// The first place from an offset on. Zeros follow the text.
    #[inline]
    pub fn find(&self, text: &str, from: usize) -> Option<usize> {
        self.find_at(level(), text.as_bytes(), from)
    }

    #[inline]
    pub(in crate::kernel) fn find_at(&self, level: Level, bytes: &[u8], from: usize) -> Option<usize> {
        let patterns = self;
        dispatch!(level, fn entry(patterns: &Patterns, bytes: &[u8], from: usize) -> Option<usize> {
            vector<L>(proof) => match patterns.places {
                ..=2 => find::<L, 2>(proof, patterns, bytes, from),
                _ => find::<L, LEN>(proof, patterns, bytes, from),
            },
            scalar => find_scalar(patterns, bytes, from),
        })
    }
}

fn find_scalar(patterns: &Patterns, bytes: &[u8], from: usize) -> Option<usize> {
    let of =
        |place: usize, byte: u8| patterns.low[place][byte as usize & 15] & patterns.high[place][byte as usize >> 4];
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let rest = bytes.get(from..)?;
    // Two bytes decide nearly always.
    let pairs = rest.iter().zip(rest.iter().skip(1).chain([&0]));
    let starts = pairs.enumerate().map(|(at, (&one, &two))| (from + at, of(0, one) & of(1, two)));
    let is_hit =
        |at: usize, hits: u8| (2..patterns.places).fold(hits, |hits, place| hits & of(place, byte(at + place))) != 0;
    starts.filter(|(_, hits)| *hits != 0).find(|&(at, hits)| is_hit(at, hits)).map(|(at, _)| at)
}

/// [`Patterns::find`], for patterns of so many places, [`LEN`] at most.
#[inline(always)]
pub(in crate::kernel) fn find<L: Lanes, const PLACES: usize>(
    proof: L::Proof,
    patterns: &Patterns,
    bytes: &[u8],
    from: usize,
) -> Option<usize> {
    let mut at = from;
    while let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk::<{ BLOCK + LEN - 1 }>()) {
        let mut hits = L::splat(proof, 0xFF);
        let mut place = 0;
        while place < PLACES {
            let Some(lanes) = block[place..].first_chunk() else { break };
            hits = hits.and(patterns_of(proof, patterns, place, L::load(proof, lanes)));
            place += 1;
        }
        let hits = nonzero::<L>(proof, hits);
        if hits != 0 {
            return Some(at + hits.trailing_zeros() as usize);
        }
        at += BLOCK;
    }
    while at < bytes.len() {
        let rest = &bytes[at..];
        let mut hits = L::splat(proof, 0xFF);
        let mut place = 0;
        while place < PLACES {
            let block = &rest[place.min(rest.len())..rest.len().min(place + BLOCK)];
            hits = hits.and(patterns_of(proof, patterns, place, L::load_short(proof, block)));
            place += 1;
        }
        let hits = nonzero::<L>(proof, hits) & low_bits(rest.len());
        if hits != 0 {
            return Some(at + hits.trailing_zeros() as usize);
        }
        at += BLOCK;
    }
    None
}

/// The patterns whose set for a place has each lane's byte.
#[inline(always)]
fn patterns_of<L: Lanes>(proof: L::Proof, patterns: &Patterns, place: usize, block: L) -> L {
    let low = block.and(L::splat(proof, 0x0F)).lookup(&patterns.low[place]);
    low.and(block.high_nibble().lookup(&patterns.high[place]))
}
