//! The documents of a file: its whole text, its lines, or the JSON objects on them.

use crate::args::{Format, Names};
use crate::lines::{self, Line};
use crate::unchanged::Unchanged;
use serde_json::{Map, Value};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// The longest file that is one document.
const MAX_FILE: u64 = 64 << 20;
/// A limit somewhat below the longest key that tantivy indexes as one term.
const MAX_ID: usize = 32 << 10;
/// The byte order mark, which a file may start with.
const BOM: &str = "\u{FEFF}";

pub struct Document {
    /// Identifies the document in all runs.
    pub key: String,
    /// Where it was read.
    pub place: String,
    pub title: String,
    pub text: String,
}

/// Receives the documents of a file.
pub trait DocumentSink {
    /// The reason to stop reading.
    type Stop: From<io::Error>;

    fn read(&mut self, bytes: u64);
    fn document(&mut self, document: Document) -> Result<(), Self::Stop>;
    /// Reports a part of the file that is no document; the other parts are read.
    fn wrong(&mut self, message: String);
}

/// Reads a file to its end. A read error is one of the reasons to stop.
pub fn read<T: DocumentSink>(path: &Path, format: Format, names: &Names, sink: &mut T) -> Result<(), T::Stop> {
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
        Format::Text => whole(source, &from, check, sink),
        Format::Lines | Format::JsonLines => {
            let sink = std::cell::RefCell::new(sink);
            let read = lines::each(
                BufReader::with_capacity(1 << 16, source),
                |bytes| sink.borrow_mut().read(bytes),
                |number, line| {
                    let mut sink = sink.borrow_mut();
                    let made = text_of(line).and_then(|text| match text {
                        text if text.trim().is_empty() => Ok(None),
                        text if format == Format::Lines => Ok(Some(from.line(number, text))),
                        text => from.object(number, text, names).map(Some),
                    });
                    match made {
                        Ok(document) => document.map_or(Ok(()), |document| sink.document(document)),
                        Err(message) => {
                            sink.wrong(format!("line {number}: {message}"));
                            Ok(())
                        }
                    }
                },
            );
            // The lines read so far are indexed: each is a document of its own.
            if let Err(changed) = check() {
                sink.into_inner().wrong(changed);
            }
            read
        }
    }
}

fn text_of(line: Line<'_>) -> Result<&str, String> {
    let (bytes, offset) = match line {
        Line::Bytes(bytes, offset) => (bytes, offset),
        Line::TooLong => return Err(format!("longer than {} MiB: break it into lines", lines::MAX_LINE >> 20)),
    };
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        format!("invalid UTF-8 at byte {at} of it (byte {} of the file): convert it to UTF-8", offset + at as u64)
    })?;
    Ok(if offset == 0 { text.strip_prefix(BOM).unwrap_or(text) } else { text })
}

fn whole<T: DocumentSink>(
    source: Box<dyn Read>,
    from: &Origin,
    check: impl Fn() -> Result<(), String>,
    sink: &mut T,
) -> Result<(), T::Stop> {
    let mut bytes = Vec::new();
    let len = source.take(MAX_FILE + 1).read_to_end(&mut bytes)? as u64;
    sink.read(len);
    // A text under this key is never indexed again, so a file that is changing is not indexed at all.
    if let Err(changed) = check() {
        sink.wrong(changed);
        return Ok(());
    }
    if len > MAX_FILE {
        let most = MAX_FILE >> 20;
        sink.wrong(format!("larger than {most} MiB: split it, or index each line of it with --format lines"));
        return Ok(());
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.trim().is_empty() => Ok(()),
        Ok(text) => sink.document(from.whole(&text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
            sink.wrong(format!("line {line}: invalid UTF-8 at byte {at} of the file: convert it to UTF-8"));
            Ok(())
        }
    }
}

/// The source of documents.
struct Origin {
    /// The file's name for display.
    shown: String,
    /// Its absolute name, which is unique and independent of the working directory.
    key: String,
    title: String,
}

impl Origin {
    fn new(path: &Path) -> Self {
        if path.as_os_str() == "-" {
            return Self { shown: "standard input".into(), key: "-".into(), title: String::new() };
        }
        let absolute = std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path));
        // Invalid UTF-8 is escaped, so that different names give different keys.
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
            // The object is on one line, whose number is in the message already.
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
            if id.len() > MAX_ID {
                return Err(format!("its `{}` has more than {MAX_ID} bytes", names.id));
            }
            document.key = format!("id {id}");
        }
        Ok(document)
    }
}
