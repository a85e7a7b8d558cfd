//! The characters of a line, each with the bytes of the damaged text that it came from.

use std::ops::Range;

/// A character of a line on its way through the repairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    pub c: char,
    /// Where its bytes start in the damaged text.
    pub start: usize,
    /// The number of its bytes there.
    pub len: usize,
}

impl Piece {
    /// The same place with another character.
    pub fn with(self, c: char) -> Self {
        Self { c, ..self }
    }

    pub fn source(&self) -> Range<usize> {
        self.start..self.start + self.len
    }
}

/// The characters of a text that starts at an offset.
pub fn pieces(text: &str, offset: usize) -> Vec<Piece> {
    text.char_indices().map(|(at, c)| Piece { c, start: offset + at, len: c.len_utf8() }).collect()
}
