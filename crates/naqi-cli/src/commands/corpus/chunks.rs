//! The text of a file in chunks of whole lines, from plain or packed bytes.

use crate::packed::Unpacked;
use crate::unchanged::Unchanged;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::num::NonZero;
use std::path::Path;

/// The bytes read at a time.
const BLOCK: usize = 256 << 10;
/// A longer line is split at a space, so that memory stays bounded.
const LONGEST: usize = 1 << 20;

/// An open file, or standard input, unpacked.
pub struct Source<'a> {
    reader: Unpacked<Box<dyn Read + 'a>>,
    unchanged: Option<Unchanged>,
}

impl<'a> Source<'a> {
    /// Opens standard input for `-`, or else the file. A packed one may unpack to `most` times its length. `read`
    /// receives the number of bytes of each block read from the file.
    pub fn open(path: &Path, most: NonZero<u64>, read: impl FnMut(u64) + 'a) -> io::Result<Self> {
        let (raw, unchanged, named): (Box<dyn Read>, _, _) = match path.as_os_str() == "-" {
            true => (Box::new(io::stdin().lock()), None, None),
            false => {
                let file = File::open(path)?;
                let unchanged = Unchanged::new(&file)?;
                (Box::new(file), unchanged, Some(path))
            }
        };
        let raw: Box<dyn Read + 'a> = Box::new(Watched { raw, read });
        Ok(Self { reader: Unpacked::new(raw, named, most)?, unchanged })
    }

    /// Passes the text on chunk by chunk, like [`chunks`].
    pub fn chunks(mut self, chunk: impl FnMut(&str)) -> Result<(), String> {
        let ended = chunks(&mut self.reader, chunk);
        // An error in the text may be caused by an error in the packed bytes.
        self.unchanged.map_or(Ok(()), |unchanged| unchanged.check())?;
        ended.map_err(|error| self.reader.fault().unwrap_or(error))
    }
}

struct Watched<R, F> {
    raw: R,
    read: F,
}

impl<R: Read, F: FnMut(u64)> Read for Watched<R, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.raw.read(buffer)?;
        (self.read)(count as u64);
        Ok(count)
    }
}

/// Passes the text on chunk by chunk: words and sentences end at the end of a chunk, since a line ends there. On an
/// error, the text before it was passed on.
pub fn chunks(mut source: impl Read, mut chunk: impl FnMut(&str)) -> Result<(), String> {
    let (mut waiting, mut block, mut offset) = (Vec::new(), vec![0; BLOCK], 0);
    loop {
        let count = match source.read(&mut block) {
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(format!("{error} (after byte {})", offset + waiting.len())),
        };
        waiting.extend_from_slice(&block[..count]);
        let end = if count == 0 { waiting.len() } else { whole_lines(&waiting) };
        match std::str::from_utf8(&waiting[..end]) {
            Ok(text) => chunk(text),
            Err(error) => {
                let valid = error.valid_up_to();
                chunk(std::str::from_utf8(&waiting[..valid]).unwrap_or_default());
                let hint = match offset + valid {
                    0 if waiting.starts_with(&[0xFF, 0xFE]) || waiting.starts_with(&[0xFE, 0xFF]) => {
                        "it begins like UTF-16; convert it to UTF-8"
                    }
                    _ => "convert the text to UTF-8",
                };
                return Err(format!("invalid UTF-8 (byte {}): {hint}", offset + valid));
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

    /// Returns a few bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(buffer.len());
            self.0.read(&mut buffer[..count])
        }
    }

    fn read(bytes: &[u8], step: usize) -> (Vec<String>, Result<(), String>) {
        let mut all = Vec::new();
        let ended = chunks(Slow(bytes, step), |text| all.push(text.to_owned()));
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
            let (chunks, ended) = read(b"ab\ncd\xFFef", step);
            assert_eq!(chunks.concat(), "ab\ncd");
            assert_eq!(ended.unwrap_err(), "invalid UTF-8 (byte 5): convert the text to UTF-8");
            assert!(read(b"ab\xD9", step).1.unwrap_err().contains("byte 2"));
            assert!(read(b"\xFF\xFEa\0", step).1.unwrap_err().contains("UTF-16"));
        }
    }
}
