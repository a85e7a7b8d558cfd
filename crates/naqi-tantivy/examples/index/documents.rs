//! A file's documents: its whole text, its lines, or the JSON objects on them.

use crate::args::{Format, Names};
use crate::lines::{self, Line};
use crate::unchanged::Unchanged;
use serde_json::{Map, Value};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// The longest file that is one document.
const MOST_FILE: u64 = 64 << 20;
/// The longest key that tantivy indexes as one term is somewhat longer.
const MOST_ID: usize = 32 << 10;
/// What a file may start with.
const BOM: &str = "\u{FEFF}";

pub struct Document {
    /// Tells it apart from all others, from run to run.
    pub key: String,
    /// Where it was read.
    pub place: String,
    pub title: String,
    pub text: String,
}

/// Who takes what is read.
pub trait Taker {
    /// Why nothing more is taken.
    type Stop: From<io::Error>;

    fn read(&mut self, bytes: u64);
    fn document(&mut self, document: Document) -> Result<(), Self::Stop>;
    /// A part of the file that is no document, and why; the others are read.
    fn wrong(&mut self, message: String);
}

/// Reads a file to its end. An error of reading is one of its stops.
pub fn read<T: Taker>(path: &Path, format: Format, names: &Names, taker: &mut T) -> Result<(), T::Stop> {
    let from = Origin::new(path);
    let (source, unchanged): (Box<dyn Read>, _) = match path.as_os_str() == "-" {
        true => (Box::new(io::stdin().lock()), None),
        false if fs::metadata(path)?.is_dir() => return Err(io::Error::other("it is a directory").into()),
        false => {
            let file = File::open(path)?;
            let unchanged = Unchanged::new(&file)?;
            (Box::new(file), unchanged)
        }
    };
    let check = || unchanged.as_ref().map_or(Ok(()), Unchanged::check);
    match format {
        Format::Text => whole(source, &from, check, taker),
        Format::Lines | Format::JsonLines => {
            let taker = std::cell::RefCell::new(taker);
            let read = lines::each(
                BufReader::with_capacity(1 << 16, source),
                |bytes| taker.borrow_mut().read(bytes),
                |number, line| {
                    let mut taker = taker.borrow_mut();
                    let made = text_of(line).and_then(|text| match text {
                        text if text.trim().is_empty() => Ok(None),
                        text if format == Format::Lines => Ok(Some(from.line(number, text))),
                        text => from.object(number, text, names).map(Some),
                    });
                    match made {
                        Ok(document) => document.map_or(Ok(()), |document| taker.document(document)),
                        Err(message) => {
                            taker.wrong(format!("line {number}: {message}"));
                            Ok(())
                        }
                    }
                },
            );
            // What was read of it is indexed: its lines are documents of their own.
            if let Err(changed) = check() {
                taker.into_inner().wrong(changed);
            }
            read
        }
    }
}

fn text_of(line: Line<'_>) -> Result<&str, String> {
    let (bytes, offset) = match line {
        Line::Bytes(bytes, offset) => (bytes, offset),
        Line::TooLong => return Err(format!("longer than {} MiB: break it in lines", lines::MOST >> 20)),
    };
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        format!("invalid UTF-8 at byte {at} of it (byte {} of the file): convert it to UTF-8", offset + at as u64)
    })?;
    Ok(if offset == 0 { text.strip_prefix(BOM).unwrap_or(text) } else { text })
}

fn whole<T: Taker>(
    source: Box<dyn Read>,
    from: &Origin,
    check: impl Fn() -> Result<(), String>,
    taker: &mut T,
) -> Result<(), T::Stop> {
    let mut bytes = Vec::new();
    let len = source.take(MOST_FILE + 1).read_to_end(&mut bytes)? as u64;
    taker.read(len);
    // What is indexed under the file's name is never indexed anew: no part of it.
    if let Err(changed) = check() {
        taker.wrong(changed);
        return Ok(());
    }
    if len > MOST_FILE {
        let most = MOST_FILE >> 20;
        taker.wrong(format!("larger than {most} MiB: cut it, or index each line of it with --format lines"));
        return Ok(());
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.trim().is_empty() => Ok(()),
        Ok(text) => taker.document(from.whole(&text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
            taker.wrong(format!("line {line}: invalid UTF-8 at byte {at} of the file: convert it to UTF-8"));
            Ok(())
        }
    }
}

/// Where documents come from.
struct Origin {
    /// The file's name as it is shown.
    shown: String,
    /// Its name as no other file has it, wherever the command is started.
    key: String,
    title: String,
}

impl Origin {
    fn new(path: &Path) -> Self {
        if path.as_os_str() == "-" {
            return Self { shown: "standard input".into(), key: "-".into(), title: String::new() };
        }
        let absolute = std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path));
        // What is no UTF-8 is escaped, so that two names stay two.
        let key = absolute.to_str().map_or_else(|| format!("{absolute:?}"), str::to_owned);
        let title = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Self { shown: path.display().to_string(), key, title }
    }

    fn whole(&self, text: &str) -> Document {
        let text = text.strip_prefix(BOM).unwrap_or(text).to_owned();
        Document { key: format!("at {}", self.key), place: self.shown.clone(), title: self.title.clone(), text }
    }

    fn line(&self, number: u64, text: &str) -> Document {
        Document {
            key: format!("at {}:{number}", self.key),
            place: format!("{}:{number}", self.shown),
            title: String::new(),
            text: text.into(),
        }
    }

    fn object(&self, number: u64, line: &str, names: &Names) -> Result<Document, String> {
        let object: Map<String, Value> = serde_json::from_str(line).map_err(|error| {
            // The object is all in this line, whose number is said.
            format!("no JSON object: {}", error.to_string().replace(" at line 1 column ", " at column "))
        })?;
        let text = match object.get(&names.text) {
            Some(Value::String(text)) => text,
            Some(_) => return Err(format!("the field `{}` is no text", names.text)),
            None => {
                let there = object.keys().take(8).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                return Err(format!("there is no field `{}`; there are {there}: name one by --field", names.text));
            }
        };
        let word = |name: &str| match object.get(name) {
            Some(Value::String(word)) => Some(word.clone()),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let mut document = self.line(number, text);
        document.title = word(&names.title).unwrap_or_default();
        if let Some(id) = word(&names.id) {
            if id.len() > MOST_ID {
                return Err(format!("its `{}` has more than {MOST_ID} bytes", names.id));
            }
            document.key = format!("id {id}");
        }
        Ok(document)
    }
}
