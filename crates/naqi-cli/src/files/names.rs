//! The endings of names, and names made from the names of inputs, which must stay within one folder.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::path::Path;

/// The prefix of the programs' own files: the list of finished files, and partial files.
pub const OWN: &str = ".naqi-";
/// The suffix of a partial file.
pub const PART_END: &str = ".naqi-part";

/// The endings of packed files.
pub const GZIP: &str = ".gz";
pub const ZSTD: &str = ".zst";

/// Whether a name ends so. The case of ASCII letters is ignored.
pub fn has_ending(name: &OsStr, end: &str) -> bool {
    let bytes = name.as_encoded_bytes();
    bytes.len().checked_sub(end.len()).is_some_and(|at| bytes[at..].eq_ignore_ascii_case(end.as_bytes()))
}

/// The ending of a packed file. A name that is an ending alone has none.
pub fn packed_ending(name: &OsStr) -> Option<&'static str> {
    [GZIP, ZSTD].into_iter().find(|end| has_ending(name, end) && name.len() > end.len())
}

/// A name without the ending of packed files; none if it cannot be split there.
pub fn unpacked(name: &OsStr) -> Option<Cow<'_, OsStr>> {
    match packed_ending(name) {
        None => Some(Cow::Borrowed(name)),
        Some(end) => prefix(name, name.len() - end.len()).map(Cow::Owned),
    }
}

/// The name of an input's output: its own, without the ending of packed files. An error if that is not the name of a
/// file directly in a folder.
pub fn output_name(input: &Path) -> Result<OsString, String> {
    let name = input.file_name().ok_or("it has no name of a file to write under --output")?;
    // Not `Path::file_stem`: `...gz` without its suffix is `..`.
    let name = unpacked(name).ok_or("its name cannot be split before its suffix: rename it")?.into_owned();
    match is_plain(&name) {
        false => Err(format!("`{}` cannot be the name of its output: rename the input", name.display())),
        true if is_own(&name) => {
            Err(format!("`{}` is a name of this program's own files: rename the input", name.display()))
        }
        true => Ok(name),
    }
}

/// Whether it names an entry directly in a folder: not the folder itself, a parent, or an entry of another.
pub fn is_plain(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    let parts_paths = |byte: &u8| matches!(byte, b'/' | b'\0') || cfg!(windows) && matches!(byte, b'\\' | b':');
    !matches!(bytes, b"" | b"." | b"..") && !bytes.iter().any(parts_paths)
}

/// Whether it is the name of one of the programs' own files. Some file systems ignore case.
fn is_own(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    bytes.get(..OWN.len()).is_some_and(|start| start.eq_ignore_ascii_case(OWN.as_bytes()))
}

/// The longest prefix of a name up to a number of bytes that ends at a character boundary.
fn prefix(name: &OsStr, len: usize) -> Option<OsString> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        Some(OsStr::from_bytes(&name.as_bytes()[..len]).to_owned())
    }
    #[cfg(not(unix))]
    {
        name.to_str().and_then(|name| name.get(..len)).map(OsString::from)
    }
}

/// A name for a partial file that is unique among processes and parts.
pub fn of_part(number: u64) -> String {
    format!("{OWN}{}-{number}{PART_END}", std::process::id())
}

/// Whether a name has the form of [`of_part`].
pub fn is_part(name: &OsStr) -> bool {
    let numbers = name.to_str().and_then(|name| name.strip_prefix(OWN)?.strip_suffix(PART_END)?.split_once('-'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.is_some_and(|(process, number)| is_number(process) && is_number(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_of_packed_files_are_those_of_any_case() {
        let unpacked = |name| unpacked(OsStr::new(name)).expect("a name").to_string_lossy().into_owned();
        for (name, expected) in [
            ("a.txt.gz", "a.txt"),
            ("A.TXT.GZ", "A.TXT"),
            ("a.Zst", "a"),
            ("a.gzip", "a.gzip"),
            (".gz", ".gz"),
            ("gz", "gz"),
            ("كتاب.gz", "كتاب"),
        ] {
            assert_eq!(unpacked(name), expected);
        }
        assert_eq!(output_name(Path::new("x/A.TXT.GZ")), Ok("A.TXT".into()));
    }
}
