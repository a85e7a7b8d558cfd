//! The text of an input in chunks of whole lines.

use crate::input::Source;
use std::io::{ErrorKind, Read};

/// The bytes read at a time.
const BLOCK: usize = 256 << 10;
/// A longer line is split at a space, so that memory stays bounded.
const LONGEST: usize = 1 << 20;

/// Why an input is not read to its end.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    Read(String),
    /// The byte where invalid UTF-8 begins.
    InvalidUtf8(u64),
}

impl Fault {
    /// The message. The source must not be read any more.
    pub fn message(self, source: &mut Source) -> String {
        match self {
            Self::Read(message) => message,
            Self::InvalidUtf8(byte) => source.invalid_utf8(byte),
        }
    }
}

/// Passes the text on chunk by chunk: words and sentences end at the end of a chunk, since a line ends there. On an
/// error, the text before it was passed on. `lossy` replaces invalid UTF-8 by U+FFFD.
pub fn chunks(source: &mut impl Read, lossy: bool, mut chunk: impl FnMut(&str)) -> Result<(), Fault> {
    let (mut waiting, mut block, mut offset) = (Vec::new(), vec![0; BLOCK], 0);
    loop {
        let count = match source.read(&mut block) {
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(Fault::Read(format!("{error} (after byte {})", offset + waiting.len()))),
        };
        waiting.extend_from_slice(&block[..count]);
        let end = if count == 0 { waiting.len() } else { whole_lines(&waiting) };
        match std::str::from_utf8(&waiting[..end]) {
            Ok(text) => chunk(text),
            Err(_) if lossy => chunk(&String::from_utf8_lossy(&waiting[..end])),
            Err(error) => {
                let valid = error.valid_up_to();
                chunk(std::str::from_utf8(&waiting[..valid]).unwrap_or_default());
                return Err(Fault::InvalidUtf8((offset + valid) as u64));
            }
        }
        offset += end;
        waiting.drain(..end);
        if count == 0 {
            return Ok(());
        }
    }
}

/// The end of the last whole line; in a line that is too long, the end of its last space, or the start of its last
/// character.
fn whole_lines(bytes: &[u8]) -> usize {
    let after = |wanted: u8| bytes.iter().rposition(|&byte| byte == wanted).map(|at| at + 1);
    match after(b'\n') {
        Some(end) => end,
        None if bytes.len() < LONGEST => 0,
        None => {
            after(b' ').unwrap_or_else(|| bytes.iter().rposition(|byte| byte & 0xC0 != 0x80).unwrap_or(bytes.len()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    /// Returns a few bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(buffer.len());
            self.0.read(&mut buffer[..count])
        }
    }

    fn read(bytes: &[u8], step: usize) -> (Vec<String>, Result<(), Fault>) {
        let mut all = Vec::new();
        let ended = chunks(&mut Slow(bytes, step), false, |text| all.push(text.to_owned()));
        (all, ended)
    }

    #[test]
    fn chunks_are_whole_lines_and_concatenate_to_the_text() {
        let text = "كتاب\nقلم وورقة\r\n\nآخر";
        for step in 1..=text.len() {
            let (chunks, ended) = read(text.as_bytes(), step);
            assert_eq!((chunks.concat().as_str(), ended), (text, Ok(())), "{step}");
            assert!(
                chunks
                    .iter()
                    .rev()
                    .skip_while(|p| p.is_empty() || *p == "آخر")
                    .all(|p| p.is_empty() || p.ends_with('\n'))
            );
        }
    }

    #[test]
    fn a_long_line_is_split_at_a_space() {
        let text = "كلمة ".repeat(600_000);
        let (chunks, ended) = read(text.as_bytes(), BLOCK);
        assert_eq!((chunks.concat() == text, ended), (true, Ok(())));
        let longest = chunks.iter().map(String::len).max();
        assert!(longest < Some(LONGEST + BLOCK) && chunks.iter().all(|chunk| chunk.is_empty() || chunk.ends_with(' ')));
        let text = "ك".repeat(2 << 20);
        assert_eq!(read(text.as_bytes(), BLOCK - 1).0.concat(), text);
    }

    #[test]
    fn invalid_utf8_is_named_by_its_byte_and_the_text_before_it_counts() {
        for step in 1..9 {
            let (all, ended) = read(b"ab\ncd\xFFef", step);
            assert_eq!(all.concat(), "ab\ncd");
            assert_eq!(ended, Err(Fault::InvalidUtf8(5)));
            assert_eq!(read(b"ab\xD9", step).1, Err(Fault::InvalidUtf8(2)));
            assert_eq!(read(b"\xFF\xFEa\0", step).1, Err(Fault::InvalidUtf8(0)));
            let mut all = String::new();
            assert_eq!(chunks(&mut Slow(b"ab\ncd\xFFef", step), true, |text| all += text), Ok(()));
            assert_eq!(all, "ab\ncd\u{FFFD}ef");
        }
    }
}
