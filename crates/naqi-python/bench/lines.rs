//! The Rust crate on the lines of a file, for `columns.py`: each line that it reads is a number of rounds, and it prints the
//! least nanoseconds of a round. The output is what a column needs: one text and the ends of its lines.

use naqi::preset::SEARCH;
use std::error::Error;
use std::io::BufRead;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: lines FILE < ROUNDS")?;
    let text = std::fs::read_to_string(path)?;
    let lines: Vec<&str> = text.split('\n').collect();
    for rounds in std::io::stdin().lock().lines() {
        let rounds: usize = rounds?.trim().parse()?;
        let least = (0..rounds).map(|_| {
            let start = Instant::now();
            let (mut out, mut ends) = (String::with_capacity(text.len()), Vec::with_capacity(lines.len()));
            for line in &lines {
                SEARCH.normalize_into(line, &mut out);
                ends.push(out.len());
            }
            std::hint::black_box((&out, &ends));
            start.elapsed().as_nanos()
        });
        println!("{}", least.min().ok_or("no rounds")?);
    }
    Ok(())
}
