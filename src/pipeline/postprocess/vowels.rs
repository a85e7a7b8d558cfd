//! Deletes vowels that a reader does not need: at the end of words, with the alef of a tanwin, and where letters tell them.
//!
//! ```text
//! letter marks | letter marks | letter marks | end of word        the last two letters are held back, each with its marks
//! ```
//!
//! A letter is written when its marks and those of the next letter are known, or the end of the word.

use crate::kernel::Patterns;
use crate::pipeline::postprocess::unchanged::{two_bytes, word_start};
use crate::pipeline::postprocess::{Filter, VowelRules, continues_word};
use crate::rules::letters::{
    ALEF, ALEF_HAMZA_BELOW, ALEF_MAKSURA, DAMMA, FARSI_YEH, FATHA, FATHATAN, KASRA, OPEN_FATHATAN, SHADDA, TEH_MARBUTA,
    WAW, YEH, is_letter, variants,
};
use crate::rules::unicode;
use alloc::vec::Vec;

/// The greatest number of characters that are held back. A letter with more marks is written as it is.
const MAX_HELD: usize = 80;

#[derive(Clone)]
pub(super) struct Vowels {
    rules: VowelRules,
    /// The last letters of the word, at most two, with what follows each.
    held: Vec<(char, usize)>,
    /// The index of the last letter.
    last: usize,
}

impl Vowels {
    pub fn new(rules: VowelRules) -> Self {
        Self { rules, held: Vec::new(), last: 0 }
    }

    /// Writes the letter before the last one.
    fn write_first(&mut self, next: &mut dyn FnMut(char, usize)) {
        let (first, last) = self.held.split_at(self.last);
        write_letter(self.rules, first, last, next);
        self.held.drain(..self.last);
        self.last = 0;
    }

    /// Writes all that is held back, at the end of a word.
    fn end_word(&mut self, next: &mut dyn FnMut(char, usize)) {
        if self.held.is_empty() {
            return;
        }
        let is_alef_of_tanwin = |first: &[(char, usize)], last: &[(char, usize)]| {
            let has_fathatan = first.iter().chain(last).any(|&(c, _)| is_fathatan(c));
            letter_of(last) == Some(ALEF) && letter_of(first).is_some_and(|c| c != ALEF) && has_fathatan
        };
        let (first, last) = self.held.split_at(self.last);
        if self.rules.tanwin_alef && is_alef_of_tanwin(first, last) {
            self.held.truncate(self.last);
            self.held.retain(|&(c, _)| !is_fathatan(c));
            self.last = 0;
        }
        if self.rules.last {
            let is_alef = matches!(self.held.get(self.last), Some(&(ALEF | ALEF_MAKSURA, _)));
            let last = self.last;
            let mut at = 0;
            self.held.retain(|&(c, _)| {
                at += 1;
                !(at > last && is_haraka(c) || is_alef && is_fathatan(c))
            });
            self.last = (1..self.held.len()).rev().find(|&n| is_letter(self.held[n].0)).unwrap_or(0);
        }
        if self.last > 0 {
            self.write_first(next);
        }
        write_letter(self.rules, &self.held, &[], next);
        self.held.clear();
    }
}

impl VowelRules {
    /// Whether the character is deleted wherever it is.
    fn deletes(self, c: char) -> bool {
        c == FATHATAN && self.fathatan || c == OPEN_FATHATAN && self.open_fathatan
    }
}

