//! The bytes of an input, unpacked.

use super::Input;
use super::packed::Unpacked;
use super::unchanged::Unchanged;
use std::fs::{self, File};
use std::io::{self, Read};
use std::num::NonZero;
use std::path::Path;

/// Bytes of an input, unpacked.
pub struct Source<'p> {
    reader: Unpacked<Counted<'p>>,
    unchanged: Option<Unchanged>,
    /// The file's length, if it is a plain file.
    pub len: Option<u64>,
}

impl<'p> Source<'p> {
    /// Opens an input and reads its first bytes. A packed one may unpack to `most` times its length. `took` receives the
    /// number of bytes of each block that is read, before they are unpacked.
    pub fn open(input: &Input, most: NonZero<u64>, took: impl Fn(u64) + Send + 'p) -> Result<Self, String> {
        let open = || -> io::Result<Self> {
            let (inner, len, unchanged, path): (Box<dyn Read + Send>, _, _, _) = match input {
                Input::Stdin => (Box::new(io::stdin()), None, None, None),
                Input::File(path) => {
                    let (file, len) = open(path)?;
                    let unchanged = Unchanged::new(&file)?;
                    (Box::new(file), len, unchanged, Some(path.as_path()))
                }
            };
            let reader = Unpacked::new(Counted { inner, took: Box::new(took) }, path, most)?;
            let len = len.filter(|_| !reader.is_packed());
            Ok(Self { reader, unchanged, len })
        };
        open().map_err(|error| error.to_string())
    }

    /// The error in the bytes, if there is an error in their text that it may have caused.
    pub fn fault(&mut self) -> Option<String> {
        self.unchanged().err().or_else(|| self.reader.fault())
    }

    /// An error if a file was written to since it was opened.
    pub fn unchanged(&self) -> Result<(), String> {
        self.unchanged.as_ref().map_or(Ok(()), Unchanged::check)
    }
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

fn open(path: &Path) -> io::Result<(File, Option<u64>)> {
    // A pipe is read as it is.
    let about = fs::metadata(path)?;
    match about.is_dir() {
        true => Err(io::Error::other("it is a folder: --recursive reads the files in it")),
        false => Ok((File::open(path)?, about.is_file().then_some(about.len()))),
    }
}

struct Counted<'p> {
    inner: Box<dyn Read + Send>,
    took: Box<dyn Fn(u64) + Send + 'p>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        (self.took)(read as u64);
        Ok(read)
    }
}
