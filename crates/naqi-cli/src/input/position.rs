//! The line of a byte, and the bytes around it, for messages about invalid text.

use super::encoding::{SAMPLE, invalid_utf8};
use super::packed::Unpacked;
use memchr::memchr_iter;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::num::NonZero;
use std::path::PathBuf;

const BLOCK: usize = 64 << 10;
/// The line ends that are remembered. Threads read ahead of the place of an error.
const MAX_ENDS: usize = 1 << 20;

/// How the place of an error is found.
pub enum Position {
    /// A file is read once more: counting lines on the way would cost a tenth of the time of normalizing.
    Again { file: File, start: u64, path: Option<PathBuf>, max_expansion: NonZero<u64> },
    /// A pipe is read once only.
    Counted(LineEnds),
}

impl Position {
    /// For an open file, which is at its start, or at the place where reading starts.
    pub fn of_file(mut file: File, path: Option<PathBuf>, max_expansion: NonZero<u64>) -> io::Result<Self> {
        let start = file.stream_position()?;
        Ok(Self::Again { file, start, path, max_expansion })
    }

    pub fn of_pipe() -> Self {
        Self::Counted(LineEnds::default())
    }

    /// Adds the next bytes of the text.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Self::Counted(ends) = self {
            ends.push(bytes);
        }
    }

    /// The message for invalid UTF-8 at this byte. Reads a file again, so its reader must not be used any more.
    pub fn invalid_utf8(&mut self, byte: u64) -> String {
        match self {
            Self::Counted(ends) => {
                let sample = if byte < ends.start.len() as u64 { ends.start.as_slice() } else { &[] };
                invalid_utf8(byte, ends.line(byte), &ends.start, sample)
            }
            Self::Again { file, start, path, max_expansion } => {
                let text = file
                    .seek(SeekFrom::Start(*start))
                    .and_then(|_| Unpacked::new(&*file, path.as_deref(), *max_expansion));
                match text.and_then(|text| read_to(text, byte)) {
                    Ok((line, start, sample)) => invalid_utf8(byte, Some(line), &start, &sample),
                    Err(_) => invalid_utf8(byte, None, &[], &[]),
                }
            }
        }
    }
}

/// The line of a byte, the first bytes of its text, and the bytes around it.
fn read_to(mut text: impl Read, byte: u64) -> io::Result<(usize, Vec<u8>, Vec<u8>)> {
    let (mut first, mut recent, mut block) = (Vec::new(), Vec::new(), vec![0; BLOCK]);
    let (mut read, mut line) = (0, 1);
    while read < byte + SAMPLE as u64 {
        let bytes = match text.read(&mut block) {
            Ok(0) => break,
            Ok(len) => &block[..len],
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        first.extend_from_slice(&bytes[..bytes.len().min(SAMPLE - first.len())]);
        let before = usize::try_from(byte.saturating_sub(read)).unwrap_or(usize::MAX).min(bytes.len());
        line += memchr_iter(b'\n', &bytes[..before]).count();
        read += bytes.len() as u64;
        recent.extend_from_slice(bytes);
        // What may be around the byte stays.
        recent.drain(..recent.len().saturating_sub(BLOCK + 2 * SAMPLE));
    }
    let start = read - recent.len() as u64;
    let at = usize::try_from(byte.saturating_sub(start)).unwrap_or(0).min(recent.len());
    let around = at.saturating_sub(SAMPLE)..recent.len().min(at + SAMPLE);
    Ok((line, first, recent[around].to_vec()))
}

/// The line ends of a text that was read: how many, and where the last ones are.
#[derive(Default)]
pub struct LineEnds {
    start: Vec<u8>,
    read: u64,
    /// Those before the recent ones.
    forgotten: usize,
    recent: VecDeque<u64>,
}

impl LineEnds {
    fn push(&mut self, bytes: &[u8]) {
        self.start.extend_from_slice(&bytes[..bytes.len().min(SAMPLE - self.start.len())]);
        self.recent.extend(memchr_iter(b'\n', bytes).map(|at| self.read + at as u64));
        let too_many = self.recent.len().saturating_sub(MAX_ENDS);
        self.recent.drain(..too_many);
        self.forgotten += too_many;
        self.read += bytes.len() as u64;
    }

    /// None if the line is not known any more.
    fn line(&self, byte: u64) -> Option<usize> {
        let is_known = self.forgotten == 0 || self.recent.front().is_some_and(|&end| end < byte);
        is_known.then(|| 1 + self.forgotten + self.recent.partition_point(|&end| end < byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_by_reading_again_and_by_line_ends() {
        let text: Vec<u8> = (0..60_000).flat_map(|n| format!("{n}\n{}", "x".repeat(n % 7)).into_bytes()).collect();
        let mut ends = LineEnds::default();
        text.chunks(10_007).for_each(|bytes| ends.push(bytes));
        let line = |at: usize| 1 + text[..at].iter().filter(|&&byte| byte == b'\n').count();
        for at in [0, 1, 2, 4095, 4096, 65_535, 65_536, 200_000, text.len() - 1] {
            let (found, start, sample) = read_to(&text[..], at as u64).expect("bytes");
            assert_eq!((found, ends.line(at as u64)), (line(at), Some(line(at))), "byte {at}");
            assert_eq!(start, text[..SAMPLE]);
            assert_eq!(sample, text[at.saturating_sub(SAMPLE)..(at + SAMPLE).min(text.len())], "byte {at}");
        }
    }

    #[test]
    fn a_line_that_is_long_ago_is_not_guessed() {
        let mut ends = LineEnds::default();
        ends.push(&vec![b'\n'; MAX_ENDS + 10]);
        assert_eq!(ends.line(5), None);
        assert_eq!(ends.line(11), Some(12));
        assert_eq!(ends.line((MAX_ENDS + 10) as u64), Some(MAX_ENDS + 11));
    }
}
