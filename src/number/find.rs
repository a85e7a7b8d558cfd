//! Finds numbers in digits.
//!
//! ```text
//! ٥٪ 1,234.5,6      text
//! --  ---------     runs: digits with separators between them
//!     1,234.5,6     level 0, all separators: no number
//!     1,234.5,6     level 1, without spaces; level 2, without U+060C: no numbers
//!     1 234.5 6     level 3, decimal points alone: three numbers
//! ```
//!
//! For each level the end of the last piece that was no number is kept, so each level reads a byte once.

use super::{DecimalSign, Number, Separator, is_invisible};
use crate::rules::letters::numbers::{MINUS_SIGNS, PLUS_SIGNS, THOUSANDS_SPACES, divisor, is_digit};
use crate::rules::letters::variants::DECIMAL_SEPARATOR;
use crate::rules::unicode::{Script, WORD, category, script};
use core::iter::FusedIterator;

/// The separators that a level keeps: all from this one on; none at the last level.
const LEVELS: [Option<Separator>; 5] =
    [Some(Separator::Space), Some(Separator::ArabicComma), Some(Separator::Thousands), Some(Separator::Decimal), None];
/// The level whose pieces are words: letters beside one make it a name.
const WORD_LEVEL: usize = 2;

/// Iterates over the numbers of a text. See [`find`](crate::number::find()).
///
/// ```
/// let mut numbers = naqi::number::find("1.2.3");
/// assert_eq!(numbers.next().unwrap().text(), "1");
/// ```
#[derive(Clone, Debug)]
pub struct Numbers<'t> {
    text: &'t str,
    sign: DecimalSign,
    /// The end of the last number or name.
    at: usize,
    /// The end of the last word that is no name.
    word_end: usize,
    /// For each level, the end of the last piece that is no number.
    failed: [usize; LEVELS.len() - 1],
}

impl<'t> Iterator for Numbers<'t> {
    type Item = Number<'t>;

    fn next(&mut self) -> Option<Number<'t>> {
        loop {
            let first = self.at + self.text[self.at..].find(is_digit)?;
            if first >= self.word_end {
                let end = self.piece_end(first, WORD_LEVEL);
                let name_end = self.name_end(end);
                if self.is_in_name(first) || name_end.is_some() {
                    self.at = name_end.unwrap_or(end);
                    continue;
                }
                self.word_end = end;
            }
            let level =
                (0..self.failed.len()).find(|&level| first >= self.failed[level] && self.is_number_at(first, level));
            // Digits alone are always a number.
            let number = self.number(first, self.piece_end(first, level.unwrap_or(LEVELS.len() - 1)));
            self.at = number.start + number.text.len();
            return Some(number);
        }
    }
}

impl FusedIterator for Numbers<'_> {}

impl<'t> Numbers<'t> {
    pub(super) fn new(text: &'t str, sign: DecimalSign) -> Self {
        Self { text, sign, at: 0, word_end: 0, failed: [0; LEVELS.len() - 1] }
    }

    /// The end of the digits from `first` on, with the level's separators between them.
    fn piece_end(&self, first: usize, level: usize) -> usize {
        let (mut end, mut separator) = (first, false);
        for (at, c) in self.text[first..].char_indices() {
            if is_digit(c) {
                (end, separator) = (first + at + c.len_utf8(), false);
            } else if separator || LEVELS[level].is_none_or(|least| self.sign.separator(c).is_none_or(|s| s < least)) {
                break;
            } else {
                separator = true;
            }
        }
        end
    }

    /// Whether the piece of a level is a number. If not, it is kept in `failed`.
    fn is_number_at(&mut self, first: usize, level: usize) -> bool {
        let end = self.piece_end(first, level);
        let is_number = self.sign.is_number(&self.text[first..end]) && self.name_end(end).is_none();
        if !is_number {
            self.failed[level] = end;
        }
        is_number
    }

    /// Whether a letter of another script or another numeric character is before the digits, up to marks and invisible
    /// characters.
    fn is_in_name(&self, first: usize) -> bool {
        let before = self.text[..first].char_indices().rev().find(|&(at, c)| !is_invisible(c) && !self.is_mark(at));
        before.is_some_and(|(at, c)| is_foreign_letter(c) || self.category(at) == category::NUMBER && !is_digit(c))
    }

    /// The end of a name that digits up to `end` begin: letters with a digit after them, an exponent, a numeric
    /// character.
    fn name_end(&self, end: usize) -> Option<usize> {
        let rest = &self.text[end..];
        let next = rest.chars().next()?;
        if self.category(end) == category::NUMBER {
            return Some(end + next.len_utf8());
        }
        let after = rest.trim_start_matches(is_foreign_letter);
        let letters = &rest[..rest.len() - after.len()];
        let digits = match letters {
            "" => return None,
            "e" | "E" => after.strip_prefix(|c| MINUS_SIGNS.contains(&c) || PLUS_SIGNS.contains(&c)).unwrap_or(after),
            _ => after,
        };
        digits.starts_with(is_digit).then(|| self.piece_end(self.text.len() - digits.len(), WORD_LEVEL))
    }

