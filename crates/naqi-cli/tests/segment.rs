//! `naqi segment`.

mod process;

use naqi::segment::{Scheme, Segmenter, Style};
use process::*;

#[test]
fn each_scheme_and_style_prints_what_the_library_gives() {
    let text = "وقرأتها للطلاب، 2024\r\n\nفي المدرسة (naqi)\nبلا نهاية سطر";
    for scheme in Scheme::ALL {
        for style in Style::ALL {
            let ran = run_on(&["segment", "--scheme", scheme.name(), "--format", style.name()], text);
            let lines = text.lines().map(|line| Segmenter::new(*scheme).to_text(line, *style) + "\n");
            assert_eq!(String::from_utf8(ran.out).expect("text"), lines.collect::<String>());
        }
    }
}

#[test]
fn rows_have_the_offsets_of_the_file() {
    let text = "كتاب\nللبيت\n";
    let ran = run_on(&["segment", "--format", "tsv"], text);
    let expected = "0\t8\tstem\tكتاب\t\n9\t11\tpreposition\tل\t\n11\t13\tarticle\tل\tا\n13\t19\tstem\tبيت\t\n";
    assert_eq!(String::from_utf8(ran.out).expect("text"), expected);
}

#[test]
fn a_line_of_jsonl_holds_the_segments_of_a_line() {
    let ran = run_on(&["segment", "--format", "jsonl", "--scheme", "atb"], "للبيت\n\n");
    let expected = "[[0,2,\"preposition\",\"ل\",\"\"],[2,10,\"stem\",\"لبيت\",\"ا\"]]\n[]\n";
    assert_eq!(String::from_utf8(ran.out).expect("text"), expected);
}

#[test]
fn an_unknown_scheme_is_an_error_that_names_the_nearest() {
    let ran = run_on(&["segment", "--scheme", "clitic"], "");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("clitics"));
}
