//! Post-processing: runs of spaces, stretched letters, and letters that depend on their position in a word, after the
//! table.
//!
//! A state machine over characters. It holds one letter and the offset of a run of spaces, whatever the length of the
//! text.

use crate::pipeline::sink::Sink;
use crate::rules::letters::{self, variants};

/// Part of a normalizer's fingerprint. Changes whenever the output of post-processing changes.
pub(crate) const VERSION: &[u8] = b"postprocess 1";

/// Which rules run.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct PostProcessing {
    pub collapse_spaces: bool,
    pub trim: bool,
    /// The greatest number of equal letters in a row.
    pub stretch: Option<u8>,
    /// Whether letters of the rasm are written by their position.
    pub positional: bool,
}

impl PostProcessing {
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Whether a text may be split before the character: the output before it is that at a text's end, and the output
    /// from it on is that of a text's start.
    #[cfg(feature = "parallel")]
    pub fn may_split_before(self, c: char) -> bool {
        let in_word = (self.positional || self.stretch.is_some()) && letters::is_letter(c);
        let in_spaces = self.trim || self.collapse_spaces && is_space(c);
        is_line_break(c) || !in_word && !in_spaces
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

/// The mandatory breaks of UAX #14: LF, LINE TABULATION, FORM FEED, CR, NEXT LINE, LINE and PARAGRAPH SEPARATOR.
fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The state of post-processing between two characters.
#[derive(Clone)]
pub(crate) struct PostProcessor {
    rules: PostProcessing,
    /// A letter whose form depends on the next character, and its source offset.
    held: Option<(char, usize)>,
    /// The letter that was written last, and how many times in a row.
    run: Option<(char, u8)>,
    /// The source offset of a run of spaces that is not written yet.
    space: Option<usize>,
    at_line_start: bool,
}

impl PostProcessor {
    pub fn new(rules: PostProcessing) -> Self {
        Self { rules, held: None, run: None, space: None, at_line_start: true }
    }

    /// Processes the next text, all of it output for the source from `from` on.
    pub fn push(&mut self, text: &str, from: usize, out: &mut impl Sink) {
        text.chars().for_each(|c| self.write_positional(c, from, out));
    }

    /// Ends the text: writes what is held back.
    pub fn finish(&mut self, out: &mut impl Sink) {
        if let Some((held, from)) = self.held.take() {
            self.limit_stretch(held, from, out);
        }
        if let Some(from) = self.space.filter(|_| !self.rules.trim) {
            out.write_char(' ', from);
        }
        *self = Self::new(self.rules);
    }

    fn write_positional(&mut self, c: char, from: usize, out: &mut impl Sink) {
        if !self.rules.positional {
            return self.limit_stretch(c, from, out);
        }
        if let Some((held, from)) = self.held.take() {
            let inside = variants::POSITIONAL.iter().find(|p| p.0 == held).map_or(held, |p| p.1);
            self.limit_stretch(if letters::is_letter(c) { inside } else { held }, from, out);
        }
        if variants::POSITIONAL.iter().any(|p| p.0 == c) {
            self.held = Some((c, from));
        } else {
            self.limit_stretch(c, from, out);
        }
    }

    fn limit_stretch(&mut self, c: char, from: usize, out: &mut impl Sink) {
        let Some(max_run) = self.rules.stretch else { return self.collapse_spaces_into(c, from, out) };
        // How many of this letter were written in a row.
        let before = self.run.filter(|&(letter, _)| letter == c).map_or(0, |(_, count)| count);
        if !letters::is_letter(c) {
            self.run = None;
        } else if before < max_run {
            self.run = Some((c, before + 1));
        } else {
            return;
        }
        self.collapse_spaces_into(c, from, out);
    }

    fn collapse_spaces_into(&mut self, c: char, from: usize, out: &mut impl Sink) {
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
