//! The Quran's spelling (Uthmani) to the modern one (imlai): words on their way to the compose door.
//!
//! ```text
//! word   = Arabic letters with their marks, as they stand together
//! output = the word, rewritten by rules that look at letters with their marks; most words of modern text go by at a look
//! ```
//!
//! A word is held until it ends, so that a stream holds no more than [`MAX_WORD_LEN`] code points; a longer one is left as it is.

mod hamza;
mod rules;
mod word;

use crate::rules::letters::TATWEEL;
use crate::rules::unicode::{COMPOSITES, combining_class};
use alloc::vec::Vec;
use word::Letter;

/// The longest word that is looked at, in code points that are decomposed. The Quran's longest one has 31.
const MAX_WORD_LEN: usize = 64;

/// The marks and letters without one of which, or of [`WITH_FATHA`], a word stays as it is.
pub(crate) const SIGNS: [char; 15] = [
    '\u{653}', '\u{654}', '\u{655}', '\u{670}', '\u{671}', '\u{6DC}', '\u{6DF}', '\u{6E0}', '\u{6E5}', '\u{6E6}',
    '\u{6E7}', '\u{6E8}', '\u{6EC}', '\u{FB50}', '\u{FB51}',
];
/// Letters that a word with a fatha is looked at for: ءَا is the Quran's آ, and مَآ its ما.
pub(crate) const WITH_FATHA: [char; 2] = ['\u{621}', '\u{622}'];
/// Modern text has few of them, and vocalised text has them everywhere.
pub(crate) const FATHA: char = '\u{64E}';
const SUKUN: char = '\u{652}';

/// How often a word is gone over after the first time, at most.
const MAX_PASSES: usize = 6;

/// What a fingerprint tells of the rules; they have another one where they write something else.
pub(crate) const VERSION: &[u8] = b"uthmani 1";

/// What tells a word that may change: where none of it is left, no second run changes a word.
pub(crate) fn trigger_chars() -> impl Iterator<Item = char> {
    SIGNS.into_iter().chain([FATHA, TATWEEL])
}

/// What a character is for words, as bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct CharClass(u8);

impl CharClass {
    const LETTER: Self = Self(1);
    pub(crate) const MARK: Self = Self(2);
    const SIGN: Self = Self(4);
    const FATHA: Self = Self(8);
    const WITH_FATHA: Self = Self(16);
    pub(crate) const COMPOSED: Self = Self(32);

