//! Where is a word, however it is spelt? `cargo run --release --example find -- [WORDS [FILE]]`
//!
//! Prints the line, the byte range and the text around each match. The file `-` is standard input; without arguments a word
//! is found in the sample text.

use naqi::preset::SEARCH;
use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};

fn main() {
    if let Err(error) = run() {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let needle = arguments.next().unwrap_or("المكتبه".into());
    let text = match arguments.next().as_deref() {
        Some("-") => io::read_to_string(io::stdin()).map_err(|error| format!("standard input: {error}"))?,
        Some(path) => std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?,
        None => include_str!("data/sample.txt").into(),
    };

    // The needle is normalized once. Without `whole_words` it is found inside words, too. For many needles at once there is
    // `SEARCH.finder_of`.
    let finder = SEARCH.finder(&needle).whole_words();
    let mut out = String::new();
    let (mut found, mut line, mut at) = (0, 1, 0);
    for span in finder.find_iter(&text) {
        line += text[at..span.start].matches('\n').count();
        (found, at) = (found + 1, span.start);
        // Spans are of the text as it was given, so a match is shown with its own spelling.
        let before = last_chars(text[..span.start].rsplit('\n').next().unwrap_or_default(), 30);
        let after = text[span.end..].lines().next().unwrap_or_default();
        let after: String = after.chars().take(30).collect();
        writeln!(out, "line {line}, bytes {span:?}: {before}[{}]{after}", &text[span.clone()])?;
    }
    writeln!(out, "{found} found for {needle}, which is normalized to {}", finder.needle())?;

    match io::stdout().write_all(out.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}

/// The last characters of a text.
fn last_chars(text: &str, most: usize) -> &str {
    text.char_indices().rev().nth(most - 1).map_or(text, |(at, _)| &text[at..])
}
