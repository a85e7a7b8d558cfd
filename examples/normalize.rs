//! How do I normalize a file? `cargo run --release --example normalize -- [PRESET [FILE]]`
//!
//! PRESET is light, search, quran, persian, urdu, sorani, manuscript, speech, arabic_text, persian_text, urdu_text or
//! sorani_text, or a list of steps; the file `-` is standard input. Without arguments it is `search` on the sample text.

use naqi::Normalizer;
use std::error::Error;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};

fn main() {
    if let Err(error) = run() {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let steps = arguments.next().unwrap_or("search".into());
    let normalizer: Normalizer = steps.parse().map_err(|error| format!("{error}"))?;

    let path = arguments.next();
    let input: Box<dyn Read> = match path.as_deref() {
        Some("-") => Box::new(io::stdin().lock()),
        Some(path) => Box::new(File::open(path).map_err(|error| format!("{path}: {error}"))?),
        None => Box::new(&include_bytes!("data/sample.txt")[..]),
    };

    // A reader normalizes while it reads, in constant memory. Invalid UTF-8 is an error with its offset; with `.lossy()` it
    // becomes U+FFFD.
    let (mut reader, mut out) = (normalizer.reader(input), io::stdout().lock());
    match io::copy(&mut reader, &mut out).and_then(|_| out.flush()) {
        // The reader of the output has ended, such as `head`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(format!("{}: {error}", path.as_deref().unwrap_or("the sample text")).into()),
        Ok(()) => Ok(()),
    }
}
