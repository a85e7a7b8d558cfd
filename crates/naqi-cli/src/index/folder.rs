//! Opens, creates or empties the index on disk; refuses folders that are no index of this program.

use super::own_files::{self, MANAGED, META};
use super::{Fields, Settings, explain};
use std::fs;
use std::io;
use std::path::Path;
use tantivy::directory::error::LockError;
use tantivy::directory::{INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::{Directory, Index, TantivyError};

pub fn open(settings: &Settings) -> Result<Index, String> {
    let path = &settings.path;
    let io = |error: io::Error| error.to_string();
    if path.exists() && !path.is_dir() {
        return Err("it is no folder: name another for the index".into());
    }
    fs::create_dir_all(path).map_err(io)?;
    own_files::check(path)?;
    let folder = MmapDirectory::open(path).map_err(|error| error.to_string())?;
    let is_there = || Index::exists(&folder).map_err(|error| error.to_string());
    let has_others = own_files::has_others(path).map_err(io)?;
    match is_there()? {
        false if has_others => return Err("there are other files and no index: name a folder of its own".into()),
        true if has_others && settings.again => {
            return Err("there are other files beside the index: --again empties a folder of its own".into());
        }
        _ => {}
    }
    // The lock makes sure that only one run at a time creates or empties the index.
    let lock = folder.acquire_lock(&INDEX_WRITER_LOCK).map_err(|error| match error {
        LockError::LockBusy => explain(&TantivyError::LockFailure(error, None)),
        LockError::IoError(error) => error.to_string(),
    })?;
    let message = |error: TantivyError| explain(&error);
    if settings.again && is_there()? {
        check(&Index::open(folder.clone()).map_err(message)?)?;
        empty(path).map_err(io)?;
    }
    let index = match is_there()? {
        true => Index::open(folder).map_err(message)?,
        false => {
            let schema = Fields::schema(&settings.analyzer);
            Index::create(folder, schema, tantivy::IndexSettings::default()).map_err(message)?
        }
    };
    drop(lock);
    check(&index)?;
    naqi_tantivy::register(&index, &[&settings.analyzer]).map_err(|error| error.to_string())?;
    Ok(index)
}

/// An error if the index on disk is not the one that was opened: another run has emptied it since. The caller must hold
/// the writer's lock.
pub fn check_same(path: &Path, index: &Index) -> Result<(), String> {
    let now = Index::open_in_dir(path).map_err(|error| explain(&error))?;
    match now.schema() == index.schema() {
        true => Ok(()),
        false => Err("another run has made it anew: run the same command again".into()),
    }
}

fn check(index: &Index) -> Result<(), String> {
    Fields::of(index).map(|_| ()).map_err(|error| {
        format!("it is no index of this program, or one of an older version: {error}; name another folder")
    })
}

/// Removes the files of an index of this program, since a new index needs no analyzer of the old. If it is interrupted,
/// the next run continues: the file that marks an index is removed last. The files are found in the folder, not in
/// tantivy's list.
fn empty(folder: &Path) -> io::Result<()> {
    let mut files = own_files::list(folder)?;
    // Removing the lock file would release the lock.
    files.retain(|file| file.extension().is_none_or(|end| end != "lock"));
    files.sort_by_key(|file| (file.ends_with(MANAGED), file.ends_with(META)));
    for file in files {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}
