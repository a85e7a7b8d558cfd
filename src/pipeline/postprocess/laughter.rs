//! Shortens written laughter: a word of `ه` or `خ` alone, or of `ها` again and again, has two of them.
//!
//! The letters of a word are held back as long as they may be laughter. After [`MAX_HELD`] of them it is laughter, however it
//! goes on, so what is held back is bounded.

use crate::pipeline::postprocess::unchanged::{first_hit, may_be_tripled, word_start};
use crate::pipeline::postprocess::{Filter, continues_word};
use crate::rules::letters::{ALEF, HEH, HEH_DOACHASHMEE, HEH_GOAL, KHAH, is_letter};
use alloc::vec::Vec;

/// The greatest number of letters that are held back.
const MAX_HELD: usize = 64;

#[derive(Clone, Default)]
pub(super) struct Laughter {
    state: State,
    held: Vec<(char, usize)>,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum State {
    /// At the start of a word, or in one that may be laughter.
    #[default]
    Open,
    /// In a word that is laughter, of which enough is written. `next` is the letter that continues it.
    Laughing { first: char, next: char },
    /// In another word.
    Other,
}

impl Laughter {
    fn write_held(&mut self, next: &mut dyn FnMut(char, usize)) {
        self.held.drain(..).for_each(|(c, from)| next(c, from));
    }

    /// Writes the word that is held back, shortened if it is laughter.
    fn end_word(&mut self, next: &mut dyn FnMut(char, usize)) {
        let is_alternating = self.held.get(1).is_some_and(|&(c, _)| c == ALEF);
        self.held.truncate(match is_alternating {
            true if self.held.len() >= 4 => 4,
            true => self.held.len(),
            false => 2,
        });
        self.write_held(next);
        self.state = State::Open;
    }

    /// Whether the letter continues what is held back as laughter.
    fn may_continue(&self, c: char) -> bool {
        match *self.held.as_slice() {
            [] => matches!(c, HEH | HEH_GOAL | HEH_DOACHASHMEE | KHAH),
            [(first, _)] => c == first || c == ALEF && first != KHAH,
            [.., (before, _), _] => c == before,
        }
    }
}

impl Filter for Laughter {
    #[inline]
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        if !is_letter(c) {
            if continues_word(c) && (self.state == State::Other || !self.held.is_empty()) {
                self.write_held(next);
                self.state = State::Other;
            } else if !continues_word(c) {
                self.end_word(next);
            }
            return next(c, from);
        }
        match self.state {
            State::Open if self.may_continue(c) => {
                self.held.push((c, from));
                if self.held.len() == MAX_HELD {
                    let (after, first) = (self.held[MAX_HELD - 2].0, c);
                    self.end_word(next);
                    self.state = State::Laughing { first, next: after };
                }
            }
            State::Laughing { first, next: expected } if c == expected => {
                self.state = State::Laughing { first: expected, next: first };
            }
            _ => {
                self.write_held(next);
                self.state = State::Other;
                next(c, from);
            }
        }
    }

    fn finish(&mut self, next: &mut dyn FnMut(char, usize)) {
        self.end_word(next);
    }

    fn unchanged(&self, text: &str) -> usize {
        // Three equal letters, or a pair of letters twice: all letters of laughter have two bytes.
        let may_laugh = |bytes: [u8; 8]| {
            let [a, b, c, d, e, f, g, h] = bytes;
            (a & 0xFC == 0xD8) & (a == e) & (b == f) & (c == g) & (d == h) | may_be_tripled(bytes)
        };
        word_start(text, first_hit(text, may_laugh))
    }
}
