//! Runs of spaces, spaces at the ends of lines, and spaces beside punctuation.

use crate::pipeline::postprocess::{Filter, first_hit};
use crate::rules::letters::variants::{CLOSING_SIGNS, OPENING_SIGNS, SPACED_SIGNS};
use crate::rules::step::Spacing;
use crate::rules::unicode::{self, is_line_break};

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

/// Whether a byte is ASCII white space or starts a line break.
#[inline(always)]
fn may_start_space(byte: u8) -> bool {
    (byte == b' ') | is_ascii_break(byte) | (byte == b'\t') | (byte == 0xC2) | (byte == 0xE2)
}

#[inline(always)]
fn is_ascii_break(byte: u8) -> bool {
    byte.wrapping_sub(b'\n') < 4
}

/// Whether spaces that change may start with these bytes: tabs, spaces in a row, and such at the ends of a line.
#[inline(always)]
fn may_change_spaces([a, b, c]: [u8; 3]) -> bool {
    (a == b'\t')
        | (a == b' ') & may_start_space(b)
        | is_ascii_break(a) & ((b == b' ') | (b == b'\t'))
        | (a == 0xC2) & (b == 0x85) // NEXT LINE
        | (a == 0xE2) & (b == 0x80) & ((c == 0xA8) | (c == 0xA9)) // LINE SEPARATOR, PARAGRAPH SEPARATOR
}

/// Whether two bytes may start a sign: all of ASCII, blocks of punctuation and presentation forms, and the two-byte signs of
/// Greek and Arabic.
#[inline(always)]
fn may_start_sign([a, b]: [u8; 2]) -> bool {
    let is_arabic = (a == 0xD8) & (b < 0xA0) | (a == 0xD9) & (b == 0xAA) | (a == 0xDB) & (b == 0x94);
    a.is_ascii_punctuation() | (a == 0xC2) | (a == 0xCD) | (a == 0xE2) | (a == 0xEF) | is_arabic
}

#[derive(Clone)]
pub(super) struct Spaces {
    trim: bool,
    spacing: Option<Spacing>,
    /// The source offset of a run of spaces that is not written yet.
    space: Option<usize>,
    at_line_start: bool,
    /// The last character of the line that is no mark.
    before: Option<char>,
    /// A sign directly after the last character: it is inside a number or a name if such a character follows directly.
    held: Option<(char, usize)>,
    /// What the last sign demands of the next character.
    after_sign: AfterSign,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum AfterSign {
    #[default]
    Nothing,
    /// A space, before anything but a sign that follows it closely.
    Space,
    /// No space.
    NoSpace,
}

impl Spaces {
    pub fn new(trim: bool, spacing: Option<Spacing>) -> Self {
        Self {
            trim,
            spacing,
            space: None,
            at_line_start: true,
            before: None,
            held: None,
            after_sign: AfterSign::Nothing,
        }
    }

    /// Writes the run of spaces before `c` as one, and `c`.
    fn write(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        if let Some(space) = self.space.take().filter(|_| !(self.trim && self.at_line_start)) {
            next(' ', space);
        }
        self.at_line_start = false;
        if unicode::combining_class(c) == 0 {
            self.before = Some(c);
        }
        next(c, from);
    }

    /// Writes a line break. The spaces before it are one, or none if lines are trimmed.
    fn write_line_break(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        self.flush_spaces(next);
        (self.at_line_start, self.before, self.after_sign) = (true, None, AfterSign::Nothing);
        next(c, from);
    }

    fn flush_spaces(&mut self, next: &mut dyn FnMut(char, usize)) {
        if let Some(space) = self.space.take().filter(|_| !self.trim) {
            next(' ', space);
        }
    }

    /// Writes the sign that is held back; `after` is the character directly after it, if one is.
    fn write_held(&mut self, after: Option<char>, next: &mut dyn FnMut(char, usize)) {
        let Some((sign, from)) = self.held.take() else { return };
        match (self.before, after) {
            (Some(before), Some(after)) if is_in_number_or_name(before, after) => self.write(sign, from, next),
            _ => self.write_sign(sign, from, next),
        }
    }

