//! The Rust crate on the lines of a file, for `columns.py`: each line that it reads is a number of rounds, and it prints the
//! least nanoseconds of a round, of lines that are known to be UTF-8 and of lines that are checked first. The output is what a
//! column needs: one text and the ends of its lines.

use naqi::preset::SEARCH;
use std::error::Error;
use std::hint::black_box;
use std::io::BufRead;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: lines FILE < ROUNDS")?;
    let text = std::fs::read_to_string(path)?;
    let lines: Vec<&str> = text.split('\n').collect();
    let normalized = || {
        let (mut out, mut ends) = (String::with_capacity(text.len()), Vec::with_capacity(lines.len()));
        for line in &lines {
            SEARCH.normalize_into(line, &mut out);
            ends.push(out.len());
        }
        black_box((&out, &ends));
    };
    for rounds in std::io::stdin().lock().lines() {
        let rounds: usize = rounds?.trim().parse()?;
        let known = least(rounds, normalized).ok_or("no rounds")?;
        let checked = least(rounds, || {
            black_box(simdutf::validate_utf8(text.as_bytes()));
            normalized();
        });
        println!("{known} {}", checked.ok_or("no rounds")?);
    }
    Ok(())
}

fn least(rounds: usize, run: impl Fn()) -> Option<u128> {
    let timed = |_| {
        let start = Instant::now();
        run();
        start.elapsed().as_nanos()
    };
    (0..rounds).map(timed).min()
}
