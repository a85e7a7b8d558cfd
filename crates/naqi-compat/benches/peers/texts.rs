//! The texts that are measured: short lines, one call each, and a long text in one call.

use naqi_compat::operation::Output;
use naqi_compat::operations;
use std::path::{Path, PathBuf};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// A text in a file, which peers read.
pub struct Text {
    pub name: &'static str,
    pub file: PathBuf,
    /// Whether each line is one call.
    by_line: bool,
    text: String,
}

/// 256 KiB of lines of news and posts; a MiB of news and vocalised prose.
pub fn all() -> [Text; 2] {
    let lines = [read("news", 128 << 10), read("social", 128 << 10)].concat();
    let long = [read("news", 768 << 10), read("vocalised", 256 << 10)].concat();
    [Text::new("lines", true, lines), Text::new("long", false, long)]
}

/// Two short texts, for a test run.
pub fn small() -> [Text; 2] {
    [Text::new("lines", true, read("news", 2 << 10)), Text::new("long", false, read("news", 2 << 10))]
}

/// Whole lines up to this size: of the real text of that name if it is available, or of the sample repeated.
fn read(name: &str, bytes: usize) -> String {
    let real = Path::new(ROOT).join(format!("../shared/real/{name}.txt"));
    let sample = || include_str!("../../../../examples/data/sample.txt").repeat(bytes / 4096 + 1);
    let text = std::fs::read_to_string(real).unwrap_or_else(|_| sample());
    let end = text.match_indices('\n').map(|(at, _)| at + 1).take_while(|&end| end <= bytes).last().unwrap_or(0);
    text[..end].into()
}

impl Text {
    fn new(name: &'static str, by_line: bool, text: String) -> Self {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.txt"));
        std::fs::write(&file, &text).expect("the text is written for the peers");
        Self { name, file, by_line, text }
    }

    /// The text itself; for an operation that reads a transliteration, the text transliterated.
    pub fn for_operation(&self, name: &str) -> Self {
        let there = name.strip_suffix("2ar").and_then(|name| name.strip_prefix("camel."));
        let Some(there) = there.and_then(|letters| operations::by_name(&format!("camel.ar2{letters}"))) else {
            return Self { file: self.file.clone(), text: self.text.clone(), ..*self };
        };
        let Output::Text(text) = (there.run)(&self.text) else { unreachable!("a transliteration is a text") };
        let name_of_file = format!("{}-{}", self.name, there.name);
        let file = self.file.with_file_name(format!("{name_of_file}.txt"));
        std::fs::write(&file, &*text).expect("the text is written for the peers");
        Self { file, text: text.into_owned(), ..*self }
    }

    /// The input of each call.
    pub fn inputs(&self) -> Vec<&str> {
        if self.by_line { self.text.split('\n').collect() } else { vec![&self.text] }
    }

    /// The text repeated to at least this many bytes.
    pub fn repeated(&self, bytes: usize) -> String {
        self.text.repeat(bytes.div_ceil(self.text.len().max(1)))
    }

    /// Whether the peers call once a line or once for all.
    pub fn form(&self) -> &'static str {
        if self.by_line { "lines" } else { "whole" }
    }

    /// A description of the text, in a sentence.
    pub fn description(&self) -> String {
        let kib = self.text.len() >> 10;
        match self.by_line {
            true => format!("*{}*: {kib} KiB in {} calls, a line each.", self.name, self.inputs().len()),
            false => format!("*{}*: {kib} KiB in one call.", self.name),
        }
    }
}
