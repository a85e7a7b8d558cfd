//! The tidy door: after the table, runs of spaces, stretched letters, and letters that go by their place in a word.
//!
//! A machine of characters: it holds one letter and a run of spaces as a flag, whatever the length of the text.

use crate::letters::{self, variants};
use alloc::string::String;

/// What the door is to do.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Rules {
    pub collapse_spaces: bool,
    pub trim: bool,
    /// The most letters of one kind that may follow one another.
    pub stretch: Option<u8>,
    /// Letters of the rasm by their place.
    pub by_place: bool,
}

impl Rules {
    pub fn is_idle(self) -> bool {
        self == Self::default()
    }
}

/// Where in the text the door stands.
#[derive(Clone)]
pub(crate) struct Door {
    rules: Rules,
    /// A letter whose shape hangs on what follows.
    held: Option<char>,
    run: Option<(char, u8)>,
    space: bool,
    at_line_start: bool,
}

impl Door {
    pub fn new(rules: Rules) -> Self {
        Self { rules, held: None, run: None, space: false, at_line_start: true }
    }

    pub fn push(&mut self, text: &str, out: &mut String) {
        text.chars().for_each(|c| self.place(c, out));
    }

    /// Writes what waits for a next character.
    pub fn finish(&mut self, out: &mut String) {
        if let Some(held) = self.held.take() {
            self.shorten(held, out);
        }
        if self.space && !self.rules.trim {
            out.push(' ');
        }
        *self = Self::new(self.rules);
    }

    fn place(&mut self, c: char, out: &mut String) {
        if !self.rules.by_place {
            return self.shorten(c, out);
        }
        if let Some(held) = self.held.take() {
            let inside = variants::BY_PLACE.iter().find(|p| p.0 == held).map_or(held, |p| p.1);
            self.shorten(if letters::is_letter(c) { inside } else { held }, out);
        }
        if variants::BY_PLACE.iter().any(|p| p.0 == c) {
            self.held = Some(c);
        } else {
            self.shorten(c, out);
        }
    }

    fn shorten(&mut self, c: char, out: &mut String) {
        let Some(most) = self.rules.stretch else { return self.space_out(c, out) };
        let count = match self.run {
            Some((same, count)) if same == c => count.saturating_add(1),
            _ => 1,
        };
        self.run = letters::is_letter(c).then_some((c, count));
        if self.run.is_none() || count <= most {
            self.space_out(c, out);
        } else {
            self.run = Some((c, most));
        }
    }

    fn space_out(&mut self, c: char, out: &mut String) {
        if !self.rules.collapse_spaces && !self.rules.trim {
            return out.push(c);
        }
        match c {
            ' ' | '\t' => self.space = true,
            '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if self.space && !self.rules.trim {
                    out.push(' ');
                }
                self.space = false;
                self.at_line_start = true;
                out.push(c);
            }
            _ => {
                if self.space && !(self.rules.trim && self.at_line_start) {
                    out.push(' ');
                }
                self.space = false;
                self.at_line_start = false;
                out.push(c);
            }
        }
    }
}
