//! Which sentences, words, numbers and links does a text have, and where? `cargo run --release --example tokenize -- [FILE]`
//!
//! Prints the byte ranges of each sentence and of its tokens, the kinds of the tokens, and their texts, with tabs between
//! them. The file `-` is standard input; without a file it is the sample text.

use naqi::Tokenizer;
use naqi::token::TokenKind;
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
    let text = match std::env::args().nth(1).as_deref() {
        Some("-") => io::read_to_string(io::stdin()).map_err(|error| format!("standard input: {error}"))?,
        Some(path) => std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?,
        None => include_str!("data/sample.txt").into(),
    };

    let mut out = String::new();
    // `naqi::sentences` follows UAX #29; this tokenizer ends a sentence at Arabic signs, too.
    for sentence in Tokenizer::arabic_sentences().tokenize(&text) {
        let start = sentence.span().start;
        writeln!(out, "{start}\t{}\tsentence", sentence.span().end)?;
        // `naqi::words` has words and numbers alone, and `naqi::tokens` all tokens. This tokenizer is made for posts: a
        // link, an address, a mention or a hashtag is one token.
        for token in Tokenizer::social().tokenize(sentence.text()) {
            if token.kind() != TokenKind::Space {
                let span = token.span();
                writeln!(out, "{}\t{}\t{}\t{}", start + span.start, start + span.end, token.kind(), token.text())?;
            }
        }
    }

    match io::stdout().write_all(out.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}
