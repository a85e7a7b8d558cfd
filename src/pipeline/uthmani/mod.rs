//! The Quran's spelling (Uthmani) to the modern one (imlai): words on their way to the compose door.
//!
//! ```text
//! word   = Arabic letters with their marks, as they stand together
//! output = the word, rewritten by rules that look at letters with their marks; most words of modern text go by at a look
//! ```
//!
//! A word is held until it ends, so that a stream holds no more than [`MOST`] code points; a longer one is left as it is.

mod hamza;
mod rules;
mod word;

use crate::rules::letters::TATWEEL;
use crate::rules::unicode::{COMPOSITES, combining_class};
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
const SUKUN: char = '\u{652}';

/// How often a word is gone over after the first time, at most.
const TURNS: usize = 6;

/// What a fingerprint tells of the rules; they have another one where they write something else.
pub(crate) const VERSION: &[u8] = b"uthmani 1";

/// What tells a word that may change: where none of it is left, no second run changes a word.
pub(crate) fn signs() -> impl Iterator<Item = char> {
    SIGNS.into_iter().chain([FATHA, TATWEEL])
}

/// What a character is for words, as bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind(u8);

impl Kind {
    const LETTER: Self = Self(1);
    pub(crate) const MARK: Self = Self(2);
    const SIGN: Self = Self(4);
    const FATHA: Self = Self(8);
    const BEFORE_FATHA: Self = Self(16);
    pub(crate) const COMPOSED: Self = Self(32);

    /// Those of U+0600 to U+06FF.
    const TABLE: [Self; 0x100] = {
        let (mut table, mut n) = ([Self(0); 0x100], 0);
        while n < 0x100 {
            if let Some(c) = char::from_u32(0x600 + n as u32) {
                let mut kind = Self::of_letter(c).0;
                if matches!(c, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
                    | '\u{6DF}'..='\u{6E4}' | '\u{6E7}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}')
                {
                    kind |= Self::MARK.0;
                }
                table[n] = Self(kind);
            }
            n += 1;
        }
        table
    };

    #[inline]
    pub(crate) fn of(c: char) -> Self {
        match c {
            '\u{600}'..='\u{6FF}' => Self::TABLE[c as usize & 0xFF],
            '\0'..='\u{2FF}' => Self(0),
            c if combining_class(c) != 0 => Self::MARK,
            c => Self::of_letter(c),
        }
    }

    const fn of_letter(c: char) -> Self {
        let (mut kind, mut n) = (if in_word(c) { Self::LETTER.0 } else { 0 }, 0);
        while n < SIGNS.len() {
            kind |= if SIGNS[n] == c { Self::SIGN.0 } else { 0 };
            n += 1;
        }
        n = 0;
        while n < COMPOSITES.len() {
            kind |= if COMPOSITES[n].2 == c { Self::COMPOSED.0 } else { 0 };
            n += 1;
        }
        if c == BEFORE_FATHA[0] || c == BEFORE_FATHA[1] {
            kind |= Self::BEFORE_FATHA.0;
        }
        if c == FATHA {
            kind |= Self::FATHA.0;
        }
        Self(kind)
    }

    #[inline]
    pub(crate) const fn is(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether a word holds what a rule may ask for, by the kinds of all its characters.
    const fn concern(self) -> bool {
        self.is(Self::SIGN) || self.is(Self::FATHA) && self.is(Self::BEFORE_FATHA)
    }
}

/// Characters with the places where they stand in the source.
type Placed = Vec<(char, usize)>;

/// A word on its way through.
#[derive(Clone, Default)]
pub(crate) struct UthmaniRewriter {
    word: Placed,
    /// How many code points it has, decomposed.
    len: usize,
    /// What its characters are.
    kinds: u8,
    /// Whether the word is a longer one, and passes.
    passes: bool,
    letters: Vec<Letter>,
    written: Vec<Letter>,
    before: Placed,
    after: Placed,
}

impl UthmaniRewriter {
    /// Takes the next code point, and gives `next` what is certain by now.
    pub fn push(&mut self, c: char, at: usize, next: &mut impl FnMut(char, usize)) {
        let kind = Kind::of(c);
        if !kind.is(Kind(Kind::MARK.0 | Kind::LETTER.0)) {
            self.flush(next);
            return next(c, at);
        }
        // Marks before the first letter are not the word's.
        if self.passes || kind.is(Kind::MARK) && self.word.is_empty() {
            return next(c, at);
        }
        self.word.push((c, at));
        self.kinds |= kind.0;
        self.len += 1 + usize::from(kind.is(Kind::COMPOSED));
        if self.len > MOST {
            self.passes = true;
            self.word.drain(..).for_each(|(c, at)| next(c, at));
        }
    }

