//! What Python calls white space and a word, for peers that are written in it.

/// `str.isspace`, `\s` and where `str.split` cuts: Unicode's white space, and the four separators of ASCII.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1C}'..='\u{1F}')
}

/// Python's `\w` in a bracket of `regex`: letters, numbers and `_`, where Unicode's has marks too.
pub(crate) const WORD: &str = r"\p{L}\p{N}_";

/// Python's `\s` in a bracket of `regex`.
pub(crate) const SPACE: &str = r"\s\x1C-\x1F";
