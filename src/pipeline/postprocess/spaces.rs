//! Runs of spaces, spaces at the ends of lines, and spaces beside punctuation.

use crate::kernel::Patterns;
use crate::pipeline::postprocess::Filter;
use crate::pipeline::postprocess::characters::{has_combining_class, is_alphanumeric, is_space};
use crate::pipeline::postprocess::particle::Word;
use crate::pipeline::postprocess::quotes::{ends_sentence_part, opens_quotation, starts_word};
use crate::rules::letters::is_letter;
use crate::rules::letters::numbers::divisor;
use crate::rules::letters::variants::{
    CLOSING_SIGNS, CURLY_QUOTES, EYES, FULL_STOPS, LINK_ENDS, LONGEST_PROCLITIC, MOUTHS, NOSES, NOTE, OPENING_SIGNS,
    SPACED_SIGNS, WRAPPING_SIGNS,
};
use crate::rules::step::Spacing;
use crate::rules::unicode::{self, is_line_break};
use alloc::vec::Vec;

/// Spaces that change: spaces in a row, tabs, and spaces beside line breaks.
pub(super) static SPACES: Patterns = Patterns::NONE
    .or(&[&[SPACE], &[SPACE, TAB]])
    .or(&[&[SPACE], &[ASCII_BREAK]])
    .or(&[&[ASCII_BREAK], &[SPACE, TAB]])
    .or(&[&[TAB]])
    .or_chars(&[LONG_BREAKS], 1);

/// The same, and signs.
pub(super) static SIGNS: Patterns = Patterns::NONE
    .or(&[&[SPACE], &[SPACE]])
    .or(&[&[TAB, ASCII_BREAK]])
    .or_chars(&[OPENING_SIGNS, CLOSING_SIGNS, SPACED_SIGNS, LONG_BREAKS], 1);

/// NEXT LINE, LINE SEPARATOR and PARAGRAPH SEPARATOR.
const LONG_BREAKS: &[char] = &['\u{85}', '\u{2028}', '\u{2029}'];

const SPACE: (u8, u8) = (b' ', b' ');
const TAB: (u8, u8) = (b'\t', b'\t');
const ASCII_BREAK: (u8, u8) = (b'\n', b'\r');

/// The length of the run of spaces that a text starts with, if it is one of two and more before what is no white space.
fn spaces_inside_line(text: &str) -> Option<usize> {
    let len = text.bytes().position(|byte| byte != b' ')?;
    let after = text.as_bytes()[len];
    // NEXT LINE starts with C2, LINE and PARAGRAPH SEPARATOR with E2.
    (len > 1 && after > b' ' && !matches!(after, 0xC2 | 0xE2)).then_some(len)
}

/// The length of the closing sign that a text starts with, if one space and a letter or digit follow it.
fn spaced_sign(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let sign = chars.next().filter(|sign| CLOSING_SIGNS.contains(sign))?;
    let is_spaced = chars.next() == Some(' ') && chars.next().is_some_and(is_alphanumeric);
    is_spaced.then_some(sign.len_utf8())
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
    /// The word that it ends.
    word: Word,
    /// A sign whose spaces depend on the characters directly after it, and such characters: it may be inside a number, a name, a
    /// link, an emoticon or an abbreviation.
    held: Vec<(char, usize)>,
    /// In a link: the number of brackets that are open in it.
    link: Option<usize>,
    /// What the last sign demands of the next character.
    after_sign: AfterSign,
    /// Whether the last character is a wrapping sign that opens: nothing is before it.
    opens: bool,
}

