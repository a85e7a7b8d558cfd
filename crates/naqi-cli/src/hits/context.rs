//! The context of a hit: a number of columns, ending between words, and never between a letter and its marks.

use naqi::letters::is_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// The width of a text on a terminal, in columns: none for a mark, two for an ideograph.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if is_mark(c) { 0 } else { c.width().unwrap_or(0) }).sum()
}

/// The start of the longest text before a hit that fits in this many columns.
pub fn before(text: &str, at: usize, columns: usize) -> usize {
    let window = (0..=at.saturating_sub(reach(columns))).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    // The space before the hit is not counted.
    let near = text[window..at].trim_end();
    let mut len = fitting(between_spaces(near).into_iter().rev(), columns, width);
    if len == 0 {
        len = fitting(near.graphemes(true).rev(), columns, width);
    }
    // The text outside the window may end within a letter and its marks.
    let shown = without_space(&near[near.len() - len..]);
    let shown = if window > 0 { shown.trim_start_matches(is_mark) } else { shown };
    window + near.len() - shown.len()
}

/// The end of the longest text after a hit that fits in this many columns.
pub fn after(text: &str, at: usize, columns: usize) -> usize {
    let end = (at + reach(columns)).min(text.len());
    let window = (end..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let near = &text[at..window];
    let at_end = |part: &str| width(part.trim_end());
    let mut len = fitting(between_spaces(near).into_iter(), columns, at_end);
    if len == 0 {
        len = fitting(near.graphemes(true), columns, at_end);
    }
    let shown = near[..len].trim_end();
    // The last letter inside the window may have marks outside.
    match len == near.len() && text[window..].starts_with(is_mark) {
        true => at + shown.trim_end_matches(is_mark).char_indices().next_back().map_or(0, |(last, _)| last),
        false => at + shown.len(),
    }
}

/// A text without its leading spaces, except one that carries a mark.
pub fn without_space(text: &str) -> &str {
    let mut rest = text;
    while let Some(next) = rest.strip_prefix(char::is_whitespace)
        && !next.starts_with(is_mark)
    {
        rest = next;
    }
    rest
}

/// A text split after its spaces: a quotation mark stays with its word, and a mark with the space that carries it.
fn between_spaces(text: &str) -> Vec<&str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for token in naqi::tokens(text).filter(|token| token.text().starts_with(char::is_whitespace)) {
        let end = token.span().end;
        parts.push(&text[start..end]);
        start = end;
    }
    parts.push(&text[start..]);
    parts
}

/// The bytes to read for this many columns: more than letters with all their marks take.
fn reach(columns: usize) -> usize {
    columns.saturating_mul(16).saturating_add(64)
}

/// The bytes of the parts that fit, in order; `last` gives the width of a part if it is the last one.
fn fitting<'t>(parts: impl Iterator<Item = &'t str>, columns: usize, last: impl Fn(&str) -> usize) -> usize {
    let (mut len, mut taken) = (0, 0);
    for part in parts {
        if taken + last(part) > columns {
            break;
        }
        taken += width(part);
        len += part.len();
    }
    len
}