impl Filter for Vowels {
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        let rules = self.rules;
        let next = &mut |c, from| {
            if !rules.deletes(c) {
                next(c, from)
            }
        };
        if is_letter(c) {
            if self.last > 0 {
                self.write_first(next);
            }
            self.last = self.held.len();
            self.held.push((c, from));
        } else if !continues_word(c) {
            self.end_word(next);
            next(c, from);
        } else if self.held.is_empty() {
            next(c, from);
        } else {
            self.held.push((c, from));
            if self.held.len() > MAX_HELD {
                self.held.drain(..).for_each(|(c, from)| next(c, from));
                self.last = 0;
            }
        }
    }

    fn finish(&mut self, next: &mut dyn FnMut(char, usize)) {
        let rules = self.rules;
        self.end_word(&mut |c, from| {
            if !rules.deletes(c) {
                next(c, from)
            }
        });
    }

    fn pass(&mut self, text: &str, next: &mut dyn FnMut(&str)) -> usize {
        if self.rules != LAST {
            let word = word_start(text, MARKS.find(text, 0).unwrap_or(text.len()));
            next(&text[..word]);
            return word;
        }
        let bytes = text.as_bytes();
        let (mut done, mut at) = (0, 0);
        loop {
            let hit = LAST_MARKS.find(text, at).unwrap_or(text.len());
            if bytes[hit..].first_chunk().is_some_and(|&[a, b]| a == 0xD9 && !is_tashkeel(a, b)) {
                at = hit + 1;
            } else if is_plain_last_vowel(&text[done..], hit - done) {
                next(&text[done..hit]);
                done = hit + VOWEL_LEN;
                at = done;
            } else {
                // After a vowel that was deleted, a word starts.
                let word = word_start(text, hit).max(done);
                next(&text[done..word]);
                return word;
            }
        }
    }
}

/// The rule that deletes vowels at the end of words alone.
const LAST: VowelRules =
    VowelRules { last: true, tanwin_alef: false, redundant: false, fathatan: false, open_fathatan: false };

/// Whether two bytes are one of the eight signs of tashkeel.
#[inline]
fn is_tashkeel(a: u8, b: u8) -> bool {
    a == 0xD9 && (0x8B..=0x92).contains(&b)
}

/// Whether two bytes are a letter of U+0620 to U+063F or U+0641 to U+064A.
#[inline]
fn is_basic_letter(a: u8, b: u8) -> bool {
    a == 0xD8 && b >= 0xA0 || a == 0xD9 && (0x81..=0x8A).contains(&b)
}

/// Marks that may be deleted at the end of a word: signs of tashkeel that no common letter and no other sign follows, a fathatan,
/// which an alef may follow, and open tanwins.
pub(super) static LAST_MARKS: Patterns = Patterns::NONE
    .or(&[&[(0xD9, 0xD9)], TASHKEEL, &[(0, 0x7F), (0xC0, 0xCF), (0xE0, 0xFF)]])
    .or(&[&[(0xD9, 0xD9)], TASHKEEL, &[(0xD0, 0xD7), (0xDA, 0xDF)]])
    .or(&[&[(0xD9, 0xD9)], TASHKEEL, &[(0xD8, 0xD8)], &[(0x80, 0x9F)]])
    .or(&[&[(0xD9, 0xD9)], TASHKEEL, &[(0xD9, 0xD9)], &[(0x80, 0x80)]])
    .or(&[&[(0xD9, 0xD9)], TASHKEEL, &[(0xD9, 0xD9)], &[(0x93, 0x9F)]])
    .or(&[&[(0xD9, 0xD9)], TASHKEEL, &[(0xD9, 0xD9)], &[(0xA0, 0xBF)]])
    .or(&[&[(0xD9, 0xD9)], &[(0x8B, 0x8B)], &[(0xD8, 0xD9)]])
    .or(&[&[(0xE0, 0xE0)], &[(0xA3, 0xA3)]]);

/// The signs of tashkeel and the open tanwins, which start with E0 A3.
pub(super) static MARKS: Patterns = Patterns::NONE
    .or(&[&[(0xD9, 0xD9)], &[(0x8B, 0x8F)]])
    .or(&[&[(0xD9, 0xD9)], &[(0x90, 0x92)]])
    .or(&[&[(0xE0, 0xE0)], &[(0xA3, 0xA3)]]);

/// The second bytes of the eight signs of tashkeel.
const TASHKEEL: &[(u8, u8)] = &[(0x8B, 0x92)];

