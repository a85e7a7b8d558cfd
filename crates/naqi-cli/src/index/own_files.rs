//! The files of an index in its folder, recognized by name, so that no other file is opened, followed or deleted.
//!
//! tantivy trusts the list in `.managed.json`: a commit deletes the listed files that are not in use, even if a path is
//! absolute or leads out of the folder.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub const META: &str = "meta.json";
pub const MANAGED: &str = ".managed.json";
const LOCKS: [&str; 2] = [".tantivy-writer.lock", ".tantivy-meta.lock"];

/// An error if a file of the index is a link or no plain file, or if its list names a file that is none of an index.
pub fn check(folder: &Path) -> Result<(), String> {
    for entry in fs::read_dir(folder).map_err(|error| error.to_string())? {
        let entry = entry.map_err(|error| error.to_string())?;
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            // Another run has removed it.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error.to_string()),
        };
        if is_own(&entry.file_name()) && !kind.is_file() {
            let name = entry.file_name();
            let what = if kind.is_symlink() { "a symbolic link, which is not followed" } else { "no plain file" };
            return Err(format!("`{}` in it is {what}: this index was not made by this program", name.display()));
        }
    }
    let bytes = match fs::read(folder.join(MANAGED)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(format!("`{MANAGED}` in it: {error}")),
    };
    let names: Vec<String> = serde_json::from_slice(&bytes)
        .map_err(|error| format!("`{MANAGED}` in it is no list of files ({error}): it is no index of this program"))?;
    match names.iter().find(|name| !is_segment(name) && *name != META) {
        Some(name) => Err(format!(
            "`{MANAGED}` in it lists `{name}`, which is no file of an index and would be deleted: nothing is done"
        )),
        None => Ok(()),
    }
}

/// The plain files of the index that are in its folder.
pub fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if is_own(&entry.file_name()) && entry.file_type()?.is_file() {
            files.push(entry.path());
        }
    }
    Ok(files)
}

/// Whether the folder has foreign files; hidden ones do not count.
pub fn has_others(folder: &Path) -> io::Result<bool> {
    let mut names = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name()));
    names.try_fold(false, |other, name| {
        let name = name?;
        Ok(other || !name.as_encoded_bytes().starts_with(b".") && !is_own(&name))
    })
}

/// Whether tantivy gives a file this name.
fn is_own(name: &OsStr) -> bool {
    let is_temporary = |name: &str| name.strip_prefix(".tmp").is_some_and(|end| end.len() == 6 && is_word(end));
    name.to_str().is_some_and(|name| {
        is_segment(name) || is_temporary(name) || [META, MANAGED].contains(&name) || LOCKS.contains(&name)
    })
}

/// A segment's number in 32 digits, and the file's content: `….term`, `….store.temp`, `….7.del`.
fn is_segment(name: &str) -> bool {
    let Some((number, parts)) = name.split_once('.') else { return false };
    number.len() == 32
        && number.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        && parts.split('.').all(is_word)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
