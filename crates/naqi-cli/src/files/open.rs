//! Opens files that a program keeps in a folder, and only if they are plain files of that folder.

use std::fs::{self, File, OpenOptions};
use std::io;
#[cfg(not(unix))]
use std::io::ErrorKind;
use std::path::Path;

/// Opens a file for reading and appending, and creates it if there is none. Links are not followed, and a file with a
/// second name is refused: writing would change a file outside the folder.
pub fn to_append(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    let file = open_no_follow(&mut options, path)?;
    let about = file.metadata()?;
    if !about.is_file() {
        return Err(io::Error::other("it is no plain file: remove it"));
    }
    if has_other_names(&about) {
        return Err(io::Error::other(
            "the file has a second name (a hard link), and would change there too: remove it",
        ));
    }
    Ok(file)
}

#[cfg(unix)]
fn open_no_follow(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    // A pipe is opened without waiting for its other side, and refused as no plain file.
    options.custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
    options.open(path).map_err(|error| if error.raw_os_error() == Some(libc::ELOOP) { link() } else { error })
}

#[cfg(not(unix))]
fn open_no_follow(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    match fs::symlink_metadata(path) {
        Ok(about) if about.is_symlink() => Err(link()),
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => options.open(path),
    }
}

fn link() -> io::Error {
    io::Error::other("it is a symbolic link, which is not followed: remove it")
}

#[cfg(unix)]
fn has_other_names(about: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(about) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &fs::Metadata) -> bool {
    false
}
