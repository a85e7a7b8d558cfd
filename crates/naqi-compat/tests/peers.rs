//! Every line of every file of the peers' outputs, if the files are available.

use naqi_compat::operation::Output;
use naqi_compat::operations;
use serde_json::{Value, json};
use std::path::Path;

/// Operations without lines: reverse transliterations of operations that have lines.
const WITHOUT_LINES: [&str; 3] = ["camel.safebw2ar", "camel.xmlbw2ar", "camel.hsb2ar"];

#[test]
fn every_operation_equals_every_line_of_its_peer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/peers");
    let Ok(input) = std::fs::read_to_string(folder.join("input.txt")) else { return };
    let mut failed = Vec::new();
    for operation in operations::all() {
        if WITHOUT_LINES.contains(&operation.name) {
            continue;
        }
        let expected =
            std::fs::read_to_string(folder.join(format!("{}.jsonl", operation.name))).expect("the peer's lines");
        // The stemmer has lines of its own: pairs of a word and its stem.
        for (n, (text, expected)) in input.lines().zip(expected.lines()).enumerate() {
            let expected: Value = serde_json::from_str(expected).expect("a JSON value");
            let given = match (operation.run)(text) {
                Output::Text(text) => json!(text),
                Output::Texts(texts) => json!(texts),
                Output::Terms(terms) => json!(terms),
            };
            if given != expected {
                failed.push(format!("{}, line {}:\n  given    {given}\n  expected {expected}", operation.name, n + 1));
            }
        }
    }
    assert!(failed.is_empty(), "{} lines:\n{}", failed.len(), failed[..failed.len().min(5)].join("\n"));
}
