//! How far the text around a hit is shown: so many columns, cut between words, and never between a letter and its marks.

use naqi::letters::is_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Columns that a text takes on a terminal: none for a mark, two for an ideograph.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if is_mark(c) { 0 } else { c.width().unwrap_or(0) }).sum()
}

/// Where the text before a hit begins that fits in so many columns.
pub fn before(text: &str, at: usize, columns: usize) -> usize {
    let window = (0..=at.saturating_sub(reach(columns))).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let near = &text[window..at];
    let words: Vec<&str> = naqi::tokens(near).map(|token| token.text()).collect();
    let mut len = fitting(words.iter().rev().copied(), columns);
    if len == 0 {
        len = fitting(near.graphemes(true).rev(), columns);
    }
    // What the window cuts may begin with a mark of a letter outside.
    let shown = near[near.len() - len..].trim_start();
    let shown = if window > 0 { shown.trim_start_matches(is_mark) } else { shown };
    at - shown.len()
}

/// Where the text after a hit ends that fits in so many columns.
pub fn after(text: &str, at: usize, columns: usize) -> usize {
    let end = (at + reach(columns)).min(text.len());
    let window = (end..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let near = &text[at..window];
    let mut len = fitting(naqi::tokens(near).map(|token| token.text()), columns);
    if len == 0 {
        len = fitting(near.graphemes(true), columns);
    }
    let shown = near[..len].trim_end();
    // The last letter that the window holds may have marks outside.
    match len == near.len() && text[window..].starts_with(is_mark) {
        true => at + shown.trim_end_matches(is_mark).char_indices().next_back().map_or(0, |(last, _)| last),
        false => at + shown.len(),
    }
}

/// Bytes that are looked at for so many columns: more than letters with all their marks take.
fn reach(columns: usize) -> usize {
    columns.saturating_mul(16).saturating_add(64)
}

/// The bytes of the parts that fit, in order.
fn fitting<'t>(parts: impl Iterator<Item = &'t str>, columns: usize) -> usize {
    let (mut len, mut taken) = (0, 0);
    for part in parts {
        taken += width(part);
        if taken > columns {
            break;
        }
        len += part.len();
    }
    len
}
