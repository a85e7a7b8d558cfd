//! Rewrites words from the Quran's spelling (Uthmani) to the modern one (imlai), before composition.
//!
//! ```text
//! word   = a run of Arabic letters with their marks
//! output = the word, rewritten by rules on letters with their marks, until no rule applies
//! ```
//!
//! A test of the classes of its characters excludes most words of modern text. A word is held back until it ends; one
//! longer than [`MAX_WORD_LEN`] is unchanged, so the memory of a stream is bounded.

mod hamza;
mod rules;
mod word;

use crate::rules::letters::{ALEF_MAKSURA, DAGGER_ALEF, FARSI_YEH, FATHA, OPEN_FATHATAN, SUKUN, TATWEEL};
use crate::rules::unicode::{COMPOSITES, combining_class};
use alloc::vec::Vec;
use word::{Letter, SMALL_WAW, SMALL_YEH};

/// The length of the longest word that is rewritten, in decomposed code points. The Quran's longest word has 31.
const MAX_WORD_LEN: usize = 64;

/// The marks and letters of Uthmani spelling. A word changes only if it contains one of these, or a fatha and one of
/// [`WITH_FATHA`].
pub(crate) const SIGNS: [char; 18] = [
    '\u{653}', // MADDAH ABOVE
    '\u{654}', // HAMZA ABOVE
    '\u{655}', // HAMZA BELOW
    '\u{670}', // SUPERSCRIPT ALEF (dagger alef)
    'ٱ',       // ALEF WASLA
    WAVY_HAMZA_ALEF,
    '\u{6DC}', // SMALL HIGH SEEN
    '\u{6DF}', // SMALL HIGH ROUNDED ZERO
    '\u{6E0}', // SMALL HIGH UPRIGHT RECTANGULAR ZERO
    '\u{6E1}', // SMALL HIGH DOTLESS HEAD OF KHAH (the sukun of prints of Medina)
    SMALL_WAW,
    SMALL_YEH,
    '\u{6E7}', // SMALL HIGH YEH
    '\u{6E8}', // SMALL HIGH NOON
    '\u{6EC}', // ROUNDED HIGH STOP WITH FILLED CENTRE
    OPEN_FATHATAN,
    'ﭐ', // ALEF WASLA ISOLATED FORM
    'ﭑ', // ALEF WASLA FINAL FORM
];
/// Letters for which a word with a fatha may change: `ءَا` is the Quran's `آ`, and `مَآ` its `ما`.
pub(crate) const WITH_FATHA: [char; 2] = ['ء', 'آ'];
/// U+0672 ARABIC LETTER ALEF WITH WAVY HAMZA ABOVE: some editions write it for a dagger alef after a waw.
const WAVY_HAMZA_ALEF: char = 'ٲ';
/// U+202F NARROW NO-BREAK SPACE: some editions write it before a dagger alef, as space for it.
const NARROW_SPACE: char = '\u{202F}';

/// The greatest number of passes over a word after the first one.
const MAX_PASSES: usize = 6;

/// Part of a normalizer's fingerprint. Changes whenever the rules' output changes.
pub(crate) const VERSION: &[u8] = b"uthmani 3";

/// No rule applies to a word without one of these characters. If the table keeps none of them, a second run changes
/// nothing.
pub(crate) fn trigger_chars() -> impl Iterator<Item = char> {
    SIGNS.into_iter().chain([FATHA, TATWEEL])
}

/// The properties of a character that the rules depend on, a bit each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct CharClass(u8);

impl CharClass {
    const LETTER: Self = Self(1);
    pub(crate) const MARK: Self = Self(2);
    const SIGN: Self = Self(4);
    const FATHA: Self = Self(8);
    const WITH_FATHA: Self = Self(16);
    pub(crate) const COMPOSED: Self = Self(32);

    /// The classes of U+0600 to U+06FF.
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
            OPEN_FATHATAN => Self(Self::MARK.0 | Self::SIGN.0),
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

    /// For the union of the classes of a word's characters: whether a rule may apply.
    const fn may_change(self) -> bool {
        self.is(Self::SIGN) || self.is(Self::FATHA) && self.is(Self::WITH_FATHA)
    }
}

/// Characters with their source offsets.
type OffsetChars = Vec<(char, usize)>;

/// Rewrites one word after the other, a code point at a time.
#[derive(Clone, Default)]
pub(crate) struct UthmaniRewriter {
    word: OffsetChars,
    /// A space after the word, and its offset: a narrow one, or a plain one if the last letter has an open fathatan. It is
    /// deleted if a dagger alef or a lone `ى` follows, and ends the word otherwise.
    space: Option<(char, usize)>,
    /// The letter after a plain space, until it is known whether it stands alone.
    yeh: Option<(char, usize)>,
    /// The word's length in decomposed code points.
    len: usize,
    /// The union of the classes of the word's characters.
    classes: u8,
    /// Whether the word exceeds [`MAX_WORD_LEN`], and is passed on unchanged.
    is_too_long: bool,
    letters: Vec<Letter>,
    rewritten: Vec<Letter>,
    result: OffsetChars,
    next_result: OffsetChars,
}

