//! `naqi query`: lines for a terminal and for a pipe, JSON, the page.

mod process;

use process::*;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};

/// File, title, text.
const TEXTS: [(&str, &str, &str); 4] = [
    ("verse", "آيَةٌ", "إِنَّ اللَّهَ لا يُغَيِّرُ ما بِقَوْمٍ حَتَّى يُغَيِّروا ما بِأَنْفُسِهِم"),
    ("forms", "", "ﺯﺍﺭ ﺍﻟﻄﻼﺏ ﺍﻟﻤﺘﺤﻒ ﺍﻟﻮﻃﻨﻲ"),
    ("<b>", "المكتبة <الوطنية>", "فتحت المَكْتَبَةُ أبوابها\nصباح اليوم & مساءه."),
    ("year", "", "صدر القرار في مارس ٢٠٢٤"),
];

/// An index of these texts, in a folder of its own.
struct Indexed {
    folder: Folder,
    index: String,
}

impl Indexed {
    fn new(texts: &[(&str, &str, &str)]) -> Self {
        Self::by("wide", texts)
    }

    fn by(analyzer: &str, texts: &[(&str, &str, &str)]) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let folder = Folder::new(&format!("query-{}", COUNT.fetch_add(1, Ordering::Relaxed)));
        let index = folder.path("index");
        let mut command = command(&["index", "--index", "index", "--analyzer", analyzer, "--jobs", "1"]);
        command.current_dir(folder.path(""));
        for (file, title, text) in texts {
            let name = format!("{file}.jsonl");
            folder.write(&name, json!({ "title": title, "text": text }).to_string());
            command.arg(name);
        }
        let ran = finish(command);
        assert_eq!(ran.code, 0, "{ran:?}");
        Self { folder, index }
    }

    fn query(&self, arguments: &[&str]) -> Ran {
        run(&[&["query", "--index", &self.index], arguments].concat())
    }

    /// What is printed on a terminal, with `--color always`, or else through a pipe.
    fn lines(&self, arguments: &[&str]) -> String {
        String::from_utf8(self.query(arguments).out).expect("text")
    }
}

#[test]
fn each_text_is_found_by_a_plain_query_and_shown_in_its_original_spelling() {
    let index = Indexed::new(&TEXTS);
    for (query, place, marked) in [
        ("بقوم", "verse.jsonl:1", "بِقَوْمٍ"),
        ("المتحف", "forms.jsonl:1", "ﺍﻟﻤﺘﺤﻒ"),
        ("مكتبه", "<b>.jsonl:1", "المَكْتَبَةُ"),
        ("2024", "year.jsonl:1", "٢٠٢٤"),
    ] {
        let shown = index.lines(&["--color", "always", query]);
        assert!(shown.contains(place), "{shown:?}");
        assert!(shown.contains(&format!("\x1b[1;31m{marked}\x1b[0m")), "{marked} is not marked in {shown:?}");
        assert!(shown.starts_with("1. ") && !shown.contains("\n2. "), "{shown:?}");
    }
}

#[test]
fn a_pipe_gets_a_line_a_text() {
    let shown = Indexed::new(&TEXTS).lines(&["المكتبة"]);
    assert_eq!(shown.lines().count(), 1, "{shown:?}");
    assert!(
        shown.starts_with("<b>.jsonl:1:") && shown.ends_with(":فتحت المَكْتَبَةُ أبوابها صباح اليوم & مساءه.\n"),
        "{shown:?}"
    );
}

#[test]
fn a_program_gets_an_object_a_text() {
    let ran = Indexed::new(&TEXTS).query(&["--format", "jsonl", "المكتبة OR مارس"]);
    let out = String::from_utf8(ran.out).expect("text");
    let objects: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((ran.code, objects.len()), (0, 2), "{out}");
    let library = objects.iter().find(|object| object["place"] == "<b>.jsonl:1").expect("a text");
    assert_eq!((&library["title"], &library["text"]), (&json!(TEXTS[2].1), &json!(TEXTS[2].2)));
    assert!(library["score"].as_f64().is_some_and(|score| score > 0.0) && library["is_whole"] == true, "{library}");
    let hits: Vec<&str> = library["hits"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|hit| &TEXTS[2].2[hit[0].as_u64().expect("a start") as usize..hit[1].as_u64().expect("an end") as usize])
        .collect();
    assert_eq!(hits, ["المَكْتَبَةُ"]);
}

#[test]
fn the_page_marks_the_original_and_escapes_the_rest() {
    let index = Indexed::new(&TEXTS);
    let page = index.folder.path("page.html");
    let query = ["المكتبة", "OR", "<script>\"'onload=x"];
    for (lang, wanted) in [("ar", "<html lang=\"ar\" dir=\"rtl\">"), ("en", "<html lang=\"en\" dir=\"ltr\">")] {
        let ran = index.query(&[&["--format", "html", "--lang", lang, "--output", &page, "--"], &query[..]].concat());
        assert_eq!((ran.code, ran.out.len()), (0, 0), "{ran:?}");
        let html = std::fs::read_to_string(&page).expect("a page");
        for wanted in [
            wanted,
            "<mark>المَكْتَبَةُ</mark> أبوابها\nصباح اليوم &amp; مساءه.",
            "<mark>المكتبة</mark> &lt;الوطنية&gt;",
            "&lt;b&gt;.jsonl",
            "root_key",
        ] {
            assert!(html.contains(wanted), "{wanted} is not in {html}");
        }
        assert!(!html.contains("<script>\"") && html.contains("&lt;script&gt;"), "{html}");
    }
}

