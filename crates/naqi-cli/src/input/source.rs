//! The bytes of an input, unpacked.

use super::lines::Reading;
use super::packed::Unpacked;
use super::position::Position;
use super::unchanged::Unchanged;
use super::{Input, encoding};
use std::fs::{self, File};
use std::io::{self, Read};
use std::num::NonZero;
use std::path::Path;

/// Bytes of an input, unpacked.
pub struct Source<'p> {
    reader: Unpacked<Counted<'p>>,
    unchanged: Option<Unchanged>,
    position: Position,
    /// Whether the first bytes are still to be checked: they may be UTF-16 or UTF-32.
    unchecked: bool,
    /// The file's length, if it is a plain file.
    pub len: Option<u64>,
}

impl<'p> Source<'p> {
    /// Opens an input and reads its first bytes. A packed one may unpack to `most` times its length. `took` receives the
    /// number of bytes of each block that is read, before they are unpacked.
    pub fn open(input: &Input, most: NonZero<u64>, took: impl Fn(u64) + Send + 'p) -> Result<Self, String> {
        let open = || -> io::Result<Self> {
            let (inner, len, file, path): (Box<dyn Read + Send>, _, _, _) = match input {
                Input::Stdin => (Box::new(io::stdin()), None, stdin_file(), None),
                Input::File(path) => {
                    let (file, len) = open(path)?;
                    let again = len.map(|_| file.try_clone()).transpose()?;
                    (Box::new(file), len, again, Some(path.as_path()))
                }
            };
            let unchanged = file.as_ref().map_or(Ok(None), Unchanged::new)?;
            let position = match file {
                Some(file) => Position::of_file(file, path.map(Path::to_path_buf), most)?,
                None => Position::of_pipe(),
            };
            let reader = Unpacked::new(Counted { inner, took: Box::new(took) }, path, most)?;
            let len = len.filter(|_| !reader.is_packed());
            Ok(Self { reader, unchanged, position, unchecked: false, len })
        };
        open().map_err(|error| error.to_string())
    }

    /// Opens an input whose bytes should be UTF-8. The first read fails if they seem to be UTF-16 or UTF-32, unless it is read lossily.
    pub fn open_text(input: &Input, reading: Reading, took: impl Fn(u64) + Send + 'p) -> Result<Self, String> {
        Ok(Self { unchecked: !reading.lossy, ..Self::open(input, reading.max_expansion, took)? })
    }

    /// The error in the bytes, if there is an error in their text that it may have caused.
    pub fn fault(&mut self) -> Option<String> {
        self.unchanged().err().or_else(|| self.reader.fault())
    }

    /// The message for invalid UTF-8 at this byte of the text. The source must not be read any more.
    pub fn invalid_utf8(&mut self, byte: u64) -> String {
        self.position.invalid_utf8(byte)
    }

    /// An error if a file was written to since it was opened.
    pub fn unchanged(&self) -> Result<(), String> {
        self.unchanged.as_ref().map_or(Ok(()), Unchanged::check)
    }
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        if std::mem::take(&mut self.unchecked)
            && let Some(message) = encoding::seems_wide(&buffer[..read])
        {
            return Err(io::Error::other(message));
        }
        self.position.push(&buffer[..read]);
        Ok(read)
    }
}

/// Standard input, if it is a plain file.
fn stdin_file() -> Option<File> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        let file = File::from(io::stdin().as_fd().try_clone_to_owned().ok()?);
        file.metadata().is_ok_and(|about| about.is_file()).then_some(file)
    }
    #[cfg(not(unix))]
    {
        None
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
