//! Decodes a fuzzer's bytes: a text, and choices.
//!
//! Choices are read from the end, so that a plain text is an input, and removing bytes from its start changes no
//! choice. Bytes that never occur in UTF-8 are instructions, by which a fuzzer quickly makes runs across block
//! boundaries.
//!
//! ```text
//! FE fragment count    a text of `fragments`, count times
//! FD count             the text so far, count times
//! ```

use crate::fragments;

const FRAGMENT: u8 = 0xFE;
const AGAIN: u8 = 0xFD;

/// Bytes of a fuzzer.
#[derive(Clone, Debug)]
pub struct Input<'d>(&'d [u8]);

impl<'d> Input<'d> {
    /// All of them.
    pub fn new(data: &'d [u8]) -> Self {
        Self(data)
    }

    /// The next choice; 0 if none is left.
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

    /// The rest as bytes, at most this many.
    pub fn bytes(self, most: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut rest = self.0;
        while let Some((&first, behind)) = rest.split_first() {
            rest = behind;
            match (first, rest) {
                (FRAGMENT, &[fragment, count, ref behind @ ..]) => {
                    let fragment = fragments::text(fragment as usize).as_bytes();
                    out.extend(fragment.repeat((count as usize).min(most / fragment.len() + 1)));
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

    /// The rest as text, at most this many bytes.
    pub fn text(self, most: usize) -> String {
        let mut text = String::from_utf8_lossy(&self.bytes(most)).into_owned();
        text.truncate(floor(&text, most));
        text
    }
}

/// The split point of a text by a choice.
pub fn boundary(text: &str, choice: usize) -> usize {
    floor(text, choice % (text.len() + 1))
}

/// The last character boundary up to an offset.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0)
}
