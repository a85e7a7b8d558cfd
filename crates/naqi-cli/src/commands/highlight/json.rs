//! Lines with hits as JSON.

use super::window::Shown;
use serde_json::{Value, json};
use std::fmt::Write;

/// A line of JSON for a line of text. Its keys stand in this order: the short ones first.
pub fn push(out: &mut String, file: &str, queries: &[String], line: &Shown) {
    let hits: Value = line.hits.iter().map(|hit| json!([hit.span.start, hit.span.end, queries[hit.query]])).collect();
    let (file, text) = (Value::from(file), Value::from(line.text));
    // Writing to a string does not fail.
    let _ = writeln!(out, "{{\"file\":{file},\"line\":{},\"text\":{text},\"hits\":{hits}}}", line.number);
}
