//! The rows for other programs: tab-separated values, and JSON.

use super::row::Row;
use super::rows::Shown;
use crate::output::tsv;
use serde_json::{Value, json};
use std::fmt::Write;

/// A row of tab-separated values for each hit: file, line, before, word, after.
pub fn tsv(shown: &Shown) -> String {
    let mut out = String::new();
    for row in &shown.rows {
        tsv::push(&mut out, &shown.names[row.file]);
        // Writing to a string does not fail.
        let _ = write!(out, "\t{}", row.line);
        for text in [&row.before, &row.keyword, &row.after] {
            out.push('\t');
            tsv::push(&mut out, text);
        }
        out.push('\n');
    }
    out
}

/// An object for each row.
pub fn jsonl(shown: &Shown, queries: &[String]) -> String {
    let mut out = String::new();
    for row in &shown.rows {
        let Row { before, keyword, after, line, .. } = row;
        let hits: Value =
            row.hits.iter().map(|hit| json!([hit.span.start, hit.span.end, queries[hit.query]])).collect();
        let [file, before, word, after] =
            [&shown.names[row.file], before, keyword, after].map(|text| Value::from(text.as_str()));
        let _ = writeln!(
            out,
            r#"{{"file":{file},"line":{line},"before":{before},"word":{word},"after":{after},"hits":{hits}}}"#
        );
    }
    out
}
