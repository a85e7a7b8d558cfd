//! How do I normalize text that arrives in chunks? `cargo run --release --example stream -- [FILE]`
//!
//! A chunk may end anywhere: in a word, between a letter and its marks, inside a character. The file `-` is standard input;
//! without a file it is the sample text.

use naqi::preset::SEARCH;
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
    let path = std::env::args().nth(1);
    let input: Box<dyn Read> = match path.as_deref() {
        Some("-") => Box::new(io::stdin().lock()),
        Some(path) => Box::new(File::open(path).map_err(|error| format!("{path}: {error}"))?),
        None => Box::new(&include_bytes!("data/sample.txt")[..]),
    };
    match copy(input, &mut io::stdout().lock()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(format!("{}: {error}", path.as_deref().unwrap_or("the sample text")).into()),
        Ok(()) => Ok(()),
    }
}

/// What a server does with a socket. Where a `Read` or a `Write` is at hand, `SEARCH.reader` and `SEARCH.writer` do the same.
fn copy(mut input: impl Read, output: &mut impl Write) -> io::Result<()> {
    // Without `lossy`, invalid UTF-8 is an error with its offset in the whole text.
    let mut stream = SEARCH.stream().lossy();
    let (mut chunk, mut out) = ([0; 1000], String::new());
    loop {
        let len = input.read(&mut chunk)?;
        if len == 0 {
            break;
        }
        // The stream holds back a letter and its marks; the output of all else is there at once.
        stream.push(&chunk[..len], &mut out).map_err(io::Error::other)?;
        output.write_all(out.as_bytes())?;
        out.clear();
    }
    stream.finish(&mut out).map_err(io::Error::other)?;
    output.write_all(out.as_bytes())?;
    if stream.replaced() > 0 {
        eprintln!("U+FFFD replaced {} invalid parts", stream.replaced());
    }
    output.flush()
}
