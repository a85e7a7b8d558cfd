//! What Python calls white space, a word and a digit, for peers that are written in it.

/// `str.isspace`, `\s` and where `str.split` cuts: Unicode's white space, and the four separators of ASCII.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1C}'..='\u{1F}')
}

/// `\w` in a bracket of `regex`: letters, numbers and `_`, where Unicode's has marks too. Of Unicode 14, as in Python
/// 3.11: no letter is one that Python does not know.
pub(crate) const WORD: &str = r"[\p{L}\p{N}&&\p{Age:14.0}]_";

/// `\d`: decimal digits of any script.
pub(crate) const DIGIT: &str = r"[\d&&\p{Age:14.0}]";

/// `\s` in a bracket of `regex`.
pub(crate) const SPACE: &str = r"\s\x1C-\x1F";
