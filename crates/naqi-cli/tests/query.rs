//! Tests of the output on the terminal and on the page.

use crate::args::{Command, Options, parse};
use crate::fields::Fields;
use crate::process;
use crate::{found, page, terminal};
use naqi::analyzer;
use std::ffi::OsString;
use tantivy::{Index, doc};
use tempfile::TempDir;

const TEXTS: [(&str, &str, &str); 4] = [
    ("verse.txt", "آيَةٌ", "إِنَّ اللَّهَ لا يُغَيِّرُ ما بِقَوْمٍ حَتَّى يُغَيِّروا ما بِأَنْفُسِهِم"),
    ("forms.txt", "", "ﺯﺍﺭ ﺍﻟﻄﻼﺏ ﺍﻟﻤﺘﺤﻒ ﺍﻟﻮﻃﻨﻲ"),
    ("<b>.txt", "المكتبة <الوطنية>", "فتحت المَكْتَبَةُ أبوابها\nصباح اليوم & مساءه."),
    ("year.txt", "", "صدر القرار في مارس ٢٠٢٤"),
];

fn index() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::create_in_dir(&folder, Fields::schema(analyzer::wide())).expect("an index");
    naqi_tantivy::register(&index, &[analyzer::wide()]).expect("its rules");
    let fields = Fields::of(&index).expect("its fields");
    let mut writer = index.writer_with_num_threads(1, 20_000_000).expect("a writer");
    for (place, title, text) in TEXTS {
        let document = doc!(fields.place => place, fields.title => title, fields.text => text);
        writer.add_document(document).expect("a document");
    }
    writer.commit().expect("a commit");
    folder
}

fn options(index: &TempDir, more: &[&str]) -> Options {
    let index = index.path().as_os_str().to_owned();
    let given = ["--index".into(), index].into_iter().chain(more.iter().map(OsString::from));
    match parse(given) {
        Ok(Command::Query(options)) => *options,
        _ => panic!("{more:?} is no query"),
    }
}

/// The lines for a pipe, or for a terminal with `--color always`.
fn lines(index: &TempDir, more: &[&str]) -> String {
    let options = options(index, more);
    terminal::print(&options, &found::find(&options).expect("an answer"))
}

#[test]
fn each_text_is_found_by_a_plain_query_and_shown_in_its_original_spelling() {
    let index = index();
    for (query, place, marked) in [
        ("بقوم", "verse.txt", "بِقَوْمٍ"),
        ("المتحف", "forms.txt", "ﺍﻟﻤﺘﺤﻒ"),
        ("مكتبه", "<b>.txt", "المَكْتَبَةُ"),
        ("2024", "year.txt", "٢٠٢٤"),
    ] {
        let shown = lines(&index, &["--color", "always", query]);
        assert!(shown.contains(place), "{shown:?}");
        assert!(shown.contains(&format!("\x1b[1;31m{marked}\x1b[0m")), "{marked} is not marked in {shown:?}");
        assert!(shown.starts_with("1. ") && !shown.contains("\n2. "), "{shown:?}");
    }
}

#[test]
fn a_pipe_gets_a_line_a_text() {
    let shown = lines(&index(), &["--color", "never", "المكتبة"]);
    assert_eq!(shown.lines().count(), 1, "{shown:?}");
    assert!(
        shown.starts_with("<b>.txt:") && shown.ends_with(":فتحت المَكْتَبَةُ أبوابها صباح اليوم & مساءه.\n"),
        "{shown:?}"
    );
}

#[test]
fn the_page_marks_the_original_and_escapes_the_rest() {
    let index = index();
    let options = options(&index, &["المكتبة", "OR", "<script>"]);
    let html = page::build(&options, &found::find(&options).expect("an answer"));
    for wanted in [
        "<html lang=\"ar\" dir=\"rtl\">",
        "<mark>المَكْتَبَةُ</mark> أبوابها\nصباح اليوم &amp; مساءه.",
        "<mark>المكتبة</mark> &lt;الوطنية&gt;",
        "<bdi dir=\"ltr\">&lt;b&gt;.txt</bdi>",
        "root_key",
    ] {
        assert!(html.contains(wanted), "{wanted} is not in {html}");
    }
    assert!(!html.contains("<script>"));
}

#[test]
fn the_option_all_requires_every_word() {
    let index = index();
    assert_eq!(lines(&index, &["--color", "never", "مارس", "المتحف"]).lines().count(), 2);
    assert_eq!(lines(&index, &["--color", "never", "--all", "مارس", "المتحف"]).lines().count(), 0);
    assert_eq!(lines(&index, &["--color", "never", "--all", "مارس", "القرار"]).lines().count(), 1);
}

#[test]
fn the_valid_parts_of_an_invalid_query_are_used() {
    let shown = lines(&index(), &["--color", "always", "\"المكتبة"]);
    assert!(shown.contains("(no query: ") && shown.contains("1 of 1 texts"), "{shown:?}");
}

#[test]
fn a_folder_without_an_index_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = found::find(&options(&folder, &["x"])).err().expect("no index");
    assert!(error.contains("there is no readable index"), "{error}");
}

#[test]
fn the_program_itself() {
    process::be(crate::query);
}

#[test]
fn names_and_errors_contain_no_terminal_commands() {
    use process::HOSTILE;
    let folder = tempfile::tempdir().expect("a folder");
    let made = Index::create_in_dir(&folder, Fields::schema(analyzer::wide())).expect("an index");
    naqi_tantivy::register(&made, &[analyzer::wide()]).expect("its rules");
    let fields = Fields::of(&made).expect("its fields");
    let mut writer = made.writer_with_num_threads(1, 20_000_000).expect("a writer");
    let title = format!("كتاب {HOSTILE}");
    writer
        .add_document(doc!(fields.place => HOSTILE, fields.title => title.as_str(), fields.text => title.as_str()))
        .expect("a document");
    writer.commit().expect("a commit");
    let index = folder.path().to_str().expect("a path");
    let gone = format!("{index}/{HOSTILE}");
    let option = format!("--{HOSTILE}");
    let page = format!("{gone}/page.html");
    let cases: [(&[&str], i32); 7] = [
        (&["--index", index, "كتاب"], 0),
        (&["--index", index, "--color", "never", "كتاب \"\u{1B}[2J"], 0),
        (&["--index", &gone, "كتاب"], 1),
        (&["--index", index, "--color", HOSTILE, "كتاب"], 2),
        (&["--index", index, "--limit", HOSTILE, "كتاب"], 2),
        (&[&option], 2),
        (&["--index", index, "--html", &page, "كتاب"], 1),
    ];
    for (arguments, code) in cases {
        let ran = process::run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
        process::assert_printable(&ran.err);
        process::assert_printable(&String::from_utf8_lossy(&ran.out));
    }
}

#[cfg(unix)]
#[test]
fn a_link_instead_of_a_lock_file_is_not_followed() {
    let (index, others) = (index(), tempfile::tempdir().expect("a folder"));
    let (lock, elsewhere) = (index.path().join(".tantivy-meta.lock"), others.path().join("made"));
    let _ = std::fs::remove_file(&lock);
    std::os::unix::fs::symlink(&elsewhere, &lock).expect("a link");
    let error = found::find(&options(&index, &["x"])).err().expect("a refusal");
    assert!(error.contains("symbolic link") && !elsewhere.exists(), "{error}");
}
