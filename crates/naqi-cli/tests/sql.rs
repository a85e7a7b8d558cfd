//! `naqi sql`: files in, rows out.

mod process;

use process::*;

const DOCUMENTS: &str = "n,title\n1,المُتَّحِدة\n2,المتحده\n3,كتاب\n";

fn out(ran: &Ran) -> &str {
    std::str::from_utf8(&ran.out).expect("text")
}

#[track_caller]
fn rows(arguments: &[&str]) -> String {
    let ran = run(arguments);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
    out(&ran).to_owned()
}

#[test]
fn each_kind_of_file_is_a_table_of_its_name_and_can_be_written() {
    let folder = Folder::new("sql-kinds");
    let csv = folder.write("News-2024.csv", DOCUMENTS);
    let query = "SELECT n, arabic_normalize(title) AS title FROM TABLE ORDER BY n";
    let expected = "n\ttitle\n1\tالمتحده\n2\tالمتحده\n3\tكتاب\n";
    assert_eq!(rows(&["sql", &query.replace("TABLE", "news_2024"), &csv]), expected);
    for name in ["copy.parquet", "copy.jsonl", "copy.ndjson", "copy.csv", "copy.tsv"] {
        let copy = folder.path(name);
        rows(&["sql", "SELECT * FROM news_2024 ORDER BY n", &csv, "--output", &copy]);
        assert_eq!(rows(&["sql", &query.replace("TABLE", "copy"), &copy]), expected, "{name}");
    }
    let tsv = folder.write("rows.tsv", DOCUMENTS.replace(',', "\t"));
    assert_eq!(rows(&["sql", &query.replace("TABLE", "rows"), &tsv]), expected);
    // Several files in one query, and names with the signs of patterns.
    let odd = folder.write("x[1]*.csv", DOCUMENTS);
    let join = "SELECT count(*) AS c FROM rows JOIN x_1__ ON arabic_equals(rows.title, x_1__.title)";
    assert_eq!(rows(&["sql", join, &tsv, &odd]), "c\n5\n");
}

#[test]
fn formats_hold_all_types() {
    let folder = Folder::new("sql-formats");
    let csv = folder.write("t.csv", DOCUMENTS);
    let query = "SELECT title, arabic_words(title) AS words, NULL AS nothing FROM t WHERE n = 3";
    assert_eq!(rows(&["sql", query, &csv]), "title\twords\tnothing\nكتاب\t[كتاب]\tNULL\n");
    let jsonl = rows(&["sql", query, &csv, "--format", "jsonl"]);
    assert_eq!(jsonl, "{\"title\":\"كتاب\",\"words\":[\"كتاب\"]}\n");
    let ran = run(&["sql", query, &csv, "--format", "csv"]);
    assert!(ran.code == 2 && ran.err.contains("words") && ran.err.contains("jsonl"), "{}", ran.err);
    assert_eq!(rows(&["sql", "SELECT 'a,b' AS x, 1 AS y", "--format", "csv"]), "x,y\n\"a,b\",1\n");
    assert_eq!(rows(&["sql", "SELECT n FROM t WHERE n > 9", &csv]), "n\n");
    let ran = run(&["sql", "SELECT 1", "--format", "parquet"]);
    assert!(ran.code == 2 && ran.err.contains("--output"), "{}", ran.err);
    let quoted = rows(&["sql", "SELECT 'a\tb\nc' AS x"]);
    assert_eq!(quoted, "x\na\\tb\\nc\n");
}

#[test]
fn values_with_the_signs_of_a_format_come_back() {
    let folder = Folder::new("sql-signs");
    let query = "SELECT 'a\tb\nc\\d\"e,f' AS x";
    for name in ["copy.tsv", "copy.csv", "copy.jsonl", "copy.parquet"] {
        let copy = folder.path(name);
        rows(&["sql", query, "--output", &copy]);
        assert_eq!(rows(&["sql", "SELECT * FROM copy", &copy]), rows(&["sql", query]), "{name}");
    }
    assert_eq!(rows(&["sql", "SELECT 'a,b' AS x, 1 AS y", "--format", "tsv"]), "x\ty\na,b\t1\n");
    // Names without rows.
    assert_eq!(rows(&["sql", "SELECT 1 AS x, 2 AS y WHERE false", "--format", "csv"]), "x,y\n");
}

