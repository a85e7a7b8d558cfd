//! Terms: the words of a text, each normalized, with its span.

mod walk;

use crate::normalizer::Normalizer;
use crate::rules::letters::is_mark;
use crate::search::terms::walk::Term;
use crate::token::{Parts, Token, Words, has_letter_or_number, parts, words};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::{self, Vec};
use core::ops::{Range, RangeInclusive};

impl Normalizer {
    /// The terms of a text, as a list. Allocates a string for each; [`word_terms`](Self::word_terms) also gives the words.
    ///
    /// [`Analyzer::terms`](crate::Analyzer::terms) is the same with stop words and stems.
    ///
    /// ```
    /// let terms = naqi::preset::SEARCH.terms("المُتَّحِدة الأمريكية");
    /// assert_eq!(terms.join(" "), "المتحده الامريكيه");
    /// ```
    pub fn terms(&self, text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        self.for_each_term(text, |_, term| terms.push(term.into()));
        terms
    }

    /// The words of the text, each with its normalized term.
    ///
    /// Words are those of UAX #29 ([`words`](crate::words)), but a sign beside a letter of the Arabic script divides them: `ج.م.ع`
    /// and `كتاب.pdf` are several words; `1,234.56` and `example.com` and `don't` are one, and so is `كأس_العالم`. U+060D ARABIC DATE
    /// SEPARATOR and a keycap (U+20E3) end a word, too. Each term holds a letter or a number.
    ///
    /// A word whose term is empty (a lone tatweel) is left out. A word that normalizes to several words (the ligature
    /// `ﷺ`) gives one term for each, with the same token. Allocates only for a changed term.
    ///
    /// ```
    /// let terms: Vec<_> = naqi::preset::SEARCH.word_terms("كِتابٌ.pdf").map(|(word, term)| (word.span(), term)).collect();
    /// assert_eq!(terms, [(0..12, "كتاب".into()), (13..16, "pdf".into())]);
    /// ```
    pub fn word_terms<'n, 't>(&'n self, text: &'t str) -> WordTerms<'n, 't> {
        WordTerms { normalizer: self, words: words(text), parts: None, several: None }
    }

    /// Calls `found` with each word and its term, and reuses one buffer, so it is faster than the iterator. See
    /// [`word_terms`](Self::word_terms).
    ///
    /// ```
    /// let mut out = Vec::new();
    /// naqi::preset::SEARCH.for_each_term("كِتابٌ جديد", |word, term| out.push((word.span(), term.to_string())));
    /// assert_eq!(out, [(0..12, "كتاب".into()), (13..21, "جديد".into())]);
    /// ```
    pub fn for_each_term<'t>(&self, text: &'t str, mut found: impl FnMut(Token<'t>, &str)) {
        let mut buffer = String::new();
        self.for_each_word(text, |word, term| match term {
            Term::Written(term) => found(word, term),
            Term::OfOnePart => self.for_each_term_of_part(word, &mut buffer, &mut found),
            Term::OfParts => self.for_each_term_of(word, &mut buffer, &mut found),
        });
    }

    /// Calls `found` with each term of a word of UAX #29.
    #[cold]
    #[inline(never)]
    fn for_each_term_of<'t>(&self, word: Token<'t>, buffer: &mut String, found: &mut impl FnMut(Token<'t>, &str)) {
        parts(word).for_each(|part| self.for_each_term_of_part(part, buffer, found));
    }

    /// Calls `found` with each term of a word that is one part.
    #[inline(never)]
    fn for_each_term_of_part<'t>(&self, part: Token<'t>, buffer: &mut String, found: &mut impl FnMut(Token<'t>, &str)) {
        buffer.clear();
        self.normalize_into(part.text(), buffer);
        match is_one_term(part, buffer) {
            true => found(part, buffer),
            false => self.terms_of(part, buffer).for_each(|range| found(part, &buffer[range])),
        }
    }

    /// Calls `found` with each word and its normalized text, in which spaces separate terms.
    pub(crate) fn for_each_normalized_word<'t>(&self, text: &'t str, mut found: impl FnMut(Token<'t>, &str)) {
        let mut buffer = String::new();
        self.for_each_word(text, |word, term| match term {
            Term::Written(term) => found(word, term),
            Term::OfOnePart | Term::OfParts => self.for_each_normalized_part(word, &mut buffer, &mut found),
        });
    }

    /// Calls `found` with each part of a word of UAX #29 and its normalized text. Each is normalized by itself.
    #[inline]
    pub(crate) fn for_each_normalized_part<'t>(
        &self,
        word: Token<'t>,
        buffer: &mut String,
        mut found: impl FnMut(Token<'t>, &str),
    ) {
        for part in parts(word) {
            buffer.clear();
            self.normalize_into(part.text(), buffer);
            found(part, buffer);
        }
    }

