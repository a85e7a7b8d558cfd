//! What naqi gives for texts, as JSON, for the tests of bindings: `cargo run -p naqi-examples --example oracle < REQUESTS`
//!
//! Each line is a request, `{"text": "…", "needle": "…", "steps": ["search", "unify_alef"]}`, and is answered by a line. Offsets
//! are in bytes.

use naqi::preset::SEARCH;
use naqi::{Normalizer, Tokenizer, inspect, number, stem, vocalization};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::error::Error;
use std::io::{BufRead, Write};
use std::ops::Range;

fn span(span: Range<usize>) -> Value {
    json!([span.start, span.end])
}

fn tokens(tokenizer: &str, text: &str) -> Result<Value, naqi::Error> {
    let token = |token: naqi::Token| json!([token.span().start, token.span().end, token.kind().name()]);
    Ok(tokenizer.parse::<Tokenizer>()?.tokenize(text).map(token).collect())
}

/// For each character of the output its source range, and for each of the source its output range.
fn alignment(text: &str) -> Value {
    let aligned = SEARCH.align(text);
    let of_chars = |text: &str, map: &dyn Fn(Range<usize>) -> Range<usize>| -> Value {
        text.char_indices().map(|(at, c)| span(map(at..at + c.len_utf8()))).collect()
    };
    let sources = of_chars(&aligned.text, &|range| aligned.source(range));
    json!({ "source": sources, "output": of_chars(text, &|range| aligned.output(range)) })
}

fn answer(text: &str, needle: &str, normalizers: &[&Normalizer]) -> Result<Value, naqi::Error> {
    let outputs: Vec<_> = normalizers.iter().map(|normalizer| normalizer.normalize(text)).collect();
    let mut kinds = serde_json::Map::new();
    for name in ["words", "all", "sentences", "arabic_sentences", "social", "social | keep_all"] {
        kinds.insert(name.into(), tokens(name, text)?);
    }
    let mut terms = Vec::new();
    naqi::analyzer::default().for_each_term(text, |term| {
        terms.push(json!([term.span.start, term.span.end, term.text, term.position]));
    });
    let counts = inspect::count(text);
    let finder = SEARCH.finder(needle);
    let many = SEARCH.finder_of([needle, "ا"]);
    Ok(json!({
        "outputs": outputs,
        "tokens": kinds,
        "terms": terms,
        "found": finder.find_iter(text).map(span).collect::<Value>(),
        "found_words": finder.clone().whole_words().find_iter(text).map(span).collect::<Value>(),
        "found_marks": finder.respecting_marks().find_iter(text).map(span).collect::<Value>(),
        "found_many": many.find_iter(text).map(|f| json!([f.needle, f.span.start, f.span.end])).collect::<Value>(),
        "alignment": alignment(text),
        "stems": [stem::light(text), &stem::full(text), &stem::root_key(text)],
        "category": stem::Category::of(text).map(stem::Category::name),
        "counts": [counts.characters, counts.letters, counts.marks, counts.tatweels, counts.invisible],
        "language": counts.likely_language().map(inspect::Language::name),
        "changing": inspect::changing_steps(text).iter().map(ToString::to_string).collect::<Vec<_>>(),
        "numbers": number::find(text).map(|n| json!([n.span().start, n.span().end, n.decimal()])).collect::<Value>(),
        "spelled": number::find_words(text).map(|n| json!([n.span().start, n.span().end, n.value()])).collect::<Value>(),
        "letters": vocalization::split(text).map(|l| json!([l.letter, l.marks])).collect::<Value>(),
        "compatible": vocalization::compatible(text, needle),
    }))
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut out, mut made) = (std::io::stdout().lock(), HashMap::<String, Normalizer>::new());
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let text = |key: &str| request[key].as_str().ok_or("a request has a text, a needle and steps");
        let steps: Vec<&str> = request["steps"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for &steps in &steps {
            if !made.contains_key(steps) {
                made.insert(steps.into(), steps.parse()?);
            }
        }
        let normalizers: Vec<&Normalizer> = steps.iter().map(|&steps| &made[steps]).collect();
        writeln!(out, "{}", answer(text("text")?, text("needle")?, &normalizers)?)?;
        out.flush()?;
    }
    Ok(())
}