    fn category(&self, at: usize) -> u8 {
        WORD.at(self.text, at).0 >> 5
    }

    fn is_mark(&self, at: usize) -> bool {
        self.category(at) == category::MARK
    }

    /// The number of the digits from `first` to `end`, with its signs.
    fn number(&self, first: usize, end: usize) -> Number<'t> {
        let after = self.percent_after(end);
        let mut number = Number {
            text: "",
            start: first,
            digits: (0, 0),
            is_fraction: false,
            is_negative: false,
            divisor: after.map_or(1, |(divisor, _)| divisor),
            sign: self.sign,
        };
        let has_decimals = self.text[first..end].contains(|c| self.sign.separator(c).is_some());
        let mut start = first;
        if !has_decimals && let Some((at, _)) = self.before(start, |c| self.is_leading_point(c)) {
            (start, number.is_fraction) = (at, true);
        }
        let signed =
            self.before(self.without_invisible(start), |c| MINUS_SIGNS.contains(&c) || PLUS_SIGNS.contains(&c));
        if let Some((at, c)) = signed {
            (start, number.is_negative) = (at, MINUS_SIGNS.contains(&c));
        }
        let mut is_after_dash = false;
        if after.is_none()
            && let Some((at, c)) = self.before(self.without_invisible(start), |c| divisor(c).is_some())
        {
            (start, number.divisor) = (at, divisor(c).unwrap_or(1));
            is_after_dash = self.is_after_dash(at);
        }
        if start < first {
            if is_after_dash || self.stands_alone(start) {
                number.start = start;
            } else {
                (number.is_fraction, number.is_negative) = (false, false);
                number.divisor = after.map_or(1, |(divisor, _)| divisor);
            }
        }
        number.digits = (first - number.start, end - number.start);
        number.text = &self.text[number.start..after.map_or(end, |(_, end)| end)];
        number
    }

    /// The character right before `at`, if the last number ended before it and it is such a sign.
    fn before(&self, at: usize, is_sign: impl Fn(char) -> bool) -> Option<(usize, char)> {
        let c = self.text[self.at..at].chars().next_back().filter(|&c| is_sign(c))?;
        Some((at - c.len_utf8(), c))
    }

    /// Where the invisible characters before `at` start.
    fn without_invisible(&self, at: usize) -> usize {
        self.at + self.text[self.at..at].trim_end_matches(is_invisible).len()
    }

    /// A comma before digits is punctuation.
    fn is_leading_point(&self, c: char) -> bool {
        c == DECIMAL_SEPARATOR || c == '.' && self.sign == DecimalSign::Point
    }

    /// Whether nothing that a sign at `at` could belong to is before it.
    fn stands_alone(&self, at: usize) -> bool {
        let Some((at, c)) = self.text[..at].char_indices().rev().find(|(_, c)| !is_invisible(*c)) else { return true };
        let is_sign = MINUS_SIGNS.contains(&c) || PLUS_SIGNS.contains(&c);
        !(self.ends_operand(at, c) || is_sign || self.is_leading_point(c) || c == '_')
    }

    /// Whether `c` at `at` ends what a sign after it stands behind: a word, a number, a bracket.
    fn ends_operand(&self, at: usize, c: char) -> bool {
        matches!(self.category(at), category::LETTER | category::NUMBER | category::MARK)
            || divisor(c).is_some()
            || matches!(c, ')' | ']' | '}')
    }

    /// Whether a sign before `at` is the dash or plus between two numbers or words: `٪٥٠-٪٦٠`.
    fn is_after_dash(&self, at: usize) -> bool {
        let mut before = self.text[..at].char_indices().rev().filter(|(_, c)| !is_invisible(*c));
        before.next().is_some_and(|(_, c)| MINUS_SIGNS.contains(&c) || PLUS_SIGNS.contains(&c))
            && before.next().is_some_and(|(at, c)| self.ends_operand(at, c))
    }

    /// A percent sign after the digits, and where it ends.
    fn percent_after(&self, end: usize) -> Option<(u32, usize)> {
        let rest = self.text[end..].trim_start_matches(is_invisible);
        let after_space = rest.strip_prefix(|c| c == ' ' || THOUSANDS_SPACES.contains(&c));
        let rest = after_space.map_or(rest, |rest| rest.trim_start_matches(is_invisible));
        let sign = rest.chars().next()?;
        let divisor = divisor(sign)?;
        let rest = &rest[sign.len_utf8()..];
        // After a space, it may belong to the next number: `5 %10`.
        let is_next = || rest.trim_start_matches(is_invisible).starts_with(is_digit);
        (after_space.is_none() || !is_next()).then_some((divisor, self.text.len() - rest.len()))
    }
}

/// A letter of a script that does not write its prefixes before digits, as Arabic does: `ب5`.
fn is_foreign_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(script(c), Script::Arabic | Script::Inherited | Script::Common)
}
