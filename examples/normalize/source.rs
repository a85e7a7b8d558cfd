//! Where text is read: files and standard input, as they are or unpacked from gzip or zstd.

use crate::args::Input;
use crate::progress::Progress;
use crate::zstd;
use flate2::read::MultiGzDecoder;
use std::fs::{self, File};
use std::io::{self, Cursor, ErrorKind, Read};
use std::path::Path;

/// How much is read before it is known how an input is packed.
const FIRST: usize = 64 << 10;

/// Bytes of an input, unpacked.
pub struct Source<'p> {
    reader: Box<dyn Read + Send + 'p>,
    packing: Packing,
    /// The file's length, where it is a plain file.
    pub len: Option<u64>,
}

/// How an input is packed, by the bytes that it starts with.
#[derive(Clone, Copy, PartialEq)]
pub enum Packing {
    None,
    Gzip,
    Zstd,
}

impl<'p> Source<'p> {
    /// Opens an input and looks at its first bytes.
    pub fn open(input: &Input, progress: &'p Progress) -> Result<Self, String> {
        let (raw, len): (Box<dyn Read + Send>, _) = match input {
            Input::Stdin => (Box::new(io::stdin()), None),
            Input::File(path) => {
                let (file, len) = open(path).map_err(|error| error.to_string())?;
                (Box::new(file), len)
            }
        };
        let mut raw = Counted { inner: raw, progress };
        let start = first_bytes(&mut raw).map_err(|error| error.to_string())?;
        let packing = Packing::of(&start);
        let raw = Cursor::new(start).chain(raw);
        let reader: Box<dyn Read + Send> = match packing {
            Packing::None => Box::new(raw),
            Packing::Gzip => Box::new(Full { inner: MultiGzDecoder::new(raw), error: None }),
            Packing::Zstd => Box::new(Full { inner: zstd::Frames::new(raw), error: None }),
        };
        Ok(Self { reader, packing, len: len.filter(|_| packing == Packing::None) })
    }

    pub fn packing(&self) -> Packing {
        self.packing
    }
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

impl Packing {
    fn of(start: &[u8]) -> Self {
        match start {
            [0x1F, 0x8B, ..] => Self::Gzip,
            // A frame (RFC 8878, 3.1.1), or one to skip.
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Self::Zstd,
            _ => Self::None,
        }
    }

    /// What is wrong where reading fails, and what to do.
    pub fn explain(self, error: &io::Error) -> String {
        // What comes from the system is not the packing's fault.
        match self {
            Self::Gzip if error.raw_os_error().is_none() => {
                format!("damaged or cut short gzip data ({error}): get the file anew; `gzip -t` checks it")
            }
            Self::Zstd if error.raw_os_error().is_none() => {
                format!("damaged or cut short zstd data ({error}): get the file anew; `zstd -t` checks it")
            }
            _ => error.to_string(),
        }
    }
}

fn open(path: &Path) -> io::Result<(File, Option<u64>)> {
    // A pipe is opened for its bytes alone, a directory not at all.
    let about = fs::metadata(path)?;
    match about.is_dir() {
        true => Err(io::Error::other("it is a directory; name the files in it")),
        false => Ok((File::open(path)?, about.is_file().then_some(about.len()))),
    }
}

/// What a read gives, and more only where that is too little to tell how the input is packed. A file's next read starts
/// at a page: elsewhere some processors copy at a fifth of the rate.
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

/// Counts what is read, before it is unpacked.
struct Counted<'p, R> {
    inner: R,
    progress: &'p Progress,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.progress.took(read as u64);
        Ok(read)
    }
}

/// Fills the buffer as far as there are bytes: what unpacks gives little at a time.
struct Full<R> {
    inner: R,
    /// It comes after the bytes that stand before it.
    error: Option<io::Error>,
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
