//! How fast are texts indexed, and what does an index take? `cargo run --release -p naqi-sqlite --example indexing -- TEXTS`
//!
//! Each line of the files is a text; they are repeated until there are 100,000 (`NAQI_ROWS`). Prints the speed of each tokenizer
//! beside that of `unicode61`, in one run: in each round each of them makes its table anew, and the median of the rounds counts.

use rusqlite::Connection;
use std::time::{Duration, Instant};

/// The tokenizers; the first is what the others are compared with.
const TOKENIZERS: [&str; 6] =
    ["unicode61", "naqi default", "naqi light", "naqi words", "naqi wide", "naqi three_terms"];
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows: usize = std::env::var("NAQI_ROWS").ok().map_or(Ok(100_000), |rows| rows.parse())?;
    let mut lines = Vec::new();
    for file in std::env::args().skip(1) {
        // The lines of Tanzil's files begin with the numbers of the verse.
        let text = std::fs::read_to_string(&file)?;
        lines.extend(text.lines().map(|line| line.rsplit('|').next().unwrap_or(line).to_owned()));
    }
    lines.retain(|line| !line.trim().is_empty());
    if lines.is_empty() {
        lines = include_str!("verses.txt").lines().map(str::to_owned).collect();
    }
    let texts: Vec<&str> = lines.iter().map(String::as_str).cycle().take(rows).collect();
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    println!(
        "{rows} texts ({} different), {:.1} MB, SQLite {}\n",
        lines.len(),
        bytes as f64 / 1e6,
        rusqlite::version()
    );

    let mut times = [const { Vec::new() }; TOKENIZERS.len()];
    let mut sizes = [0; TOKENIZERS.len()];
    for _ in 0..ROUNDS {
        for (n, tokenizer) in TOKENIZERS.into_iter().enumerate() {
            let (time, size) = index(tokenizer, &texts)?;
            times[n].push(time);
            sizes[n] = size;
        }
    }
    println!("| tokenizer | texts a second | MB/s | × unicode61 | index, MB |\n|---|---:|---:|---:|---:|");
    let medians = times.map(median);
    for ((tokenizer, time), size) in TOKENIZERS.into_iter().zip(medians).zip(sizes) {
        let seconds = time.as_secs_f64();
        println!(
            "| `{tokenizer}` | {:.0} | {:.1} | {:.2} | {:.1} |",
            rows as f64 / seconds,
            bytes as f64 / 1e6 / seconds,
            medians[0].as_secs_f64() / seconds,
            size as f64 / 1e6
        );
    }
    Ok(())
}

/// Indexes the texts in memory: the time, and the bytes of the index.
fn index(tokenizer: &str, texts: &[&str]) -> rusqlite::Result<(Duration, i64)> {
    let db = Connection::open_in_memory()?;
    naqi_sqlite::register(&db)?;
    db.execute_batch(&format!("CREATE VIRTUAL TABLE t USING fts5(body, tokenize = '{tokenizer}')"))?;
    let start = Instant::now();
    db.execute_batch("BEGIN")?;
    {
        let mut insert = db.prepare("INSERT INTO t VALUES (?1)")?;
        for text in texts {
            insert.execute([text])?;
        }
    }
    db.execute_batch("COMMIT")?;
    let time = start.elapsed();
    let size = db.query_row("SELECT sum(length(block)) FROM t_data", [], |row| row.get(0))?;
    Ok((time, size))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
