//! The functions, the table of terms and the collation, in the places where SQL allows them.

mod common;

use common::{error, memory, run, texts, value};

#[test]
fn texts_are_normalized_by_a_preset_or_by_steps() {
    let db = memory();
    assert_eq!(value(&db, "SELECT naqi_normalize('المُتَّحِدَةُ')"), "المتحده");
    assert_eq!(value(&db, "SELECT naqi_normalize('المُتَّحِدَةُ', 'strip_diacritics')"), "المتحدة");
    assert_eq!(
        value(&db, "SELECT naqi_normalize('ٱلصَّلَوٰةَ', 'quran')"),
        value(&db, "SELECT naqi_normalize('الصلاة', 'quran')")
    );
    // Steps from a column: each row has its own.
    let sql = "WITH s(steps) AS (VALUES ('light'), ('search'), ('search, -unify_teh_marbuta')) \
               SELECT naqi_normalize('مُدُنٌ ةٌ', steps) FROM s";
    assert_eq!(texts(&db, sql), ["مدن ة", "مدن ه", "مدن ة"]);
}

#[test]
fn an_index_and_a_generated_column_may_use_naqi_normalize() {
    let db = memory();
    run(&db, "PRAGMA trusted_schema = OFF");
    run(&db, "CREATE TABLE people(name TEXT, key TEXT GENERATED ALWAYS AS (naqi_normalize(name)) STORED)");
    run(&db, "CREATE INDEX by_form ON people(naqi_normalize(name, 'search, unify_hamza'))");
    run(&db, "INSERT INTO people(name) VALUES ('أَحْمَد'), ('احمد'), ('مسؤول'), ('مسئول')");
    assert_eq!(value(&db, "SELECT count(*) FROM people WHERE key = naqi_normalize('أحمد')"), "2");
    let sql = "FROM people WHERE naqi_normalize(name, 'search, unify_hamza') = naqi_normalize('مسئول', 'search, unify_hamza')";
    assert_eq!(value(&db, &format!("SELECT count(*) {sql}")), "2");
    let plan = db
        .query_row(&format!("EXPLAIN QUERY PLAN SELECT name {sql}"), [], |row| row.get::<_, String>(3))
        .expect("a plan");
    assert!(plan.contains("by_form"), "{plan}");
    assert_eq!(value(&db, "PRAGMA integrity_check"), "ok");
}

#[test]
fn an_update_computes_a_stored_column_by_other_rules_and_reindex_does_not() {
    let db = memory();
    run(&db, "CREATE TABLE people(name TEXT, key TEXT AS (naqi_normalize(name, 'light')) STORED)");
    run(&db, "CREATE INDEX by_key ON people(key); CREATE INDEX by_form ON people(naqi_normalize(name, 'light'))");
    run(&db, "INSERT INTO people(name) VALUES ('أَحْمَد'), ('مُنى')");
    // Other rules, as those of another version.
    run(&db, "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, '''light''', '''search''')");
    run(&db, "PRAGMA writable_schema = RESET; REINDEX");
    let sql = "SELECT count(*) FROM people WHERE key = naqi_normalize('منى')";
    assert_eq!(value(&db, sql), "0");
    run(&db, "UPDATE people SET name = name");
    assert_eq!(value(&db, sql), "1");
    assert_eq!(value(&db, "PRAGMA integrity_check"), "ok");
}

#[test]
fn functions_with_effects_are_not_for_schemas() {
    let db = memory();
    for function in ["naqi_accept()", "naqi_check()", "naqi_error()"] {
        run(&db, &format!("DROP VIEW IF EXISTS v; CREATE VIEW v AS SELECT {function}"));
        assert!(error(&db, "SELECT * FROM v").contains("unsafe use"), "{function}");
    }
}

#[test]
fn the_collation_finds_every_spelling_by_an_index() {
    let db = memory();
    run(&db, "CREATE TABLE people(name TEXT COLLATE naqi); CREATE INDEX by_name ON people(name)");
    run(&db, "INSERT INTO people VALUES ('أَحْمَد'), ('احمد'), ('إحمد'), ('أحمدي'), ('مُنى'), ('مني'), (NULL), ('')");
    assert_eq!(value(&db, "SELECT count(*) FROM people WHERE name = 'أحمد'"), "3");
    assert_eq!(value(&db, "SELECT count(DISTINCT name) FROM people"), "4");
    assert_eq!(value(&db, "SELECT count(*) FROM people WHERE name IN ('منى', 'أحمدى')"), "3");
    let plan = db
        .query_row("EXPLAIN QUERY PLAN SELECT * FROM people WHERE name = 'x'", [], |row| row.get::<_, String>(3))
        .expect("a plan");
    assert!(plan.contains("by_name"), "{plan}");
    assert_eq!(value(&db, "PRAGMA integrity_check"), "ok");
    run(&db, "REINDEX naqi");
}

