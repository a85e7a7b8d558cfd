//! Which quotation marks open and which close.

use crate::pipeline::postprocess::characters::{has_combining_class, is_alphanumeric};
use crate::rules::letters::variants::{CLOSING_SIGNS, CURLY_QUOTES, OPENING_SIGNS, STRAIGHT_QUOTES};

/// Whether it starts a word: a letter or a digit, which a mark is none, or the sign of a tag or a mention.
pub(super) fn starts_word(c: char) -> bool {
    is_alphanumeric(c) && !has_combining_class(c) || matches!(c, '#' | '@')
}

/// Whether a sign may be the last one of what a sign behind it closes. A colon announces a quotation.
pub(super) fn ends_sentence_part(sign: char, closing: char) -> bool {
    CLOSING_SIGNS.contains(&sign)
        && !(sign == ':' && (STRAIGHT_QUOTES.contains(&closing) || CURLY_QUOTES.contains(&closing)))
}

/// Whether a curly quotation mark opens. Arabic is written with each of a pair on either side, so the side of the space tells; without
/// it, the mark's own shape.
pub(super) fn opens_quotation(before: Option<char>, mark: char, after: Option<char>) -> bool {
    let is_behind = before.is_some_and(|c| is_alphanumeric(c) || ends_sentence_part(c, mark));
    match (is_behind, after.is_some_and(starts_word)) {
        (true, false) => false,
        (false, true) if before.is_none_or(|c| c == ':' || OPENING_SIGNS.contains(&c)) => true,
        _ => OPENING_SIGNS.contains(&mark),
    }
}