    /// The ranges of the terms of a word in its normalized text: those that hold a letter or a number. Where the normalizer writes
    /// letters as signs, as transliterations do, a word of signs is one.
    fn terms_of(&self, word: Token<'_>, normalized: &str) -> impl Iterator<Item = Range<usize>> {
        let is_of_signs = !normalized.is_empty() && !has_letter_or_number(normalized) && self.writes_letter_of(word);
        between_spaces(normalized).filter(move |term| is_of_signs || has_letter_or_number(&normalized[term.clone()]))
    }

    /// Whether anything but marks is written for one of a word's letters and numbers. A presentation form of marks counts as a
    /// letter.
    #[cold]
    fn writes_letter_of(&self, word: Token<'_>) -> bool {
        let is_written = |c: char| {
            let mut buffer = [0; 4];
            let letter = &*c.encode_utf8(&mut buffer);
            has_letter_or_number(letter) && !self.normalize(letter).chars().all(is_mark)
        };
        word.text().chars().any(is_written)
    }
}

/// The ranges of a text that spaces separate, without empty ones.
pub(crate) fn between_spaces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let ranges = text.split(' ').scan(0, |end, part| {
        let start = *end;
        *end += part.len() + 1;
        Some(start..start + part.len())
    });
    ranges.filter(|range| !range.is_empty())
}

/// Whether the normalized text of a word, which has a letter or a number, surely is one term.
#[inline(always)]
fn is_one_term(word: Token<'_>, normalized: &str) -> bool {
    let has_letter = || starts_with_letter(normalized) || normalized == word.text() || has_letter_or_number(normalized);
    !normalized.as_bytes().contains(&b' ') && has_letter()
}

/// Whether a text starts with a letter of U+0620 to U+064A or U+0671 to U+06D3, a Latin letter or a digit of ASCII. Others are not recognized.
#[inline(always)]
fn starts_with_letter(text: &str) -> bool {
    // One range of both bytes: a branch on the first byte alone is mispredicted at every other word.
    const ARABIC: RangeInclusive<u16> = utf8('ؠ')..=utf8('ي');
    const EXTENDED: RangeInclusive<u16> = utf8('ٱ')..=utf8('ۓ');
    match text.as_bytes() {
        [first, second, ..] if ARABIC.contains(&u16::from_be_bytes([*first, *second])) => true,
        [first @ ..0x80, ..] => first.is_ascii_alphanumeric(),
        [first, second, ..] => EXTENDED.contains(&u16::from_be_bytes([*first, *second])),
        _ => false,
    }
}

/// The two bytes of a character up to U+07FF.
const fn utf8(c: char) -> u16 {
    0xC080 | (c as u16 >> 6) << 8 | c as u16 & 0x3F
}

/// The words of a text and their terms. See [`Normalizer::word_terms`].
#[derive(Clone, Debug)]
pub struct WordTerms<'n, 't> {
    normalizer: &'n Normalizer,
    words: Words<'t>,
    /// The other parts of the last word.
    parts: Option<Parts<'t>>,
    /// A part of several terms, and those that were not returned yet.
    several: Option<(Token<'t>, vec::IntoIter<String>)>,
}

impl<'t> WordTerms<'_, 't> {
    /// The next part of a word.
    fn next_part(&mut self) -> Option<Token<'t>> {
        loop {
            match self.parts.as_mut().and_then(Iterator::next) {
                Some(part) => return Some(part),
                None => self.parts = Some(parts(self.words.next()?)),
            }
        }
    }
}

impl<'t> Iterator for WordTerms<'_, 't> {
    type Item = (Token<'t>, Cow<'t, str>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((part, terms)) = &mut self.several {
                match terms.next() {
                    Some(term) => return Some((*part, Cow::Owned(term))),
                    None => self.several = None,
                }
            }
            let part = self.next_part()?;
            let normalized = self.normalizer.normalize(part.text());
            if is_one_term(part, &normalized) {
                return Some((part, normalized));
            }
            let terms = self.normalizer.terms_of(part, &normalized);
            // A word of the source may contain a space: UAX #29 has no boundary in space, ZWJ, ℹ, a letter (WB4, WB3c).
            let terms: Vec<String> = terms.map(|term| normalized[term].into()).collect();
            match <[String; 1]>::try_from(terms) {
                Ok([term]) if *term == *normalized => return Some((part, normalized)),
                Ok([term]) => return Some((part, Cow::Owned(term))),
                Err(terms) => self.several = Some((part, terms.into_iter())),
            }
        }
    }
}
