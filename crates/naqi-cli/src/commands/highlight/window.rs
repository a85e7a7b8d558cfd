//! Selects the lines to show: those with hits, and a number of lines around them.

use crate::hits::Hit;
use std::collections::VecDeque;

pub struct Window {
    size: usize,
    /// Lines without hits that were not shown, in case one with hits follows.
    before: VecDeque<(usize, String)>,
    /// The number of lines still to show after the last one with hits.
    after: usize,
    last: Option<usize>,
}

/// A line to show.
pub struct Shown<'t> {
    pub number: usize,
    pub text: &'t str,
    /// None if the line is only context.
    pub hits: &'t [Hit],
    /// Whether lines are left out between the one shown before and this one, where lines around hits are shown: without
    /// them, nearly every line would have a gap before it.
    pub gap: bool,
}

impl Window {
    pub fn new(size: usize) -> Self {
        Self { size, before: VecDeque::new(), after: 0, last: None }
    }

    /// Reads the next line and passes on the lines to show.
    pub fn push(&mut self, number: usize, text: &str, hits: &[Hit], mut show: impl FnMut(Shown)) {
        if !hits.is_empty() {
            for (number, text) in std::mem::take(&mut self.before) {
                show(self.shown(number, &text, &[]));
            }
            self.after = self.size;
        } else if self.after > 0 {
            self.after -= 1;
        } else {
            if self.before.len() == self.size {
                self.before.pop_front();
            }
            if self.size > 0 {
                self.before.push_back((number, text.to_owned()));
            }
            return;
        }
        show(self.shown(number, text, hits));
    }

    fn shown<'t>(&mut self, number: usize, text: &'t str, hits: &'t [Hit]) -> Shown<'t> {
        let gap = self.size > 0 && self.last.is_some_and(|last| last + 1 < number);
        self.last = Some(number);
        Shown { number, text, hits, gap }
    }
}