#[test]
fn the_option_all_requires_every_word() {
    let index = Indexed::new(&TEXTS);
    assert_eq!(index.lines(&["مارس", "المتحف"]).lines().count(), 2);
    assert_eq!(index.lines(&["--all", "مارس", "المتحف"]).lines().count(), 0);
    assert_eq!(index.lines(&["--all", "مارس", "القرار"]).lines().count(), 1);
}

#[test]
fn the_valid_parts_of_an_invalid_query_are_used() {
    let index = Indexed::new(&TEXTS);
    let shown = index.lines(&["--color", "always", "\"المكتبة"]);
    assert!(shown.contains("error in the query: ") && shown.contains("1 of 1 texts"), "{shown:?}");
    let piped = index.query(&["\"المكتبة"]);
    assert!(piped.code == 0 && piped.err.contains("error in the query: "), "{piped:?}");
}

#[test]
fn a_folder_without_an_index_is_named() {
    let folder = Folder::new("query-none");
    let ran = run(&["query", "--index", &folder.path(""), "x"]);
    assert!(ran.code == 3 && ran.err.contains("there is no readable index"), "{ran:?}");
}

#[test]
fn nothing_found_is_no_error() {
    let index = Indexed::new(&TEXTS);
    let ran = index.query(&["زعتر"]);
    assert_eq!((ran.code, ran.out.len(), ran.err.as_str()), (1, 0, "naqi: nothing found\n"));
    assert_eq!(index.query(&["--quiet", "زعتر"]).err, "");
    assert_eq!(index.query(&[]).code, 2);
    for (option, wrong) in [("--limit", "0"), ("--limit", "10001"), ("--length", "19"), ("--length", "1000001")] {
        let ran = index.query(&[option, wrong, "x"]);
        assert!(ran.code == 2 && ran.err.contains(" is not in "), "{option} {wrong}: {ran:?}");
    }
}

#[test]
fn names_and_errors_contain_no_terminal_commands() {
    let title = format!("كتاب {HOSTILE}");
    let indexed = Indexed::new(&[(HOSTILE, &title, &title)]);
    let index = &indexed.index;
    let gone = format!("{index}/{HOSTILE}");
    let option = format!("--{HOSTILE}");
    let page = format!("{gone}/page.html");
    let cases: [(&[&str], i32); 8] = [
        (&["--index", index, "كتاب"], 0),
        (&["--index", index, "--color", "always", "كتاب"], 0),
        (&["--index", index, "--color", "never", "كتاب \"\u{1B}[2J"], 0),
        (&["--index", &gone, "كتاب"], 3),
        (&["--index", index, "--color", HOSTILE, "كتاب"], 2),
        (&["--index", index, "--limit", HOSTILE, "كتاب"], 2),
        (&[&option], 2),
        (&["--index", index, "--format", "html", "--output", &page, "كتاب"], 3),
    ];
    for (arguments, code) in cases {
        let ran = run(&[&["query"], arguments].concat());
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
        assert_printable(&ran.err);
        let out = String::from_utf8_lossy(&ran.out);
        // The program's own colours.
        assert_printable(&out.replace("\x1b[1;31m", "").replace("\x1b[0m", ""));
    }
}

#[cfg(unix)]
#[test]
fn a_link_instead_of_a_lock_file_is_not_followed() {
    let (indexed, others) = (Indexed::new(&TEXTS), Folder::new("query-others"));
    let (lock, elsewhere) = (format!("{}/.tantivy-meta.lock", indexed.index), others.path("made"));
    let _ = std::fs::remove_file(&lock);
    std::os::unix::fs::symlink(&elsewhere, &lock).expect("a link");
    let ran = indexed.query(&["x"]);
    assert!(
        ran.code == 3 && ran.err.contains("symbolic link") && !std::path::Path::new(&elsewhere).exists(),
        "{ran:?}"
    );
}

#[test]
fn an_unknown_word_is_replaced_and_the_user_is_told() {
    let index = Indexed::by("three_terms", &TEXTS);
    let ran = index.query(&["المكتيه"]);
    let out = String::from_utf8(ran.out).expect("text");
    assert!(ran.code == 0 && out.starts_with("<b>.jsonl:1:"), "{out}");
    assert_eq!(ran.err, "naqi: showing results for مكتب; not in the index: المكتيه\n");
    let shown = index.lines(&["--color", "always", "المكتيه"]);
    assert!(shown.contains("showing results for ") && shown.contains("\x1b[1;31mالمَكْتَبَةُ"), "{shown:?}");
    let page = String::from_utf8(index.query(&["--format", "html", "--lang", "en", "المكتيه"]).out).expect("text");
    assert!(page.contains("Showing results for <bdi>مكتب</bdi>; not in the index: <bdi>المكتيه</bdi>"), "{page}");
    let as_written = index.query(&["--as-written", "المكتيه"]);
    assert_eq!((as_written.code, as_written.err.as_str()), (1, "naqi: nothing found\n"));
}

