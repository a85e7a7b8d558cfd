//! The index on disk: opened, made, or emptied and made anew, and never what is not an index of this program.

use crate::args::Options;
use crate::fields::Fields;
use crate::store::explain;
use std::fs;
use std::io;
use std::path::Path;
use tantivy::directory::MmapDirectory;
use tantivy::{Index, IndexWriter, TantivyError};

const META: &str = "meta.json";

pub fn index(options: &Options) -> Result<Index, String> {
    let path = &options.index;
    let io = |error: io::Error| error.to_string();
    fs::create_dir_all(path).map_err(io)?;
    let mut is_there = is_there(path)?;
    if is_there && options.again {
        empty(options).map_err(|error| explain(&error))?;
        is_there = false;
    }
    let folder = MmapDirectory::open(path).map_err(|error| error.to_string())?;
    let told = |error: TantivyError| explain(&error);
    let index = match is_there {
        true => Index::open(folder).map_err(told)?,
        false if holds_other_files(path).map_err(io)? => {
            return Err("there are other files and no index: name a folder of its own".into());
        }
        false => {
            let settings = tantivy::IndexSettings::default();
            Index::create(folder, Fields::schema(&options.analyzer), settings).map_err(told)?
        }
    };
    check(&index)?;
    naqi_tantivy::register(&index, &[&options.analyzer]).map_err(|error| error.to_string())?;
    Ok(index)
}

fn is_there(path: &Path) -> Result<bool, String> {
    let folder = MmapDirectory::open(path).map_err(|error| error.to_string())?;
    Index::exists(&folder).map_err(|error| error.to_string())
}

fn check(index: &Index) -> Result<(), String> {
    Fields::of(index).map(|_| ()).map_err(|error| format!("it is no index of this program: {error}"))
}

/// Removes the files of an index of this program: no analyzer holds for a new one. Broken off, it goes on the next time,
/// since what says that there is an index goes last.
fn empty(options: &Options) -> Result<(), TantivyError> {
    let index = Index::open_in_dir(&options.index)?;
    check(&index).map_err(TantivyError::InvalidArgument)?;
    // Nobody else writes as long as this is held.
    let writer: IndexWriter = index.writer_with_num_threads(1, options.memory)?;
    let mut names: Vec<_> = index.directory().list_managed_files().into_iter().collect();
    names.sort_by_key(|name| name.as_os_str() == META);
    for name in names.iter().map(AsRef::as_ref).chain([Path::new(META), Path::new(".managed.json")]) {
        match fs::remove_file(options.index.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    drop(writer);
    Ok(())
}

/// Whether files are there that tantivy has not begun with.
fn holds_other_files(path: &Path) -> io::Result<bool> {
    let mut names = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.file_name()));
    names.try_fold(false, |other, name| Ok(other || !name?.to_string_lossy().starts_with('.')))
}
