//! Shortens runs of three letters and more to one, or to two in the words that are written with a double letter.
//!
//! A word is held back as its runs, so a long run takes no more memory than a short one. Words of more than [`MAX_RUNS`] runs
//! are in no list, so their runs are shortened to one, one after the other.

use crate::pipeline::postprocess::Filter;
use crate::pipeline::postprocess::unchanged::{first_hit, may_be_tripled, word_start};
use crate::rules::letters::{doubles, is_letter};
use alloc::string::String;
use alloc::vec::Vec;

/// The greatest number of runs that are held back.
const MAX_RUNS: usize = 32;

#[derive(Clone, Default)]
pub(super) struct Doubles {
    runs: Vec<Run>,
    /// Whether runs at the word's start are written already.
    is_long: bool,
}

/// A letter, and how many times it stands in a row.
#[derive(Clone, Copy)]
struct Run {
    letter: char,
    count: usize,
    /// The source offsets of the first and the second letter.
    from: [usize; 2],
}

impl Run {
    fn write(self, count: usize, next: &mut dyn FnMut(char, usize)) {
        let count = if self.count < 3 { self.count } else { count };
        self.from[..count].iter().for_each(|&from| next(self.letter, from));
    }
}

impl Doubles {
    fn end_word(&mut self, next: &mut dyn FnMut(char, usize)) {
        let is_listed = !self.is_long && self.runs.iter().any(|run| run.count >= 3);
        let doubled = match is_listed {
            true => doubles::doubled(&self.runs.iter().map(|run| run.letter).collect::<String>()),
            false => 0,
        };
        for (n, run) in self.runs.drain(..).enumerate() {
            run.write(1 + (doubled >> n & 1) as usize, next);
        }
        self.is_long = false;
    }
}

impl Filter for Doubles {
    #[inline]
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        if !is_letter(c) {
            self.end_word(next);
            return next(c, from);
        }
        if let Some(run) = self.runs.last_mut().filter(|run| run.letter == c) {
            run.count += 1;
            if run.count == 2 {
                run.from[1] = from;
            }
            return;
        }
        if self.runs.len() == MAX_RUNS || self.is_long {
            self.is_long = true;
            self.runs.drain(..).for_each(|run| run.write(1, next));
        }
        self.runs.push(Run { letter: c, count: 1, from: [from; 2] });
    }

    fn finish(&mut self, next: &mut dyn FnMut(char, usize)) {
        self.end_word(next);
    }

    fn unchanged(&self, text: &str) -> usize {
        word_start(text, first_hit(text, may_be_tripled))
    }
}
