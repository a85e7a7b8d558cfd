//! Which source bytes does a range of normalized text come from? `cargo run --release --example offsets -- [FILE]`
//!
//! A program that knows ASCII digits alone finds the digits of the normalized text. Their places are mapped to the text
//! as it was written. The file `-` is standard input; without a file it is the sample text.

use naqi::align::{Offsets, convert_offsets};
use naqi::preset::SEARCH;
use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};
use std::ops::Range;

fn main() {
    if let Err(error) = run() {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let text = match std::env::args().nth(1).as_deref() {
        Some("-") => io::read_to_string(io::stdin()).map_err(|error| format!("standard input: {error}"))?,
        Some(path) => std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?,
        None => include_str!("data/sample.txt").into(),
    };

    let aligned = SEARCH.align(&text);
    let spans: Vec<Range<usize>> = digits(&aligned.text).into_iter().map(|found| aligned.source(found)).collect();
    // Editors and browsers count UTF-16 code units.
    let mut utf16: Vec<usize> = spans.iter().map(|span| span.start).collect();
    convert_offsets(&text, Offsets::Bytes, Offsets::Utf16, &mut utf16);

    let mut out = String::new();
    for (span, utf16) in spans.iter().zip(utf16) {
        // The other direction: from the source to the output.
        let normalized = &aligned.text[aligned.output(span.clone())];
        writeln!(out, "bytes {span:?}, UTF-16 {utf16}: {} has the digits {normalized}", &text[span.clone()])?;
    }
    let (len, normalized_len) = (text.len(), aligned.text.len());
    writeln!(out, "{} runs of digits; {len} bytes were normalized to {normalized_len}", spans.len())?;

    match io::stdout().write_all(out.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}

/// The runs of ASCII digits. `naqi::number::find` reads numbers, with their separators and signs.
fn digits(text: &str) -> Vec<Range<usize>> {
    let (mut all, mut start) = (Vec::new(), None);
    for (at, byte) in text.bytes().chain([0]).enumerate() {
        match (byte.is_ascii_digit(), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                all.push(first..at);
                start = None;
            }
            _ => {}
        }
    }
    all
}
