//! Connections and queries for the tests.

#![allow(dead_code, reason = "each test uses a part")]

use rusqlite::Connection;
use std::path::Path;

/// A connection in memory with naqi.
pub fn memory() -> Connection {
    with_naqi(Connection::open_in_memory().expect("a connection"))
}

/// A connection to a file with naqi.
pub fn open(path: &Path) -> Connection {
    with_naqi(Connection::open(path).expect("a connection"))
}

fn with_naqi(db: Connection) -> Connection {
    naqi_sqlite::register(&db).expect("naqi is registered");
    db
}

pub fn run(db: &Connection, sql: &str) {
    db.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// The only value of a query, as text.
pub fn value(db: &Connection, sql: &str) -> String {
    texts(db, sql).into_iter().next().unwrap_or_else(|| panic!("{sql}: no row"))
}

/// The first column of a query, as texts; NULL is `NULL`.
pub fn texts(db: &Connection, sql: &str) -> Vec<String> {
    all(db, sql).unwrap_or_else(|error| panic!("{sql}: {error}"))
}

/// The message of a query that fails.
pub fn error(db: &Connection, sql: &str) -> String {
    match all(db, sql) {
        Ok(rows) => panic!("{sql} does not fail: {rows:?}"),
        Err(error) => error.to_string(),
    }
}

fn all(db: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    use rusqlite::types::Value;
    let mut statement = db.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        Ok(match row.get(0)? {
            Value::Null => String::from("NULL"),
            Value::Integer(n) => n.to_string(),
            Value::Real(n) => n.to_string(),
            Value::Text(text) => text,
            Value::Blob(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        })
    })?;
    rows.collect()
}

/// Random numbers that are the same in each run (xorshift64*).
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end
    }

    pub fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }
}
