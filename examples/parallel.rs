//! How do I use all cores? `cargo run --release --features parallel --example parallel -- [FILES]`
//!
//! Normalizes many texts, then one long text from a reader to a writer. Without files it is 5,000 copies of the
//! sample text.

use naqi::preset::SEARCH;
use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};
use std::ops::ControlFlow;
use std::time::Instant;

fn main() {
    if let Err(error) = run() {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let read = |path: String| std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"));
    let mut texts: Vec<String> = std::env::args().skip(1).map(read).collect::<Result<_, _>>()?;
    if texts.is_empty() {
        texts = vec![include_str!("data/sample.txt").into(); 5000];
    }
    let mut out = String::new();

    // Outputs are in the order of the texts. The threads are rayon's; `ThreadPool::install` chooses others.
    let start = Instant::now();
    let normalized = SEARCH.parallel().normalize_all(&texts);
    let on_all = start.elapsed();
    let start = Instant::now();
    let one_by_one: Vec<_> = texts.iter().map(|text| SEARCH.normalize(text)).collect();
    let on_one = start.elapsed();
    assert_eq!(normalized, one_by_one);
    writeln!(out, "{} texts: {on_all:?} on all cores, {on_one:?} on one", texts.len())?;

    // A reader and a writer: in order, in bounded memory. The callback may report the progress, or stop the run.
    let (source, mut output) = (texts.concat(), Vec::new());
    let mut parts = 0;
    let start = Instant::now();
    let done = SEARCH.parallel().copy_with(source.as_bytes(), &mut output, |_progress| {
        parts += 1;
        ControlFlow::Continue(())
    })?;
    let time = start.elapsed();
    writeln!(out, "one text: {} bytes became {} in {parts} parts, {time:?}", done.source_len, done.output_len)?;

    match io::stdout().write_all(out.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}
