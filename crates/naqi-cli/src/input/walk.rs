//! The inputs that are named, and those of folders, in the order of their names.

use super::Input;
use crate::files::names;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// An entry of the walk.
pub enum Found {
    Input(Input),
    /// A file of a folder that is skipped: another suffix, or a link.
    Skipped,
    /// An entry that cannot be read, and the reason.
    Fault(String),
}

/// The endings of names that are read in folders. Files without an ending are read, too; that of packed files is ignored.
pub const TEXT: &[&str] = &[".txt", ".text"];

/// Walks through folders where `recursive` says so; else a folder is passed on as it is, and opening it fails. Links
/// inside a folder are not followed: so the walk ends, and no text is read twice. Hidden files are skipped. Files with
/// `more` endings than those of texts are read.
pub fn walk<'a>(paths: &'a [PathBuf], recursive: bool, more: &'a [&'a str]) -> impl Iterator<Item = Found> + 'a {
    let from_stdin = paths.is_empty().then_some(Found::Input(Input::Stdin));
    let named = paths.iter().flat_map(move |path| -> Box<dyn Iterator<Item = Found>> {
        if path.as_os_str() == "-" {
            return Box::new(std::iter::once(Found::Input(Input::Stdin)));
        }
        if !recursive || !path.is_dir() {
            return Box::new(std::iter::once(Found::Input(Input::File(path.clone()))));
        }
        let entries = WalkDir::new(path).sort_by_file_name().into_iter();
        let seen = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
        Box::new(entries.filter_entry(seen).filter_map(move |entry| match entry {
            Ok(entry) if entry.file_type().is_dir() || entry.depth() == 0 => None,
            Ok(entry) if entry.file_type().is_file() && has_ending(entry.path(), more) => {
                Some(Found::Input(Input::File(entry.into_path())))
            }
            Ok(_) => Some(Found::Skipped),
            Err(error) => Some(Found::Fault(fault(&error))),
        }))
    });
    from_stdin.into_iter().chain(named)
}

fn has_ending(path: &Path, more: &[&str]) -> bool {
    let name = path.file_name().unwrap_or_default();
    let name = names::unpacked(name).unwrap_or(name.into());
    !name.as_encoded_bytes().contains(&b'.') || TEXT.iter().chain(more).any(|end| names::has_ending(&name, end))
}

fn fault(error: &walkdir::Error) -> String {
    let path = error.path().unwrap_or(Path::new("")).display();
    match error.io_error() {
        Some(io) => format!("{path}: {io}"),
        None => error.to_string(),
    }
}
