//! The rules of an index: recorded when it is created, compared when it is used.

mod common;

use common::{error, memory, open, run, texts, value};
use rusqlite::{Connection, OpenFlags};

const CREATE: &str = "CREATE VIRTUAL TABLE verses USING fts5(body, tokenize = 'naqi words')";
/// What a database has whose tables were indexed by another version of the rules.
const OTHER: &str = "UPDATE naqi_rules SET fingerprint = '0123456789abcdef', version = '0.0.9'";
const MATCH: &str = "SELECT count(*) FROM verses WHERE verses MATCH 'كتاب'";

#[test]
fn the_rules_are_written_with_the_table_and_in_its_transaction() {
    let db = memory();
    run(&db, "BEGIN");
    run(&db, CREATE);
    assert_eq!(value(&db, "SELECT fingerprint FROM naqi_rules"), value(&db, "SELECT naqi_fingerprint('words')"));
    run(&db, "ROLLBACK");
    assert_eq!(value(&db, "SELECT count(*) FROM sqlite_master"), "0");
    run(&db, CREATE);
    run(&db, "CREATE VIRTUAL TABLE more USING fts5(body, tokenize = \"naqi 'search | stem(light)'\")");
    assert_eq!(texts(&db, "SELECT tokenizer FROM naqi_rules ORDER BY 1"), ["search | stem(light)", "words"]);
    assert_eq!(value(&db, "SELECT naqi_check()"), "2");
}

#[test]
fn a_table_that_was_indexed_by_other_rules_is_refused_until_it_is_indexed_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("quran.db");
    let db = open(&path);
    run(&db, CREATE);
    run(&db, "INSERT INTO verses VALUES ('كِتابٌ')");
    run(&db, OTHER);
    drop(db);

    let db = open(&path);
    error(&db, MATCH);
    error(&db, "INSERT INTO verses VALUES ('قلم')");
    error(&db, "INSERT INTO verses(verses) VALUES ('rebuild')");
    let now = value(&db, "SELECT naqi_fingerprint('words')");
    for message in [value(&db, "SELECT naqi_error()"), error(&db, "SELECT naqi_check()")] {
        assert!(
            message.contains("indexed by other rules") && message.contains("in the database `main`: `verses`"),
            "{message}"
        );
        assert!(message.contains("0123456789abcdef (naqi 0.0.9)") && message.contains(&now), "{message}");
        // The message has the statements that help.
        let (_, statements) = message.split_once("Index again by: ").expect("what to do");
        assert!(statements.contains("naqi_accept('main')") && statements.contains("VALUES('rebuild')"), "{message}");
        run(&db, statements);
        assert_eq!(value(&db, MATCH), "1");
        assert_eq!(value(&db, "SELECT naqi_check()"), "1");
        run(&db, OTHER);
    }
}

#[test]
fn the_message_is_about_all_tables_whose_rules_naqi_accept_records() {
    let db = memory();
    run(&db, CREATE);
    run(&db, "CREATE VIRTUAL TABLE more USING fts5(body, tokenize = 'naqi wide')");
    run(&db, "INSERT INTO verses VALUES ('كتاب'); INSERT INTO more VALUES ('كتاب')");
    run(&db, OTHER);
    let message = error(&db, "SELECT naqi_check()");
    assert!(message.contains("\"verses\"(\"verses\") VALUES('rebuild')"), "{message}");
    assert!(message.contains("\"more\"(\"more\") VALUES('rebuild')"), "{message}");
}

#[test]
fn naqi_accept_returns_the_statements_that_index_again() {
    let db = memory();
    run(&db, "ATTACH ':memory:' AS \"a b\"; CREATE VIRTUAL TABLE \"a b\".\"t\"\"x\" USING fts5(body, tokenize = naqi)");
    let statements = value(&db, "SELECT naqi_accept()");
    assert_eq!(statements, "INSERT INTO \"a b\".\"t\"\"x\"(\"t\"\"x\") VALUES('rebuild');");
    run(&db, &statements);
    assert_eq!(value(&db, "SELECT naqi_accept('main')"), "");
}

#[test]
fn each_database_has_its_own_rules() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, other) = (folder.path().join("one.db"), folder.path().join("other.db"));
    run(&open(&one), CREATE);
    let db = open(&other);
    run(&db, CREATE);
    run(&db, OTHER);
    drop(db);
    let db = open(&one);
    run(&db, &format!("ATTACH '{}' AS other", other.display()));
    let message = error(&db, "SELECT naqi_check()");
    assert!(message.contains("in the database `other`"), "{message}");
    assert_eq!(value(&db, "SELECT naqi_check('main')"), "1");
    run(&db, "SELECT naqi_accept('other')");
    assert_eq!(value(&db, "SELECT naqi_check()"), "2");
    assert_eq!(value(&db, "SELECT count(*) FROM other.verses WHERE other.verses.verses MATCH 'كتاب'"), "0");
}

