//! The target of one input: standard output, or a file of its own.

use crate::output::{Failure, Whole};
use std::fs::Metadata;
use std::io::{self, Write};

/// The target of one text.
pub enum Sink {
    Stdout(io::Stdout),
    File(Whole),
}

impl Sink {
    /// Ends the text: renames the file. Returns the file's metadata.
    pub fn finish(self) -> Result<Option<Metadata>, Failure> {
        match self {
            Self::Stdout(mut out) => out.flush().map(|()| None).map_err(Failure::of_stdout),
            Self::File(file) => file.finish().map(Some),
        }
    }

    /// The failure to write.
    pub fn failure(&self, error: io::Error) -> Failure {
        match self {
            Self::Stdout(_) => Failure::of_stdout(error),
            Self::File(file) => file.failure(&error),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File(_) => Ok(()),
        }
    }
}
