//! The Quran's spelling (Uthmani) to the modern one (imlai): words on their way to the compose door.
//!
//! ```text
//! word   = Arabic letters with their marks, as they stand together
//! output = the word, rewritten by rules that look at letters with their marks; most words of modern text go by at a look
//! ```
//!
//! A word is held until it ends, so that a stream holds no more than [`MOST`] code points; a longer one is left as it is.

mod rules;
mod word;

use crate::letters::TATWEEL;
use crate::unicode::{combining_class, decomposed};
use alloc::vec::Vec;
use word::Letter;

/// The longest word that is looked at, in code points that are decomposed. The Quran's longest one has 31.
const MOST: usize = 64;

/// The marks and letters without one of which, or of [`BEFORE_FATHA`], a word stays as it is.
pub(crate) const SIGNS: [char; 15] = [
    '\u{653}', '\u{654}', '\u{655}', '\u{670}', '\u{671}', '\u{6DC}', '\u{6DF}', '\u{6E0}', '\u{6E5}', '\u{6E6}',
    '\u{6E7}', '\u{6E8}', '\u{6EC}', '\u{FB50}', '\u{FB51}',
];
/// Letters that a word with a fatha is looked at for: ءَا is the Quran's آ, and مَآ its ما.
pub(crate) const BEFORE_FATHA: [char; 2] = ['\u{621}', '\u{622}'];
/// Modern text has few of them, and vocalised text has them everywhere.
pub(crate) const FATHA: char = '\u{64E}';

/// How often a word is gone over after the first time, at most.
const TURNS: usize = 6;

/// What a fingerprint tells of the rules; they have another one where they write something else.
pub(crate) const VERSION: &[u8] = b"uthmani 1";

/// What tells a word that may change: where none of it is left, no second run changes a word.
pub(crate) fn signs() -> impl Iterator<Item = char> {
    SIGNS.into_iter().chain([FATHA, TATWEEL])
}

/// A word on its way through.
#[derive(Clone, Default)]
pub(crate) struct Door {
    word: Vec<(char, usize)>,
    /// How many code points it has, decomposed.
    len: usize,
    /// Whether the word is a longer one, and passes.
    passes: bool,
    letters: Vec<Letter>,
    written: Vec<Letter>,
}

impl Door {
    /// Takes the next code point, and gives `next` what is certain by now.
    pub fn push(&mut self, c: char, at: usize, next: &mut impl FnMut(char, usize)) {
        let is_mark = combining_class(c) != 0;
        if !is_mark && !in_word(c) {
            self.flush(next);
            return next(c, at);
        }
        // Marks before the first letter are not the word's.
        if self.passes || is_mark && self.word.is_empty() {
            return next(c, at);
        }
        self.word.push((c, at));
        self.len += 1 + usize::from(decomposed(c).is_some());
        if self.len > MOST {
            self.passes = true;
            self.word.drain(..).for_each(|(c, at)| next(c, at));
        }
    }

    /// Ends the word.
    pub fn flush(&mut self, next: &mut impl FnMut(char, usize)) {
        if concerns(self.word.iter().map(|&(c, _)| c)) {
            self.settle();
        }
        self.word.drain(..).for_each(|(c, at)| next(c, at));
        (self.len, self.passes) = (0, false);
    }

    /// Rewrites the word until no rule finds anything: so a second run finds nothing either. Where that takes too long
    /// the word stays as it was.
    fn settle(&mut self) {
        let Some(mut before) = self.rewritten(&self.word.clone()) else { return };
        for _ in 0..TURNS {
            match self.rewritten(&before) {
                Some(after) => before = after,
                None => return self.word = before,
            }
        }
    }

    /// A word, or the words that became of it, rewritten once; `None` where they stay.
    fn rewritten(&mut self, text: &[(char, usize)]) -> Option<Vec<(char, usize)>> {
        let Self { letters, written, .. } = self;
        let (mut out, mut changed) = (Vec::with_capacity(text.len() + 4), false);
        for word in text.split_inclusive(|&(c, _)| c == ' ') {
            let (space, word) =
                word.split_last().filter(|(last, _)| last.0 == ' ').map_or((None, word), |(s, w)| (Some(*s), w));
            let looks = word::read(word, letters).is_some() && rules::concern(letters);
            if looks && rules::rewrite(letters, written) {
                word::write(word, written, &mut |c, at| out.push((c, at)));
                changed = true;
            } else {
                out.extend_from_slice(word);
            }
            out.extend(space);
        }
        changed.then_some(out)
    }
}

/// Whether a word is looked at closely.
pub(crate) fn concerns(word: impl Iterator<Item = char>) -> bool {
    let (mut fatha, mut letter) = (false, false);
    for c in word {
        match c {
            FATHA => fatha = true,
            c if BEFORE_FATHA.contains(&c) => letter = true,
            c if SIGNS.contains(&c) => return true,
            _ => {}
        }
        if fatha && letter {
            return true;
        }
    }
    false
}

/// Whether the character is a word's: an Arabic letter, a tatweel, or one of the small letters. Words of UAX #29 run on
/// over them, too.
pub(crate) fn in_word(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{66F}' | '\u{671}'..='\u{6D3}' | '\u{6D5}' | '\u{6E5}'..='\u{6E6}'
        | '\u{6EE}'..='\u{6EF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8C7}' | '\u{FB50}'..='\u{FB51}')
}
