//! Decodes UTF-8 that comes in chunks split anywhere. Invalid parts are an error, or are replaced.

use crate::error::{Error, Problem};
use alloc::string::String;
use simdutf8::{basic, compat};

/// The number of bytes that are validated at a time: they are still in the cache when they are normalized.
const CHECK_BYTES: usize = 64 << 10;
/// The number of bytes from an invalid part on that are decoded part by part: one invalid part is often followed by
/// more.
const LOSSY_BYTES: usize = 4 << 10;
/// U+FFFD REPLACEMENT CHARACTER.
const REPLACEMENT: &str = "\u{FFFD}";
/// A row of them: bytes of another encoding come in runs.
const REPLACEMENTS: &str = {
    const ROW: [[u8; REPLACEMENT.len()]; 64] = [*REPLACEMENT.as_bytes().first_chunk().expect("three bytes"); 64];
    match core::str::from_utf8(ROW.as_flattened()) {
        Ok(row) => row,
        Err(_) => REPLACEMENT,
    }
};

/// The state of decoding between two chunks.
#[derive(Clone, Default)]
pub(crate) struct Decoder {
    lossy: bool,
    /// The start of a character that the last chunk split.
    partial: [u8; 4],
    partial_len: usize,
    /// The number of decoded bytes: whole characters, and replaced parts.
    offset: u64,
    replaced: u64,
    state: DecoderState,
    /// Scratch: text with its replacements.
    repaired: String,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum DecoderState {
    #[default]
    Open,
    /// The bytes at `offset` are invalid.
    Failed,
    /// The next chunk starts another text.
    Ended,
}

impl Decoder {
    /// Replaces each maximal invalid part by U+FFFD from now on.
    pub fn set_lossy(&mut self) {
        self.lossy = true;
    }

    pub fn offset(&self) -> u64 {
        self.offset
    }

    pub fn replaced(&self) -> u64 {
        self.replaced
    }

