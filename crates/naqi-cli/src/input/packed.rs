//! Plain bytes, or bytes unpacked from gzip or zstd, recognized by their first bytes.

use super::expansion::Bounded;
use super::gzip::Members;
use super::zstd::Frames;
use crate::files::names::{self, packed_ending};
use std::io::{self, Chain, Cursor, ErrorKind, Read};
use std::num::NonZero;
use std::path::Path;

/// The bytes read to recognize the format.
const FIRST: usize = 64 << 10;
const ZSTD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// The format of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    None,
    Gzip,
    Zstd,
}

/// Bytes of an input, unpacked.
pub struct Unpacked<R: Read> {
    inner: Inner<Chain<Cursor<Vec<u8>>, R>>,
    fault: Option<String>,
}

enum Inner<R: Read> {
    Plain(R),
    Gzip(Full<Bounded<Members<R>>>),
    Zstd(Box<Full<Bounded<Frames<R>>>>),
}

impl<R: Read> Unpacked<R> {
    /// Reads the first bytes of an input; `path` is its file, if it is one.
    pub fn new(mut raw: R, path: Option<&Path>, most: NonZero<u64>) -> io::Result<Self> {
        let start = first_bytes(&mut raw)?;
        let packing = Packing::of(&start, Packing::named(path))?;
        let raw = Cursor::new(start).chain(raw);
        let inner = match packing {
            Packing::None => Inner::Plain(raw),
            Packing::Gzip => Inner::Gzip(Full::new(Bounded::new(Members::new(raw), most))),
            Packing::Zstd => Inner::Zstd(Box::new(Full::new(Bounded::new(Frames::new(raw), most)))),
        };
        Ok(Self { inner, fault: None })
    }

    pub fn is_packed(&self) -> bool {
        !matches!(self.inner, Inner::Plain(_))
    }

    /// The error in packed data, to be checked after an error in its text: damaged data often unpacks to invalid text
    /// before its checksum is read. Reads packed data to its end.
    pub fn fault(&mut self) -> Option<String> {
        let mut rest = if self.is_packed() && self.fault.is_none() { vec![0; FIRST] } else { Vec::new() };
        while self.fault.is_none() && self.read(&mut rest).is_ok_and(|count| count > 0) {}
        self.fault.take()
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.inner {
            Inner::Plain(inner) => inner.read(buffer),
            Inner::Gzip(inner) => inner.read(buffer),
            Inner::Zstd(inner) => inner.read(buffer),
        };
        if let Err(error) = &read
            && error.kind() != ErrorKind::Interrupted
        {
            self.fault = Some(error.to_string());
        }
        read
    }
}

impl Packing {
    fn of(start: &[u8], named: Self) -> io::Result<Self> {
        match start {
            [0x1F, 0x8B, ..] => return Ok(Self::Gzip),
            // A frame (RFC 8878, 3.1.1), or a skippable frame.
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => return Ok(Self::Zstd),
            // No text starts with these bytes.
            [0x28, 0xB5, ..] if ZSTD.starts_with(start) => return Ok(Self::Zstd),
            _ => {}
        }
        // A truncated file may look like text; its name tells the format.
        match named {
            Self::Gzip if matches!(start, [] | [0x1F]) => Ok(named),
            Self::Zstd if ZSTD.starts_with(start) || is_start_of_skipped(start) => Ok(named),
            Self::Gzip | Self::Zstd if is_no_text(start) => {
                let (name, tool) = if named == Self::Gzip { (names::GZIP, "gzip") } else { (names::ZSTD, "zstd") };
                Err(io::Error::other(format!(
                    "its name ends in {name}, and it is neither {tool} data nor text: get the file again"
                )))
            }
            _ => Ok(Self::None),
        }
    }

    fn named(path: Option<&Path>) -> Self {
        match path.and_then(Path::file_name).and_then(packed_ending) {
            Some(names::GZIP) => Self::Gzip,
            Some(names::ZSTD) => Self::Zstd,
            _ => Self::None,
        }
    }
}

/// Whether it is the start of a skippable frame's magic number.
fn is_start_of_skipped(start: &[u8]) -> bool {
    matches!(start, [0x50..=0x5F] | [0x50..=0x5F, 0x2A] | [0x50..=0x5F, 0x2A, 0x4D])
}

/// Whether bytes are invalid UTF-8 before the last character, which may be incomplete.
fn is_no_text(start: &[u8]) -> bool {
    std::str::from_utf8(start).is_err_and(|error| error.error_len().is_some())
}

/// One read, and more only if that is too short to recognize the format. Then the next read of a file starts at a
/// multiple of the page size: elsewhere some processors copy at a fifth of the speed.
fn first_bytes(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut start = vec![0; FIRST];
    let mut len = 0;
    while len < 4 && (len == 0 || matches!(start[0], 0x1F | 0x28 | 0x50..=0x5F)) {
        match reader.read(&mut start[len..]) {
            Ok(0) => break,
            Ok(read) => len += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    start.truncate(len);
    Ok(start)
}

/// Fills the buffer as far as there are bytes: a decoder returns few bytes at a time.
struct Full<R> {
    inner: R,
    /// The error is returned after the bytes before it.
    error: Option<io::Error>,
}

impl<R> Full<R> {
    fn new(inner: R) -> Self {
        Self { inner, error: None }
    }
}

impl<R: Read> Read for Full<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut len = 0;
        while len < buffer.len() && self.error.is_none() {
            match self.inner.read(&mut buffer[len..]) {
                Ok(0) => break,
                Ok(read) => len += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => self.error = Some(error),
            }
        }
        match self.error.take_if(|_| len == 0) {
            Some(error) => Err(error),
            None => Ok(len),
        }
    }
}
