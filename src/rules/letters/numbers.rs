//! Signs in numbers: separators, minus and plus signs, percent signs.
//!
//! The separators and the percent signs are those of CLDR's Arabic and Persian number symbols, and what people write in
//! their place. The variants of `-`, `+` and `%` are among those that CLDR accepts when it parses leniently
//! (`parseLenients` of its root locale); superscripts, subscripts and emoji are left out.

use crate::rules::letters::variants::{DECIMAL_SEPARATOR, DIGIT_ZEROS, THOUSANDS_SEPARATOR};

/// U+060C ARABIC COMMA.
pub(crate) const ARABIC_COMMA: char = '،';
/// Signs that writers of Arabic put between thousands.
pub(crate) const THOUSANDS: [char; 3] = [',', ARABIC_COMMA, THOUSANDS_SEPARATOR];
/// Those of them that `join_thousands` deletes. `،` mostly divides the numbers of a list.
pub(crate) const JOINED_THOUSANDS: [char; 2] = [',', THOUSANDS_SEPARATOR];
/// Signs between thousands in other languages: APOSTROPHE, U+2019 RIGHT SINGLE QUOTATION MARK.
pub(crate) const APOSTROPHES: [char; 2] = ['\'', '\u{2019}'];
/// Spaces between thousands: U+00A0 NO-BREAK, U+2007 FIGURE, U+2009 THIN, U+202F NARROW NO-BREAK SPACE.
pub(crate) const THOUSANDS_SPACES: [char; 4] = ['\u{A0}', '\u{2007}', '\u{2009}', '\u{202F}'];
pub(crate) const DECIMAL_POINTS: [char; 2] = ['.', DECIMAL_SEPARATOR];
/// Commas before decimals, as in the Maghreb and in Persian, and U+066B ARABIC DECIMAL SEPARATOR.
pub(crate) const DECIMAL_COMMAS: [char; 3] = [',', ARABIC_COMMA, DECIMAL_SEPARATOR];

/// HYPHEN-MINUS, U+2012 FIGURE DASH, U+2212 MINUS SIGN, U+FE63 SMALL HYPHEN-MINUS, U+FF0D FULLWIDTH HYPHEN-MINUS.
pub(crate) const MINUS_SIGNS: [char; 5] = ['-', '\u{2012}', '\u{2212}', '\u{FE63}', '\u{FF0D}'];
/// PLUS SIGN, U+FE62 SMALL PLUS SIGN, U+FF0B FULLWIDTH PLUS SIGN.
pub(crate) const PLUS_SIGNS: [char; 3] = ['+', '\u{FE62}', '\u{FF0B}'];

/// The signs for a part of a hundred, a thousand and ten thousand.
pub(crate) const PARTS: [(u32, &[char]); 3] = [
    (100, &['%', '\u{66A}', '\u{FE6A}', '\u{FF05}']), // ARABIC, SMALL and FULLWIDTH PERCENT SIGN
    (1000, &['\u{2030}', '\u{609}']),                 // PER MILLE SIGN, ARABIC-INDIC PER MILLE SIGN
    (10_000, &['\u{2031}', '\u{60A}']),               // PER TEN THOUSAND SIGN, ARABIC-INDIC PER TEN THOUSAND SIGN
];

/// The value of an ASCII, Arabic-Indic or Extended Arabic-Indic digit.
pub(crate) fn digit_value(c: char) -> Option<u8> {
    let value = |zero: char| (c as u32).checked_sub(zero as u32).filter(|&value| value < 10);
    DIGIT_ZEROS.iter().find_map(|&zero| value(zero)).map(|value| value as u8)
}

/// Whether it is a digit of ASCII, Arabic or Persian.
pub(crate) fn is_digit(c: char) -> bool {
    digit_value(c).is_some()
}

/// What a percent sign or one like it divides by.
pub(crate) fn divisor(c: char) -> Option<u32> {
    PARTS.iter().find(|(_, signs)| signs.contains(&c)).map(|(divisor, _)| *divisor)
}
