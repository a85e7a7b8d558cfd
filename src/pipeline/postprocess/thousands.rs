//! Deletes the separators of thousands in numbers.
//!
//! ```text
//! 1 2 , 3 4 5 .      a separator and up to three digits after it are held back, up to the character after them
//! ```

use crate::kernel::Patterns;
use crate::pipeline::postprocess::Filter;
use crate::rules::letters::numbers::{JOINED_THOUSANDS, digit_value, is_digit};
use alloc::vec::Vec;

/// The digits of a group.
const GROUP: usize = 3;

#[derive(Clone)]
pub(super) struct Thousands {
    /// For each of [`JOINED_THOUSANDS`] whether one in no number becomes a space.
    spaces: [bool; JOINED_THOUSANDS.len()],
    /// The number of digits in a row that were written last.
    digits: usize,
    /// What may be before the next separator.
    head: Head,
    /// A separator and the digits after it.
    held: Vec<(char, usize)>,
}

/// The digits that were written last.
#[derive(Clone, Copy, Default, PartialEq)]
enum Head {
    /// The first ones of a number.
    #[default]
    First,
    /// Those behind a separator that was deleted.
    Group,
    /// Those that start with a zero, or follow a separator that was not deleted.
    Other,
}

impl Thousands {
    pub fn new(spaces: [bool; JOINED_THOUSANDS.len()]) -> Self {
        Self { spaces, digits: 0, head: Head::First, held: Vec::new() }
    }

    fn may_separate(&self) -> bool {
        match self.head {
            Head::First => (1..=GROUP).contains(&self.digits),
            Head::Group => self.digits == GROUP,
            Head::Other => false,
        }
    }

    /// Writes what is held back; `after` is the character after it.
    fn write_held(&mut self, after: Option<char>, next: &mut dyn FnMut(char, usize)) {
        let Some((&(separator, from), digits)) = self.held.split_first() else { return };
        let is_group = digits.len() == GROUP && !after.is_some_and(is_digit);
        if !is_group {
            self.write_separator(separator, from, next);
        }
        digits.iter().for_each(|&(c, from)| next(c, from));
        (self.head, self.digits) = (if is_group { Head::Group } else { Head::Other }, digits.len());
        self.held.clear();
    }

    /// Writes a separator that is in no number.
    fn write_separator(&self, separator: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        let is_space =
            JOINED_THOUSANDS.iter().zip(self.spaces).any(|(thousands, is_space)| is_space && *thousands == separator);
        next(if is_space { ' ' } else { separator }, from);
    }
}

impl Filter for Thousands {
    #[inline]
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        let digit = digit_value(c);
        if !self.held.is_empty() {
            if digit.is_some() && self.held.len() <= GROUP {
                return self.held.push((c, from));
            }
            self.write_held(Some(c), next);
        }
        if let Some(value) = digit {
            if self.digits == 0 && self.head == Head::First && value == 0 {
                self.head = Head::Other;
            }
            self.digits += 1;
        } else if JOINED_THOUSANDS.contains(&c) {
            if self.may_separate() {
                return self.held.push((c, from));
            }
            self.head = if self.digits > 0 { Head::Other } else { Head::First };
            return self.write_separator(c, from, next);
        } else {
            (self.digits, self.head) = (0, Head::First);
        }
        next(c, from);
    }

    fn finish(&mut self, next: &mut dyn FnMut(char, usize)) {
        self.write_held(None, next);
        *self = Self::new(self.spaces);
    }

    fn unchanged(&self, text: &str) -> usize {
        if !self.held.is_empty() { 0 } else { SEPARATORS.find(text, 0).unwrap_or(text.len()) }
    }

    fn skip(&mut self, text: &str) {
        let digits = text.trim_end_matches(is_digit);
        if !digits.is_empty() {
            (self.digits, self.head) = (0, Head::First);
        }
        text[digits.len()..].chars().for_each(|c| self.push(c, 0, &mut |_, _| {}));
    }
}

pub(super) static SEPARATORS: Patterns = Patterns::NONE.or_chars(&[&JOINED_THOUSANDS], 1);