    /// Writes a sign with the spaces that it demands.
    fn write_sign(&mut self, sign: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        let is_opening = OPENING_SIGNS.contains(&sign);
        let is_run = self.space.is_none() && self.before == Some(sign);
        let follows = |this: &Self| !this.at_line_start && this.after_sign != AfterSign::NoSpace;
        match self.spacing {
            Some(Spacing::Around) if !is_run => self.space = self.space.or(follows(self).then_some(from)),
            Some(Spacing::Around) => {}
            _ if !is_opening => self.space = self.space.filter(|_| self.at_line_start),
            // An opening sign after another sign that is no space apart from it.
            _ => {
                let is_after_sign = self.space.is_none() && self.before.is_some_and(|c| OPENING_SIGNS.contains(&c));
                self.space = self.space.or((follows(self) && !is_after_sign).then_some(from));
            }
        }
        self.write(sign, from, next);
        self.after_sign = match self.spacing {
            Some(Spacing::Around) => AfterSign::Space,
            _ if is_opening => AfterSign::NoSpace,
            _ => AfterSign::Space,
        };
    }

    /// Writes a character that is no sign and no space, with the space that the sign before it demands.
    fn write_other(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        match core::mem::take(&mut self.after_sign) {
            AfterSign::Nothing => {}
            AfterSign::Space => self.space = self.space.or(Some(from)),
            AfterSign::NoSpace => self.space = None,
        }
        self.write(c, from, next);
    }

    fn is_sign(&self, c: char) -> bool {
        match self.spacing {
            None => false,
            Some(Spacing::Around) => {
                [OPENING_SIGNS, CLOSING_SIGNS, SPACED_SIGNS].iter().any(|signs| signs.contains(&c))
            }
            Some(Spacing::After) => OPENING_SIGNS.contains(&c) || CLOSING_SIGNS.contains(&c),
        }
    }
}

/// Whether a sign directly between two characters is part of a number, or of a name in another script such as
/// `example.com`.
fn is_in_number_or_name(before: char, after: char) -> bool {
    // Some marks count as letters, and their order may differ in canonically equivalent texts.
    let is_other = |c: char| c.is_alphanumeric() && unicode::combining_class(c) == 0 && !unicode::in_arabic_block(c);
    before.is_numeric() && after.is_numeric() || is_other(before) && is_other(after)
}

impl Filter for Spaces {
    #[inline]
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        if self.held.is_some() {
            self.write_held(Some(c).filter(|&c| !is_space(c)), next);
        }
        if is_space(c) {
            self.space = self.space.or(Some(from));
        } else if is_line_break(c) {
            self.write_line_break(c, from, next);
        } else if self.is_sign(c) {
            match self.before.filter(|before| self.space.is_none() && before.is_alphanumeric()) {
                Some(_) => self.held = Some((c, from)),
                None => self.write_sign(c, from, next),
            }
        } else if self.after_sign != AfterSign::Nothing {
            self.write_other(c, from, next);
        } else {
            self.write(c, from, next);
        }
    }

    fn finish(&mut self, next: &mut dyn FnMut(char, usize)) {
        self.write_held(None, next);
        self.flush_spaces(next);
        *self = Self::new(self.trim, self.spacing);
    }

    fn unchanged(&self, text: &str) -> usize {
        let waits = self.space.is_some() || self.held.is_some() || self.after_sign != AfterSign::Nothing;
        if waits || self.at_line_start && text.starts_with(is_space) {
            return 0;
        }
        let end = match self.spacing {
            None => first_hit(text, may_change_spaces),
            Some(_) => first_hit(text, |[a, b, c]: [u8; 3]| {
                may_change_spaces([a, b, c]) | may_start_sign([a, b]) | (a == b' ') & may_start_sign([b, c])
            }),
        };
        // More may follow a space at the end.
        end - usize::from(end == text.len() && text.ends_with(' '))
    }

    fn skip(&mut self, text: &str) {
        self.at_line_start = text.ends_with(is_line_break);
        // Marks and spaces do not count.
        let last = text.chars().rev().find(|&c| unicode::combining_class(c) == 0 && !is_space(c));
        self.before = last.filter(|&c| !is_line_break(c)).or(self.before.filter(|_| last.is_none()));
    }
}
