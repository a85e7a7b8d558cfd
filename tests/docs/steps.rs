//! The table on the page of `Step`: an example of each step.

use crate::sources;

/// A row: the step in text, a text that it changes, and what the text becomes.
pub struct Row {
    pub step: String,
    pub text: String,
    pub becomes: String,
}

/// The text of a cell, in which `+ U+0654` is a code point.
pub fn text(cell: &str) -> String {
    let part = |part: &str| match part.strip_prefix("U+") {
        Some(hex) => char::from_u32(u32::from_str_radix(hex, 16).expect("hex digits")).expect("a code point").into(),
        None => part.trim_matches('`').to_string(),
    };
    cell.split(" + ").map(part).collect()
}

/// The rows of the table, from the source of the steps.
pub fn rows() -> Vec<Row> {
    let source = sources::text("src/rules/step/mod.rs").expect("the source of the steps");
    let rows = source.lines().filter_map(|line| line.strip_prefix("/// | [`"));
    let row = |line: &str| {
        let (step, cells) = line.split_once("`](Step::").expect("a link to the step");
        let cells: Vec<&str> = cells.trim_end_matches('|').split('|').skip(1).map(str::trim).collect();
        let [from, to] = cells[..] else { panic!("three cells: {line}") };
        Row { step: step.into(), text: text(from), becomes: text(to) }
    };
    rows.map(row).collect()
}
