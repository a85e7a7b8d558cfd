//! Hits as lines.

use crate::args::{Layout, Options};
use crate::direction::Direction;
use crate::figures::thousands;
use crate::found::{Found, Part, Text};
use crate::needles::segments;
use crate::printable::Printable;
use crate::screen::{Colour, isolate, printable};
use std::fmt::Write;

pub fn print(options: &Options, found: &Found) -> String {
    let mut out = String::new();
    for (number, text) in found.hits.iter().enumerate() {
        match options.layout {
            Layout::Screen => screen(&mut out, options.colour, number + 1, text),
            Layout::Pipe => {
                let _ =
                    writeln!(out, "{}:{:.2}:{}", Printable(&text.place), text.score, line(&text.part, Colour::Never));
            }
        }
    }
    if options.layout == Layout::Screen {
        found.wrong.iter().for_each(|wrong| {
            let _ = writeln!(out, "(no query: {})", printable(wrong));
        });
        let (shown, count, of) = (found.hits.len(), thousands(found.count), thousands(found.of));
        let _ = writeln!(out, "{shown} of {count} texts, of {of}; {:.1} ms", found.took.as_secs_f64() * 1e3);
    }
    out
}

fn screen(out: &mut String, colour: Colour, number: usize, text: &Text) {
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
    out.push_str("\n\n");
}

/// An excerpt on one line, with its hits in colour.
fn line(part: &Part, colour: Colour) -> String {
    let mut line = String::new();
    for (span, query) in segments(0..part.text.len(), &part.marked) {
        let segment = printable(&part.text[span].replace(['\n', '\r'], " "));
        match query {
            Some(query) => colour.paint(&mut line, query, &segment),
            None => line += &segment,
        }
    }
    line
}
