//! The word before a sign: it may be a particle that is written onto the next word, or a letter of an abbreviation.

use crate::pipeline::postprocess::characters::{has_combining_class, is_alphanumeric, is_space};
use crate::rules::letters::variants::{LONGEST_PROCLITIC, PROCLITICS};
use crate::rules::letters::{HAMZA_ABOVE, HAMZA_BELOW, MADDAH_ABOVE, TATWEEL, is_letter};

/// The letters of a word, as far as they may be a particle.
#[derive(Clone, Copy, Default)]
pub(super) struct Word {
    start: [char; LONGEST_PROCLITIC],
    /// The number of its letters, and of digits and letters of other scripts.
    len: usize,
    /// Whether a letter has a combining hamza or madda: another letter.
    has_hamza: bool,
}

impl Word {
    pub fn push(&mut self, c: char, is_mark: bool) {
        if is_mark {
            self.has_hamza |= matches!(c, MADDAH_ABOVE | HAMZA_ABOVE | HAMZA_BELOW);
        } else if !is_alphanumeric(c) {
            *self = Self::default();
        } else if c != TATWEEL {
            if let Some(letter) = self.start.get_mut(self.len) {
                *letter = c;
            }
            self.len = self.len.saturating_add(1);
        }
    }

    /// The word that a text ends, which goes on from this one if the text has nothing else. Of a word that has more than `limit`
    /// letters, so many are looked at.
    pub fn after(self, text: &str, limit: usize) -> Self {
        let (mut start, mut letters) = (text.len(), 0);
        for (at, c) in text.char_indices().rev().skip_while(|&(_, c)| is_space(c)) {
            let is_base = !has_combining_class(c);
            if letters > limit || is_base && !is_alphanumeric(c) {
                break;
            }
            letters += usize::from(is_base && c != TATWEEL);
            start = at;
        }
        let mut word = if start > 0 { Self::default() } else { self };
        text[start..].chars().filter(|&c| !is_space(c)).for_each(|c| word.push(c, has_combining_class(c)));
        word
    }

    pub fn is_letter(&self) -> bool {
        self.len == 1 && is_letter(self.start[0])
    }

    /// Whether it is a particle that is written onto the next word.
    pub fn is_proclitic(&self) -> bool {
        let letters = self.start.get(..self.len).unwrap_or_default();
        !letters.is_empty()
            && !self.has_hamza
            && PROCLITICS.iter().any(|proclitic| proclitic.chars().eq(letters.iter().copied()))
    }
}
