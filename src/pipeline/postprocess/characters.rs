//! The kinds of characters that the rules of spaces and signs tell apart.

use crate::rules::letters::{is_letter, is_tashkeel};
use crate::rules::unicode;

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

/// Whether it has a combining class, sooner for Arabic letters and vowel signs.
pub(super) fn has_combining_class(c: char) -> bool {
    is_tashkeel(c) || !c.is_ascii() && !is_letter(c) && unicode::combining_class(c) != 0
}

/// `char::is_alphanumeric`, sooner for Arabic letters and common signs.
pub(super) fn is_alphanumeric(c: char) -> bool {
    match c {
        '،' | '؛'..='؟' | '«' | '»' | '\u{2000}'..='\u{206F}' => false, // the last ones: General Punctuation
        _ => is_letter(c) || c.is_alphanumeric(),
    }
}
