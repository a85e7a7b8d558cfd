//! The documents of a file: its whole text, its lines, or the JSON objects on them.

use super::lines::{self, Line};
use super::{Format, Names};
use crate::files::names;
use crate::index::Document;
use crate::input::encoding::{SAMPLE, invalid_utf8};
use crate::input::lines::Reading;
use crate::input::{Input, Source};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The longest file that is one document.
const MAX_FILE: u64 = 64 << 20;
/// A limit somewhat below the longest key that tantivy indexes as one term.
const MAX_ID: usize = 32 << 10;
/// The endings of names of files with JSON lines.
pub const JSON_LINES: &[&str] = &[".jsonl", ".ndjson"];
/// The byte order mark, which a file may start with.
const BOM: &str = "\u{FEFF}";

/// Receives each document of a file, or why a part of it is none. An error ends the reading.
type Receive<'r, E> = &'r mut dyn FnMut(Result<Document, String>) -> Result<(), E>;

/// How documents are made of an input.
#[derive(Clone, Copy)]
pub struct Documents<'o> {
    pub format: Format,
    pub names: &'o Names,
    pub reading: Reading,
}

impl Documents<'_> {
    /// Reads an input to its end. Where a part of it is no document, the others are read. A read error is one of the
    /// reasons to stop. `took` receives the bytes read.
    pub fn read<E: From<io::Error>>(
        self,
        input: &Input,
        took: impl Fn(u64) + Send,
        receive: Receive<E>,
    ) -> Result<(), E> {
        let from = Origin::new(input);
        let source = Source::open_text(input, self.reading, took).map_err(io::Error::other)?;
        match self.format {
            Format::Text => self.whole(source, &from)?.map_or(Ok(()), receive),
            Format::Lines | Format::JsonLines => self.lines(source, &from, receive),
        }
    }

    fn lines<E: From<io::Error>>(self, source: Source, from: &Origin, receive: Receive<E>) -> Result<(), E> {
        let mut source = BufReader::with_capacity(1 << 16, source);
        let start = source.fill_buf()?;
        let start = start[..start.len().min(SAMPLE)].to_vec();
        let read = lines::each(&mut source, |number, line| {
            self.of_line(from, number, line, &start).transpose().map_or(Ok(()), &mut *receive)
        });
        // The lines read so far are indexed: each is a document of its own.
        match source.get_ref().unchanged() {
            Ok(()) => read,
            Err(changed) => receive(Err(changed)).and(read),
        }
    }

    /// The document on a line; none if it is blank.
    fn of_line(self, from: &Origin, number: u64, line: Line, start: &[u8]) -> Result<Option<Document>, String> {
        let (bytes, offset) = match line {
            Line::Bytes(bytes, offset) => (bytes, offset),
            Line::TooLong => {
                let most = lines::MAX_LINE >> 20;
                return Err(format!("line {number}: longer than {most} MiB: break it into lines"));
            }
        };
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) if self.reading.lossy => String::from_utf8_lossy(bytes),
            Err(error) => {
                let at = error.valid_up_to();
                return Err(invalid_utf8(offset + at as u64, Some(number as usize), start, around(bytes, at)));
            }
        };
        let text = if offset == 0 { text.strip_prefix(BOM).unwrap_or(&text) } else { &text };
        match self.format {
            _ if text.trim().is_empty() => Ok(None),
            Format::JsonLines => {
                from.object(number, text, self.names).map(Some).map_err(|error| format!("line {number}: {error}"))
            }
            Format::Lines | Format::Text => Ok(Some(from.line(number, text))),
        }
    }

    /// The text of a file as one document; none if it is blank.
    fn whole(self, mut source: Source, from: &Origin) -> io::Result<Option<Result<Document, String>>> {
        let mut bytes = Vec::new();
        let len = source.by_ref().take(MAX_FILE + 1).read_to_end(&mut bytes)? as u64;
        // A part of the text may be old, so a file that is changing is not indexed at all.
        if let Err(changed) = source.unchanged() {
            return Ok(Some(Err(changed)));
        }
        if len > MAX_FILE {
            let most = MAX_FILE >> 20;
            let message = format!("larger than {most} MiB: split it, or index each line of it with --format lines");
            return Ok(Some(Err(message)));
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) if self.reading.lossy => String::from_utf8_lossy(error.as_bytes()).into_owned(),
            Err(error) => {
                let (bytes, at) = (error.as_bytes(), error.utf8_error().valid_up_to());
                let line = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
                let start = &bytes[..bytes.len().min(SAMPLE)];
                return Ok(Some(Err(invalid_utf8(at as u64, Some(line), start, around(bytes, at)))));
            }
        };
        Ok((!text.trim().is_empty()).then(|| Ok(from.whole(&text))))
    }
}

/// Bytes around a place, by which their encoding is guessed.
fn around(bytes: &[u8], at: usize) -> &[u8] {
    &bytes[at.saturating_sub(SAMPLE)..bytes.len().min(at + SAMPLE)]
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
    fn new(input: &Input) -> Self {
        let shown = input.name();
        let path = match input {
            Input::Stdin => return Self { shown, key: "-".into(), title: String::new() },
            Input::File(path) => path,
        };
        let absolute = std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path));
        // Invalid UTF-8 is escaped, so that different names give different keys.
        let key = absolute.to_str().map_or_else(|| format!("{absolute:?}"), str::to_owned);
        let title = Path::new(&unpacked(path)).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Self { shown, key, title }
    }

    fn whole(&self, text: &str) -> Document {
        let text = text.strip_prefix(BOM).unwrap_or(text).to_owned();
        Document {
            key: format!("at {}", self.key),
            source: self.key.clone(),
            place: self.shown.clone(),
            title: self.title.clone(),
            text,
            line: 0,
        }
    }

    fn line(&self, number: u64, text: &str) -> Document {
        Document {
            key: format!("at {}:{number}", self.key),
            source: self.key.clone(),
            place: format!("{}:{number}", self.shown),
            title: String::new(),
            text: text.into(),
            line: number,
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

/// The key of an input: an absolute name, or `-`.
pub fn source(input: &Input) -> String {
    Origin::new(input).key
}

/// The format of an input if none is given.
pub fn format_of(input: &Input) -> Format {
    match input {
        Input::Stdin => Format::Lines,
        Input::File(path) => {
            let name = unpacked(path);
            let is_json = JSON_LINES.iter().any(|end| names::has_ending(&name, end));
            if is_json { Format::JsonLines } else { Format::Text }
        }
    }
}

/// A file's name without the ending of packed files.
fn unpacked(path: &Path) -> Cow<'_, OsStr> {
    let name = path.file_name().unwrap_or_default();
    names::unpacked(name).unwrap_or(name.into())
}
