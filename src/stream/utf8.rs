//! UTF-8 in pieces cut anywhere: text of whole characters comes out, what is ill-formed is refused or replaced.

use crate::error::{Error, ErrorKind};
use alloc::string::String;
use simdutf8::{basic, compat};

/// Bytes checked at a time: what was just checked is still in the cache when it is normalized.
const CHECK_BYTES: usize = 64 << 10;
/// Bytes from an ill-formed part on that are taken part by part: where there is one, there are often more.
const LOSSY_BYTES: usize = 1 << 10;

/// Where in a text the check stands.
#[derive(Clone, Default)]
pub(crate) struct Decoder {
    lossy: bool,
    /// The start of a character whose end comes with the next bytes.
    partial: [u8; 4],
    partial_len: usize,
    /// Bytes taken: whole characters, and what was replaced.
    offset: u64,
    replaced: u64,
    state: DecoderState,
    /// Room for text with its replacements, which is handed on at once.
    repaired: String,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum DecoderState {
    #[default]
    Open,
    /// What stands at `offset` was refused.
    Failed,
    /// The next piece starts another text.
    Ended,
}

impl Decoder {
    /// From now on hands on U+FFFD for each maximal part of what is ill-formed.
    pub fn set_lossy(&mut self) {
        self.lossy = true;
    }

    pub fn offset(&self) -> u64 {
        self.offset
    }

    pub fn replaced(&self) -> u64 {
        self.replaced
    }

    /// Hands on the text of the next piece, up to what is refused.
    pub fn push(&mut self, bytes: &[u8], mut sink: impl FnMut(&str)) -> Result<(), Error> {
        match self.state {
            DecoderState::Open => {}
            DecoderState::Failed => return Err(self.error()),
            DecoderState::Ended => *self = Self { lossy: self.lossy, ..Self::default() },
        }
        let mut rest = bytes;
        loop {
            rest = self.complete_partial(rest, &mut sink)?;
            if rest.is_empty() {
                return Ok(());
            }
            let slice = &rest[..rest.len().min(CHECK_BYTES)];
            let block = match whole_characters(slice) {
                0 => slice, // the start of a character, and no more
                len => &slice[..len],
            };
            match basic::from_utf8(block) {
                Ok(valid) => self.emit(valid, &mut sink),
                Err(_) => self.push_ill_formed(block, &mut sink)?,
            }
            rest = &rest[block.len()..];
        }
    }

    /// Ends the text; the next piece starts another.
    ///
    /// A character that was cut short is refused or replaced; what was refused before is said again.
    pub fn finish(&mut self, mut sink: impl FnMut(&str)) -> Result<(), Error> {
        if self.state == DecoderState::Open && self.partial_len > 0 {
            let len = core::mem::take(&mut self.partial_len);
            // An error is kept in the state.
            let _ = self.refuse(len, &mut sink);
        }
        match core::mem::replace(&mut self.state, DecoderState::Ended) {
            DecoderState::Failed => Err(self.error()),
            _ => Ok(()),
        }
    }

    /// Makes the character whole that the last block cut, or finds that it cannot be. Returns what comes after it.
    fn complete_partial<'b>(&mut self, mut bytes: &'b [u8], sink: &mut impl FnMut(&str)) -> Result<&'b [u8], Error> {
        while self.partial_len > 0 {
            let Some((&byte, after)) = bytes.split_first() else { break };
            self.partial[self.partial_len] = byte;
            let with = self.partial;
            match core::str::from_utf8(&with[..=self.partial_len]) {
                Ok(whole) => {
                    self.partial_len = 0;
                    self.emit(whole, sink);
                }
                Err(error) if error.error_len().is_none() => self.partial_len += 1,
                Err(_) => {
                    // The byte at hand starts anew.
                    let len = core::mem::take(&mut self.partial_len);
                    self.refuse(len, sink)?;
                    break;
                }
            }
            bytes = after;
        }
        Ok(bytes)
    }

    /// Takes what is ill-formed somewhere, or ends within a character.
    fn push_ill_formed(&mut self, mut bytes: &[u8], sink: &mut impl FnMut(&str)) -> Result<(), Error> {
        loop {
            let error = match compat::from_utf8(bytes) {
                Ok(valid) => {
                    self.emit(valid, sink);
                    return Ok(());
                }
                Err(error) => error,
            };
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            self.emit(core::str::from_utf8(valid).unwrap_or_default(), sink);
            let Some(len) = error.error_len() else {
                self.partial[..rest.len()].copy_from_slice(rest);
                self.partial_len = rest.len();
                return Ok(());
            };
            if !self.lossy {
                return self.refuse(len, sink);
            }
            let taken = self.replace_ill_formed(&rest[..rest.len().min(LOSSY_BYTES)], sink);
            bytes = &rest[taken..];
        }
    }

    /// Hands on the text of bytes that begin with an ill-formed part, each such part replaced; returns how many are
    /// taken. A character that the end cuts is not.
    fn replace_ill_formed(&mut self, bytes: &[u8], sink: &mut impl FnMut(&str)) -> usize {
        let (mut repaired, mut taken) = (core::mem::take(&mut self.repaired), 0);
        for chunk in bytes.utf8_chunks() {
            repaired += chunk.valid();
            taken += chunk.valid().len();
            let ill_formed = chunk.invalid();
            let is_partial = || core::str::from_utf8(ill_formed).is_err_and(|error| error.error_len().is_none());
            if ill_formed.is_empty() || taken + ill_formed.len() == bytes.len() && is_partial() {
                break;
            }
            repaired.push(char::REPLACEMENT_CHARACTER);
            taken += ill_formed.len();
            self.replaced += 1;
        }
        self.offset += taken as u64;
        sink(&repaired);
        repaired.clear();
        self.repaired = repaired;
        taken
    }

    fn emit(&mut self, valid: &str, sink: &mut impl FnMut(&str)) {
        if !valid.is_empty() {
            self.offset += valid.len() as u64;
            sink(valid);
        }
    }

    /// Refuses a maximal part of what is ill-formed, or replaces it.
    fn refuse(&mut self, len: usize, sink: &mut impl FnMut(&str)) -> Result<(), Error> {
        if !self.lossy {
            self.state = DecoderState::Failed;
            return Err(self.error());
        }
        self.offset += len as u64;
        self.replaced += 1;
        sink("\u{FFFD}");
        Ok(())
    }

    /// The error of what stands at `offset`.
    fn error(&self) -> Error {
        Error::at(ErrorKind::Utf8, usize::try_from(self.offset).unwrap_or(usize::MAX))
    }
}

/// The length without a character that the end cuts, as its first byte tells.
fn whole_characters(bytes: &[u8]) -> usize {
    let from = bytes.len().saturating_sub(3);
    match bytes[from..].iter().rposition(|&byte| byte >= 0xC0) {
        Some(at) if width(bytes[from + at]) > bytes.len() - from - at => from + at,
        _ => bytes.len(),
    }
}

/// The bytes of a character, by its first.
fn width(lead: u8) -> usize {
    match lead {
        0xF0.. => 4,
        0xE0.. => 3,
        _ => 2,
    }
}
