//! A file that gets its name only when it is complete, and why writing fails.

use crate::files::names;
use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The reason why writing ends. As the error of a run, it is reported by `main`: a closed pipe is quiet.
#[derive(Debug)]
pub enum Failure {
    /// The reader has closed the pipe.
    BrokenPipe,
    /// Standard output cannot be written.
    Stdout(String),
    /// This file cannot be written; others may be.
    File(String),
}

impl Error for Failure {}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BrokenPipe => "the reader has closed the pipe",
            Self::Stdout(message) | Self::File(message) => message,
        })
    }
}

impl Failure {
    pub fn of_stdout(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Stdout(format!("standard output: {}", explain(&error))),
        }
    }

    pub fn of_file(path: &Path, error: &io::Error) -> Self {
        Self::File(format!("{}: {}", path.display(), explain(error)))
    }
}

fn explain(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            format!("{error}: free some space, then run the same command again")
        }
        _ => error.to_string(),
    }
}

/// A file that is written under a temporary name and renamed at its end. If it is dropped before, it is removed.
pub struct Whole {
    path: PathBuf,
    temporary: PathBuf,
    file: File,
    has_name: bool,
}

impl Whole {
    /// The failure to write this file.
    pub fn failure(&self, error: &io::Error) -> Failure {
        Failure::of_file(&self.path, error)
    }

    pub fn create(path: &Path) -> Result<Self, Failure> {
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::create_in(folder, path)
    }

    /// The same, with the temporary file in this folder, which must be of the same file system.
    pub fn create_in(folder: &Path, path: &Path) -> Result<Self, Failure> {
        static PARTS: AtomicU64 = AtomicU64::new(0);
        let failed = |error: io::Error| Failure::of_file(path, &error);
        let is_name = path.file_name().is_some_and(names::is_plain);
        if !is_name {
            return Err(failed(io::Error::other("it is no name of a file")));
        }
        loop {
            // Not made from the file's name, which may have the maximum length.
            let temporary = folder.join(names::of_part(PARTS.fetch_add(1, Ordering::Relaxed)));
            // Only a new file is created, so no link is followed.
            match OpenOptions::new().write(true).create_new(true).open(&temporary) {
                // A killed process had the same number.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(failed(error)),
                Ok(file) => return Ok(Self { path: path.into(), temporary, file, has_name: false }),
            }
        }
    }

    /// Renames the file, after all of it is on the disk.
    pub fn finish(mut self) -> Result<Metadata, Failure> {
        let named = self.file.sync_all().and_then(|()| self.file.metadata()).and_then(|about| {
            std::fs::rename(&self.temporary, &self.path)?;
            self.has_name = true;
            Ok(about)
        });
        named.map_err(|error| Failure::of_file(&self.path, &error))
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        if !self.has_name {
            // If it cannot be removed, it is still not under the file's name.
            let _ = std::fs::remove_file(&self.temporary);
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_link_with_the_name_of_a_partial_file_is_ignored() {
        let folder = std::env::temp_dir().join(format!("naqi-{}-parts", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let (victim, page) = (folder.join("victim"), folder.join("page.html"));
        fs::write(&victim, "mine").expect("a file");
        for number in 0..100 {
            symlink(&victim, folder.join(names::of_part(number))).expect("a link");
        }
        let Ok(mut file) = Whole::create(&page) else { panic!("no file") };
        file.write_all(b"page").expect("space");
        assert!(file.finish().is_ok());
        assert_eq!(fs::read_to_string(&page).expect("a page"), "page");
        assert_eq!(fs::read_to_string(&victim).expect("a file"), "mine");
        fs::remove_dir_all(&folder).expect("a folder");
    }
}