#[test]
fn line_breaks_in_quotes_are_part_of_a_value_in_a_large_file() {
    let folder = Folder::new("sql-large");
    let row = format!("1,\"{}\n{}\"\n", "a".repeat(60), "b,".repeat(30));
    let count = (11 << 20) / row.len();
    let csv = folder.write("large.csv", format!("n,t\n{}", row.repeat(count)));
    let found = rows(&["sql", "SELECT count(*) AS c, sum(n) AS s, max(length(t)) AS l FROM large", &csv]);
    assert_eq!(found, format!("c\ts\tl\n{count}\t{count}\t121\n"));
}

#[test]
fn fields_of_the_last_line_are_columns() {
    let folder = Folder::new("sql-late");
    let jsonl = folder.write("late.jsonl", format!("{}{{\"n\":2,\"late\":\"x\"}}\n", "{\"n\":1}\n".repeat(5000)));
    assert_eq!(rows(&["sql", "SELECT n, late FROM late WHERE late IS NOT NULL", &jsonl]), "n\tlate\n2\tx\n");
}

#[test]
fn columns_of_one_name_are_not_lost() {
    let folder = Folder::new("sql-twice");
    let csv = folder.write("t.csv", DOCUMENTS);
    let query = "SELECT a.n, b.n FROM t a JOIN t b ON a.n = b.n ORDER BY 1 LIMIT 1";
    for name in ["twice.parquet", "twice.jsonl"] {
        let target = folder.path(name);
        let ran = run(&["sql", query, &csv, "--output", &target]);
        assert!(ran.code == 2 && ran.err.contains("two columns are named n"), "{ran:?}");
        assert!(!std::path::Path::new(&target).exists());
    }
    assert_eq!(rows(&["sql", query, &csv]), "n\tn\n1\t1\n");
}