    /// Decodes the next chunk, and passes its text on to `sink`, up to an error.
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
                0 => slice, // only the start of a character
                len => &slice[..len],
            };
            match basic::from_utf8(block) {
                Ok(valid) => self.emit(valid, &mut sink),
                Err(_) => self.push_invalid(block, &mut sink)?,
            }
            rest = &rest[block.len()..];
        }
    }

    /// Ends the text; the next chunk starts another.
    ///
    /// An incomplete character is an error, or is replaced. An error of an earlier push is returned again.
    pub fn finish(&mut self, mut sink: impl FnMut(&str)) -> Result<(), Error> {
        if self.state == DecoderState::Open && self.partial_len > 0 {
            let len = core::mem::take(&mut self.partial_len);
            // The state keeps the error.
            let _ = self.reject(len, &mut sink);
        }
        match core::mem::replace(&mut self.state, DecoderState::Ended) {
            DecoderState::Failed => Err(self.error()),
            _ => Ok(()),
        }
    }

    /// Completes the character that the last chunk split, or rejects it. Returns the bytes after it.
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
                    // This byte starts another character.
                    let len = core::mem::take(&mut self.partial_len);
                    self.reject(len, sink)?;
                    break;
                }
            }
            bytes = after;
        }
        Ok(bytes)
    }

    /// Decodes bytes that have an invalid part, or end within a character.
    fn push_invalid(&mut self, mut bytes: &[u8], sink: &mut impl FnMut(&str)) -> Result<(), Error> {
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
                return self.reject(len, sink);
            }
            let taken = self.replace_invalid(&rest[..rest.len().min(LOSSY_BYTES)], sink);
            bytes = &rest[taken..];
        }
    }

    /// Passes on the text of bytes that begin with an invalid part, with each such part replaced. Returns the number of
    /// decoded bytes: all but an incomplete character at the end.
    fn replace_invalid(&mut self, bytes: &[u8], sink: &mut impl FnMut(&str)) -> usize {
        let (mut repaired, mut taken) = (core::mem::take(&mut self.repaired), 0);
        // Short parts are decoded here, since the iterator takes as long for one as for a slice.
        loop {
            let invalid_len = match bytes[taken..] {
                [ascii @ ..0x80, ..] => {
                    repaired.push(ascii as char);
                    taken += 1;
                    continue;
                }
                [one, two, ..] if stands_alone(one, two) => {
                    let most = REPLACEMENTS.len() / REPLACEMENT.len();
                    let pairs = bytes[taken..].windows(2).take(most);
                    let run = pairs.take_while(|pair| stands_alone(pair[0], pair[1])).count();
                    match run {
                        1 => repaired.push_str(REPLACEMENT),
                        _ => repaired.push_str(&REPLACEMENTS[..run * REPLACEMENT.len()]),
                    }
                    taken += run;
                    self.replaced += run as u64;
                    continue;
                }
                ref rest => match ill_formed_len(rest) {
                    Some(len) => len,
                    None => {
                        let Some(chunk) = rest.utf8_chunks().next() else { break };
                        repaired += chunk.valid();
                        taken += chunk.valid().len();
                        let invalid = chunk.invalid();
                        let is_partial =
                            || core::str::from_utf8(invalid).is_err_and(|error| error.error_len().is_none());
                        if invalid.is_empty() || taken + invalid.len() == bytes.len() && is_partial() {
                            break;
                        }
                        invalid.len()
                    }
                },
            };
            repaired.push_str(REPLACEMENT);
            taken += invalid_len;
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

    /// Rejects a maximal invalid part, or replaces it.
    fn reject(&mut self, len: usize, sink: &mut impl FnMut(&str)) -> Result<(), Error> {
        if !self.lossy {
            self.state = DecoderState::Failed;
            return Err(self.error());
        }
        self.offset += len as u64;
        self.replaced += 1;
        sink(REPLACEMENT);
        Ok(())
    }

    /// The error for the bytes at `offset`.
    fn error(&self) -> Error {
        Error::at(Problem::Utf8, usize::try_from(self.offset).unwrap_or(usize::MAX))
    }
}

/// Whether a byte is an ill-formed part, whatever follows the next byte: a trail byte, one that is in no well-formed text, or a
/// lead byte without a trail byte.
fn stands_alone(byte: u8, next: u8) -> bool {
    matches!(byte, 0x80..0xC2 | 0xF5..) || byte >= 0xC2 && next & 0xC0 != 0x80
}

/// The length of the ill-formed part at the front, if its end is known: Unicode, table 3-7, Well-Formed UTF-8 Byte Sequences.
fn ill_formed_len(bytes: &[u8]) -> Option<usize> {
    let is_trail = |byte: u8| byte & 0xC0 == 0x80;
    let [lead, second, ref rest @ ..] = *bytes else { return None };
    let seconds = match lead {
        0xE0 => 0xA0..=0xBF,
        0xED => 0x80..=0x9F,
        0xF0 => 0x90..=0xBF,
        0xF4 => 0x80..=0x8F,
        0xC2..=0xF4 => 0x80..=0xBF,
        _ => return Some(1),
    };
    match *rest {
        _ if !seconds.contains(&second) => Some(1),
        [third, ..] if lead >= 0xE0 && !is_trail(third) => Some(2),
        [_, fourth, ..] if lead >= 0xF0 && !is_trail(fourth) => Some(3),
        _ => None,
    }
}

/// The length without an incomplete character at the end, by its lead byte.
fn whole_characters(bytes: &[u8]) -> usize {
    let from = bytes.len().saturating_sub(3);
    match bytes[from..].iter().rposition(|&byte| byte >= 0xC0) {
        Some(at) if width(bytes[from + at]) > bytes.len() - from - at => from + at,
        _ => bytes.len(),
    }
}

/// The length of a character, by its lead byte.
fn width(lead: u8) -> usize {
    match lead {
        0xF0.. => 4,
        0xE0.. => 3,
        _ => 2,
    }
}
