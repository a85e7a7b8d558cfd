//! Text on a terminal: bidi isolates between right-to-left and left-to-right text, and colours.

use crate::direction::Direction;
use crate::printable::is_command;
use std::io::IsTerminal;

/// The bold colours of the queries: red, green, blue, magenta, cyan, yellow.
const COLOURS: [&str; 6] = ["\x1b[1;31m", "\x1b[1;32m", "\x1b[1;34m", "\x1b[1;35m", "\x1b[1;36m", "\x1b[1;33m"];
const PLAIN: &str = "\x1b[0m";

/// Whether hits have colours.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    Always,
    Never,
}

impl Colour {
    /// Parses the value of `--color`: `auto` is yes if the output is a terminal and NO_COLOR is not set.
    pub fn of(said: &str, output: &impl IsTerminal) -> Result<Self, String> {
        match said {
            "always" => Ok(Self::Always),
            "never" => Ok(Self::Never),
            "auto" if output.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) => {
                Ok(Self::Always)
            }
            "auto" => Ok(Self::Never),
            other => Err(format!("there is no --color `{other}`; there are auto, always and never")),
        }
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
/// [`Printable`](crate::printable::Printable).
pub fn printable(text: &str) -> String {
    let shown = |c: char| match c {
        '\t' => Some(' '),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        c if is_command(c) => Some('\u{FFFD}'),
        c => Some(c),
    };
    text.chars().filter_map(shown).collect()
}
