//! Whether a file is still what it was when reading began.

use std::fs::{File, Metadata};
use std::io;
use std::time::SystemTime;

/// An open file, and what it was. A file that another takes the place of stays the same to those who have it open.
pub struct Unchanged {
    file: File,
    before: (u64, Option<SystemTime>),
}

impl Unchanged {
    /// Nothing is known of what is no plain file.
    pub fn new(file: &File) -> io::Result<Option<Self>> {
        let about = file.metadata()?;
        match about.is_file() {
            true => Ok(Some(Self { file: file.try_clone()?, before: stamp(&about) })),
            false => Ok(None),
        }
    }

    /// An error where the file was written to since: a part of what was read is old, and a part new.
    pub fn check(&self) -> Result<(), String> {
        match self.file.metadata() {
            Ok(about) if stamp(&about) == self.before => Ok(()),
            Ok(_) => Err("it was changed while it was read: run the command again when nobody writes to it".into()),
            Err(error) => Err(error.to_string()),
        }
    }
}

fn stamp(about: &Metadata) -> (u64, Option<SystemTime>) {
    (about.len(), about.modified().ok())
}