#[test]
fn a_table_needs_no_quotes() {
    let folder = Folder::new("sql-names");
    for (file, table) in [
        ("أخبار٢٠٢٤.csv", "أخبار2024"),
        ("x².csv", "x_"),
        ("table.csv", "_table"),
        ("٣.csv", "_3"),
        ("case.csv", "case"),
    ] {
        let csv = folder.write(file, DOCUMENTS);
        assert_eq!(rows(&["sql", &format!("SELECT count(*) AS c FROM {table}"), &csv]), "c\n3\n", "{file}");
    }
    // The name of a column is that of the file.
    let csv = folder.write("capitals.csv", "Title\nx\n");
    assert_eq!(rows(&["sql", "SELECT \"Title\" FROM capitals", &csv]), "Title\nx\n");
    let ran = run(&["sql", "SELECT Title FROM capitals", &csv]);
    assert!(ran.code == 2 && ran.err.contains("double quotes") && !ran.err.contains("configuration"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_link_is_a_table_of_its_own_name() {
    let folder = Folder::new("sql-link");
    let file = folder.write("data.bin", DOCUMENTS);
    let link = folder.path("link.csv");
    std::os::unix::fs::symlink(&file, &link).expect("a link");
    assert_eq!(rows(&["sql", "SELECT count(*) AS c FROM link", &link]), "c\n3\n");
}

#[test]
fn a_plan_has_lines() {
    let plan = rows(&["sql", "EXPLAIN SELECT count(*) FROM (SELECT 1 AS x) WHERE x > 0"]);
    assert!(plan.lines().count() > 3 && !plan.contains("\\n"), "{plan}");
    assert!(plan.lines().skip(1).all(|line| line.contains("_plan\t")), "{plan}");
}

#[test]
fn wrong_queries_are_wrong_usage_and_say_what_is_wrong() {
    let folder = Folder::new("sql-wrong");
    let csv = folder.write("t.csv", DOCUMENTS);
    for (query, said) in [
        ("SELEC 1", "SELEC"),
        ("SELECT x FROM t", "x"),
        ("SELECT * FROM nosuch", "nosuch"),
        ("SELECT arabic_normalize(title, 'serach') FROM t", "did you mean `search`?"),
        ("SELECT arabic_normalize(title, concat('ser', 'ach')) FROM t", "did you mean `search`?"),
        ("SELECT title FROM t WHERE n = $1", "$1"),
        ("SELECT 1; SELECT 2", "single SQL statement"),
        ("", "SQL"),
    ] {
        let ran = run(&["sql", query, &csv]);
        assert!(ran.code == 2 && ran.out.is_empty(), "{query}: {ran:?}");
        assert!(ran.err.contains(said) && ran.err.lines().count() == 1, "{query}: {}", ran.err);
    }
}

#[test]
fn a_query_changes_nothing() {
    let folder = Folder::new("sql-reads");
    let csv = folder.write("t.csv", DOCUMENTS);
    let target = folder.path("stolen.csv");
    for query in [
        format!("COPY (SELECT * FROM t) TO '{target}'"),
        format!("CREATE EXTERNAL TABLE x STORED AS CSV LOCATION '{csv}'"),
        "CREATE TABLE x AS SELECT 1".into(),
        "INSERT INTO t VALUES (4, 'x')".into(),
        "DROP TABLE t".into(),
        "SET datafusion.execution.batch_size = 1".into(),
        format!("SELECT * FROM '{csv}'"),
    ] {
        let ran = run(&["sql", &query, &csv]);
        assert!(ran.code == 2 && ran.out.is_empty(), "{query}: {ran:?}");
    }
    assert_eq!(all_names(folder.path("")), ["t.csv"]);
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = Folder::new("sql-files");
    let csv = folder.write("t.csv", DOCUMENTS);
    for (file, said) in [
        (folder.path("nosuch.csv"), "nosuch.csv"),
        (folder.path(""), "folder"),
        (folder.write("notes.txt", "x"), ".parquet"),
        (folder.write("bad.parquet", "no parquet"), "bad.parquet"),
    ] {
        let ran = run(&["sql", "SELECT 1", &csv, &file]);
        assert_eq!(ran.code, 3, "{file}: {ran:?}");
        assert!(ran.err.contains(said) && ran.err.lines().count() == 1, "{file}: {}", ran.err);
    }
    let same = folder.write("t.jsonl", "{}\n");
    let ran = run(&["sql", "SELECT 1", &csv, &same]);
    assert!(ran.code == 2 && ran.err.contains("both the table t"), "{}", ran.err);
    let ran = run(&["sql", "SELECT * FROM t", &csv, "--output", &csv]);
    assert!(ran.code == 2 && ran.err.contains("t.csv"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(&csv).expect("the file"), DOCUMENTS);
    // A value that is no number: found while rows are read, after the schema was guessed from the first thousand.
    let rows: String = (0..5000).map(|n| if n == 4000 { "x\n".into() } else { format!("{n}\n") }).collect();
    let csv = folder.write("numbers.csv", format!("n\n{rows}"));
    let target = folder.path("sums.csv");
    let ran = run(&["sql", "SELECT n + 1 AS n FROM numbers", &csv, "--output", &target]);
    assert!(ran.code == 3 && ran.err.lines().count() == 1, "{ran:?}");
    assert!(!std::path::Path::new(&target).exists());
}

#[test]
fn commands_in_a_query_or_a_name_do_not_reach_the_terminal() {
    let folder = Folder::new("sql-hostile");
    let ran = run(&["sql", "SELECT \u{1B}[2J", &folder.path("\u{1B}[31m.csv")]);
    assert_printable(&ran.err);
    let ran = run(&["sql", "SELECT \"\u{1B}[2J\""]);
    assert!(ran.code == 2);
    assert_printable(&ran.err);
}

#[test]
fn what_does_not_fit_into_memory_is_an_error_that_names_the_option() {
    // 50 MB of keys, of which a join keeps half in memory.
    let keys = "(SELECT concat(repeat('x', 500), value) AS k FROM generate_series(1, 50000))";
    let joined = format!("SELECT count(*) AS c FROM {keys} a JOIN {keys} b ON a.k = b.k");
    assert_eq!(rows(&["sql", &joined]), "c\n50000\n");
    let ran = run(&["sql", &joined, "--memory", "16"]);
    assert!(ran.code == 3 && ran.err.contains("--memory") && ran.err.lines().count() == 1, "{ran:?}");
}
