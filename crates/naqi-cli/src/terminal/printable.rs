//! Untrusted text on a terminal: names of files, and parts of the input in errors.

use std::fmt::{self, Display, Formatter, Write};

/// Text without terminal commands and bidi controls: such characters are written as `\u{1B}`.
pub struct Printable<'t>(pub &'t str);

impl Display for Printable<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match is_command(c) || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}') {
            true => write!(f, "\\u{{{:X}}}", c as u32),
            false => f.write_char(c),
        })
    }
}

/// Whether a character is a terminal command, a line end, or the start or end of text in another direction (UAX #9:
/// embeddings, overrides and isolates).
pub fn is_command(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Lines of text for a terminal: as [`Printable`], but line feeds and tabs stay, and marks of direction, which give no
/// command. A carriage return before a line feed is left out: it is a part of the line's end.
pub fn visible_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            // Writing to a string does not fail.
            _ if is_command(c) && !matches!(c, '\n' | '\t') => drop(write!(out, "\\u{{{:X}}}", c as u32)),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminal_commands_are_escaped_and_letters_with_their_marks_are_not() {
        let shown = |text: &str| Printable(text).to_string();
        assert_eq!(shown("a\u{1B}[31m\u{9B}\u{7}\r\n"), r"a\u{1B}[31m\u{9B}\u{7}\u{D}\u{A}");
        assert_eq!(shown("\u{202E}txt\u{2066}\u{2069}\u{200F}\u{61C}"), r"\u{202E}txt\u{2066}\u{2069}\u{200F}\u{61C}");
        assert_eq!(shown("كِتَابٌ می\u{200C}خواهم – café"), "كِتَابٌ می\u{200C}خواهم – café");
        assert_eq!(visible_lines("a\tب\r\n\rc\u{1B}[m\u{200F}\r"), "a\tب\n\\u{D}c\\u{1B}[m\u{200F}\\u{D}");
        for c in '\0'..='\u{2100}' {
            assert!(!shown(&String::from(c)).chars().any(is_command), "U+{:04X}", c as u32);
        }
    }
}
