//! Writes ASCII digits in names that have a Latin letter.
//!
//! ```text
//! ۵ G    ۲ . ۴ G H z    m p ۳        digits before the first letter of a name are held back, with the signs between them
//! ```

use crate::kernel::Patterns;
use crate::pipeline::postprocess::{ARABIC_DIGITS, Filter};
use crate::rules::letters::numbers::digit_value;
use crate::rules::letters::variants::NAME_SIGNS;
use crate::rules::unicode;
use alloc::vec::Vec;

/// The greatest number of characters that are held back. A digit may have many marks.
const MAX_HELD: usize = 128;
/// The same, without marks.
const MAX_DIGITS: usize = 32;

#[derive(Clone, Default)]
pub(super) struct LatinDigits {
    /// Whether the last characters are a name with a Latin letter.
    is_in_name: bool,
    /// Digits and signs that may be the start of a name.
    held: Vec<(char, usize)>,
    /// How many of them are no marks.
    digits: usize,
}

impl LatinDigits {
    /// Writes what is held back, which is in a name or not.
    fn write_held(&mut self, is_in_name: bool, next: &mut dyn FnMut(char, usize)) {
        self.held.drain(..).for_each(|(c, from)| next(if is_in_name { ascii(c) } else { c }, from));
        (self.is_in_name, self.digits) = (is_in_name, 0);
    }
}

impl Filter for LatinDigits {
    #[inline]
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        let is_mark = unicode::combining_class(c) != 0;
        let is_digit = digit_value(c).is_some();
        if is_digit && self.is_in_name {
            return next(ascii(c), from);
        }
        let is_sign = is_mark || NAME_SIGNS.contains(&c);
        if is_digit || is_sign && !self.held.is_empty() {
            if self.held.len() == MAX_HELD || !is_mark && self.digits == MAX_DIGITS {
                self.write_held(false, next);
            }
            self.digits += usize::from(!is_mark);
            return self.held.push((c, from));
        }
        if !is_sign {
            self.write_held(is_latin(c), next);
        }
        next(c, from);
    }

    fn finish(&mut self, next: &mut dyn FnMut(char, usize)) {
        self.write_held(false, next);
    }

    fn unchanged(&self, text: &str) -> usize {
        if !self.held.is_empty() {
            return 0;
        }
        let hit = DIGITS.find(text, 0).unwrap_or(text.len());
        // Digits of ASCII and signs before it may be held back with it.
        let run = text[..hit].trim_end_matches(is_inside).len();
        text[run..hit].find(|c| digit_value(c).is_some()).map_or(hit, |digit| run + digit)
    }

    fn skip(&mut self, text: &str) {
        self.is_in_name = text.chars().rev().find(|&c| !is_inside(c)).map_or(self.is_in_name, is_latin);
    }
}

/// Whether it may be inside a name, beside letters.
fn is_inside(c: char) -> bool {
    digit_value(c).is_some() || NAME_SIGNS.contains(&c) || unicode::combining_class(c) != 0
}

pub(super) static DIGITS: Patterns = ARABIC_DIGITS;

/// A digit as one of ASCII; another character as it is.
fn ascii(c: char) -> char {
    digit_value(c).map_or(c, |value| char::from(b'0' + value))
}

fn is_latin(c: char) -> bool {
    // The first two tests take less time than a look-up of the script.
    if c.is_ascii() { c.is_ascii_alphabetic() } else { !unicode::in_arabic_block(c) && unicode::is_latin_letter(c) }
}
