//! `naqi tokenize`.

mod process;

use naqi::token::{Token, Tokenizer};
use process::*;

#[test]
fn tokens_by_lines_equal_those_of_the_whole_text() {
    let text = "قال: نعم.\r\nثم\n\nمضى! 3.5\r@naqi\n  🇸🇦\n🇸🇦 د. سالم\n";
    for name in ["words", "all", "social", "sentences", "arabic_sentences", "social | keep(mention)"] {
        let tokenizer: Tokenizer = name.parse().expect("a tokenizer");
        let row = |t: Token| format!("{}\t{}\t{}\t", t.span().start, t.span().end, t.kind().name());
        let whole: Vec<_> = tokenizer.tokenize(text).map(row).collect();
        let ran = run_on(&["tokenize", "--tokenizer", name], text);
        let out = String::from_utf8(ran.out).expect("text");
        let rows: Vec<_> =
            out.lines().map(|line| line[..=line.rmatch_indices('\t').next().expect("a tab").0].to_owned()).collect();
        assert_eq!(rows, whole, "{name}");
    }
}

#[test]
fn a_line_of_jsonl_holds_the_tokens_of_a_line_and_escapes_controls() {
    let ran = run_on(&["tokenize", "--tokenizer", "all", "--format", "jsonl"], "a\"\\\u{1}ب\r\n\nكِتَاب\n");
    let lines: Vec<serde_json::Value> = String::from_utf8(ran.out)
        .expect("text")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let texts = |line: &serde_json::Value| -> String {
        line.as_array().expect("a list").iter().map(|token| token[3].as_str().expect("a text").to_owned()).collect()
    };
    assert_eq!(lines.iter().map(texts).collect::<Vec<_>>(), ["a\"\\\u{1}ب", "", "كِتَاب"]);
}
