//! Bidi isolates: text as one unit of a line, in its own direction.

use crate::direction::Direction;

/// Adds a text whose neighbours do not change its order (U+2066 LRI, U+2067 RLI, U+2069 PDI).
pub fn isolate(out: &mut String, direction: Direction, text: &str) {
    out.push(match direction {
        Direction::LeftToRight => '\u{2066}',
        Direction::RightToLeft => '\u{2067}',
    });
    *out += text;
    out.push('\u{2069}');
}
