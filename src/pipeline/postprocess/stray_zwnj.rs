//! Deletes ZWNJs (U+200C) that separate no letters, and all but one of several in a row.

use crate::kernel::Patterns;
use crate::pipeline::postprocess::characters::is_alphanumeric;
use crate::pipeline::postprocess::{Filter, is_mark};
use crate::rules::letters::{ZWJ, ZWNJ};

/// The ZWNJ's bytes.
pub(super) static BYTES: Patterns = Patterns::NONE.or_chars(&[&[ZWNJ]], 1);

#[derive(Clone, Default)]
pub(super) struct StrayZwnj {
    /// Whether the last character that is no mark may be before a ZWNJ.
    is_in_word: bool,
    /// The source offset of ZWNJs that are not written yet.
    held: Option<usize>,
}

impl Filter for StrayZwnj {
    #[inline]
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        if c == ZWNJ {
            self.held = self.held.or(Some(from));
            return;
        }
        let is_mark = is_mark(c);
        if let Some(from) = self.held.take()
            // Without it, the mark would belong to the character before.
            && (is_mark || self.is_in_word && is_separated(c))
        {
            next(ZWNJ, from);
        }
        if !is_mark {
            self.is_in_word = is_separated(c);
        }
        next(c, from);
    }

    fn finish(&mut self, _: &mut dyn FnMut(char, usize)) {
        *self = Self::default();
    }

    fn unchanged(&self, text: &str) -> usize {
        if self.held.is_some() {
            return 0;
        }
        let is_letter = |c: char| !is_mark(c) && is_separated(c);
        let mut from = 0;
        while let Some(hit) = BYTES.find(text, from) {
            from = hit + ZWNJ.len_utf8();
            // In Persian, most are between two letters.
            if !(text[..hit].ends_with(is_letter) && text[from..].starts_with(is_letter)) {
                return hit;
            }
        }
        text.len()
    }

    fn skip(&mut self, text: &str) {
        self.is_in_word = text.chars().rev().find(|&c| !is_mark(c)).map_or(self.is_in_word, is_separated);
    }
}

/// Whether what stays or goes may depend on what is before the character.
#[cfg(feature = "parallel")]
pub(super) fn may_depend_on_before(c: char) -> bool {
    c == ZWNJ || is_separated(c) || is_mark(c)
}

/// Whether a ZWNJ may separate it from another such character. A ZWJ shapes the letter beside it.
fn is_separated(c: char) -> bool {
    is_alphanumeric(c) || c == ZWJ
}
