//! Each definition that SQLite and FTS5 accept is recorded and checked, or refused.

mod common;

use common::{error, memory, run, texts, value};

/// Definitions of a table `t` of the analyzer `words`.
const DEFINITIONS: [&str; 14] = [
    "CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'naqi words')",
    "CREATE VIRTUAL TABLE t USING fts5(body, -- the text\n tokenize = 'naqi words')",
    "CREATE VIRTUAL TABLE t USING fts5(body, -- the user's text (\n tokenize = 'naqi words')",
    "CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'naqi words' -- it's the end)\n)",
    "CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'naqi words' /* ' */)",
    "CREATE VIRTUAL TABLE t /* ( */ USING fts5(body, tokenize = 'naqi words')",
    "CREATE VIRTUAL TABLE t USING /* x */ fts5(body, tokenize = 'naqi words')",
    "CREATE VIRTUAL TABLE \"t\"USING fts5(body, tokenize = 'naqi words')",
    "CREATE VIRTUAL TABLE t USING\"fts5\"(body, tokenize = 'naqi words')",
    "CREATE VIRTUAL TABLE t USING[fts5](body, tokenize = 'naqi words')",
    "CREATE VIRTUAL TABLE t USING 'fts5'(body, tokenize = \"naqi'words'\")",
    "CREATE VIRTUAL TABLE t USING fts5(body, t = `naqi words`)",
    "CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'porter naqi words')",
    "CREATE VIRTUAL TABLE main.t USING fts5(body, tokenize = 'PORTER porter NAQI words')",
];

#[test]
fn every_definition_is_recorded_and_checked() {
    for sql in DEFINITIONS {
        let db = memory();
        run(&db, sql);
        assert_eq!(texts(&db, "SELECT tokenizer FROM naqi_rules"), ["words"], "{sql}");
        assert_eq!(value(&db, "SELECT naqi_check()"), "1", "{sql}");
        run(&db, "UPDATE naqi_rules SET fingerprint = '0'");
        assert!(error(&db, "SELECT naqi_check()").contains("`t`"), "{sql}");
    }
}

#[test]
fn settings_of_the_connection_change_nothing() {
    let db = memory();
    run(&db, "PRAGMA case_sensitive_like = ON");
    run(&db, DEFINITIONS[0]);
    assert_eq!(texts(&db, "SELECT tokenizer FROM naqi_rules"), ["words"]);
    run(&db, "UPDATE naqi_rules SET fingerprint = '0'");
    error(&db, "SELECT naqi_check()");
}

#[test]
fn temporary_tables_have_no_record() {
    let db = memory();
    run(&db, "CREATE VIRTUAL TABLE temp.t USING fts5(body, tokenize = 'naqi words'); INSERT INTO t VALUES ('كتاب')");
    assert_eq!(value(&db, "SELECT count(*) FROM t WHERE t MATCH 'كتاب'"), "1");
    assert_eq!(value(&db, "SELECT count(*) FROM sqlite_master"), "0");
    assert_eq!(value(&db, "SELECT naqi_check()"), "0");
    assert_eq!(value(&db, "SELECT naqi_check('temp')"), "0");
    assert_eq!(value(&db, "SELECT naqi_accept('TEMP')"), "");
}
