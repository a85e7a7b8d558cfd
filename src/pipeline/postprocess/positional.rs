//! Writes letters of the rasm by their position in a word.

use crate::kernel::Patterns;
use crate::pipeline::postprocess::Filter;
use crate::pipeline::postprocess::unchanged::two_bytes;
use crate::rules::letters::{self, variants};

/// The letters of [`variants::POSITIONAL`].
static POSITIONAL: Patterns = {
    let (mut patterns, mut n) = (Patterns::NONE, 0);
    while n < variants::POSITIONAL.len() {
        let [a, b] = two_bytes(variants::POSITIONAL[n].0);
        patterns = patterns.or(&[&[(a, a)], &[(b, b)]]);
        n += 1;
    }
    patterns
};

/// Letters whose form depends on their position in a word.
#[derive(Clone, Default)]
pub(super) struct Positional {
    /// A letter whose form depends on the next character.
    held: Option<(char, usize)>,
}

impl Filter for Positional {
    #[inline]
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        if let Some((held, from)) = self.held.take() {
            let inside = variants::POSITIONAL.iter().find(|p| p.0 == held).map_or(held, |p| p.1);
            next(if letters::is_letter(c) { inside } else { held }, from);
        }
        if variants::POSITIONAL.iter().any(|p| p.0 == c) {
            self.held = Some((c, from));
        } else {
            next(c, from);
        }
    }

    fn finish(&mut self, next: &mut dyn FnMut(char, usize)) {
        if let Some((held, from)) = self.held.take() {
            next(held, from);
        }
    }

    fn unchanged(&self, text: &str) -> usize {
        if self.held.is_some() { 0 } else { POSITIONAL.find(text, 0).unwrap_or(text.len()) }
    }
}