#[test]
fn a_sorted_column_is_in_the_order_of_its_normalized_texts() {
    let db = memory();
    run(&db, "CREATE TABLE t(name TEXT)");
    let mut random = common::Random(11);
    let letters = ['ا', 'أ', 'إ', 'ب', 'ة', 'ه', 'ى', 'ي', '\u{64E}', '\u{640}', 'A', 'a', '٣', '3', 'ﻻ'];
    for _ in 0..2000 {
        let name: String = (0..random.below(5)).map(|_| *random.pick(&letters)).collect();
        db.execute("INSERT INTO t VALUES (?1)", [name]).expect("a row");
    }
    let sorted = texts(&db, "SELECT naqi_normalize(name) FROM t ORDER BY name COLLATE naqi");
    assert!(sorted.is_sorted());
    let by = |what: &str| value(&db, &format!("SELECT count(*) FROM (SELECT 1 FROM t GROUP BY {what})"));
    assert_eq!(by("name COLLATE naqi"), by("naqi_normalize(name)"));
}

#[test]
fn the_terms_of_a_text_are_rows() {
    let db = memory();
    let sql = "SELECT term || ' ' || kind || ' ' || position || ' ' || start || ' ' || end || ' ' || word \
               FROM naqi_terms('في المَكْتَباتِ', 'three_terms')";
    let wanted = [
        "=في word 0 0 4 في",
        "مكتب stem 1 5 29 المَكْتَباتِ",
        "√مكتب root_key 1 5 29 المَكْتَباتِ",
        "=المكتبات word 1 5 29 المَكْتَباتِ",
    ];
    assert_eq!(texts(&db, sql), wanted);
    // The text may come from a table that is joined, and the analyzer, too.
    run(
        &db,
        "CREATE TABLE t(body TEXT, analyzer TEXT); INSERT INTO t VALUES ('كتب جديدة', 'default'), ('كُتُب', 'words')",
    );
    let sql = "SELECT group_concat(term, ' ') FROM t, naqi_terms(t.body, t.analyzer) GROUP BY t.rowid";
    assert_eq!(
        texts(&db, sql),
        ["كتب جديد", "كتب"].map(|terms| terms
            .replace("كتب جديد", &value(&db, "SELECT group_concat(term, ' ') FROM naqi_terms('كتب جديدة')")))
    );
    let sql = "SELECT count(*) FROM naqi_terms('كتاب قلم باب') WHERE term = 'قلم'";
    assert_eq!(value(&db, sql), "1");
}

#[test]
fn the_arguments_of_the_table_of_terms_are_columns() {
    let db = memory();
    run(&db, "CREATE TABLE t(body TEXT); INSERT INTO t VALUES ('كتاب'), ('قلم')");
    assert_eq!(texts(&db, "SELECT t.body FROM naqi_terms('كتاب') AS a JOIN t ON a.text = t.body"), ["كتاب"]);
    assert_eq!(texts(&db, "SELECT t.body FROM t JOIN naqi_terms('كتاب') AS a ON t.body = a.text"), ["كتاب"]);
    let sql = "SELECT text || ' ' || analyzer FROM naqi_terms('كتاب', 'wide') WHERE kind = 'stem'";
    assert_eq!(value(&db, sql), "كتاب wide");
    assert_eq!(value(&db, "SELECT analyzer FROM naqi_terms('كتاب')"), "NULL");
}

#[test]
fn the_table_of_terms_agrees_with_the_library() {
    let db = memory();
    let text = "سافَرَ إِلى الوِلاياتِ المُتَّحِدَةِ سنة ٢٠٢٤م، ﷺ وعبدالله";
    for (name, analyzer) in naqi::analyzer::all() {
        let mut wanted = Vec::new();
        analyzer
            .for_each_term(text, |term| wanted.push(format!("{} {} {}", term.text, term.position, term.span.start)));
        let sql = format!("SELECT term || ' ' || position || ' ' || start FROM naqi_terms('{text}', '{name}')");
        assert_eq!(texts(&db, &sql), wanted, "{name}");
        let fingerprint = value(&db, &format!("SELECT naqi_fingerprint('{name}')"));
        assert_eq!(fingerprint, format!("{:016x}", analyzer.fingerprint()));
    }
}

#[test]
fn a_database_in_utf16_gives_the_same() {
    let db = memory();
    run(&db, "PRAGMA encoding = 'UTF-16le'; CREATE TABLE people(name TEXT COLLATE naqi)");
    run(&db, "CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'naqi'); INSERT INTO t VALUES ('زُرْتُ المَدْرَسَةَ')");
    run(&db, "INSERT INTO people VALUES ('أَحْمَد'), ('احمد'), ('منى')");
    assert_eq!(value(&db, "PRAGMA encoding"), "UTF-16le");
    assert_eq!(value(&db, "SELECT highlight(t, 0, '[', ']') FROM t WHERE t MATCH 'مدارس'"), "زُرْتُ [المَدْرَسَةَ]");
    assert_eq!(value(&db, "SELECT count(*) FROM people WHERE name = 'أحمد'"), "2");
    assert_eq!(value(&db, "SELECT naqi_normalize(body) FROM t"), "زرت المدرسه");
}

#[test]
fn a_connection_may_be_registered_twice() {
    let db = memory();
    run(&db, "CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'naqi'); INSERT INTO t VALUES ('كتاب')");
    naqi_sqlite::register(&db).expect("naqi is registered again");
    run(&db, "CREATE VIRTUAL TABLE u USING fts5(body, tokenize = 'naqi'); INSERT INTO u VALUES ('كتاب')");
    assert_eq!(value(&db, "SELECT count(*) FROM t, u WHERE t MATCH 'كتاب' AND u MATCH 'كتاب'"), "1");
}
