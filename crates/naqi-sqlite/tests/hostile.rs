//! Input that is no text, and input that is wrong: an error or a result, never a crash.

mod common;

use common::{Random, error, memory, run, texts, value};
use rusqlite::{Connection, params};

fn table(tokenizer: &str) -> Connection {
    let db = memory();
    run(&db, &format!("CREATE VIRTUAL TABLE t USING fts5(body, tokenize = \"naqi {tokenizer}\")"));
    db
}

/// Stores bytes as text, which SQLite does not check.
fn insert(db: &Connection, bytes: &[u8]) {
    db.execute("INSERT INTO t VALUES (CAST(?1 AS TEXT))", [bytes]).expect("a row");
}

fn check(db: &Connection) {
    run(db, "INSERT INTO t(t, rank) VALUES('integrity-check', 1)");
}

#[test]
fn bytes_that_are_no_utf8_end_a_word_and_offsets_stay() {
    let db = table("words");
    insert(&db, b"\xFF\xFE\xD9\x83\xD8\xAA\xD8\xA7\xD8\xA8\xFF\xD9\x82\xD9\x84\xD9\x85\xD9");
    let sql = "SELECT hex(highlight(t, 0, '<', '>')) FROM t WHERE t MATCH 'كتاب AND قلم'";
    assert_eq!(value(&db, sql), "FFFE3CD983D8AAD8A7D8A83EFF3CD982D984D9853ED9");
    check(&db);
}

#[test]
fn random_bytes_are_indexed_and_removed() {
    for tokenizer in ["default", "three_terms", "'search | tokenizer(social) | hashtag_parts'"] {
        let db = table(tokenizer);
        let mut random = Random(3);
        let starts: [&[u8]; 8] =
            [b"\xD9\x84", b"\xEF\xB7\xBA", b"\0", b"#", b"\xF0\x9F\x91\x8D", b"a", b" ", b"\xD9\x8E"];
        for _ in 0..500 {
            let mut bytes = Vec::new();
            for _ in 0..random.below(40) {
                match random.below(3) {
                    0 => bytes.push(random.below(256) as u8),
                    _ => bytes.extend_from_slice(random.pick::<&[u8]>(&starts)),
                }
            }
            insert(&db, &bytes);
            db.query_row("SELECT naqi_normalize(CAST(?1 AS TEXT))", [&bytes], |row| row.get::<_, String>(0))
                .expect("UTF-8");
            db.query_row("SELECT count(*) FROM naqi_terms(CAST(?1 AS TEXT), 'three_terms')", [&bytes], |row| {
                row.get::<_, i64>(0)
            })
            .expect("a count");
        }
        check(&db);
        run(&db, "DELETE FROM t WHERE rowid % 2 = 0");
        check(&db);
    }
}

#[test]
fn blobs_numbers_and_nulls_are_values_too() {
    let db = table("default");
    run(&db, "INSERT INTO t VALUES (NULL), (2024), (x'D983D8AAD8A7D8A8'), (x'FF'), (''), (3.5)");
    assert_eq!(value(&db, "SELECT count(*) FROM t WHERE t MATCH '2024'"), "1");
    check(&db);
    assert_eq!(value(&db, "SELECT naqi_normalize(NULL)"), "NULL");
    assert_eq!(value(&db, "SELECT naqi_normalize('x', NULL)"), "NULL");
    assert_eq!(value(&db, "SELECT naqi_normalize(2024)"), "2024");
    assert_eq!(value(&db, "SELECT naqi_normalize(x'61FF')"), "a\u{FFFD}");
    assert_eq!(value(&db, "SELECT naqi_normalize('')"), "");
    assert_eq!(value(&db, "SELECT naqi_fingerprint(NULL)"), "NULL");
    assert!(texts(&db, "SELECT term FROM naqi_terms(NULL)").is_empty());
    assert!(texts(&db, "SELECT term FROM naqi_terms('كتاب', NULL)").is_empty());
    assert_eq!(value(&db, "SELECT x'FF' = x'FF' COLLATE naqi"), "1");
}

#[test]
fn a_nul_is_a_character() {
    let db = table("words");
    insert(&db, "كتاب\0قلم".as_bytes());
    assert_eq!(value(&db, "SELECT count(*) FROM t WHERE t MATCH 'قلم AND كتاب'"), "1");
    let normalized: String =
        db.query_row("SELECT naqi_normalize(?1)", ["كِتاب\0قَلم"], |row| row.get(0)).expect("a text");
    assert_eq!(normalized, "كتاب\0قلم");
    check(&db);
}