    /// Those of U+0600 to U+06FF.
    const TABLE: [Self; 0x100] = {
        let (mut table, mut n) = ([Self(0); 0x100], 0);
        while n < 0x100 {
            if let Some(c) = char::from_u32(0x600 + n as u32) {
                let mut class = Self::of_letter(c).0;
                if matches!(c, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
                    | '\u{6DF}'..='\u{6E4}' | '\u{6E7}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}')
                {
                    class |= Self::MARK.0;
                }
                table[n] = Self(class);
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
        let (mut class, mut n) = (if is_word_char(c) { Self::LETTER.0 } else { 0 }, 0);
        while n < SIGNS.len() {
            class |= if SIGNS[n] == c { Self::SIGN.0 } else { 0 };
            n += 1;
        }
        n = 0;
        while n < COMPOSITES.len() {
            class |= if COMPOSITES[n].2 == c { Self::COMPOSED.0 } else { 0 };
            n += 1;
        }
        if c == WITH_FATHA[0] || c == WITH_FATHA[1] {
            class |= Self::WITH_FATHA.0;
        }
        if c == FATHA {
            class |= Self::FATHA.0;
        }
        Self(class)
    }

    #[inline]
    pub(crate) const fn is(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether a word holds what a rule may ask for, by the classes of all its characters.
    const fn may_change(self) -> bool {
        self.is(Self::SIGN) || self.is(Self::FATHA) && self.is(Self::WITH_FATHA)
    }
}

/// Characters with the places where they stand in the source.
type OffsetChars = Vec<(char, usize)>;

/// A word on its way through.
#[derive(Clone, Default)]
pub(crate) struct UthmaniRewriter {
    word: OffsetChars,
    /// How many code points it has, decomposed.
    len: usize,
    /// What its characters are.
    classes: u8,
    /// Whether the word is a longer one, and is_too_long.
    is_too_long: bool,
    letters: Vec<Letter>,
    rewritten: Vec<Letter>,
    result: OffsetChars,
    next_result: OffsetChars,
}

impl UthmaniRewriter {
    /// Takes the next code point, and gives `next` what is certain by now.
    pub fn push(&mut self, c: char, at: usize, next: &mut impl FnMut(char, usize)) {
        let class = CharClass::of(c);
        if !class.is(CharClass(CharClass::MARK.0 | CharClass::LETTER.0)) {
            self.flush(next);
            return next(c, at);
        }
        // Marks before the first letter are not the word's.
        if self.is_too_long || class.is(CharClass::MARK) && self.word.is_empty() {
            return next(c, at);
        }
        self.word.push((c, at));
        self.classes |= class.0;
        self.len += 1 + usize::from(class.is(CharClass::COMPOSED));
        if self.len > MAX_WORD_LEN {
            self.is_too_long = true;
            self.word.drain(..).for_each(|(c, at)| next(c, at));
        }
    }

    /// Ends the word.
    pub fn flush(&mut self, next: &mut impl FnMut(char, usize)) {
        let is_rewritten = CharClass(self.classes).may_change() && self.rewrite_until_stable();
        let word = if is_rewritten { &self.result } else { &self.word };
        word.iter().for_each(|&(c, at)| next(c, at));
        self.word.clear();
        (self.len, self.classes, self.is_too_long) = (0, 0, false);
    }

    /// Rewrites the word, to `before`, until no rule finds anything: so a second run finds nothing either. Where that
    /// takes too long the word stays as it was.
    fn rewrite_until_stable(&mut self) -> bool {
        let Self { word, letters, rewritten, result, next_result, .. } = self;
        if !rewrite(word, letters, rewritten, result) {
            return false;
        }
        for _ in 0..MAX_PASSES {
            if !may_change(result.iter().map(|&(c, _)| c)) || !rewrite(result, letters, rewritten, next_result) {
                return true;
            }
            core::mem::swap(result, next_result);
        }
        false
    }
}

/// A word, or the words that became of it, rewritten once to `out`; `false` where they stay.
fn rewrite(
    words: &[(char, usize)],
    letters: &mut Vec<Letter>,
    rewritten: &mut Vec<Letter>,
    out: &mut OffsetChars,
) -> bool {
    out.clear();
    let mut changed = false;
    for word in words.split_inclusive(|&(c, _)| c == ' ') {
        let (word, space) = match word.split_last() {
            Some((space, word)) if space.0 == ' ' => (word, Some(*space)),
            _ => (word, None),
        };
        if word::read(word, letters).is_some() && rules::may_apply(letters) && rules::rewrite(letters, rewritten) {
            word::write(word, rewritten, &mut |c, at| out.push((c, at)));
            changed = true;
        } else {
            out.extend_from_slice(word);
        }
        out.extend(space);
    }
    changed
}

/// Whether a word is looked at closely.
pub(crate) fn may_change(word: impl Iterator<Item = char>) -> bool {
    CharClass(word.fold(0, |classes, c| classes | CharClass::of(c).0)).may_change()
}

/// Whether the character is known, at the cost of a look, to be none that a rule asks for, whatever the rest of its word
/// holds: a fatha in a word without ء and آ, ء at a word's end following a letter without a vowel, آ following one.
#[inline]
pub(crate) fn cannot_trigger(text: &str, at: usize, c: char) -> bool {
    if c == FATHA {
        let before = text[..at].chars().rev().map(CharClass::of).take(MAX_WORD_LEN);
        let following = text[at..].chars().map(CharClass::of).take(MAX_WORD_LEN);
        let in_word = |class: &CharClass| class.is(CharClass(CharClass::LETTER.0 | CharClass::MARK.0));
        let (mut len, mut classes) = (0, 0);
        for class in before.take_while(in_word).chain(following.take_while(in_word)) {
            (len, classes) = (len + 1, classes | class.0);
        }
        return len < MAX_WORD_LEN && !CharClass(classes).is(CharClass::WITH_FATHA);
    }
    if !WITH_FATHA.contains(&c) {
        return false;
    }
    let mut before = text[..at].chars().rev();
    let mut last = before.next();
    if last == Some(SUKUN) {
        last = before.next();
    }
    let is_bare = last.is_some_and(|c| CharClass::of(c) == CharClass::LETTER && c != TATWEEL);
    let mut following =
        text[at + c.len_utf8()..].chars().map(CharClass::of).skip_while(|class| class.is(CharClass::MARK));
    is_bare && (c == WITH_FATHA[1] || following.next().is_none_or(|class| !class.is(CharClass::LETTER)))
}

/// Whether both are one word's, the second following the first.
#[inline]
pub(crate) fn continues_word(before: char, c: char) -> bool {
    CharClass::of(c).is(CharClass::LETTER)
        && CharClass::of(before).is(CharClass(CharClass::LETTER.0 | CharClass::MARK.0))
}

/// Whether the character is a word's: an Arabic letter, a tatweel, or one of the small letters. Words of UAX #29 run on
/// over them, too.
const fn is_word_char(c: char) -> bool {
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
            let class = CharClass::of(c);
            assert_eq!(class.is(CharClass::MARK), combining_class(c) != 0, "{:04X}", c as u32);
            assert_eq!(class.is(CharClass::COMPOSED), COMPOSITES.iter().any(|k| k.2 == c), "{:04X}", c as u32);
            assert!(!class.is(CharClass::MARK) || !class.is(CharClass::LETTER), "{:04X}", c as u32);
        }
    }

    /// So a token holds whole words, and its term is a part of what the whole text gives.
    #[test]
    fn a_word_is_a_part_of_a_word_of_uax_29() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32).filter(|&c| is_word_char(c)) {
            assert_eq!(WordBreak::of(c), WordBreak::ALetter, "{:04X}", c as u32);
        }
    }
}
