//! Lines with hits as JSON.

use super::window::Shown;
use serde_json::{Value, json};

/// A line of JSON for a line of text.
pub fn push(out: &mut String, file: &str, queries: &[String], line: &Shown) {
    let hits: Vec<Value> =
        line.hits.iter().map(|hit| json!([hit.span.start, hit.span.end, queries[hit.query]])).collect();
    *out += &json!({ "file": file, "line": line.number, "text": line.text, "hits": hits }).to_string();
    out.push('\n');
}