#[test]
fn words_of_a_megabyte_are_indexed() {
    for tokenizer in ["default", "three_terms", "'search | tokenizer(social)'"] {
        let db = table(tokenizer);
        for word in ["ك".repeat(1 << 19), "a".repeat(1 << 20), format!("كتاب{}", "\u{64B}".repeat(1 << 19))] {
            insert(&db, word.as_bytes());
            let quoted = format!("\"{word}\"");
            let count: i64 =
                db.query_row("SELECT count(*) FROM t WHERE t MATCH ?1", [&quoted], |row| row.get(0)).expect("a count");
            assert!(count >= 1, "{tokenizer}: a word of {} bytes", word.len());
        }
        // Words that share a span, thousands in one text.
        insert(&db, "ﷺ".repeat(1 << 12).as_bytes());
        check(&db);
    }
}

#[test]
fn wrong_arguments_are_errors_that_name_the_right_ones() {
    let db = memory();
    let cases = [
        ("SELECT naqi_normalize()", "naqi_normalize(text [, steps]): got 0 arguments"),
        ("SELECT naqi_normalize('a', 'b', 'c')", "got 3 arguments"),
        ("SELECT naqi_normalize('a', 'serach')", "did you mean `search`?"),
        ("SELECT naqi_normalize('a', 'serach')", "presets are light, search, quran"),
        ("SELECT naqi_normalize('a', 'search | stem(full)')", "an analyzer's options"),
        ("SELECT naqi_normalize('a', x'FF')", "there is no step or preset"),
        ("SELECT naqi_fingerprint('wid')", "did you mean `wide`?"),
        ("SELECT naqi_fingerprint('a', 'b')", "got 2 arguments"),
        ("SELECT * FROM naqi_terms('a', 'nosuch')", "analyzers are default, wide, three_terms, light, words"),
        ("SELECT * FROM naqi_terms", "naqi_terms(text [, analyzer]): the text is missing"),
        ("SELECT * FROM naqi_terms('a', 'b', 'c')", "too many arguments"),
        ("SELECT naqi_check('nosuch')", "there is no database `nosuch`; there are main"),
        ("SELECT naqi_accept(1, 2)", "got 2 arguments"),
        ("SELECT naqi_version(1)", "wrong number of arguments"),
    ];
    for (sql, wanted) in cases {
        let message = error(&db, sql);
        assert!(message.contains(wanted), "{sql}: {message}");
    }
}

#[test]
fn a_wrong_tokenizer_is_refused_and_naqi_error_says_why() {
    let db = memory();
    assert_eq!(value(&db, "SELECT naqi_error()"), "NULL");
    let cases = [
        ("naqi defalt", "did you mean `default`?"),
        ("naqi default wide", "quote a text with spaces"),
        ("naqi 'search | stem(ful)'", "did you mean `full`?"),
        ("naqi default fingerprint 12", "the definition is for rules with the fingerprint 12"),
        ("naqi 'map(a='", "not closed"),
    ];
    for (tokenizer, wanted) in cases {
        let sql = format!("CREATE VIRTUAL TABLE t USING fts5(body, tokenize = \"{tokenizer}\")");
        assert!(db.execute_batch(&sql).is_err(), "{tokenizer}");
        let message = value(&db, "SELECT naqi_error()");
        assert!(message.contains(wanted), "{tokenizer}: {message}");
    }
    assert_eq!(value(&db, "SELECT count(*) FROM sqlite_master"), "0");
}

#[test]
fn queries_have_fts5s_syntax() {
    let db = table("default");
    for text in ["المدرسة الجديدة في المدينة", "مدارس المدينة", "المدينة الجديدة"]
    {
        db.execute("INSERT INTO t VALUES (?1)", params![text]).expect("a row");
    }
    let rows = |query: &str| texts(&db, &format!("SELECT rowid FROM t WHERE t MATCH '{query}'")).join(" ");
    assert_eq!(rows("مدرسة"), "1 2");
    assert_eq!(rows("مدرسة AND جديدة"), "1");
    assert_eq!(rows("مدرسة OR جديدة"), "1 2 3");
    assert_eq!(rows("مدينة NOT مدرسة"), "3");
    assert_eq!(rows("\"مدرسة جديدة\""), "1");
    assert_eq!(rows("مدرسة + جديدة"), "1");
    // A stop word has no place.
    assert_eq!(rows("\"جديدة مدينة\""), "1");
    assert_eq!(rows("\"جديدة في مدينة\""), "1");
    assert_eq!(rows("مدرسة في"), "1 2");
    assert_eq!(rows("في"), "");
    assert_eq!(rows("NEAR(مدرسة مدينة, 1)"), "1 2");
    assert_eq!(rows("body : مدينه"), "1 2 3");
    assert_eq!(rows("^مدينة"), "3");
    assert_eq!(rows("مدر*"), "1 2");
    assert_eq!(rows("المدر*"), "1 2");
    assert_eq!(rows("\"مدينة جد\" *"), "3");
    assert_eq!(rows("\"\""), "");
    assert_eq!(rows("\"…\""), "");
    for wrong in ["(", "مدرسة AND", "\"مدرسة", "*", "ج.م.ع", "x : مدرسة"] {
        error(&db, &format!("SELECT rowid FROM t WHERE t MATCH '{wrong}'"));
    }
}
