//! What is read: files and standard input, plain or packed, as bytes or lines of UTF-8.

pub mod encoding;
pub mod expansion;
mod gzip;
pub mod lines;
pub mod packed;
mod position;
pub mod source;
#[cfg(test)]
mod tests;
pub mod unchanged;
pub mod walk;
mod zstd;

pub use source::Source;

use std::path::PathBuf;

/// A file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    /// The name in messages.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "standard input".into(),
            Self::File(path) => path.display().to_string(),
        }
    }
}
