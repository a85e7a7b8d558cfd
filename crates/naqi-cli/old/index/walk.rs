//! The files to index: those that are named, and those of folders in the order of their names.

use crate::args::{Format, Options};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// An entry of the walk.
pub enum Found {
    /// A file to read, or `-`.
    File { path: PathBuf, bytes: u64 },
    /// An entry that cannot be read, and the reason.
    Fault(String),
}

/// Links inside a folder are not followed, and the index itself is skipped.
pub fn walk(options: &Options) -> impl Iterator<Item = Found> + '_ {
    let index = options.index.canonicalize().ok();
    options.inputs.iter().flat_map(move |input| -> Box<dyn Iterator<Item = Found>> {
        if input.as_os_str() == "-" {
            return Box::new(std::iter::once(Found::File { path: input.clone(), bytes: 0 }));
        }
        let index = index.clone();
        let is_index = move |entry: &DirEntry| {
            entry.file_type().is_dir() && index.is_some() && entry.path().canonicalize().ok() == index
        };
        let is_hidden = |entry: &DirEntry| entry.file_name().to_string_lossy().starts_with('.');
        let seen = move |entry: &DirEntry| entry.depth() == 0 || !(is_hidden(entry) || is_index(entry));
        let entries = WalkDir::new(input).sort_by_file_name().into_iter();
        Box::new(entries.filter_entry(seen).filter_map(|entry| match entry {
            Ok(entry) => of_entry(entry),
            Err(error) => Some(Found::Fault(fault(&error))),
        }))
    })
}

fn of_entry(entry: DirEntry) -> Option<Found> {
    let is_named = entry.depth() == 0;
    if entry.file_type().is_dir() || is_named && entry.path().is_dir() || !is_named && !entry.file_type().is_file() {
        return None;
    }
    let bytes = entry.path().metadata().map_or(0, |about| about.len());
    Some(Found::File { path: entry.into_path(), bytes })
}

fn fault(error: &walkdir::Error) -> String {
    let path = error.path().unwrap_or(Path::new("")).display();
    match error.io_error() {
        Some(io) => format!("{path}: {io}"),
        None => error.to_string(),
    }
}

/// The format of a file if none is given.
pub fn format(path: &Path) -> Format {
    match path.extension().and_then(|end| end.to_str()) {
        Some("jsonl" | "ndjson") => Format::JsonLines,
        _ if path.as_os_str() == "-" => Format::Lines,
        _ => Format::Text,
    }
}
