//! Text on a terminal: bidi isolates between right-to-left and left-to-right text, and colours.

use crate::direction::Direction;
use crate::output::Output;
use crate::terminal::printable::is_command;

/// The bold colours of the queries: red, green, blue, magenta, cyan, yellow.
const COLOURS: [&str; 6] = ["\x1b[1;31m", "\x1b[1;32m", "\x1b[1;34m", "\x1b[1;35m", "\x1b[1;36m", "\x1b[1;33m"];
const PLAIN: &str = "\x1b[0m";

/// Whether hits have colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Always,
    Never,
}

impl Colour {
    /// The colours of an output.
    pub fn of(output: &Output) -> Self {
        if output.has_color() { Self::Always } else { Self::Never }
    }

    /// A hit of a query in its colour.
    pub fn paint(self, out: &mut String, query: usize, hit: &str) {
        match self {
            Self::Always => {
                *out += COLOURS[query % COLOURS.len()];
                *out += hit;
                *out += PLAIN;
            }
            Self::Never => *out += hit,
        }
    }
}

/// A text as one unit of a line, whose neighbours do not change its order (U+2066 LRI, U+2067 RLI, U+2069 PDI).
pub fn isolate(out: &mut String, direction: Direction, text: &str) {
    out.push(match direction {
        Direction::LeftToRight => '\u{2066}',
        Direction::RightToLeft => '\u{2067}',
    });
    *out += text;
    out.push('\u{2069}');
}

/// A text's words on a terminal, without controls, bidi controls included. For names of files and errors see
/// [`Printable`](crate::terminal::Printable).
pub fn printable(text: &str) -> String {
    let shown = |c: char| match c {
        '\t' => Some(' '),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        c if is_command(c) => Some('\u{FFFD}'),
        c => Some(c),
    };
    text.chars().filter_map(shown).collect()
}
