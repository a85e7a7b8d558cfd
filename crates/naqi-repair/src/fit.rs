//! How well characters that a code page gives fit text in Arabic script.

use crate::alphabet::row;
use crate::forms::form;
use crate::model::{self, is_skipped};

/// How text fits that was decoded by a code page.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// The cost of a character beyond ASCII, in nats, on average.
    pub cost: f32,
    /// Letters of the script.
    pub letters: usize,
}

impl Fit {
    /// More than text of the script costs, in nats a character.
    pub const LIMIT: f32 = 3.7;

    /// By how much the text is more probable than characters by chance, in nats.
    pub fn gain(&self) -> f32 {
        (Self::LIMIT - self.cost) * self.letters as f32
    }
}

pub fn fit(text: impl Iterator<Item = char> + Clone) -> Fit {
    let letters = || text.clone().flat_map(letters_of);
    let costs = model::costs(letters());
    let (mut high, mut others) = (0_usize, 0.0);
    let mut last = ' ';
    for c in letters() {
        let is_letter = row(c).is_some();
        let was_letter = row(last).is_some();
        let is_beside_letter = was_letter || is_skipped(last);
        others += match c {
            // A word is of one script.
            _ if is_letter && last.is_ascii_alphabetic() => 4.0,
            _ if c.is_ascii_alphabetic() && was_letter => 4.0,
            _ if is_letter || c.is_ascii() => 0.0,
            _ if is_skipped(c) && is_beside_letter => 2.0,
            '،' | '؛' | '؟' | '«' | '»' | '٪' | '“' | '”' | '’' | '‘' | '…' | '–' | '—' | '•' => {
                3.0
            }
            // NO-BREAK SPACE, and ZERO WIDTH NON-JOINER to RIGHT-TO-LEFT MARK.
            '٠'..='٩' | '\u{A0}' | '\u{200C}'..='\u{200F}' => 3.0,
            char::REPLACEMENT_CHARACTER | '\u{80}'..='\u{9F}' => 16.0,
            _ => 8.0,
        };
        high += usize::from(!c.is_ascii());
        last = c;
    }
    let cost = (costs.forward.min(costs.backward) + others) / high.max(1) as f32;
    Fit { cost, letters: costs.letters }
}

/// A character's letters, if it is a presentation form; itself otherwise.
pub fn letters_of(c: char) -> impl Iterator<Item = char> + Clone {
    let form = form(c).map(|(letters, _)| letters);
    form.into_iter().flat_map(str::chars).chain(form.is_none().then_some(c))
}