/// The bytes of a sign of tashkeel, and of a basic letter.
const VOWEL_LEN: usize = 2;
/// The greatest number of marks between two letters of a word that is looked at by its bytes.
const MAX_MARKS: usize = 8;

/// Whether a word ends after the vowel at an offset, or it is a fathatan and an alef ends the word, and the vowel is all that changes
/// in it. The text starts with a word.
#[inline]
fn is_plain_last_vowel(text: &str, at: usize) -> bool {
    let (before, after) = text.as_bytes().split_at(at);
    let Some(&vowel) = after.first_chunk() else { return false };
    if !is_tashkeel(vowel[0], vowel[1]) || vowel == two_bytes(SHADDA) {
        return false;
    }
    let ends_word = |c: char| c.is_ascii() || !is_letter(c) && !continues_word(c);
    let mut chars = text[at + VOWEL_LEN..].chars();
    let is_last = match chars.next() {
        Some(ALEF | ALEF_MAKSURA) => vowel == two_bytes(FATHATAN) && chars.next().is_some_and(ends_word),
        next => next.is_some_and(ends_word),
    };
    let before = before.strip_suffix(&two_bytes(SHADDA)).unwrap_or(before);
    let Some((mut before, &letter)) = before.split_last_chunk() else { return false };
    if !is_last || !is_basic_letter(letter[0], letter[1]) {
        return false;
    }
    // The letter before it has few marks, so none is written before the end of the word is known. Before an alef, a fathatan
    // would go, too.
    let is_alef = [ALEF, ALEF_MAKSURA].map(two_bytes).contains(&letter);
    for _ in 0..MAX_MARKS {
        match before.split_last_chunk() {
            Some((_, mark)) if is_alef && *mark == two_bytes(FATHATAN) => return false,
            Some((rest, &[a, b])) if is_tashkeel(a, b) => before = rest,
            Some((_, &[a, b])) => return is_basic_letter(a, b) || b.is_ascii(),
            None => return before.iter().all(u8::is_ascii),
        }
    }
    false
}

/// Writes a letter and its marks. `after` is the next letter of the word with its marks.
fn write_letter(
    rules: VowelRules,
    cluster: &[(char, usize)],
    after: &[(char, usize)],
    next: &mut dyn FnMut(char, usize),
) {
    let Some(letter) = letter_of(cluster) else { return };
    let is_deleted = |c: char| rules.redundant && is_haraka(c) && is_told(letter, c, after);
    cluster.iter().filter(|&&(c, _)| !is_deleted(c)).for_each(|&(c, from)| next(c, from));
}

fn letter_of(cluster: &[(char, usize)]) -> Option<char> {
    cluster.first().map(|&(letter, _)| letter)
}

fn is_fathatan(c: char) -> bool {
    matches!(c, FATHATAN | OPEN_FATHATAN)
}

/// Whether it is a vowel, a tanwin or a sukun.
fn is_haraka(c: char) -> bool {
    unicode::contains(variants::HARAKAT, c)
}

/// Whether the letters tell the vowel of a letter: a long vowel or a teh marbuta follows, or it is the kasra of `إ`. The
/// vowels of `ا و ي ى` tell consonants from long vowels, so none of them is told.
fn is_told(letter: char, vowel: char, after: &[(char, usize)]) -> bool {
    if matches!(letter, ALEF | WAW | YEH | ALEF_MAKSURA | FARSI_YEH) {
        return false;
    }
    let is_long = after.iter().skip(1).all(|&(c, _)| unicode::combining_class(c) == 0);
    match (vowel, letter_of(after)) {
        (FATHA, Some(TEH_MARBUTA)) => true,
        (FATHA, Some(ALEF | ALEF_MAKSURA)) => is_long,
        (DAMMA, Some(WAW)) => is_long,
        (KASRA, Some(YEH | FARSI_YEH | ALEF_MAKSURA)) => is_long,
        (KASRA, _) => letter == ALEF_HAMZA_BELOW,
        _ => false,
    }
}
