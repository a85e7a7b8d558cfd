//! Text of a corpus, safe to show: invisible characters are written out, long text is shortened, markup is escaped.

use crate::characters::Class;
use naqi::letters::is_mark;
use std::fmt::{self, Display, Formatter, Write};
use unicode_width::UnicodeWidthChar;

/// The maximum number of characters shown of a word or name.
const MAX_SHOWN: usize = 60;
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
const POP_ISOLATE: char = '\u{2069}';

/// A character of a text as it is shown: itself, or the code point of an invisible one.
enum ShownChar {
    Seen(char),
    Unseen(String),
    Ellipsis,
}

fn shown_chars(text: &str) -> impl Iterator<Item = ShownChar> + '_ {
    let end = text.char_indices().skip(MAX_SHOWN).find(|&(_, c)| !is_mark(c)).map_or(text.len(), |(at, _)| at);
    let end = text.char_indices().nth(2 * MAX_SHOWN).map_or(end, |(at, _)| at.min(end));
    let shown = |c: char| match c {
        _ if c.is_control() || Class::of(c).is_unseen() || matches!(c, '\u{2028}' | '\u{2029}') => {
            ShownChar::Unseen(format!("U+{:04X}", c as u32))
        }
        _ => ShownChar::Seen(c),
    };
    text[..end].chars().map(shown).chain((end < text.len()).then_some(ShownChar::Ellipsis))
}

/// For a terminal: in an isolate, so that columns keep their order in any direction.
pub fn isolated(text: &str) -> String {
    let mut out = String::from(FIRST_STRONG_ISOLATE);
    for shown in shown_chars(text) {
        match shown {
            ShownChar::Seen(c) => out.push(c),
            ShownChar::Unseen(code) => {
                let _ = write!(out, "{LEFT_TO_RIGHT_ISOLATE}<{code}>{POP_ISOLATE}");
            }
            ShownChar::Ellipsis => out.push('…'),
        }
    }
    out.push(POP_ISOLATE);
    out
}

/// The width of a text on a terminal, in cells.
pub fn width(shown: &str) -> usize {
    shown.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// As HTML.
pub struct Html<'t>(pub &'t str);

impl Display for Html<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for shown in shown_chars(self.0) {
            match shown {
                ShownChar::Seen(c) => escape(f, c)?,
                ShownChar::Unseen(code) => write!(f, "<bdi class=\"u\" dir=\"ltr\">{code}</bdi>")?,
                ShownChar::Ellipsis => f.write_char('…')?,
            }
        }
        Ok(())
    }
}

/// As HTML, without a limit on the length: for the program's own text.
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

/// A percentage, with one decimal.
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
    fn markup_and_bidi_controls_have_no_effect_outside_their_cell() {
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
    fn long_words_are_shortened_and_marks_stay_with_their_letter() {
        let shown = isolated(&"بَ".repeat(100));
        assert!(shown.ends_with("َ…\u{2069}"), "{}", shown.escape_unicode());
        assert!(isolated(&"َ".repeat(900)).chars().count() < 130);
    }

    #[test]
    fn marks_and_isolates_have_no_width() {
        assert_eq!(width(&isolated("مُتَّحِدة")), 5);
    }

    #[test]
    fn numbers_are_formatted_for_readers() {
        assert_eq!([0, 999, 1203, 1_000_000].map(thousands), ["0", "999", "1,203", "1,000,000"]);
        assert_eq!((percent(1, 3).as_str(), percent(0, 0).as_str()), ("33.3 %", "–"));
    }
}
