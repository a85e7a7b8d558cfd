//! How do I read the steps from a configuration file? `cargo run --release --example config -- [CONFIG [FILE]]`
//!
//! Prints the file (`-` is standard input) as the steps normalize it. Without arguments it is the text below on the sample.

use naqi::Normalizer;
use std::error::Error;
use std::fs;
use std::io::{self, ErrorKind, Write};

const CONFIG: &str = "
search         # a preset: its steps
-fold_case     # without this one
unify_hamza
map(           # rules of your own
    گ=ك
    پ=ب
)
";

fn main() {
    if let Err(error) = run() {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (name, config) = match arguments.next() {
        Some(path) => (path.clone(), fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?),
        None => ("the text in config.rs".into(), CONFIG.into()),
    };
    let text = match arguments.next().as_deref() {
        Some("-") => io::read_to_string(io::stdin()).map_err(|error| format!("standard input: {error}"))?,
        Some(path) => fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?,
        None => include_str!("data/sample.txt").into(),
    };

    // An error has its byte offset in the text, and suggests the nearest name.
    let normalizer: Normalizer = config.parse().map_err(|error: naqi::Error| {
        let before = &config[..error.offset().unwrap_or(0)];
        let (line, start) = (before.matches('\n').count() + 1, before.rfind('\n').map_or(0, |at| at + 1));
        format!("{name}: line {line}, column {}: {error}", before[start..].chars().count() + 1)
    })?;

    // What a configuration means, whatever presets it names: store this beside what was made with it.
    eprintln!("{name}: {:016x} = {normalizer}", normalizer.fingerprint());
    match io::stdout().write_all(normalizer.normalize(&text).as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}
