//! Hits in the colours of their queries.

use super::Hit;
use super::needles::segments;
use crate::output::Output;
use std::borrow::Cow;

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

    /// Adds a text with its hits in their colours; `shown` gives what is printed of a part of it.
    pub fn paint(self, out: &mut String, text: &str, hits: &[Hit], shown: fn(&str) -> Cow<'_, str>) {
        for (span, query) in segments(0..text.len(), hits) {
            let colour = query.filter(|_| self == Self::Always).map(|query| COLOURS[query % COLOURS.len()]);
            *out += colour.unwrap_or_default();
            *out += &shown(&text[span]);
            *out += if colour.is_some() { PLAIN } else { "" };
        }
    }
}

/// A part of a text for a program.
pub fn as_it_is(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}
