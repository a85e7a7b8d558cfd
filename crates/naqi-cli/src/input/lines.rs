//! An input line by line.

use super::encoding::{SAMPLE, invalid_utf8};
use super::{Input, Source};
use crate::output::Failure;
use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};
use std::num::NonZero;

/// The longest line that is held in memory.
pub const MAX_LINE: u64 = 16 << 20;

/// A line with its end, if it has one.
pub struct Line<'t> {
    /// From 1.
    pub number: usize,
    /// Bytes before it in the input, unpacked.
    pub offset: usize,
    pub text: &'t str,
    bytes: &'t [u8],
}

impl<'t> Line<'t> {
    /// The text without its line feed, and without a carriage return before that.
    pub fn content(&self) -> &'t str {
        let text = self.text.strip_suffix('\n').unwrap_or(self.text);
        text.strip_suffix('\r').unwrap_or(text)
    }

    /// The byte of the input, unpacked, that an offset in the text stands for: `--lossy` changes lengths.
    pub fn place(&self, at: usize) -> usize {
        if self.bytes == self.text.as_bytes() {
            return self.offset + at;
        }
        let (mut source, mut text) = (0, 0);
        for chunk in self.bytes.utf8_chunks() {
            let valid = chunk.valid().len();
            if at <= text + valid {
                return self.offset + source + at - text;
            }
            source += valid + chunk.invalid().len();
            text += valid + char::REPLACEMENT_CHARACTER.len_utf8();
        }
        self.offset + source
    }
}

/// Why reading ended early.
pub enum Stop {
    /// This input cannot be read to its end; others can.
    Input(String),
    /// The output takes no more.
    Output(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Output(failure)
    }
}

/// How an input is read.
#[derive(Clone, Copy)]
pub struct Reading {
    /// Replaces invalid UTF-8 by U+FFFD.
    pub lossy: bool,
    pub max_expansion: NonZero<u64>,
}

/// Passes each line on. `took` receives the bytes read, before they are unpacked.
pub fn each_line(
    input: &Input,
    reading: Reading,
    took: impl Fn(u64) + Send,
    mut take: impl FnMut(Line) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let source = Source::open_text(input, reading, took).map_err(Stop::Input)?;
    let mut source = BufReader::with_capacity(1 << 16, source);
    let start = match source.fill_buf() {
        Ok(start) => start[..start.len().min(SAMPLE)].to_vec(),
        Err(error) => return Err(Stop::Input(error.to_string())),
    };
    let (mut line, mut number, mut offset) = (Vec::new(), 0, 0);
    loop {
        line.clear();
        let read = source.by_ref().take(MAX_LINE).read_until(b'\n', &mut line);
        let len = read.map_err(|error| Stop::Input(error.to_string()))?;
        if len == 0 {
            return source.get_ref().unchanged().map_err(Stop::Input);
        }
        if len as u64 == MAX_LINE && line.last() != Some(&b'\n') {
            let most = MAX_LINE >> 20;
            return Err(Stop::Input(format!(
                "the line at byte {offset} is longer than {most} MiB: break it into lines"
            )));
        }
        number += 1;
        let text = match std::str::from_utf8(&line) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) if reading.lossy => String::from_utf8_lossy(&line),
            Err(error) => {
                let valid = error.valid_up_to();
                let sample = &line[valid.saturating_sub(SAMPLE)..line.len().min(valid + SAMPLE)];
                let message = invalid_utf8((offset + valid) as u64, Some(number), &start, sample);
                // Damaged data often unpacks to invalid text.
                return Err(Stop::Input(source.get_mut().fault().unwrap_or(message)));
            }
        };
        take(Line { number, offset, text: &text, bytes: &line })?;
        offset += len;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_a_lossy_line_are_those_of_its_bytes() {
        let bytes = b"a\xFF\xD8\xA7\xE2\x82b\xFF";
        let text = String::from_utf8_lossy(bytes);
        let line = Line { number: 1, offset: 100, text: &text, bytes };
        let places: Vec<usize> =
            text.char_indices().map(|(at, _)| line.place(at)).chain([line.place(text.len())]).collect();
        assert_eq!(places, [100, 101, 102, 104, 106, 107, 108]);
    }
}
