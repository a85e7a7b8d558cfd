//! The tidy door: after the table, runs of spaces, stretched letters, and letters that go by their place in a word.
//!
//! A machine of characters: it holds one letter and a run of spaces as a flag, whatever the length of the text.

use crate::pipeline::sink::Sink;
use crate::rules::letters::{self, variants};

/// What the door is to do.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct PostProcessing {
    pub collapse_spaces: bool,
    pub trim: bool,
    /// The most letters of one kind that may follow one another.
    pub stretch: Option<u8>,
    /// Letters of the rasm by their place.
    pub by_place: bool,
}

impl PostProcessing {
    pub fn is_idle(self) -> bool {
        self == Self::default()
    }

    /// Whether the door writes before the character what it writes at a text's end, and goes on from it as from a
    /// start: a text may be cut there.
    #[cfg(feature = "parallel")]
    pub fn starts_anew(self, c: char) -> bool {
        let in_word = (self.by_place || self.stretch.is_some()) && letters::is_letter(c);
        let in_spaces = self.trim || self.collapse_spaces && is_space(c);
        is_line_break(c) || !in_word && !in_spaces
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Where in the text the door stands.
#[derive(Clone)]
pub(crate) struct PostProcessor {
    rules: PostProcessing,
    /// A letter whose shape hangs on what follows.
    held: Option<(char, usize)>,
    run: Option<(char, u8)>,
    /// Where a run of spaces starts that is not written yet.
    space: Option<usize>,
    at_line_start: bool,
}

impl PostProcessor {
    pub fn new(rules: PostProcessing) -> Self {
        Self { rules, held: None, run: None, space: None, at_line_start: true }
    }

    /// Takes the next text, all written for what stands in the source from `from` on.
    pub fn push(&mut self, text: &str, from: usize, out: &mut impl Sink) {
        text.chars().for_each(|c| self.place(c, from, out));
    }

    /// Writes what waits for a next character.
    pub fn finish(&mut self, out: &mut impl Sink) {
        if let Some((held, from)) = self.held.take() {
            self.shorten(held, from, out);
        }
        if let Some(from) = self.space.filter(|_| !self.rules.trim) {
            out.write_char(' ', from);
        }
        *self = Self::new(self.rules);
    }

    fn place(&mut self, c: char, from: usize, out: &mut impl Sink) {
        if !self.rules.by_place {
            return self.shorten(c, from, out);
        }
        if let Some((held, from)) = self.held.take() {
            let inside = variants::POSITIONAL.iter().find(|p| p.0 == held).map_or(held, |p| p.1);
            self.shorten(if letters::is_letter(c) { inside } else { held }, from, out);
        }
        if variants::POSITIONAL.iter().any(|p| p.0 == c) {
            self.held = Some((c, from));
        } else {
            self.shorten(c, from, out);
        }
    }

    fn shorten(&mut self, c: char, from: usize, out: &mut impl Sink) {
        let Some(most) = self.rules.stretch else { return self.space_out(c, from, out) };
        // How many of the letter stand before this one and are written.
        let before = self.run.filter(|&(letter, _)| letter == c).map_or(0, |(_, count)| count);
        if !letters::is_letter(c) {
            self.run = None;
        } else if before < most {
            self.run = Some((c, before + 1));
        } else {
            return;
        }
        self.space_out(c, from, out);
    }

    fn space_out(&mut self, c: char, from: usize, out: &mut impl Sink) {
        if !self.rules.collapse_spaces && !self.rules.trim {
            return out.write_char(c, from);
        }
        match c {
            c if is_space(c) => self.space = self.space.or(Some(from)),
            c if is_line_break(c) => {
                if let Some(space) = self.space.take().filter(|_| !self.rules.trim) {
                    out.write_char(' ', space);
                }
                self.at_line_start = true;
                out.write_char(c, from);
            }
            _ => {
                if let Some(space) = self.space.take().filter(|_| !(self.rules.trim && self.at_line_start)) {
                    out.write_char(' ', space);
                }
                self.at_line_start = false;
                out.write_char(c, from);
            }
        }
    }
}
