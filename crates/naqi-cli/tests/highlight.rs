//! `naqi highlight`.

mod process;

use process::*;
use std::fs;

const HITS: &str = "وَجَدَ الكِتَابَ\nلا شيء\nوالكتب كثيرة\n";

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[test]
fn exit_codes_tell_found_from_nothing_and_from_unreadable() {
    let folder = Folder::new("highlight-codes");
    let good = folder.write("good.txt", HITS);
    let gone = folder.path("gone.txt");
    let cases: [(&[&str], i32); 6] = [
        (&["highlight", "كتاب", &good], 0),
        (&["highlight", "قمر", &good], 1),
        (&["highlight", "كتاب", &gone], 3),
        (&["highlight", "كتاب", &good, &gone], 3),
        (&["highlight"], 2),
        (&["highlight", "\u{64E}", &good], 2),
    ];
    for (arguments, code) in cases {
        let ran = run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
    }
}

#[test]
fn a_pipe_gets_the_text_as_it_is_and_a_reader_gets_colours() {
    let ran = run_on(&["highlight", "-e", "كتاب", "-e", "كتب"], HITS);
    assert_eq!(text(&ran.out), "standard input:1:وَجَدَ الكِتَابَ\nstandard input:3:والكتب كثيرة\n");
    assert!(ran.err.contains("naqi: كتاب: 1 in 1 line"), "{}", ran.err);
    let ran = run_on(&["highlight", "-q", "-e", "كتاب", "-e", "كتب", "--color", "always"], HITS);
    let out = text(&ran.out);
    assert!(out.contains("ال\u{1B}[1;31mكِتَابَ\u{1B}[0m") && out.contains("ال\u{1B}[1;32mكتب\u{1B}[0m"), "{out:?}");
    assert!(out.starts_with("\u{2066}standard input\u{2069}\n") && !out.contains('…') && ran.err.is_empty(), "{ran:?}");
    let ran = run_on(&["highlight", "كتاب", "--color", "sometimes"], HITS);
    assert_eq!(ran.code, 2);
}

#[test]
fn a_file_gets_no_colours_and_must_be_no_input() {
    let folder = Folder::new("highlight-output");
    let (input, output) = (folder.write("a.txt", HITS), folder.path("out.txt"));
    let ran = run(&["highlight", "كتاب", &input, "--color", "always", "--output", &output]);
    assert!(ran.code == 0 && ran.out.is_empty(), "{ran:?}");
    assert_eq!(fs::read_to_string(&output).expect("a file"), format!("{input}:1:وَجَدَ الكِتَابَ\n"));
    let ran = run(&["highlight", "كتاب", &input, "--format", "html", "--output", &input]);
    assert!(ran.code == 2 && ran.err.contains("would overwrite"), "{ran:?}");
    assert_eq!(fs::read_to_string(&input).expect("a file"), HITS);
}

#[test]
fn whole_words_and_context_are_options() {
    let ran = run_on(&["highlight", "كتب", "--whole-words"], HITS);
    assert_eq!((ran.code, ran.out.len()), (1, 0));
    assert_eq!(run_on(&["highlight", "كتب", "--word"], HITS).code, 1);
    let ran = run_on(&["highlight", "-q", "-e", "كتب", "--context", "1"], HITS);
    assert_eq!(text(&ran.out), "standard input-2-لا شيء\nstandard input:3:والكتب كثيرة\n");
}

#[test]
fn the_format_is_lines_of_json_or_a_page() {
    let ran = run_on(&["highlight", "-e", "كتب", "--format", "jsonl"], HITS);
    let line: serde_json::Value = serde_json::from_slice(&ran.out).expect("one line of JSON");
    assert_eq!(line["hits"], serde_json::json!([[6, 12, "كتب"]]));
    for (lang, start) in [("en", "<html lang=\"en\" dir=\"ltr\">"), ("ar", "<html lang=\"ar\" dir=\"rtl\">")] {
        let ran = run_on(&["highlight", "-e", "كتب", "--format", "html", "--lang", lang], HITS);
        let page = text(&ran.out);
        assert!(page.contains(start) && page.contains("<mark id=\"h1\">كتب</mark>"), "{page}");
    }
    // Nothing found is a page that says so.
    let ran = run_on(&["highlight", "قمر", "--format", "html"], HITS);
    assert!(ran.code == 1 && text(&ran.out).contains("Nothing was found"), "{ran:?}");
}

#[test]
fn names_and_errors_contain_no_terminal_commands() {
    assert_hostile_names_are_shown("highlight");
}
