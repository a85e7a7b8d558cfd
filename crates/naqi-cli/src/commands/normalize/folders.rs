//! Folders below the output folder.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Creates the folders of an output below the output folder. Links are not followed: they lead out of it.
pub fn create(folder: &Path, output: &Path) -> Result<(), String> {
    let Some(within) = output.parent() else { return Ok(()) };
    let mut path = folder.to_path_buf();
    for name in within {
        path.push(name);
        let failed = |why: &str| Err(format!("{}: {why}", path.display()));
        match fs::create_dir(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => match fs::symlink_metadata(&path) {
                Ok(about) if about.is_dir() => {}
                Ok(about) if about.is_symlink() => {
                    return failed("it is a symbolic link, which is not followed: remove it");
                }
                Ok(_) => return failed("it is a file, and a folder of outputs is needed here: remove it"),
                Err(error) => return failed(&error.to_string()),
            },
            Err(error) => return failed(&error.to_string()),
        }
    }
    Ok(())
}
