//! `naqi concordance`.

mod process;

use process::*;
use std::fs;

const TEXT: &str = "قال الكِتَاب الجديد\nلا شيء\nذاك كتاب قديم\n";

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[test]
fn exit_codes_tell_found_from_nothing_and_from_unreadable() {
    let folder = Folder::new("concordance-codes");
    let good = folder.write("good.txt", TEXT);
    let gone = folder.path("gone.txt");
    let cases: [(&[&str], i32); 7] = [
        (&["كتاب", &good], 0),
        (&["قمر", &good], 1),
        (&["كتاب", &gone], 3),
        (&["كتاب", &good, &gone], 3),
        (&[], 2),
        (&["كتاب", "--width", "0", &good], 2),
        (&["كتاب", "--sort", "upwards", &good], 2),
    ];
    for (arguments, code) in cases {
        let ran = run(&[&["concordance"], arguments].concat());
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
    }
}

#[test]
fn a_pipe_gets_plain_columns_and_a_reader_gets_aligned_ones() {
    let ran = run_on(&["concordance", "كتاب"], TEXT);
    let rows = "قال\tالكِتَاب\tالجديد\tstandard input:1\nذاك\tكتاب\tقديم\tstandard input:3\n";
    assert_eq!(text(&ran.out), format!("{rows}\nspellings: 2\n1\tالكِتَاب\n1\tكتاب\n"));
    assert!(ran.err.contains("2 found"), "{}", ran.err);
    let ran = run_on(&["concordance", "-q", "كتاب", "--color", "always"], TEXT);
    assert!(text(&ran.out).contains("\u{1B}[1;31mكِتَاب\u{1B}[0m") && ran.err.is_empty(), "{ran:?}");
}

#[test]
fn order_limit_and_side_of_the_sort_are_options() {
    let lines = |arguments: &[&str]| {
        let ran = run_on(&[&["concordance", "كتاب", "--format", "tsv"], arguments].concat(), TEXT);
        let line = |row: &str| row.split('\t').nth(1).expect("a line").to_owned();
        text(&ran.out).lines().map(line).collect::<Vec<_>>()
    };
    assert_eq!(lines(&[]), ["1", "3"]);
    assert_eq!(lines(&["--sort", "before"]), ["3", "1"]);
    assert_eq!(lines(&["--sort", "right"]), ["3", "1"]);
    assert_eq!(lines(&["--sort", "left", "--limit", "1"]), ["1"]);
    assert_eq!(lines(&["--word"]), ["3"]);
}

#[test]
fn a_page_is_written_completely_and_over_no_input() {
    let folder = Folder::new("concordance-page");
    let (input, output) = (folder.write("a.txt", TEXT), folder.path("page.html"));
    let ran = run(&["concordance", "كتاب", &input, "--format", "html", "--lang", "ar", "--output", &output]);
    assert!(ran.code == 0 && ran.out.is_empty(), "{ran:?}");
    let page = fs::read_to_string(&output).expect("a page");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">") && page.ends_with("</html>"), "{page}");
    let ran = run(&["concordance", "كتاب", &input, "--format", "html", "--output", &input]);
    assert!(ran.code == 2 && ran.err.contains("would overwrite"), "{ran:?}");
    assert_eq!(fs::read_to_string(&input).expect("a file"), TEXT);
}

#[test]
fn names_and_errors_contain_no_terminal_commands() {
    assert_hostile_names_are_shown("concordance");
}
