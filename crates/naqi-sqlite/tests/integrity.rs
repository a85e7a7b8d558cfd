//! The index stays consistent: by SQLite's own checks, after random changes, and after a writing process was killed.

mod common;

use common::{Random, memory, open, run, value};
use rusqlite::{Connection, params};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const WORDS: [&str; 24] = [
    "كتاب",
    "كُتُبٌ",
    "المدارس",
    "ﻻعب",
    "ﷺ",
    "٢٠٢٤",
    "12,500",
    "عبدالله",
    "ٱلصَّلَوٰةَ",
    "يَـٰٓأَيُّهَا",
    "في",
    "من",
    "ج.م.ع",
    "#وسم_جديد",
    "naqi",
    "Café",
    "می‌خواهم",
    "ۥ",
    "ً",
    "ـــ",
    "👍🏽",
    "a\u{301}",
    "\u{202E}قلم",
    "…",
];

fn text(random: &mut Random) -> String {
    let count = random.below(12);
    let words: Vec<&str> = (0..count).map(|_| *random.pick::<&str>(&WORDS)).collect();
    words.join(random.pick::<&str>(&[" ", "، ", "\n", ""]))
}

/// SQLite's check of the file, and FTS5's of the index against the texts.
fn check(db: &Connection) {
    assert_eq!(value(db, "PRAGMA integrity_check"), "ok");
    run(db, "INSERT INTO t(t, rank) VALUES('integrity-check', 1)");
}

/// A random insertion, update or deletion.
fn change(db: &Connection, random: &mut Random) {
    let id = random.below(400) as i64;
    let done = match random.below(10) {
        0..=4 => db.execute(
            "INSERT OR REPLACE INTO t(rowid, a, b) VALUES (?1, ?2, ?3)",
            params![id, text(random), text(random)],
        ),
        5..=7 => db.execute("UPDATE t SET a = ?2 WHERE rowid = ?1", params![id, text(random)]),
        _ => db.execute("DELETE FROM t WHERE rowid = ?1", [id]),
    };
    done.expect("a change");
}

#[test]
fn the_index_is_consistent_after_ten_thousand_random_changes() {
    for tokenizer in
        ["naqi default", "naqi three_terms", "naqi ''search | tokenizer(social) | root_key | word | hashtag_parts''"]
    {
        let db = memory();
        run(&db, &format!("CREATE VIRTUAL TABLE t USING fts5(a, b, prefix = '2 3', tokenize = '{tokenizer}')"));
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        for round in 0..10 {
            run(&db, "BEGIN");
            for _ in 0..1000 {
                change(&db, &mut random);
            }
            run(&db, if round % 3 == 2 { "ROLLBACK" } else { "COMMIT" });
            check(&db);
        }
        assert!(value(&db, "SELECT count(*) FROM t").parse::<usize>().expect("a number") > 100, "{tokenizer}");
        run(&db, "INSERT INTO t(t) VALUES('optimize')");
        check(&db);
    }
}

#[test]
fn the_check_finds_an_index_of_another_text() {
    let db = memory();
    run(&db, "CREATE VIRTUAL TABLE t USING fts5(a, b, tokenize = 'naqi')");
    run(&db, "INSERT INTO t VALUES ('كتاب', 'قلم'); UPDATE t_content SET c0 = 'باب'");
    let error = common::error(&db, "INSERT INTO t(t, rank) VALUES('integrity-check', 1)");
    // The second is the message of older versions.
    assert!(error.contains("checksum mismatch") || error.contains("malformed"), "{error}");
}

const CHILD: &str = "NAQI_SQLITE_CHILD";

/// In a child process: writes to a file until it is killed.
#[test]
fn a_child_writes() {
    let Some(path) = std::env::var_os(CHILD) else { return };
    let db = open(Path::new(&path));
    let mut random = Random(u64::from(std::process::id()) | 1);
    for n in 0.. {
        run(&db, "BEGIN");
        for _ in 0..20 {
            change(&db, &mut random);
        }
        run(&db, "COMMIT");
        if n == 0 {
            println!("writing");
        }
    }
}

#[test]
fn a_file_is_whole_after_its_writer_was_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut random = Random(7);
    for journal in ["DELETE", "WAL"] {
        let path = folder.path().join(journal);
        let db = open(&path);
        run(
            &db,
            &format!(
                "PRAGMA journal_mode = {journal}; CREATE VIRTUAL TABLE t USING fts5(a, b, tokenize = 'naqi wide')"
            ),
        );
        drop(db);
        let mut last = 0;
        for _ in 0..8 {
            let mut child = Command::new(std::env::current_exe().expect("this test"))
                .args(["a_child_writes", "--exact", "--nocapture", "--test-threads=1"])
                .env(CHILD, &path)
                .stdout(Stdio::null())
                .spawn()
                .expect("a child");
            // From the first change of the file on, at a random time.
            let (start, before) = (Instant::now(), written(&path));
            while written(&path) == before && start.elapsed() < Duration::from_secs(20) {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_micros(random.below(60_000) as u64));
            // On Unix this is SIGKILL.
            child.kill().expect("a kill");
            let status = child.wait().expect("the end of the child");
            assert!(!status.success(), "the child was still writing");
            let db = open(&path);
            check(&db);
            assert_eq!(value(&db, "SELECT naqi_check()"), "1");
            let sql = "SELECT coalesce(max(rowid), 0) + count(*) FROM t";
            let changes: usize = value(&db, sql).parse().expect("a number");
            last = last.max(changes);
        }
        assert!(last > 0, "{journal}: the children wrote nothing");
    }
}

/// Something that changes when the file or its journal is written.
fn written(path: &Path) -> Vec<Option<(u64, std::time::SystemTime)>> {
    let journals = ["", "-journal", "-wal"].map(|end| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        std::fs::metadata(name).ok().and_then(|data| Some((data.len(), data.modified().ok()?)))
    });
    journals.into()
}
