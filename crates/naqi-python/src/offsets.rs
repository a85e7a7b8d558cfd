//! Offsets in code points, as Python counts, and in bytes, as the crate counts.

use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use std::ops::Range;

/// Counts the code points before byte offsets of a text. Takes the time of the distance from the last offset.
pub struct CodePoints<'t> {
    bytes: &'t [u8],
    at: usize,
    count: usize,
}

impl<'t> CodePoints<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, count: 0 }
    }

    /// The code points before a byte offset.
    pub fn before(&mut self, at: usize) -> usize {
        if at >= self.at {
            self.count += count(self.bytes, self.at, at);
        } else {
            self.count -= count(self.bytes, at, self.at);
        }
        self.at = at;
        self.count
    }

    pub fn span(&mut self, span: Range<usize>) -> (usize, usize) {
        (self.before(span.start), self.before(span.end))
    }
}

/// How many code points start in a range of UTF-8. Words are short: eight bytes at a time, without a loop over the rest.
fn count(bytes: &[u8], mut from: usize, to: usize) -> usize {
    let len = to - from;
    let mut trails = 0;
    while from < to
        && let Some(&word) = bytes[from..].first_chunk()
    {
        // The bytes after the range are shifted out. Trail bytes are 0b10xx_xxxx.
        let word = u64::from_le_bytes(word) << (8 * 8_usize.saturating_sub(to - from));
        trails += (word >> 7 & !word >> 6 & 0x0101_0101_0101_0101).count_ones() as usize;
        from = to.min(from + 8);
    }
    // The last bytes of the text.
    trails += bytes[from..to].iter().filter(|&&byte| (byte as i8) < -0x40).count();
    len - trails
}

/// The code points between two places of an [`OffsetIndex`].
const STEP: usize = 64;

/// A text, with the byte offset of every 64th code point: converts single offsets in both directions.
pub struct OffsetIndex {
    text: String,
    places: Vec<usize>,
    len: usize,
}

impl OffsetIndex {
    pub fn new(text: String) -> Self {
        let starts = text.char_indices().map(|(at, _)| at);
        let places: Vec<usize> = starts.step_by(STEP).collect();
        let rest = places.last().map_or(0, |&last| count(text.as_bytes(), last, text.len()));
        let len = places.len().saturating_sub(1) * STEP + rest;
        Self { text, places, len }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte offsets of a range of code points, which must lie in the text.
    pub fn bytes(&self, start: usize, end: usize) -> PyResult<Range<usize>> {
        if start > end || end > self.len {
            let message = format!("{start}..{end} is no range of a text of {} code points", self.len);
            return Err(PyIndexError::new_err(message));
        }
        Ok(self.byte(start)..self.byte(end))
    }

    pub fn code_points(&self, span: Range<usize>) -> (usize, usize) {
        (self.code_point(span.start), self.code_point(span.end))
    }

    fn byte(&self, code_point: usize) -> usize {
        let Some(&place) = self.places.get(code_point / STEP) else { return self.text.len() };
        let after = self.text[place..].char_indices().nth(code_point % STEP);
        after.map_or(self.text.len(), |(at, _)| place + at)
    }

    fn code_point(&self, byte: usize) -> usize {
        let n = self.places.partition_point(|&place| place <= byte).saturating_sub(1);
        let place = self.places.get(n).copied().unwrap_or(0);
        n * STEP + count(self.text.as_bytes(), place, byte)
    }
}
