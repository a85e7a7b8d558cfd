//! What a fuzzer's bytes say: a text, and choices.
//!
//! Choices are taken from the end, so that a plain text is an input, and what is cut from its start changes no choice.
//! Bytes that no UTF-8 has are instructions: a fuzzer finds runs over the edges of blocks quickly by them.
//!
//! ```text
//! FE piece count    a text of `pieces` so many times
//! FD count          all that stands so far so many times
//! ```

use crate::pieces;

const PIECE: u8 = 0xFE;
const AGAIN: u8 = 0xFD;

/// Bytes of a fuzzer.
#[derive(Clone, Debug)]
pub struct Input<'d>(&'d [u8]);

impl<'d> Input<'d> {
    /// All of them.
    pub fn new(data: &'d [u8]) -> Self {
        Self(data)
    }

    /// The next choice; 0 where none is left.
    pub fn byte(&mut self) -> usize {
        match self.0.split_last() {
            Some((&last, rest)) => {
                self.0 = rest;
                last as usize
            }
            None => 0,
        }
    }

    /// A choice of two bytes.
    pub fn number(&mut self) -> usize {
        self.byte() << 8 | self.byte()
    }

    /// A choice below a bound.
    pub fn below(&mut self, n: usize) -> usize {
        let choice = if n <= 256 { self.byte() } else { self.number() };
        choice % n.max(1)
    }

    /// What is left as bytes, at most so many.
    pub fn bytes(self, most: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut rest = self.0;
        while let Some((&first, behind)) = rest.split_first() {
            rest = behind;
            match (first, rest) {
                (PIECE, &[piece, count, ref behind @ ..]) => {
                    let piece = pieces::text(piece as usize).as_bytes();
                    out.extend(piece.repeat((count as usize).min(most / piece.len() + 1)));
                    rest = behind;
                }
                (AGAIN, &[count, ref behind @ ..]) if !out.is_empty() => {
                    out = out.repeat((count as usize).clamp(1, most / out.len() + 1));
                    rest = behind;
                }
                _ => out.push(first),
            }
            if out.len() >= most {
                break;
            }
        }
        out.truncate(most);
        out
    }

    /// What is left as text, at most so many bytes.
    pub fn text(self, most: usize) -> String {
        let mut text = String::from_utf8_lossy(&self.bytes(most)).into_owned();
        text.truncate(floor(&text, most));
        text
    }
}

/// Where a text is cut by a choice.
pub fn boundary(text: &str, choice: usize) -> usize {
    floor(text, choice % (text.len() + 1))
}

/// The last boundary of a character that is not behind an offset.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0)
}
