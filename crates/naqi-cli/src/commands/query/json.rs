//! Hits as JSON: an object for each text.

use super::found::{Found, Part, Share, Text};
use naqi::analyzer::TermKind;
use serde_json::{Value, json};
use std::fmt::Write;

pub fn print(found: &Found) -> String {
    let mut out = String::new();
    for text in &found.hits {
        let (place, title, part) = (Value::from(&*text.place), Value::from(&*text.title.text), &text.part);
        let (score, shown, hits) = (text.score, Value::from(&*part.text), hits(part));
        let terms = terms(text);
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            r#"{{"place":{place},"score":{score:.4},"title":{title},"text":{shown},"hits":{hits},"is_whole":{}{terms}}}"#,
            part.truncated == (false, false)
        );
    }
    out
}

/// The terms that a text has, if they are asked for.
fn terms(text: &Text) -> String {
    if text.shares.is_empty() {
        return String::new();
    }
    let term = |share: &Share| {
        let Share { field, term, weight, score } = share;
        json!({ "field": field, "term": term, "kind": TermKind::of(term).name(), "weight": weight, "score": score })
    };
    format!(r#","terms":{}"#, Value::from_iter(text.shares.iter().map(term)))
}

fn hits(part: &Part) -> Value {
    part.marked.iter().map(|hit| json!([hit.span.start, hit.span.end])).collect()
}
