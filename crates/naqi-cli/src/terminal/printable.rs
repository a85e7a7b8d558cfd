//! Untrusted text on a terminal: control characters are visible as `\u{1B}`.

use super::code_points::escape;
use std::borrow::Cow;
use std::fmt::{self, Display, Formatter, Write};

/// Names of files and parts of the input in messages: on one line, without terminal commands, bidi controls and marks of
/// direction.
pub struct Printable<'t>(pub &'t str);

impl Display for Printable<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match is_command(c) || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}') {
            true => f.write_str(&escape(c)),
            false => f.write_char(c),
        })
    }
}

/// Whether a character is a terminal command, a line end, or the start or end of text in another direction.
pub fn is_command(c: char) -> bool {
    c.is_control() || is_line_separator(c) || is_bidi_control(c)
}

/// Whether a character starts or ends text in another direction (UAX #9: embeddings, overrides and isolates).
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character is the line separator or the paragraph separator.
pub fn is_line_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Lines of text for a terminal: as [`Printable`], but line feeds and tabs stay, and marks of direction, which give no
/// command. A carriage return before a line feed is left out: it is a part of the line's end.
pub fn visible_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            _ if is_command(c) && !matches!(c, '\n' | '\t') => out += &escape(c),
            _ => out.push(c),
        }
    }
    out
}

/// A text on one line of a terminal: as [`visible_lines`], but a tab and a line end are a space.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    match text.contains(is_command) {
        false => Cow::Borrowed(text),
        true => Cow::Owned(visible_lines(text).replace(['\n', '\t'], " ")),
    }
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
        assert_eq!(visible_line("a\tب\r\nc\u{202E}\u{200F}\r"), "a ب c\\u{202E}\u{200F}\\u{D}");
        for c in '\0'..='\u{2100}' {
            assert!(!shown(&String::from(c)).chars().any(is_command), "{}", escape(c));
            assert!(!visible_line(&String::from(c)).chars().any(is_command), "{}", escape(c));
        }
    }
}
