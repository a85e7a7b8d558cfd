//! A Quran app's table: verses in Uthmani spelling, found by modern words, and highlighted as they are written.
//! `cargo run --release -p naqi-sqlite --example verses -- [FILE [QUERY...]]`
//!
//! The file has a verse a line; numbers before a bar (Tanzil's `2|255|...`) become its place. Without one it shows five verses.

use rusqlite::Connection;

/// What a reader may type: modern spelling, with and without marks, a phrase, a prefix.
const QUERIES: [&str; 5] = ["العسر", "الصلاة", "\"رب العالمين\"", "إِبْراهيم OR شكر", "العال*"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = match arguments.next() {
        Some(file) => std::fs::read_to_string(file)?,
        None => include_str!("verses.txt").into(),
    };
    let given: Vec<String> = arguments.collect();
    let queries: Vec<&str> = if given.is_empty() { QUERIES.into() } else { given.iter().map(String::as_str).collect() };

    let db = Connection::open_in_memory()?;
    naqi_sqlite::register(&db)?;
    // The rules by which tables of this file were indexed are those of this program, or the message says what to do.
    db.query_row("SELECT naqi_check()", [], |_| Ok(()))?;
    db.execute_batch("CREATE VIRTUAL TABLE verses USING fts5(place UNINDEXED, body, tokenize = 'naqi default')")?;
    db.execute_batch("BEGIN")?;
    for (n, line) in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).enumerate() {
        let (place, body) =
            line.rsplit_once('|').map_or_else(|| ((n + 1).to_string(), line), |(p, b)| (p.replace('|', ":"), b));
        db.execute("INSERT INTO verses VALUES (?1, ?2)", [&place, body])?;
    }
    db.execute_batch("COMMIT")?;

    let sql =
        "SELECT place, snippet(verses, 1, '[', ']', '…', 12) FROM verses WHERE verses MATCH ?1 ORDER BY rank LIMIT 3";
    let mut search = db.prepare(sql)?;
    for query in queries {
        let count: i64 =
            db.query_row("SELECT count(*) FROM verses WHERE verses MATCH ?1", [query], |row| row.get(0))?;
        println!("{query}: {count}");
        let mut rows = search.query([query])?;
        while let Some(row) = rows.next()? {
            println!("  {}  {}", row.get::<_, String>(0)?, row.get::<_, String>(1)?);
        }
    }
    Ok(())
}