#[test]
fn rules_follow_copies_and_names_and_end_with_the_last_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("copy.db");
    let db = memory();
    run(&db, CREATE);
    run(&db, "INSERT INTO verses VALUES ('كتاب')");
    run(&db, "ALTER TABLE verses RENAME TO texts");
    assert_eq!(value(&db, "SELECT count(*) FROM texts WHERE texts MATCH 'كتاب'"), "1");
    run(&db, &format!("VACUUM INTO '{}'", copy.display()));
    assert_eq!(value(&open(&copy), "SELECT naqi_check()"), "1");
    // With no table of these rules left, a new one has today's.
    run(&db, "DROP TABLE texts");
    run(&db, OTHER);
    run(&db, CREATE);
    assert_eq!(value(&db, "SELECT naqi_check()"), "1");
    assert_eq!(value(&db, MATCH), "0");
}

#[test]
fn a_table_beside_one_of_other_rules_is_not_created() {
    let db = memory();
    run(&db, CREATE);
    run(&db, OTHER);
    error(&db, "CREATE VIRTUAL TABLE more USING fts5(body, tokenize = 'naqi words')");
    assert!(value(&db, "SELECT naqi_error()").contains("naqi_accept"));
    run(&db, "CREATE VIRTUAL TABLE more USING fts5(body, tokenize = 'naqi light')");
}

#[test]
fn a_database_that_cannot_be_written_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("quran.db");
    let db = open(&path);
    run(&db, CREATE);
    run(&db, "INSERT INTO verses VALUES ('كتاب')");
    drop(db);
    let read = || {
        let db = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a connection");
        naqi_sqlite::register(&db).expect("naqi is registered");
        db
    };
    assert_eq!(value(&read(), MATCH), "1");
    assert_eq!(value(&read(), "SELECT naqi_check()"), "1");
    run(&open(&path), OTHER);
    error(&read(), MATCH);
    error(&read(), "SELECT naqi_check()");
}

#[test]
fn a_definition_may_hold_the_fingerprint_itself() {
    let db = memory();
    let fingerprint = value(&db, "SELECT naqi_fingerprint('light')");
    run(&db, &format!("CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'naqi light fingerprint {fingerprint}')"));
    assert_eq!(value(&db, "SELECT count(*) FROM sqlite_master WHERE name = 'naqi_rules'"), "0");
    assert_eq!(value(&db, "SELECT naqi_check()"), "1");
}

#[test]
fn a_table_without_recorded_rules_is_used_and_naqi_check_tells() {
    let db = memory();
    run(&db, CREATE);
    run(&db, "DROP TABLE naqi_rules");
    assert_eq!(value(&db, MATCH), "0");
    assert!(error(&db, "SELECT naqi_check()").contains("not recorded"));
    run(&db, "SELECT naqi_accept()");
    assert_eq!(value(&db, "SELECT naqi_check()"), "1");
}

#[test]
fn naqi_accept_writes_all_or_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("other.db");
    let other = open(&path);
    run(&other, CREATE);
    run(&other, OTHER);
    drop(other);
    let db = memory();
    run(&db, CREATE);
    run(&db, OTHER);
    run(&db, &format!("ATTACH 'file:{}?mode=ro' AS other", path.display()));
    let message = error(&db, "SELECT naqi_accept()");
    assert!(message.contains("cannot be recorded in the database `other`"), "{message}");
    assert_eq!(value(&db, "SELECT fingerprint FROM main.naqi_rules"), "0123456789abcdef");
    assert!(db.is_autocommit());
    // In a transaction, too, whose other changes stay.
    run(&db, "BEGIN; CREATE TABLE kept(x)");
    error(&db, "SELECT naqi_accept()");
    run(&db, "COMMIT");
    assert_eq!(value(&db, "SELECT fingerprint FROM main.naqi_rules"), "0123456789abcdef");
    assert_eq!(value(&db, "SELECT count(*) FROM kept"), "0");
    assert!(value(&db, "SELECT naqi_accept('main')").contains("VALUES('rebuild');"));
    assert_eq!(value(&db, "SELECT naqi_check('main')"), "1");
}

#[test]
fn what_naqi_accept_writes_is_committed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("quran.db");
    let db = open(&path);
    run(&db, CREATE);
    run(&db, "DROP TABLE naqi_rules");
    run(&db, "SELECT naqi_accept()");
    assert_eq!(value(&open(&path), "SELECT naqi_check()"), "1");
}

/// Makes a table whose definition no naqi of today takes, as one of another version.
fn redefine(db: &Connection, name: &str, from: &str, to: &str) {
    let sql = format!("UPDATE sqlite_master SET sql = replace(sql, '{from}', '{to}') WHERE name = '{name}'");
    run(db, &format!("PRAGMA writable_schema = ON; {sql}; PRAGMA writable_schema = OFF"));
}

