//! Hits as lines.

use super::found::{Found, Part, Share, Text};
use crate::direction::Direction;
use crate::hits::screen::Colour;
use crate::terminal::figures::thousands;
use crate::terminal::printable::visible_line;
use crate::terminal::{Printable, isolate};
use naqi_tantivy::Substitution;
use std::fmt::Write;

/// For a program: place:score:text.
pub fn pipe(found: &Found) -> String {
    let mut out = String::new();
    for text in &found.hits {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{}:{:.2}:{}", Printable(&text.place), text.score, line(&text.part, Colour::Never));
        for Share { field, term, weight, score } in &text.shares {
            let _ = writeln!(out, "\t{}\t{}\t{weight:.3}\t{score:.3}", Printable(field), Printable(term));
        }
    }
    out
}

/// For a reader: each text under its title and place.
pub fn screen(found: &Found, colour: Colour) -> String {
    let mut out = String::new();
    for (number, text) in found.hits.iter().enumerate() {
        entry(&mut out, colour, number + 1, text);
    }
    for substitution in &found.substitutions {
        let _ = writeln!(out, "{}", substituted(substitution, isolated));
    }
    found.wrong.iter().for_each(|wrong| {
        let _ = writeln!(out, "error in the query: {}", Printable(wrong));
    });
    let (shown, count, of) = (found.hits.len(), thousands(found.count), thousands(found.of));
    let _ = writeln!(out, "{shown} of {count} texts, of {of}; {:.1} ms", found.took.as_secs_f64() * 1e3);
    out
}

fn entry(out: &mut String, colour: Colour, number: usize, text: &Text) {
    let _ = write!(out, "{number}. ");
    if !text.title.text.is_empty() {
        isolate(out, Direction::of(&text.title.text), &line(&text.title, colour));
        out.push_str("  ");
    }
    isolate(out, Direction::LeftToRight, &Printable(&text.place).to_string());
    let _ = writeln!(out, "  ({:.2})", text.score);
    let mut part = String::new();
    part += if text.part.truncated.0 { "… " } else { "" };
    part += &line(&text.part, colour);
    part += if text.part.truncated.1 { " …" } else { "" };
    isolate(out, Direction::of(&text.part.text), &part);
    out.push('\n');
    for Share { field, term, weight, score } in &text.shares {
        let _ = write!(out, "   {}: ", Printable(field));
        isolate(out, Direction::of(term), &Printable(term).to_string());
        let _ = writeln!(out, "  weight {weight:.3}, score {score:.3}");
    }
    out.push('\n');
}

/// The message that other words were searched for; `show` makes each word ready for its place.
pub fn substituted(substitution: &Substitution, show: impl Fn(&str) -> String) -> String {
    let by: Vec<String> = substitution.by.iter().map(|by| show(by)).collect();
    format!("showing results for {}; not in the index: {}", by.join(", "), show(&substitution.word))
}

/// A word of another direction than its line.
fn isolated(word: &str) -> String {
    let mut out = String::new();
    isolate(&mut out, Direction::of(word), &Printable(word).to_string());
    out
}

/// An excerpt on one line, with its hits in colour.
fn line(part: &Part, colour: Colour) -> String {
    let mut line = String::new();
    colour.paint(&mut line, &part.text, &part.marked, visible_line);
    line
}
