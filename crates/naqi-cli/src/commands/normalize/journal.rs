//! The list of finished files in the output directory, which a resumed run skips.
//!
//! ```text
//! line = output's path in the folder, steps and mode, source's length and time, source's path, output's length and time
//! ```
//!
//! A line is added after the output has its final name. It is valid while all that it states is unchanged. A line
//! truncated by a kill has no line end and is ignored.

use super::Options;
use crate::files::place::place;
use crate::files::{names, open};
use naqi::Normalizer;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

pub const NAME: &str = ".naqi-done";

pub struct Journal {
    path: PathBuf,
    file: Mutex<File>,
    /// By the output's path: the source and steps, and the output's state.
    done: HashMap<String, (String, String)>,
    /// The operation on each source.
    steps: String,
}

/// A source before it is read.
pub struct Work {
    name: String,
    source: String,
}

impl Journal {
    /// Opens the list of the output directory, and removes the partial files of a killed run.
    pub fn open(directory: &Path, normalizer: &Normalizer, options: &Options) -> Result<Self, String> {
        let path = directory.join(NAME);
        let failed = |error: io::Error| format!("{}: {error}", path.display());
        let mut file = open::to_append(&path).map_err(failed)?;
        // Two runs in one directory would mix their outputs. If locking is not supported, nothing is removed either: a
        // partial file may be another run's.
        match file.try_lock() {
            Ok(()) => remove_parts(directory).map_err(failed)?,
            Err(TryLockError::WouldBlock) => {
                return Err(format!("{}: another run writes there: wait for its end", directory.display()));
            }
            Err(TryLockError::Error(_)) => {}
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed)?;
        if bytes.last().is_some_and(|&last| last != b'\n') {
            file.write_all(b"\n").map_err(failed)?;
        }
        let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let text = String::from_utf8_lossy(&bytes[..whole]);
        let done = text.lines().filter_map(parse).collect();
        let mode = if options.input.reading().lossy { "lossy" } else { "strict" };
        let steps = format!("{:016x} {mode}", normalizer.fingerprint());
        Ok(Self { path, file: Mutex::new(file), done, steps })
    }

    /// The operation on a source; none for anything but a plain file.
    pub fn work(&self, source: &Path, output: &Path) -> Option<Work> {
        let about = fs::metadata(source).ok().filter(Metadata::is_file)?;
        let source = format!("{}\t{}\t{}", self.steps, stamp(&about)?, escaped(place(source).as_os_str()));
        Some(Work { name: escaped(output.as_os_str()), source })
    }

    /// Whether exactly this was done, and its output is still there; a link to the output does not count.
    pub fn is_done(&self, work: &Work, target: &Path) -> bool {
        let Some((source, output)) = self.done.get(&work.name) else { return false };
        *source == work.source
            && fs::symlink_metadata(target).ok().and_then(|about| stamp(&about)).as_ref() == Some(output)
    }

    /// Records that a file is done.
    pub fn note(&self, work: &Work, output: &Metadata) -> Result<(), String> {
        let Some(output) = stamp(output) else { return Ok(()) };
        let line = format!("{}\t{}\t{output}\n", work.name, work.source);
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(line.as_bytes()).map_err(|error| format!("{}: {error}", self.path.display()))
    }
}

fn parse(line: &str) -> Option<(String, (String, String))> {
    let (name, rest) = line.split_once('\t')?;
    let (source, output) = rest.rsplit_once('\t')?;
    (source.split('\t').count() == 3).then(|| (name.into(), (source.into(), output.into())))
}

/// A file's length and time of change.
fn stamp(about: &Metadata) -> Option<String> {
    let time = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {}", about.len(), time.as_nanos()))
}

/// A name without the characters that separate fields and lines.
fn escaped(name: &OsStr) -> String {
    name.as_encoded_bytes().escape_ascii().to_string()
}

fn remove_parts(directory: &Path) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if names::is_part(&entry.file_name()) && entry.file_type()?.is_file() {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
