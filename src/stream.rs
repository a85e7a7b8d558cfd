//! Bytes in pieces: what the whole text gives, with characters that a piece cuts made whole.
//!
//! The public face of this comes with readers and writers; until then it is hidden.

use crate::error::{Error, Kind};
use crate::passage::Passage;
use crate::pieces::Pieces;
use alloc::string::String;

/// Bytes of one text through a normalizer, in pieces cut anywhere.
///
/// Not yet part of the promise: its public face, with readers and writers, comes with a later version.
#[doc(hidden)]
pub struct Stream<'n> {
    pieces: Pieces<'n>,
    /// The start of a character whose end comes with the next piece.
    partial: [u8; 4],
    partial_len: usize,
    offset: usize,
    replaced: usize,
}

impl<'n> Stream<'n> {
    pub(crate) fn new(passage: &'n Passage) -> Self {
        Self { pieces: Pieces::new(passage), partial: [0; 4], partial_len: 0, offset: 0, replaced: 0 }
    }

    /// Takes the next bytes and appends what is certain by now.
    ///
    /// # Errors
    /// Invalid UTF-8, with its offset in the whole stream. What stands before it is appended.
    pub fn push(&mut self, bytes: &[u8], out: &mut String) -> Result<(), Error> {
        self.take(bytes, out, false)
    }

    /// The same, with U+FFFD for each maximal part of an ill-formed sequence.
    pub fn push_lossy(&mut self, bytes: &[u8], out: &mut String) {
        // Nothing is refused.
        let _ = self.take(bytes, out, true);
    }

    /// Ends the text and appends what was held back.
    ///
    /// # Errors
    /// A character that was cut short, with its offset.
    pub fn finish(&mut self, out: &mut String) -> Result<(), Error> {
        let cut = self.partial_len > 0;
        self.pieces.finish(out);
        self.partial_len = 0;
        if cut { Err(Error::at(Kind::Utf8, self.offset)) } else { Ok(()) }
    }

    /// Ends the text, with U+FFFD for a character that was cut short.
    pub fn finish_lossy(&mut self, out: &mut String) {
        if self.partial_len > 0 {
            self.partial_len = 0;
            self.replace(out);
        }
        self.pieces.finish(out);
    }

    /// How many replacement characters were written for what was no UTF-8.
    pub fn replaced(&self) -> usize {
        self.replaced
    }

    fn replace(&mut self, out: &mut String) {
        self.replaced += 1;
        self.pieces.push("\u{FFFD}", out);
    }

    fn take(&mut self, mut bytes: &[u8], out: &mut String, lossy: bool) -> Result<(), Error> {
        while self.partial_len > 0 && !bytes.is_empty() {
            // One byte more, until the character is whole or cannot become so.
            self.partial[self.partial_len] = bytes[0];
            let with = self.partial;
            match core::str::from_utf8(&with[..=self.partial_len]) {
                Ok(c) => {
                    self.pieces.push(c, out);
                    self.offset += self.partial_len + 1;
                    self.partial_len = 0;
                    bytes = &bytes[1..];
                }
                Err(e) if e.error_len().is_none() => {
                    self.partial_len += 1;
                    bytes = &bytes[1..];
                }
                Err(_) if lossy => {
                    // The byte at hand starts anew.
                    self.offset += self.partial_len;
                    self.partial_len = 0;
                    self.replace(out);
                }
                Err(_) => return Err(Error::at(Kind::Utf8, self.offset)),
            }
        }
        loop {
            let (valid, error) = match core::str::from_utf8(bytes) {
                Ok(text) => (text, None),
                Err(e) => {
                    let valid = core::str::from_utf8(&bytes[..e.valid_up_to()]).unwrap_or_default();
                    (valid, Some(e.error_len()))
                }
            };
            self.pieces.push(valid, out);
            self.offset += valid.len();
            bytes = &bytes[valid.len()..];
            match error {
                None => return Ok(()),
                Some(None) => {
                    self.partial[..bytes.len()].copy_from_slice(bytes);
                    self.partial_len = bytes.len();
                    return Ok(());
                }
                Some(Some(bad)) if lossy => {
                    self.offset += bad;
                    bytes = &bytes[bad..];
                    self.replace(out);
                }
                Some(Some(_)) => return Err(Error::at(Kind::Utf8, self.offset)),
            }
        }
    }
}
