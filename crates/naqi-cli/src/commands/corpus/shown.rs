//! Text of a corpus, safe to show: invisible characters are written out, long text is shortened.

use super::characters::Class;
use crate::direction::Direction;
use crate::terminal::code_points::code_point;
use crate::terminal::isolate;
use crate::terminal::printable::is_command;
use maud::{Markup, html};
use naqi::letters::is_mark;

/// The maximum number of characters shown of a word or name.
const MAX_SHOWN: usize = 60;

/// A part of a text as it is shown.
enum Shown<'t> {
    Seen(&'t str),
    /// The code point of an invisible character.
    Unseen(String),
    Ellipsis,
}

fn shown_parts(text: &str) -> Vec<Shown<'_>> {
    let end = text.char_indices().skip(MAX_SHOWN).find(|&(_, c)| !is_mark(c)).map_or(text.len(), |(at, _)| at);
    let end = text.char_indices().nth(2 * MAX_SHOWN).map_or(end, |(at, _)| at.min(end));
    let is_unseen = |c: char| is_command(c) || Class::of(c).is_unseen();
    let (mut parts, mut seen) = (Vec::new(), 0);
    for (at, c) in text[..end].char_indices().filter(|&(_, c)| is_unseen(c)) {
        parts.extend((seen < at).then(|| Shown::Seen(&text[seen..at])));
        parts.push(Shown::Unseen(code_point(c)));
        seen = at + c.len_utf8();
    }
    parts.extend((seen < end).then(|| Shown::Seen(&text[seen..end])));
    parts.extend((end < text.len()).then_some(Shown::Ellipsis));
    parts
}

/// For a terminal: in an isolate, so that columns keep their order in any direction.
pub fn isolated(text: &str) -> String {
    let (mut out, mut shown) = (String::new(), String::new());
    for part in shown_parts(text) {
        match part {
            Shown::Seen(text) => shown += text,
            Shown::Unseen(code) => isolate(&mut shown, Direction::LeftToRight, &format!("<{code}>")),
            Shown::Ellipsis => shown.push('…'),
        }
    }
    isolate(&mut out, Direction::of(text), &shown);
    out
}

/// Without isolates.
pub fn plain(text: &str) -> String {
    let part = |part: Shown| match part {
        Shown::Seen(text) => text.to_owned(),
        Shown::Unseen(code) => format!("<{code}>"),
        Shown::Ellipsis => "…".into(),
    };
    shown_parts(text).into_iter().map(part).collect()
}

/// For a page.
pub fn markup(text: &str) -> Markup {
    html! {
        @for part in shown_parts(text) {
            @match part {
                Shown::Seen(text) => (text),
                Shown::Unseen(code) => bdi.u dir="ltr" { (code) },
                Shown::Ellipsis => "…",
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hits::context::width;

    #[test]
    fn markup_and_bidi_controls_have_no_effect_outside_their_cell() {
        let hostile = "<script>&'\"\u{202E}ب\u{0}";
        assert_eq!(
            markup(hostile).0,
            "&lt;script&gt;&amp;'&quot;<bdi class=\"u\" dir=\"ltr\">U+202E</bdi>ب<bdi class=\"u\" dir=\"ltr\">U+0000</bdi>"
        );
        assert!(!isolated(hostile).contains('\u{202E}'));
        assert_eq!(plain("a\u{2066}<b>"), "a<U+2066><b>");
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
}
