//! Converts offsets between bytes, code points and UTF-16 code units, in batches.

use crate::names::named;
use alloc::vec::Vec;

/// The unit of an offset in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Offsets {
    /// Bytes of UTF-8: Rust, Go.
    Bytes,
    /// Unicode code points: Python.
    CodePoints,
    /// UTF-16 code units: Java, JavaScript, C#.
    Utf16,
}

named! { Offsets, "unit of offsets", "align::Offsets";
    Bytes = "bytes",
    CodePoints = "code_points",
    Utf16 = "utf16",
}

/// Converts offsets in a text from one unit to another, in place.
///
/// Reads the text once, up to the greatest offset, and builds no index. Unsorted offsets are sorted first, which takes
/// memory for each of them. An offset inside a character becomes the character's start, and an offset beyond the text
/// its end.
///
/// ```
/// use naqi::align::{Offsets, convert_offsets};
/// let text = "كِتاب 😀 جديد";
/// let mut offsets = [0, 4, 11, 15];
/// convert_offsets(text, Offsets::Bytes, Offsets::CodePoints, &mut offsets);
/// assert_eq!(offsets, [0, 2, 6, 7]);
/// convert_offsets(text, Offsets::CodePoints, Offsets::Utf16, &mut offsets);
/// assert_eq!(offsets, [0, 2, 6, 8]);
/// ```
pub fn convert_offsets(text: &str, from: Offsets, to: Offsets, offsets: &mut [usize]) {
    let mut reader = OffsetReader { text, from, to, at: 0, from_count: 0, to_count: 0 };
    if offsets.is_sorted() {
        offsets.iter_mut().for_each(|offset| *offset = reader.convert(*offset));
        return;
    }
    let mut order: Vec<usize> = (0..offsets.len()).collect();
    order.sort_unstable_by_key(|&n| offsets[n]);
    for n in order {
        offsets[n] = reader.convert(offsets[n]);
    }
}

/// A position in the text, in bytes and in both units.
struct OffsetReader<'t> {
    text: &'t str,
    from: Offsets,
    to: Offsets,
    at: usize,
    from_count: usize,
    to_count: usize,
}

/// The greatest number of bytes that are counted at a time.
const MAX_STEP: usize = 256;

impl OffsetReader<'_> {
    /// Moves on to an offset, which is not less than the last one, and returns it in the other unit.
    fn convert(&mut self, offset: usize) -> usize {
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            // This many bytes do not pass the offset: they have at most as many code points or code units.
            let bytes = match self.from {
                Offsets::Bytes => (offset - self.from_count).min(rest.len()),
                Offsets::CodePoints | Offsets::Utf16 => (offset - self.from_count).min(MAX_STEP).min(rest.len()),
            };
            let end = (self.at..=self.at + bytes).rev().find(|&n| self.text.is_char_boundary(n)).unwrap_or(self.at);
            if end == self.at {
                break;
            }
            self.advance(end);
        }
        // A character whose end is not beyond the offset.
        while let Some(c) = self.text[self.at..].chars().next() {
            if self.from_count + self.from.count(&self.text[self.at..self.at + c.len_utf8()]) > offset {
                break;
            }
            self.advance(self.at + c.len_utf8());
        }
        self.to_count
    }

    fn advance(&mut self, end: usize) {
        let part = &self.text[self.at..end];
        self.from_count += self.from.count(part);
        self.to_count += self.to.count(part);
        self.at = end;
    }
}

impl Offsets {
    /// The length of a text in this unit.
    ///
    /// ```
    /// use naqi::align::Offsets;
    /// let text = "بِ😀";
    /// assert_eq!([Offsets::Bytes, Offsets::CodePoints, Offsets::Utf16].map(|unit| unit.count(text)), [8, 3, 4]);
    /// ```
    pub fn count(self, text: &str) -> usize {
        match self {
            Self::Bytes => text.len(),
            Self::CodePoints => text.chars().count(),
            Self::Utf16 => text.chars().count() + text.bytes().filter(|&byte| byte >= 0xF0).count(),
        }
    }
}