impl UthmaniRewriter {
    /// Pushes the next code point, and passes complete words on to `next`.
    pub fn push(&mut self, c: char, at: usize, next: &mut impl FnMut(char, usize)) {
        let class = CharClass::of(c);
        let is_in_word = class.is(CharClass(CharClass::MARK.0 | CharClass::LETTER.0));
        if self.yeh.is_some() {
            self.end_yeh(!is_in_word, next);
        }
        if is_in_word && self.space.is_none() {
            return self.push_to_word(c, at, class, next);
        }
        match self.space {
            Some((' ', _)) if is_final_yeh(c) => {
                self.yeh = Some((c, at));
                return;
            }
            Some((NARROW_SPACE, _)) if c == DAGGER_ALEF => self.space = None,
            None if c == NARROW_SPACE && !self.word.is_empty() || c == ' ' && self.ends_in_open_fathatan() => {
                self.space = Some((c, at));
                return;
            }
            _ => {}
        }
        if self.space.is_some() || !is_in_word {
            self.flush(next);
        }
        match is_in_word {
            true => self.push_to_word(c, at, class, next),
            false => next(c, at),
        }
    }

    /// Pushes a letter or a mark.
    #[inline(always)]
    fn push_to_word(&mut self, c: char, at: usize, class: CharClass, next: &mut impl FnMut(char, usize)) {
        // Marks before the first letter do not belong to the word.
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

    /// Whether an open fathatan is among the marks of the word's last letter.
    fn ends_in_open_fathatan(&self) -> bool {
        let chars = self.word.iter().rev().map(|&(c, _)| c);
        chars.take_while(|&c| CharClass::of(c).is(CharClass::MARK)).any(|c| c == OPEN_FATHATAN)
    }

    /// Adds the letter after a plain space to the word, without the space, if it stands alone. Otherwise it starts the next
    /// word.
    fn end_yeh(&mut self, is_alone: bool, next: &mut impl FnMut(char, usize)) {
        if let Some((yeh, at)) = self.yeh.take() {
            match is_alone {
                true => self.space = None,
                false => self.flush(next),
            }
            self.push_to_word(yeh, at, CharClass::of(yeh), next);
        }
    }

    /// Ends the word, and passes it on to `next`, rewritten.
    pub fn flush(&mut self, next: &mut impl FnMut(char, usize)) {
        self.end_yeh(true, next);
        let is_rewritten = CharClass(self.classes).may_change() && self.rewrite_until_stable();
        let word = if is_rewritten { &self.result } else { &self.word };
        word.iter().for_each(|&(c, at)| next(c, at));
        if let Some((space, at)) = self.space.take() {
            next(space, at);
        }
        self.word.clear();
        (self.len, self.classes, self.is_too_long) = (0, 0, false);
    }

    /// Rewrites the word to `result` until no rule applies, which makes the rewriting idempotent. Returns `false` where
    /// no rule applies at first, or where [`MAX_PASSES`] do not suffice: then the word is unchanged.
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

/// Rewrites words, separated by spaces, to `out` in one pass; `false` if none of them changes.
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

/// Whether a rule may apply to a word.
pub(crate) fn may_change(word: impl Iterator<Item = char>) -> bool {
    CharClass(word.fold(0, |classes, c| classes | CharClass::of(c).0)).may_change()
}

/// A cheap test that no rule applies because of this character, whatever the rest of its word: a fatha in a word
/// without `ء` and `آ`, a word-final `ء` after a letter without a vowel, or `آ` after such a letter.
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

/// Whether `c` after `before` is part of the same word. Words with a space between them that may be deleted are held back
/// together.
#[inline]
pub(crate) fn continues_word(before: char, c: char) -> bool {
    let is_inside =
        |before| before == NARROW_SPACE || CharClass::of(before).is(CharClass(CharClass::LETTER.0 | CharClass::MARK.0));
    match c {
        ' ' => CharClass::of(before).is(CharClass::MARK),
        c if CharClass::of(c).is(CharClass::LETTER) => is_inside(before) || before == ' ' && is_final_yeh(c),
        c => c == NARROW_SPACE && is_inside(before),
    }
}

/// Whether it is a letter that a plain space may separate from its word: `ى`, or `ی` of other keyboards.
fn is_final_yeh(c: char) -> bool {
    matches!(c, ALEF_MAKSURA | FARSI_YEH)
}

/// Whether the character may start or continue a word: an Arabic letter, a tatweel, or a small letter. All are ALetter
/// in UAX #29, so a token contains whole words (WB5).
const fn is_word_char(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{66F}' | '\u{671}'..='\u{6D3}' | '\u{6D5}' | '\u{6E5}'..='\u{6E6}'
        | '\u{6EE}'..='\u{6EF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8C7}' | '\u{FB50}'..='\u{FB51}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::WordBreak;

    #[test]
    fn classes_match_unicode() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            let class = CharClass::of(c);
            assert_eq!(class.is(CharClass::MARK), combining_class(c) != 0, "{:04X}", c as u32);
            assert_eq!(class.is(CharClass::COMPOSED), COMPOSITES.iter().any(|k| k.2 == c), "{:04X}", c as u32);
            assert!(!class.is(CharClass::MARK) || !class.is(CharClass::LETTER), "{:04X}", c as u32);
        }
    }

    /// A token then contains whole words, and its term is a part of the whole text's output.
    #[test]
    fn a_word_lies_within_a_word_of_uax_29() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32).filter(|&c| is_word_char(c)) {
            assert_eq!(WordBreak::of(c), WordBreak::ALetter, "{:04X}", c as u32);
        }
    }
}