    /// Ends the word.
    pub fn flush(&mut self, next: &mut impl FnMut(char, usize)) {
        let settled = Kind(self.kinds).concern() && self.settle();
        let word = if settled { &self.before } else { &self.word };
        word.iter().for_each(|&(c, at)| next(c, at));
        self.word.clear();
        (self.len, self.kinds, self.passes) = (0, 0, false);
    }

    /// Rewrites the word, to `before`, until no rule finds anything: so a second run finds nothing either. Where that
    /// takes too long the word stays as it was.
    fn settle(&mut self) -> bool {
        let Self { word, letters, written, before, after, .. } = self;
        if !rewrite(word, letters, written, before) {
            return false;
        }
        for _ in 0..TURNS {
            if !concerns(before.iter().map(|&(c, _)| c)) || !rewrite(before, letters, written, after) {
                return true;
            }
            core::mem::swap(before, after);
        }
        false
    }
}

/// A word, or the words that became of it, rewritten once to `out`; `false` where they stay.
fn rewrite(text: &[(char, usize)], letters: &mut Vec<Letter>, written: &mut Vec<Letter>, out: &mut Placed) -> bool {
    out.clear();
    let mut changed = false;
    for word in text.split_inclusive(|&(c, _)| c == ' ') {
        let (word, space) = match word.split_last() {
            Some((space, word)) if space.0 == ' ' => (word, Some(*space)),
            _ => (word, None),
        };
        if word::read(word, letters).is_some() && rules::concern(letters) && rules::rewrite(letters, written) {
            word::write(word, written, &mut |c, at| out.push((c, at)));
            changed = true;
        } else {
            out.extend_from_slice(word);
        }
        out.extend(space);
    }
    changed
}

/// Whether a word is looked at closely.
pub(crate) fn concerns(word: impl Iterator<Item = char>) -> bool {
    Kind(word.fold(0, |kinds, c| kinds | Kind::of(c).0)).concern()
}

/// Whether the character is known, at the cost of a look, to be none that a rule asks for, whatever the rest of its word
/// holds: a fatha in a word without ء and آ, ء at a word's end behind a letter without a vowel, آ behind one.
#[inline]
pub(crate) fn is_harmless(text: &str, at: usize, c: char) -> bool {
    if c == FATHA {
        let before = text[..at].chars().rev().map(Kind::of).take(MOST);
        let behind = text[at..].chars().map(Kind::of).take(MOST);
        let is_in = |kind: &Kind| kind.is(Kind(Kind::LETTER.0 | Kind::MARK.0));
        let (mut len, mut kinds) = (0, 0);
        for kind in before.take_while(is_in).chain(behind.take_while(is_in)) {
            (len, kinds) = (len + 1, kinds | kind.0);
        }
        return len < MOST && !Kind(kinds).is(Kind::BEFORE_FATHA);
    }
    if !BEFORE_FATHA.contains(&c) {
        return false;
    }
    let mut before = text[..at].chars().rev();
    let mut last = before.next();
    if last == Some(SUKUN) {
        last = before.next();
    }
    let is_bare = last.is_some_and(|c| Kind::of(c) == Kind::LETTER && c != TATWEEL);
    let mut behind = text[at + c.len_utf8()..].chars().map(Kind::of).skip_while(|kind| kind.is(Kind::MARK));
    is_bare && (c == BEFORE_FATHA[1] || behind.next().is_none_or(|kind| !kind.is(Kind::LETTER)))
}

/// Whether both are one word's, the second behind the first.
#[inline]
pub(crate) fn joins(before: char, c: char) -> bool {
    Kind::of(c).is(Kind::LETTER) && Kind::of(before).is(Kind(Kind::LETTER.0 | Kind::MARK.0))
}

/// Whether the character is a word's: an Arabic letter, a tatweel, or one of the small letters. Words of UAX #29 run on
/// over them, too.
const fn in_word(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{66F}' | '\u{671}'..='\u{6D3}' | '\u{6D5}' | '\u{6E5}'..='\u{6E6}'
        | '\u{6EE}'..='\u{6EF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8C7}' | '\u{FB50}'..='\u{FB51}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::WordBreak;

    #[test]
    fn kinds_are_those_of_unicode() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            let kind = Kind::of(c);
            assert_eq!(kind.is(Kind::MARK), combining_class(c) != 0, "{:04X}", c as u32);
            assert_eq!(kind.is(Kind::COMPOSED), COMPOSITES.iter().any(|k| k.2 == c), "{:04X}", c as u32);
            assert!(!kind.is(Kind::MARK) || !kind.is(Kind::LETTER), "{:04X}", c as u32);
        }
    }

    /// So a token holds whole words, and its term is a part of what the whole text gives.
    #[test]
    fn a_word_is_a_part_of_a_word_of_uax_29() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32).filter(|&c| in_word(c)) {
            assert_eq!(WordBreak::of(c), WordBreak::ALetter, "{:04X}", c as u32);
        }
    }
}
