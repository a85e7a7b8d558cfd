//! Checks that a file has not changed since reading began.

use std::fs::{File, Metadata};
use std::io;
use std::time::SystemTime;

/// An open file, and its state at first. A file that is replaced by another stays the same for those who have it open.
pub struct Unchanged {
    file: File,
    before: (u64, Option<SystemTime>),
}

impl Unchanged {
    /// None for anything but a plain file.
    pub fn new(file: &File) -> io::Result<Option<Self>> {
        let about = file.metadata()?;
        match about.is_file() {
            true => Ok(Some(Self { file: file.try_clone()?, before: stamp(&about) })),
            false => Ok(None),
        }
    }

    /// An error if the file was written to since: a part of the bytes read is old, and a part new.
    pub fn check(&self) -> Result<(), String> {
        match self.file.metadata() {
            Ok(about) if stamp(&about) == self.before => Ok(()),
            Ok(_) => Err("it was changed while it was read: run the command again when no program writes to it".into()),
            Err(error) => Err(error.to_string()),
        }
    }
}

fn stamp(about: &Metadata) -> (u64, Option<SystemTime>) {
    (about.len(), about.modified().ok())
}