/// The greatest number of characters that are held back: an emoticon may have many mouths, a letter many marks.
const MAX_HELD: usize = 16;

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
            word: Word::default(),
            held: Vec::new(),
            link: None,
            after_sign: AfterSign::Nothing,
            opens: false,
        }
    }

    /// Writes the run of spaces before `c` as one, and `c`.
    fn write(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        let space = self.space.take();
        let is_mark = has_combining_class(c);
        if self.spacing == Some(Spacing::After) {
            self.word = if space.is_some() { Word::default() } else { self.word };
            self.word.push(c, is_mark);
            if !is_mark {
                self.opens = WRAPPING_SIGNS.contains(&c) && (space.is_some() || self.may_open());
            }
        }
        if !is_mark {
            self.before = Some(c);
        }
        if let Some(space) = space.filter(|_| !(self.trim && self.at_line_start)) {
            next(' ', space);
        }
        self.at_line_start = false;
        next(c, from);
    }

    /// Whether a wrapping sign directly behind the last character opens.
    fn may_open(&self) -> bool {
        self.opens || self.before.is_none_or(|before| OPENING_SIGNS.contains(&before))
    }

    /// The word that a text ends, as far as the character after it needs it.
    fn word_before(&self, text: &str, after: Option<char>) -> Word {
        match after {
            _ if self.spacing != Some(Spacing::After) => Word::default(),
            Some(stop) if FULL_STOPS.contains(&stop) => self.word.after(text, 1),
            // Spaces, line breaks and most signs end the word.
            Some(c) if c <= ' ' || CLOSING_SIGNS.contains(&c) && divisor(c).is_none() => Word::default(),
            _ => self.word.after(text, LONGEST_PROCLITIC),
        }
    }

    /// Writes a line break. The spaces before it are one, or none if lines are trimmed.
    fn write_line_break(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        self.flush_spaces(next);
        (self.at_line_start, self.before, self.after_sign) = (true, None, AfterSign::Nothing);
        self.opens = false;
        self.word = Word::default();
        next(c, from);
    }

    fn flush_spaces(&mut self, next: &mut dyn FnMut(char, usize)) {
        if let Some(space) = self.space.take().filter(|_| !self.trim) {
            next(' ', space);
        }
    }

    /// Whether a sign's spaces depend on what follows it.
    fn is_held(&self, sign: char) -> bool {
        let before = self.before.filter(|_| self.space.is_none());
        let is_inside = |before| {
            self.link.is_some() || self.may_start_query(sign, before) || is_alphanumeric(before) || sign == NOTE
        };
        let may_be_first =
            EYES.contains(&sign) || divisor(sign).is_some() || sign == '.' || CURLY_QUOTES.contains(&sign);
        before.is_some_and(is_inside) || self.spacing == Some(Spacing::After) && may_be_first
    }

    /// Whether a character may belong to an emoticon or an abbreviation with those that are held back.
    fn goes_on(&self, c: char) -> bool {
        if self.spacing != Some(Spacing::After) || self.held.len() == MAX_HELD {
            return false;
        }
        match *self.held.as_slice() {
            [(eyes, _)] if EYES.contains(&eyes) => NOSES.contains(&c) || MOUTHS.contains(&c),
            [(eyes, _), .., (last, _)] if EYES.contains(&eyes) => {
                MOUTHS.contains(&c) && (NOSES.contains(&last) || c == last)
            }
            [(first, _), ..] if WRAPPING_SIGNS.contains(&first) => WRAPPING_SIGNS.contains(&c),
            [(first, _), ..] if CURLY_QUOTES.contains(&first) => c == first,
            [(stop, _)] => FULL_STOPS.contains(&stop) && self.space.is_none() && self.word.is_letter() && is_letter(c),
            // Marks of the letter.
            [_, _, ..] => unicode::combining_class(c) != 0,
            [] => false,
        }
    }

    /// Writes what is held back; `after` is the character after it.
    fn write_held(&mut self, after: Option<char>, next: &mut dyn FnMut(char, usize)) {
        let mut held = core::mem::take(&mut self.held);
        let wraps = self.spacing == Some(Spacing::After)
            && held.first().is_some_and(|(first, _)| WRAPPING_SIGNS.contains(first));
        let is_curly = held.first().is_some_and(|(first, _)| CURLY_QUOTES.contains(first));
        let closes = wraps && !after.is_some_and(|c| starts_word(c) || OPENING_SIGNS.contains(&c));
        let is_whole = wraps || self.is_emoticon(&held, after) || is_abbreviation(&held, after);
        for (n, &(c, from)) in held.iter().enumerate() {
            let behind = after;
            let after = held.get(n + 1).map(|held| held.0).or(after);
            match n {
                _ if closes => self.write(c, from, next),
                0 if is_whole => self.write_other(c, from, next),
                0 if is_curly => self.write_held_sign((c, from), behind.filter(|&c| !is_space(c)), next),
                0 => self.write_held_sign((c, from), after.filter(|&c| !is_space(c)), next),
                _ if is_curly => self.write(c, from, next),
                _ if is_whole || n == 1 && is_colon_dash(&held, after) => self.write(c, from, next),
                _ => self.push(c, from, next),
            }
        }
        held.clear();
        if self.held.is_empty() {
            self.held = held;
        }
    }

    /// Whether what is held back is an emoticon: with a nose, or apart from the word before.
    fn is_emoticon(&self, held: &[(char, usize)], after: Option<char>) -> bool {
        let &[(eyes, _), (second, _), ..] = held else { return false };
        // A space behind an opening sign is not written.
        let is_behind_opening = self.after_sign == AfterSign::NoSpace;
        let is_apart = self.space.is_some() || self.before.is_none() || is_behind_opening || second == '-';
        let is_apart = is_apart || second == '(' && after.is_none_or(is_line_break);
        let has_mouth = held.last().is_some_and(|(last, _)| MOUTHS.contains(last));
        EYES.contains(&eyes) && has_mouth && is_apart && !after.is_some_and(is_alphanumeric)
    }

    /// Writes a sign; `after` is the character directly after it, if one is.
    fn write_held_sign(&mut self, (sign, from): (char, usize), after: Option<char>, next: &mut dyn FnMut(char, usize)) {
        let before = self.before.filter(|_| self.space.is_none());
        let is_in_name = before.zip(after).is_some_and(|(before, after)| self.is_in_name(before, sign, after));
        if self.is_in_link(sign, before, after) || is_in_name {
            return self.write(sign, from, next);
        }
        let is_numeric = |c: Option<char>| c.is_some_and(char::is_numeric);
        let is_before_number = self.spacing == Some(Spacing::After) && is_numeric(after);
        let is_opening = match CURLY_QUOTES.contains(&sign) {
            true => opens_quotation(before, sign, after),
            false => OPENING_SIGNS.contains(&sign),
        };
        match sign {
            // The sign of a note.
            NOTE if is_before_number && before.is_some() => {
                self.write(sign, from, next);
                self.after_sign = AfterSign::NoSpace;
            }
            // A number without digits before the point: `.5`.
            '.' if is_before_number && before.is_none_or(|c| OPENING_SIGNS.contains(&c)) => {
                self.write_other(sign, from, next);
            }
            // The ending of a file's name: `.pdf`.
            '.' if self.spacing == Some(Spacing::After)
                && before.is_none_or(|c| OPENING_SIGNS.contains(&c))
                && after.is_some_and(is_small_latin) =>
            {
                self.write_other(sign, from, next);
            }
            // A percent sign before its number.
            _ if is_before_number && divisor(sign).is_some() && !is_numeric(before) => {
                self.write_sign(sign, from, true, next);
            }
            _ => self.write_sign(sign, from, is_opening, next),
        }
    }

    /// Whether a sign directly between two characters is part of a number or a name.
    fn is_in_name(&self, before: char, sign: char, after: char) -> bool {
        is_in_number_or_name(before, after)
            || self.may_start_query(sign, before) && is_other(after)
            || self.spacing == Some(Spacing::After) && is_in_file_name(before, sign, after)
    }

    /// Whether a sign is part of a link, which starts with `:` between a name and a slash. The last sign is none.
    fn is_in_link(&mut self, sign: char, before: Option<char>, after: Option<char>) -> bool {
        let Some(open) = self.link else {
            let is_start = sign == ':' && before.is_some_and(is_other) && after == Some('/');
            self.link = is_start.then_some(0);
            return is_start;
        };
        let link = link_after(sign, open);
        let goes_on = link.zip(after).is_some_and(|(open, after)| link_after(after, open).is_some());
        // A link does not end with a sign. But a sign before this one is part of the link, since this one follows it. Then this one
        // is, too, so that a second run changes nothing.
        self.link = link.filter(|_| goes_on || before.is_some_and(|before| self.is_sign(before)));
        self.link.is_some()
    }

    /// Whether a sign is that of a query behind the path of a link without a scheme: `example.com/?q`.
    fn may_start_query(&self, sign: char, before: char) -> bool {
        self.spacing == Some(Spacing::After) && (before, sign) == ('/', '?')
    }

    /// Writes a sign with the spaces that it demands.
    fn write_sign(&mut self, sign: char, from: usize, is_opening: bool, next: &mut dyn FnMut(char, usize)) {
        let is_run = self.space.is_none() && self.before == Some(sign);
        let follows = |this: &Self| !this.at_line_start && this.after_sign != AfterSign::NoSpace;
        match self.spacing {
            Some(Spacing::Around) if !is_run => self.space = self.space.or(follows(self).then_some(from)),
            Some(Spacing::Around) => {}
            _ if !is_opening => self.space = self.space.filter(|_| self.at_line_start),
            // An opening sign after another one, or after a particle, has no space before it.
            _ if self.space.is_none() && follows(self) => {
                let is_attached = self.may_open() || self.word.is_proclitic();
                self.space = (!is_attached).then_some(from);
            }
            _ => {}
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

    /// Whether it may close what a sign directly before it is part of: the quotation mark in `"نعم!"`.
    fn may_close(&self, c: char) -> bool {
        let is_close = self.after_sign == AfterSign::Space && self.space.is_none();
        is_close
            && self.spacing == Some(Spacing::After)
            && WRAPPING_SIGNS.contains(&c)
            && self.before.is_some_and(|before| ends_sentence_part(before, c))
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
    before.is_numeric() && after.is_numeric() || is_other(before) && is_other(after)
}

/// A letter may be written decomposed, so one with a mark counts as one without.
fn is_small_latin(c: char) -> bool {
    c.is_lowercase() && unicode::is_latin_letter(c)
}

/// Whether a sign directly between two characters is part of the name of a file: `تقرير.pdf`, `C:\كتب`.
fn is_in_file_name(before: char, sign: char, after: char) -> bool {
    match sign {
        '.' => is_alphanumeric(before) && is_small_latin(after),
        ':' => unicode::is_latin_letter(before) && after == '\\',
        _ => false,
    }
}

/// Whether what is held back is the stop of an abbreviation and its next letter: `د.إ`, but not the start of `د.أحمد`.
fn is_abbreviation(held: &[(char, usize)], after: Option<char>) -> bool {
    (2..MAX_HELD).contains(&held.len()) && FULL_STOPS.contains(&held[0].0) && !after.is_some_and(is_alphanumeric)
}

/// Whether a colon and a dash are held back that are one sign: `:-` before words, but not before a number.
fn is_colon_dash(held: &[(char, usize)], after: Option<char>) -> bool {
    held[0].0 == ':' && held[1].0 == '-' && !after.is_some_and(char::is_numeric)
}

/// Whether it is a letter or a digit that is not Arabic.
fn is_other(c: char) -> bool {
    // Some marks count as letters, and their order may differ in canonically equivalent texts.
    c.is_alphanumeric() && unicode::combining_class(c) == 0 && !unicode::in_arabic_block(c)
}

/// The number of brackets that are open in a link after a character; `None` if the character ends the link.
fn link_after(c: char, open: usize) -> Option<usize> {
    match c {
        '(' | '[' => Some(open + 1),
        ')' | ']' => open.checked_sub(1),
        _ => Some(open).filter(|_| !LINK_ENDS.contains(&c) && !c.is_whitespace()),
    }
}

impl Filter for Spaces {
    #[inline]
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        while !self.held.is_empty() {
            if self.goes_on(c) {
                return self.held.push((c, from));
            }
            self.write_held(Some(c), next);
        }
        if self.link.is_some() && c.is_whitespace() {
            self.link = None;
        }
        if is_space(c) {
            self.space = self.space.or(Some(from));
        } else if is_line_break(c) {
            self.write_line_break(c, from, next);
        } else if self.is_sign(c) {
            if self.is_held(c) {
                self.held.push((c, from));
            } else {
                self.write_sign(c, from, OPENING_SIGNS.contains(&c), next);
            }
        } else if self.may_close(c) {
            self.held.push((c, from));
        } else if self.after_sign != AfterSign::Nothing {
            self.write_other(c, from, next);
        } else {
            self.write(c, from, next);
        }
    }

    fn finish(&mut self, next: &mut dyn FnMut(char, usize)) {
        while !self.held.is_empty() {
            self.write_held(None, next);
        }
        self.flush_spaces(next);
        *self = Self::new(self.trim, self.spacing);
    }

    fn pass(&mut self, text: &str, next: &mut dyn FnMut(&str)) -> usize {
        let waits = self.space.is_some() || !self.held.is_empty() || self.after_sign != AfterSign::Nothing;
        if waits || self.at_line_start && text.starts_with(is_space) {
            return 0;
        }
        let patterns = if self.spacing.is_some() { &SIGNS } else { &SPACES };
        let find = |from: usize| patterns.find(text, from).unwrap_or(text.len());
        let (mut done, mut end) = (0, find(0));
        loop {
            if self.spacing.is_none()
                && let Some(len) = spaces_inside_line(&text[end..])
            {
                next(&text[done..=end]);
                done = end + len;
                end = find(done);
            } else if self.spacing == Some(Spacing::After)
                && !text[..end].ends_with(' ')
                && let Some(len) = spaced_sign(&text[end..])
            {
                end = find(end + len);
            } else {
                break;
            }
        }
        // What follows decides about a space.
        end -= usize::from(text[..end].ends_with(' '));
        if end > 0 {
            self.word = self.word_before(&text[..end], text[end..].chars().next());
            self.skip(&text[..end]);
            next(&text[done..end]);
        }
        end
    }

    fn skip(&mut self, text: &str) {
        self.link = self.link.filter(|_| !text.contains(char::is_whitespace));
        self.at_line_start = text.ends_with(is_line_break);
        // A line break counts as any character that is no sign, no letter and no digit.
        let mut chars = text.chars().rev().filter(|&c| !has_combining_class(c)).skip_while(|&c| is_space(c));
        let Some(last) = chars.next() else { return };
        self.opens = WRAPPING_SIGNS.contains(&last)
            && match chars.find(|c| !WRAPPING_SIGNS.contains(c)) {
                Some(c) => is_space(c) || is_line_break(c) || OPENING_SIGNS.contains(&c),
                None => self.may_open(),
            };
        self.before = Some(last);
    }
}
