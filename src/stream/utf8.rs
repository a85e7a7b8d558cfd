//! UTF-8 in pieces cut anywhere: text of whole characters comes out, what is ill-formed is refused or replaced.

use crate::error::{Error, Kind};
use alloc::string::String;
use simdutf8::{basic, compat};

/// Bytes checked at a time: what was just checked is still in the cache when it is normalized.
const SLICE: usize = 64 << 10;
/// Bytes from an ill-formed part on that are taken part by part: where there is one, there are often more.
const NEAR: usize = 1 << 10;

/// Where in a text the check stands.
#[derive(Clone, Default)]
pub(crate) struct Decoder {
    lossy: bool,
    /// The start of a character whose end comes with the next bytes.
    cut: [u8; 4],
    cut_len: usize,
    /// Bytes taken: whole characters, and what was replaced.
    offset: u64,
    replaced: u64,
    state: State,
    /// Room for text with its replacements, which is handed on at once.
    mended: String,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum State {
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
    pub fn push(&mut self, bytes: &[u8], mut text: impl FnMut(&str)) -> Result<(), Error> {
        match self.state {
            State::Open => {}
            State::Failed => return Err(self.error()),
            State::Ended => *self = Self { lossy: self.lossy, ..Self::default() },
        }
        let mut rest = bytes;
        loop {
            rest = self.complete(rest, &mut text)?;
            if rest.is_empty() {
                return Ok(());
            }
            let slice = &rest[..rest.len().min(SLICE)];
            let block = match whole_characters(slice) {
                0 => slice, // the start of a character, and no more
                len => &slice[..len],
            };
            match basic::from_utf8(block) {
                Ok(valid) => self.hand_on(valid, &mut text),
                Err(_) => self.take_by_parts(block, &mut text)?,
            }
            rest = &rest[block.len()..];
        }
    }

    /// Ends the text; the next piece starts another.
    ///
    /// A character that was cut short is refused or replaced; what was refused before is said again.
    pub fn finish(&mut self, mut text: impl FnMut(&str)) -> Result<(), Error> {
        if self.state == State::Open && self.cut_len > 0 {
            let len = core::mem::take(&mut self.cut_len);
            // An error is kept in the state.
            let _ = self.refuse(len, &mut text);
        }
        match core::mem::replace(&mut self.state, State::Ended) {
            State::Failed => Err(self.error()),
            _ => Ok(()),
        }
    }

    /// Makes the character whole that the last block cut, or finds that it cannot be. Returns what comes after it.
    fn complete<'b>(&mut self, mut bytes: &'b [u8], text: &mut impl FnMut(&str)) -> Result<&'b [u8], Error> {
        while self.cut_len > 0 {
            let Some((&byte, after)) = bytes.split_first() else { break };
            self.cut[self.cut_len] = byte;
            let with = self.cut;
            match core::str::from_utf8(&with[..=self.cut_len]) {
                Ok(whole) => {
                    self.cut_len = 0;
                    self.hand_on(whole, text);
                }
                Err(error) if error.error_len().is_none() => self.cut_len += 1,
                Err(_) => {
                    // The byte at hand starts anew.
                    let len = core::mem::take(&mut self.cut_len);
                    self.refuse(len, text)?;
                    break;
                }
            }
            bytes = after;
        }
        Ok(bytes)
    }

    /// Takes what is ill-formed somewhere, or ends within a character.
    fn take_by_parts(&mut self, mut bytes: &[u8], text: &mut impl FnMut(&str)) -> Result<(), Error> {
        loop {
            let error = match compat::from_utf8(bytes) {
                Ok(valid) => {
                    self.hand_on(valid, text);
                    return Ok(());
                }
                Err(error) => error,
            };
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            self.hand_on(core::str::from_utf8(valid).unwrap_or_default(), text);
            let Some(len) = error.error_len() else {
                self.cut[..rest.len()].copy_from_slice(rest);
                self.cut_len = rest.len();
                return Ok(());
            };
            if !self.lossy {
                return self.refuse(len, text);
            }
            let taken = self.replace_near(&rest[..rest.len().min(NEAR)], text);
            bytes = &rest[taken..];
        }
    }

    /// Hands on the text of bytes that begin with an ill-formed part, each such part replaced; returns how many are
    /// taken. A character that the end cuts is not.
    fn replace_near(&mut self, bytes: &[u8], text: &mut impl FnMut(&str)) -> usize {
        let (mut mended, mut taken) = (core::mem::take(&mut self.mended), 0);
        for chunk in bytes.utf8_chunks() {
            mended += chunk.valid();
            taken += chunk.valid().len();
            let ill_formed = chunk.invalid();
            let is_cut = || core::str::from_utf8(ill_formed).is_err_and(|error| error.error_len().is_none());
            if ill_formed.is_empty() || taken + ill_formed.len() == bytes.len() && is_cut() {
                break;
            }
            mended.push(char::REPLACEMENT_CHARACTER);
            taken += ill_formed.len();
            self.replaced += 1;
        }
        self.offset += taken as u64;
        text(&mended);
        mended.clear();
        self.mended = mended;
        taken
    }

    fn hand_on(&mut self, valid: &str, text: &mut impl FnMut(&str)) {
        if !valid.is_empty() {
            self.offset += valid.len() as u64;
            text(valid);
        }
    }

    /// Refuses a maximal part of what is ill-formed, or replaces it.
    fn refuse(&mut self, len: usize, text: &mut impl FnMut(&str)) -> Result<(), Error> {
        if !self.lossy {
            self.state = State::Failed;
            return Err(self.error());
        }
        self.offset += len as u64;
        self.replaced += 1;
        text("\u{FFFD}");
        Ok(())
    }

    /// The error of what stands at `offset`.
    fn error(&self) -> Error {
        Error::at(Kind::Utf8, usize::try_from(self.offset).unwrap_or(usize::MAX))
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
