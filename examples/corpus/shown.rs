//! Text of a corpus as it is safe to show: what nobody sees is written out, what is long is cut, markup is escaped.

use crate::characters::Class;
use naqi::letters::is_mark;
use std::fmt::{self, Display, Formatter, Write};
use unicode_width::UnicodeWidthChar;

/// Characters of a word or name that are shown.
const MOST: usize = 60;
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
const POP_ISOLATE: char = '\u{2069}';

/// A piece of text: as it is, or the code point of what would not be seen.
enum Piece {
    Seen(char),
    Unseen(String),
    Cut,
}

fn pieces(text: &str) -> impl Iterator<Item = Piece> + '_ {
    let end = text.char_indices().skip(MOST).find(|&(_, c)| !is_mark(c)).map_or(text.len(), |(at, _)| at);
    let end = text.char_indices().nth(2 * MOST).map_or(end, |(at, _)| at.min(end));
    let piece = |c: char| match c {
        _ if c.is_control() || Class::of(c).is_unseen() || matches!(c, '\u{2028}' | '\u{2029}') => {
            Piece::Unseen(format!("U+{:04X}", c as u32))
        }
        _ => Piece::Seen(c),
    };
    text[..end].chars().map(piece).chain((end < text.len()).then_some(Piece::Cut))
}

/// For a terminal: in an isolate, so that columns hold whatever way the text runs.
pub fn isolated(text: &str) -> String {
    let mut out = String::from(FIRST_STRONG_ISOLATE);
    for piece in pieces(text) {
        match piece {
            Piece::Seen(c) => out.push(c),
            Piece::Unseen(code) => {
                let _ = write!(out, "{LEFT_TO_RIGHT_ISOLATE}<{code}>{POP_ISOLATE}");
            }
            Piece::Cut => out.push('…'),
        }
    }
    out.push(POP_ISOLATE);
    out
}

/// The cells that a text takes in a terminal.
pub fn width(shown: &str) -> usize {
    shown.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// As HTML.
pub struct Html<'t>(pub &'t str);

impl Display for Html<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for piece in pieces(self.0) {
            match piece {
                Piece::Seen(c) => escape(f, c)?,
                Piece::Unseen(code) => write!(f, "<bdi class=\"u\" dir=\"ltr\">{code}</bdi>")?,
                Piece::Cut => f.write_char('…')?,
            }
        }
        Ok(())
    }
}

/// As HTML, however long: for what the program itself says.
pub struct Whole<'t>(pub &'t str);

impl Display for Whole<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.chars().filter(|&c| !Class::of(c).is_unseen()).try_for_each(|c| escape(f, c))
    }
}

fn escape(f: &mut Formatter<'_>, c: char) -> fmt::Result {
    match c {
        '&' => f.write_str("&amp;"),
        '<' => f.write_str("&lt;"),
        '>' => f.write_str("&gt;"),
        '"' => f.write_str("&quot;"),
        '\'' => f.write_str("&#39;"),
        _ if c.is_control() => f.write_char('\u{FFFD}'),
        _ => f.write_char(c),
    }
}

/// A part of a whole, with one place after the point.
pub fn percent(part: u64, whole: u64) -> String {
    match whole {
        0 => "–".into(),
        _ => format!("{:.1} %", part as f64 * 100.0 / whole as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::thousands;

    #[test]
    fn markup_and_controls_of_direction_cannot_leave_their_cell() {
        let hostile = "<script>&'\"\u{202E}ب\u{0}";
        let html = Html(hostile).to_string();
        assert_eq!(
            html,
            "&lt;script&gt;&amp;&#39;&quot;<bdi class=\"u\" dir=\"ltr\">U+202E</bdi>ب<bdi class=\"u\" dir=\"ltr\">U+0000</bdi>"
        );
        assert!(!isolated(hostile).contains('\u{202E}'));
        assert_eq!(Whole("a\u{2066}<b>").to_string(), "a&lt;b&gt;");
    }

    #[test]
    fn long_words_are_cut_and_marks_stay_with_their_letter() {
        let shown = isolated(&"بَ".repeat(100));
        assert!(shown.ends_with("َ…\u{2069}"), "{}", shown.escape_unicode());
        assert!(isolated(&"َ".repeat(900)).chars().count() < 130);
    }

    #[test]
    fn marks_and_isolates_take_no_cell() {
        assert_eq!(width(&isolated("مُتَّحِدة")), 5);
    }

    #[test]
    fn numbers_are_for_people() {
        assert_eq!([0, 999, 1203, 1_000_000].map(thousands), ["0", "999", "1,203", "1,000,000"]);
        assert_eq!((percent(1, 3).as_str(), percent(0, 0).as_str()), ("33.3 %", "–"));
    }
}
