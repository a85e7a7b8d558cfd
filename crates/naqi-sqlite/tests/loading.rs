//! The library as SQLite loads it: the entry points, and the same results as with `register`.

use rusqlite::{Connection, LoadExtensionGuard};
use std::path::PathBuf;

/// The library that cargo built beside this test.
fn library() -> PathBuf {
    let test = std::env::current_exe().expect("the path of the test");
    let name = format!("{}naqi_sqlite{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    test.with_file_name(name)
}

fn loaded(entry: Option<&str>) -> Connection {
    let db = Connection::open_in_memory().expect("a connection");
    // SAFETY: the library is this crate.
    unsafe {
        let guard = LoadExtensionGuard::new(&db).expect("loading is allowed");
        db.load_extension(library(), entry).expect("the library is loaded");
        drop(guard);
    }
    db
}

#[test]
fn each_entry_point_registers_the_tokenizer_the_functions_the_table_and_the_collation() {
    let entries = [None, Some("sqlite3_naqi_init"), Some("sqlite3_naqisqlite_init"), Some("sqlite3_extension_init")];
    for entry in entries {
        let db = loaded(entry);
        let sql = "SELECT naqi_normalize('المُتَّحِدة') || '/' || (SELECT term FROM naqi_terms('المدارس')) || '/' || \
                   ('المُتَّحِدة' = 'المتحده' COLLATE naqi)";
        let row: String = db.query_row(sql, [], |row| row.get(0)).expect("a row");
        assert_eq!(row, "المتحده/مدرس/1", "{entry:?}");
        db.execute_batch("CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'naqi')").expect("a table");
    }
}

#[test]
fn connections_may_come_and_go() {
    for _ in 0..50 {
        let (one, other) = (loaded(None), loaded(None));
        drop(one);
        let version: String = other.query_row("SELECT naqi_version()", [], |row| row.get(0)).expect("a row");
        assert_eq!(version, env!("CARGO_PKG_VERSION"));
    }
}
