//! Arabic search in SQLite: a tokenizer of FTS5, functions, a table of terms and a collation.
//!
//! One crate is both a library that SQLite loads (`.load`, `load_extension`) and a library that programs with
//! [rusqlite](https://docs.rs/rusqlite) link:
//!
//! | for | build |
//! |---|---|
//! | the `sqlite3` shell, Python, any program with SQLite | `cargo build --release -p naqi-sqlite`: `target/release/libnaqi_sqlite.so` |
//! | a program with rusqlite | `naqi-sqlite = { version = "0.1", default-features = false, features = ["rusqlite"] }` and `register` |
//!
//! The README has the SQL with examples, what is stored in a database, errors, limits and speed.
#![cfg_attr(
    feature = "rusqlite",
    doc = r#"
```
use rusqlite::Connection;

let db = Connection::open_in_memory()?;
naqi_sqlite::register(&db)?;
db.execute_batch("CREATE VIRTUAL TABLE verses USING fts5(body, tokenize = 'naqi words')")?;
db.execute("INSERT INTO verses VALUES ('إِنَّ مَعَ ٱلْعُسْرِ يُسْرًا')", [])?;
let sql = "SELECT highlight(verses, 0, '[', ']') FROM verses WHERE verses MATCH 'العسر'";
let found: String = db.query_row(sql, [], |row| row.get(0))?;
assert_eq!(found, "إِنَّ مَعَ [ٱلْعُسْرِ] يُسْرًا");
# Ok::<(), rusqlite::Error>(())
```
"#
)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(unsafe_code)]
#![warn(missing_docs)]

mod arguments;
mod collation;
mod connection;
mod definition;
#[cfg(feature = "loadable")]
#[allow(unsafe_code)]
mod entry;
mod extension;
#[allow(unsafe_code)]
mod ffi;
mod functions;
mod rules;
mod schema;
mod terms;
mod text;
mod tokenizer;
mod words;

/// Registers the tokenizer, the functions, the table of terms and the collation on a connection of rusqlite.
///
/// Call it on each connection before anything else. It writes nothing; `SELECT naqi_check()` compares the rules by which the
/// tables were indexed.
///
/// # Errors
/// SQLite is older than 3.24, or refuses a registration, as it does while statements run.
#[cfg(feature = "rusqlite")]
pub fn register(connection: &rusqlite::Connection) -> rusqlite::Result<()> {
    let registered = ffi::load::linked(connection).and_then(extension::register);
    registered.map_err(|text| {
        rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ERROR), Some(text))
    })
}

/// The examples of the README are compiled and run with those of the docs.
#[cfg(all(doctest, feature = "rusqlite"))]
#[doc = include_str!("../README.md")]
struct Readme;
