//! The files to read: those that are named, and those of folders in the order of their names.

use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// An entry of the walk.
pub enum Found {
    /// A file to read, or `-`.
    File { path: PathBuf, bytes: u64 },
    /// A file of a folder that is skipped: another suffix, or a link.
    Skipped,
    /// An entry that cannot be read, and the reason.
    Fault(String),
}

/// Links inside a folder are not followed: so the walk ends, and no text is counted twice.
pub fn walk(inputs: &[PathBuf]) -> impl Iterator<Item = Found> + '_ {
    inputs.iter().flat_map(|input| -> Box<dyn Iterator<Item = Found>> {
        if input.as_os_str() == "-" {
            return Box::new(std::iter::once(Found::File { path: input.clone(), bytes: 0 }));
        }
        let entries = WalkDir::new(input).sort_by_file_name().into_iter();
        let seen = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
        Box::new(entries.filter_entry(seen).filter_map(|entry| match entry {
            Ok(entry) => of_entry(entry),
            Err(error) => Some(Found::Fault(fault(&error))),
        }))
    })
}

fn of_entry(entry: DirEntry) -> Option<Found> {
    let is_named = entry.depth() == 0;
    if is_named && entry.path().is_dir() || entry.file_type().is_dir() {
        return None;
    }
    if !is_named && (!entry.file_type().is_file() || !is_text(entry.path())) {
        return Some(Found::Skipped);
    }
    let bytes = entry.path().metadata().map_or(0, |about| about.len());
    Some(Found::File { path: entry.into_path(), bytes })
}

fn is_text(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = [".gz", ".zst"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    name.ends_with(".txt") || name.ends_with(".text") || !name.contains('.')
}

fn fault(error: &walkdir::Error) -> String {
    let path = error.path().unwrap_or(Path::new("")).display();
    match error.io_error() {
        Some(io) => format!("{path}: {io}"),
        None => error.to_string(),
    }
}
