//! Deletes vowels that a reader does not need: at the end of words, with the alef of a tanwin, and where letters tell them.
//!
//! ```text
//! letter marks | letter marks | letter marks | end of word        the last two letters are held back, each with its marks
//! ```
//!
//! A letter is written when its marks and those of the next letter are known, or the end of the word.

use crate::pipeline::postprocess::unchanged::{WordFilter, first_hit, word_start};
use crate::pipeline::postprocess::{Filter, VowelRules, continues_word};
use crate::rules::letters::{
    ALEF, ALEF_HAMZA_BELOW, ALEF_MAKSURA, DAMMA, FARSI_YEH, FATHA, FATHATAN, KASRA, OPEN_FATHATAN, TEH_MARBUTA, WAW,
    YEH, is_letter, variants,
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
}

impl WordFilter for Vowels {
    fn first_word(&self, text: &str) -> usize {
        // Tashkeel is D9 8B to D9 92, and open tanwins are E0 A3 B0 to E0 A3 B2.
        let may_be_vowel = |[a, b]: [u8; 2]| (a == 0xD9) & (b >= 0x8B) & (b <= 0x92) | (a == 0xE0) & (b == 0xA3);
        word_start(text, first_hit(text, may_be_vowel))
    }
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
