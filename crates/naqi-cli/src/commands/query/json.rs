//! Hits as JSON: an object for each text.

use super::found::{Found, Part};
use serde_json::{Value, json};
use std::fmt::Write;

pub fn print(found: &Found) -> String {
    let mut out = String::new();
    for text in &found.hits {
        let (place, title, part) = (Value::from(&*text.place), Value::from(&*text.title.text), &text.part);
        let (score, shown, hits) = (text.score, Value::from(&*part.text), hits(part));
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            r#"{{"place":{place},"score":{score:.4},"title":{title},"text":{shown},"hits":{hits},"is_whole":{}}}"#,
            part.truncated == (false, false)
        );
    }
    out
}

fn hits(part: &Part) -> Value {
    part.marked.iter().map(|hit| json!([hit.span.start, hit.span.end])).collect()
}
