//! `naqi analyze`.

mod process;

use naqi::analyzer;
use process::*;
use serde_json::{Value, json};

const TEXT: &str = "وزارة التعليم في المدينة\r\n\n\"استخدام\"\tو\\هذا 2024م\nﷺ والمدرسة";

fn text(ran: &Ran) -> &str {
    std::str::from_utf8(&ran.out).expect("text")
}

#[test]
fn a_line_has_a_list_of_its_terms() {
    for (name, analyzer) in analyzer::all() {
        let ran = run_on(&["analyze", "--analyzer", name], TEXT);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let lists: Vec<Vec<String>> =
            text(&ran).lines().map(|line| serde_json::from_str(line).expect("a list")).collect();
        let expected: Vec<Vec<String>> = TEXT.lines().map(|line| analyzer.terms(line)).collect();
        assert_eq!(lists, expected, "{name}");
    }
    let ran = run_on(&["analyze"], TEXT);
    assert!(text(&ran).starts_with("[\"وزار\", \"تعليم\", \"مدين\"]\n[]\n"), "{}", text(&ran));
    let own = run_on(&["analyze", "--analyzer", "light | leave_out(function)"], "في البيت");
    assert_eq!(text(&own), "[\"البيت\"]\n");
}

#[test]
fn rows_and_objects_have_the_places_of_terms_in_the_file() {
    let objects = run_on(&["analyze", "--analyzer", "wide", "--format", "jsonl"], TEXT);
    let rows = run_on(&["analyze", "--analyzer", "wide", "--format", "tsv"], TEXT);
    let objects: Vec<Value> = text(&objects).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let (mut expected, mut offset) = (Vec::new(), 0);
    for (line, content) in TEXT.split_inclusive('\n').enumerate() {
        analyzer::wide().for_each_term(content, |term| {
            let (start, end) = (offset + term.span.start, offset + term.span.end);
            expected.push(json!({
                "line": line + 1, "start": start, "end": end, "position": term.position, "term": term.text,
                "source": &TEXT[start..end], "kind": term.kind.name(),
            }));
        });
        offset += content.len();
    }
    assert!(expected.len() > 8 && objects == expected, "{objects:?}");
    let row = |object: &Value| {
        let field = |name: &str| object[name].as_str().map_or_else(|| object[name].to_string(), str::to_owned);
        ["start", "end", "position", "term", "source"].map(field).join("\t")
    };
    assert_eq!(text(&rows).lines().collect::<Vec<_>>(), expected.iter().map(row).collect::<Vec<_>>());
}

#[test]
fn the_lines_before_invalid_utf8_are_printed_and_its_place_is_named() {
    let ran = run_on(&["analyze"], b"\xD9\x83\xD8\xAA\xD8\xA7\xD8\xA8\nab\xFF\xFEc\nd\n");
    assert_eq!((ran.code, text(&ran)), (3, "[\"كتاب\"]\n"));
    assert!(ran.err.contains("standard input: invalid UTF-8 (byte 11, line 2)"), "{}", ran.err);
}

#[test]
fn errors_contain_no_terminal_commands() {
    for (arguments, code) in [(&["analyze", HOSTILE][..], 3), (&["analyze", "--analyzer", HOSTILE], 2)] {
        let ran = run(arguments);
        assert_printable(&ran.err);
        assert_eq!(ran.code, code, "{ran:?}");
    }
    assert_eq!(run(&["analyze", HOSTILE]).err.lines().count(), 1);
}
