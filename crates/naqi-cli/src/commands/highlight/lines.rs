//! Lines with hits, for a terminal or for another program.

use super::window::Shown;
use crate::direction::Direction;
use crate::hits::needles::segments;
use crate::hits::screen::{Colour, isolate, printable};
use crate::terminal::Printable;
use std::fmt::Write;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// For readers: the file's name once, numbers and text each in their own direction.
    Screen,
    /// For programs: `file:number:text`, the text byte for byte.
    Pipe,
}

pub struct Lines {
    layout: Layout,
    colour: Colour,
    name: String,
    is_first: bool,
    is_named: bool,
}

impl Lines {
    pub fn new(layout: Layout, colour: Colour) -> Self {
        Self { layout, colour, name: String::new(), is_first: true, is_named: false }
    }

    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Starts the next file.
    pub fn start(&mut self, name: String) {
        (self.name, self.is_named) = (name, false);
    }

    pub fn push(&mut self, out: &mut String, line: &Shown) {
        match self.layout {
            Layout::Pipe => {
                let sign = if line.hits.is_empty() { '-' } else { ':' };
                *out += if line.gap && sign == '-' { "--\n" } else { "" };
                let _ = write!(out, "{}{sign}{}{sign}", Printable(&self.name), line.number);
                self.text(out, line, str::to_owned);
            }
            Layout::Screen => {
                if !self.is_named {
                    *out += if self.is_first { "" } else { "\n" };
                    isolate(out, Direction::LeftToRight, &Printable(&self.name).to_string());
                    out.push('\n');
                    (self.is_first, self.is_named) = (false, true);
                } else if line.gap {
                    *out += "     …\n";
                }
                let sign = if line.hits.is_empty() { ' ' } else { ':' };
                isolate(out, Direction::LeftToRight, &format!("{:>6}{sign} ", line.number));
                let mut text = String::new();
                self.text(&mut text, line, printable);
                isolate(out, Direction::of(line.text), &text);
            }
        }
        out.push('\n');
    }

    fn text(&self, out: &mut String, line: &Shown, shown: impl Fn(&str) -> String) {
        for (span, query) in segments(0..line.text.len(), line.hits) {
            let text = shown(&line.text[span]);
            match query {
                Some(query) => self.colour.paint(out, query, &text),
                None => *out += &text,
            }
        }
    }
}
