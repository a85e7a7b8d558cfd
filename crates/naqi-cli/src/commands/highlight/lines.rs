//! Lines with hits, for a terminal or for another program.

use super::window::Shown;
use crate::direction::Direction;
use crate::hits::screen::{Colour, as_it_is};
use crate::terminal::printable::visible_line;
use crate::terminal::{Printable, isolate};
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
                self.colour.paint(out, line.text, line.hits, as_it_is);
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
                self.colour.paint(&mut text, line.text, line.hits, visible_line);
                isolate(out, Direction::of(line.text), &text);
            }
        }
        out.push('\n');
    }
}
