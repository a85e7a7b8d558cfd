//! How do I index texts, and find them by other forms of a word? `cargo run --release --example analyzer -- [QUERY [FILE]]`
//!
//! Each line is a text. The file `-` is standard input; without arguments it is the sample text. For an index on disk see
//! the crate `naqi-tantivy`.

use naqi::Analyzer;
use std::collections::{BTreeMap, BTreeSet};
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
    let query = arguments.next().unwrap_or("مكتبات الحي".into());
    let text = match arguments.next().as_deref() {
        Some("-") => io::read_to_string(io::stdin()).map_err(|error| format!("standard input: {error}"))?,
        Some(path) => std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?,
        None => include_str!("data/sample.txt").into(),
    };
    let lines: Vec<&str> = text.lines().collect();

    // Others are `wide`, which adds root keys, `light` and `words`, or your own:
    // "compose, strip_diacritics | leave_out(function) | stem(light)".
    let analyzer: Analyzer = "default".parse()?;
    let mut index: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (number, line) in lines.iter().enumerate() {
        analyzer.for_each_term(line, |term| {
            index.entry(term.text.into()).or_default().insert(number);
        });
    }
    // Store it with the index: another fingerprint means other terms.
    let mut out = format!("{} terms of {} lines, by {:016x}\n", index.len(), lines.len(), analyzer.fingerprint());

    // A query is analyzed as the texts were.
    let mut scores: BTreeMap<usize, usize> = BTreeMap::new();
    for term in analyzer.terms(&query) {
        let found = index.get(&term);
        writeln!(out, "{term} is in {} lines", found.map_or(0, BTreeSet::len))?;
        found.into_iter().flatten().for_each(|number| *scores.entry(*number).or_default() += 1);
    }
    let mut hits: Vec<_> = scores.into_iter().collect();
    hits.sort_by_key(|&(number, score)| (std::cmp::Reverse(score), number));
    for (number, score) in hits {
        writeln!(out, "{score} of the terms, line {}: {}", number + 1, lines[number])?;
    }

    match io::stdout().write_all(out.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}