#[test]
fn stop_words_alone_and_prefixes_find_texts() {
    let index = Indexed::by("three_terms", &TEXTS);
    assert!(index.lines(&["في"]).starts_with("year.jsonl:1:"));
    assert!(index.lines(&["مكت*"]).starts_with("<b>.jsonl:1:"));
    let wrong = index.query(&["م*تب"]);
    assert!(wrong.code == 1 && wrong.err.contains("a `*` stands only at the end of a word"), "{wrong:?}");
}

/// The scores of the terms add up to the score of the text.
#[test]
fn explained_terms_add_up_to_the_score() {
    let index = Indexed::by("three_terms", &TEXTS);
    let ran = index.query(&["--explain", "--format", "jsonl", "المكتبة OR مارس OR القرارت"]);
    let out = String::from_utf8(ran.out).expect("text");
    let objects: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(objects.len(), 2);
    for object in &objects {
        let terms = object["terms"].as_array().expect("a list");
        let sum: f64 = terms.iter().map(|term| term["score"].as_f64().expect("a score")).sum();
        let score = object["score"].as_f64().expect("a score");
        assert!((sum - score).abs() < 1e-3 * score && terms.len() >= 3, "{object}");
    }
    let library = objects.iter().find(|object| object["place"] == "<b>.jsonl:1").expect("a text");
    let weight = |field: &str, kind: &str| {
        let terms = library["terms"].as_array().expect("a list");
        let found = terms.iter().find(|term| term["field"] == field && term["kind"] == kind).expect("a term");
        found["weight"].as_f64().expect("a weight")
    };
    for (kind, expected) in [("stem", 1.0), ("root_key", 0.5), ("word", 0.35)] {
        assert!(
            (weight("text", kind) - expected).abs() < 1e-6 && (weight("title", kind) - 2.0 * expected).abs() < 1e-6
        );
    }
    let lines = index.lines(&["--explain", "المكتبة"]);
    assert!(lines.contains("\n\ttitle\tمكتب\t2.000\t") && lines.contains("\n\ttext\t√مكتب\t0.500\t"), "{lines}");
    let page = String::from_utf8(index.query(&["--explain", "--format", "html", "المكتبة"]).out).expect("text");
    assert!(page.contains("<bdi>√مكتب</bdi> × 0.500 = "), "{page}");
}

#[test]
fn the_title_counts_as_the_option_says() {
    let texts = [("title", "كتاب", "بيت قديم هنا"), ("text", "بيت", "كتاب قديم هنا")];
    let index = Indexed::by("three_terms", &texts);
    let first = |weight: &str| index.lines(&["--title-weight", weight, "كتاب"]).lines().next().map(str::to_owned);
    assert!(first("10").is_some_and(|line| line.starts_with("title.jsonl")));
    assert!(first("0").is_some_and(|line| line.starts_with("text.jsonl")));
    assert_eq!(index.query(&["--title-weight", "-1", "x"]).code, 2);
}

#[test]
fn marks_of_the_query_restrict_the_texts_if_asked_for() {
    let texts = [("active", "", "كَتَبَ الدَّرْسَ"), ("passive", "", "كُتِبَ الدَّرْسُ"), ("plain", "", "كتب الدرس")];
    let index = Indexed::by("three_terms", &texts);
    let found = |arguments: &[&str]| {
        let lines = index.lines(arguments);
        let mut names: Vec<String> =
            lines.lines().filter_map(|line| line.split_once('.')).map(|(name, _)| name.to_owned()).collect();
        names.sort_unstable();
        names
    };
    assert_eq!(found(&["كُتِبَ"]), ["active", "passive", "plain"]);
    assert_eq!(found(&["--marks", "كُتِبَ"]), ["passive", "plain"]);
    assert_eq!(found(&["--marks", "--limit", "1", "كُتِبَ"]).len(), 1);
    assert_eq!(found(&["--marks", "كتب"]), ["active", "passive", "plain"]);
    assert_eq!(found(&["--marks", "كَتَبَ الدرس"]), ["active", "plain"]);
    // One of the marked words is enough, unless all are asked for; an excluded one is none of them.
    assert_eq!(found(&["--marks", "كَتَبَ بَيت"]), ["active", "plain"]);
    assert_eq!(found(&["--marks", "--all", "كَتَبَ الدَّرْسُ"]), ["plain"]);
    assert_eq!(found(&["--marks", "كُتِبَ -بَيْت"]), ["passive", "plain"]);
}