#[test]
fn a_table_with_a_wrong_definition_is_reported_and_does_not_hinder_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("quran.db");
    let db = open(&path);
    run(&db, CREATE);
    run(&db, "CREATE VIRTUAL TABLE gone USING fts5(body, tokenize = 'naqi wide'); INSERT INTO gone VALUES ('كتاب')");
    run(&db, "CREATE VIRTUAL TABLE own USING fts5(body, tokenize = 'naqi light')");
    redefine(&db, "gone", "naqi wide", "naqi nosuch");
    redefine(&db, "own", "naqi light", "naqi light fingerprint 00ff");
    run(&db, OTHER);
    drop(db);
    let db = open(&path);
    let message = error(&db, "SELECT naqi_check()");
    for part in ["`verses` (the", "`gone` in the database `main`: ", "nosuch", "`own` in the database", "00ff"] {
        assert!(message.contains(part), "{part}: {message}");
    }
    // The error of a table is about the table.
    error(&db, "SELECT * FROM gone WHERE gone MATCH 'كتاب'");
    assert!(value(&db, "SELECT naqi_error()").contains("nosuch"));
    error(&db, "SELECT * FROM own WHERE own MATCH 'كتاب'");
    assert!(value(&db, "SELECT naqi_error()").contains("00ff"));
    error(&db, MATCH);
    assert!(value(&db, "SELECT naqi_error()").contains("indexed by other rules"));
    // The statements are for the tables that they help.
    let statements = value(&db, "SELECT naqi_accept()");
    assert!(statements.contains("-- gone in the database main is left out: "), "{statements}");
    run(&db, &statements);
    assert_eq!(value(&db, MATCH), "0");
    // What needs no tokens is done.
    assert_eq!(value(&db, "SELECT body FROM gone"), "كتاب");
    run(&db, "ALTER TABLE gone RENAME TO more; DROP TABLE more");
    run(&db, "DROP TABLE own");
    assert_eq!(value(&db, "SELECT naqi_check()"), "1");
}

#[test]
fn a_table_of_other_rules_stays_one_when_it_is_renamed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("quran.db");
    let db = open(&path);
    run(&db, CREATE);
    run(&db, OTHER);
    drop(db);
    let db = open(&path);
    run(&db, "ALTER TABLE verses RENAME TO texts");
    error(&db, "SELECT naqi_check()");
    error(&db, "SELECT count(*) FROM texts WHERE texts MATCH 'كتاب'");
    run(&db, "DROP TABLE texts");
}

#[test]
fn a_table_without_texts_is_emptied_instead_of_rebuilt() {
    let db = memory();
    run(&db, "CREATE VIRTUAL TABLE t USING fts5(body, content = '', tokenize = 'naqi words')");
    run(&db, "INSERT INTO t(rowid, body) VALUES (1, 'كتاب')");
    run(&db, OTHER);
    let message = error(&db, "SELECT naqi_check()");
    assert!(message.contains("VALUES('delete-all'); /* now insert its texts again */ COMMIT;"), "{message}");
    assert!(!message.contains("rebuild"), "{message}");
    let (_, statements) = message.split_once("Index again by: ").expect("what to do");
    run(&db, statements);
    assert_eq!(value(&db, "SELECT naqi_check()"), "1");
    assert_eq!(value(&db, "SELECT count(*) FROM t WHERE t MATCH 'كتاب'"), "0");
}

#[test]
fn a_new_table_does_not_record_rules_for_one_that_has_no_record() {
    let db = memory();
    run(&db, CREATE);
    run(&db, "DROP TABLE naqi_rules");
    error(&db, "CREATE VIRTUAL TABLE more USING fts5(body, tokenize = 'naqi words')");
    assert!(value(&db, "SELECT naqi_error()").contains("not recorded"));
    assert!(error(&db, "SELECT naqi_check()").contains("not recorded"));
    run(&db, "CREATE VIRTUAL TABLE more USING fts5(body, tokenize = 'naqi light')");
}

#[test]
fn a_table_with_its_own_fingerprint_is_not_one_of_the_record() {
    let db = memory();
    run(&db, CREATE);
    run(&db, "DROP TABLE verses");
    run(&db, OTHER);
    let fingerprint = value(&db, "SELECT naqi_fingerprint('words')");
    run(&db, &format!("CREATE VIRTUAL TABLE own USING fts5(body, tokenize = 'naqi words fingerprint {fingerprint}')"));
    run(&db, CREATE);
    assert_eq!(value(&db, "SELECT naqi_check()"), "2");
}

#[test]
fn null_is_no_database() {
    let db = memory();
    run(&db, CREATE);
    run(&db, OTHER);
    assert_eq!(value(&db, "SELECT naqi_check(NULL)"), "NULL");
    assert_eq!(value(&db, "SELECT naqi_accept(NULL)"), "NULL");
    error(&db, "SELECT naqi_check()");
}
