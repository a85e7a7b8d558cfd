//! Composes letters of other scripts than Arabic with their marks.
//!
//! ```text
//! r e U+0301 s        a letter and its marks are held back, up to the next character that is no mark
//! ```

use crate::kernel::Patterns;
use crate::pipeline::compose::MAX_MARKS;
use crate::pipeline::normal_form::NormalForm;
use crate::pipeline::postprocess::Filter;
use crate::rules::unicode::{self, COMBINING_DIACRITICAL_MARKS as MARKS, category, combining_class};
use alloc::string::String;
use alloc::vec::Vec;

/// The bytes of Combining Diacritical Marks, and those of the 16 characters after them.
pub(super) static MARK_BYTES: Patterns = Patterns::NONE.or(&[&[(0xCC, 0xCD)], &[(0x80, 0xBF)]]);

#[derive(Clone, Default)]
pub(super) struct LatinMarks {
    /// A letter and its marks.
    held: Vec<(char, usize)>,
}

impl LatinMarks {
    fn write_held(&mut self, next: &mut dyn FnMut(char, usize)) {
        if let [(_, from), marks @ ..] = &*self.held
            && marks.iter().any(|(mark, _)| MARKS.contains(mark))
        {
            let (mut composed, cluster) = (String::new(), self.held.iter().map(|(c, _)| c).collect::<String>());
            NormalForm::C.write(&cluster, &mut composed);
            if composed != cluster {
                composed.chars().for_each(|c| next(c, *from));
                return self.held.clear();
            }
        }
        self.held.drain(..).for_each(|(c, from)| next(c, from));
    }
}

impl Filter for LatinMarks {
    #[inline]
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        if combining_class(c) == 0 {
            self.write_held(next);
            if !is_letter(c) {
                return next(c, from);
            }
        } else if self.held.is_empty() {
            return next(c, from);
        }
        self.held.push((c, from));
        if self.held.len() > 1 + MAX_MARKS {
            // Composed, it would have fewer marks, and a second run would compose others.
            self.held.drain(..).for_each(|(c, from)| next(c, from));
        }
    }

    fn finish(&mut self, next: &mut dyn FnMut(char, usize)) {
        self.write_held(next);
    }

    fn unchanged(&self, text: &str) -> usize {
        if !self.held.is_empty() {
            return 0;
        }
        let hit = MARK_BYTES.find(text, 0).unwrap_or(text.len());
        // The letter of the mark; without one, the last letter, whose marks may follow.
        match text[..hit].char_indices().rev().find(|(_, c)| combining_class(*c) == 0) {
            Some((at, c)) if is_letter(c) => at,
            _ => hit,
        }
    }
}

/// Whether it is a letter of another script than Arabic.
pub(super) fn is_letter(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphabetic(),
        false => !unicode::in_arabic_block(c) && unicode::category_of(c) == category::LETTER,
    }
}

/// Whether a second run of a table and this filter changes nothing of a code point's composite. `rewritten` is the output of the
/// table, and `keeps` tells which code points it keeps.
pub(crate) fn leaves_composite(c: char, rewritten: &str, keeps: impl Fn(char) -> bool) -> bool {
    let mut parts = Vec::new();
    unicode_normalization::char::decompose_canonical(c, |part| parts.push(part));
    let is_composed = parts.iter().any(|part| MARKS.contains(part)) && parts.iter().all(|part| keeps(*part));
    !is_composed || rewritten.chars().eq(parts)
}
