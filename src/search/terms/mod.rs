//! Terms: the words of a text, each normalized, with its span.

mod walk;

use crate::normalizer::Normalizer;
use crate::token::{Token, Words, words};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

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

    /// The words of the text by UAX #29, each with its normalized term.
    ///
    /// A word whose term is empty (a lone tatweel) is left out. A word that normalizes to several words (the ligature
    /// `ﷺ`) gives one term for each, with the same token. Allocates only for a changed term.
    ///
    /// ```
    /// let terms: Vec<_> = naqi::preset::SEARCH.word_terms("كِتابٌ جديد").map(|(word, term)| (word.span(), term)).collect();
    /// assert_eq!(terms[0], (0..12, "كتاب".into()));
    /// ```
    pub fn word_terms<'n, 't>(&'n self, text: &'t str) -> WordTerms<'n, 't> {
        WordTerms { normalizer: self, words: words(text), parts: None }
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
            Some("") => {}
            Some(term) => found(word, term),
            None => self.for_each_term_of(word, &mut buffer, &mut found),
        });
    }

    /// Calls `found` with each term of a word, which is normalized by itself.
    #[cold]
    #[inline(never)]
    fn for_each_term_of<'t>(&self, word: Token<'t>, buffer: &mut String, found: &mut impl FnMut(Token<'t>, &str)) {
        buffer.clear();
        self.normalize_into(word.text(), buffer);
        for_each_part(buffer, |part| found(word, part));
    }
}

/// Calls `found` with each of the terms of a normalized word, which spaces separate; there may be none.
#[inline(always)]
fn for_each_part(term: &str, mut found: impl FnMut(&str)) {
    if !term.is_empty() && !term.as_bytes().contains(&b' ') {
        found(term);
    } else {
        term.split(' ').filter(|part| !part.is_empty()).for_each(found);
    }
}

/// The words of a text and their terms. See [`Normalizer::word_terms`].
#[derive(Clone, Debug)]
pub struct WordTerms<'n, 't> {
    normalizer: &'n Normalizer,
    words: Words<'t>,
    /// A word of several terms: its normalized text, and the offset after the last term returned.
    parts: Option<(Token<'t>, String, usize)>,
}

impl<'t> Iterator for WordTerms<'_, 't> {
    type Item = (Token<'t>, Cow<'t, str>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((word, text, returned)) = &mut self.parts {
                let rest = text[*returned..].trim_start_matches(' ');
                if !rest.is_empty() {
                    let part = rest.split(' ').next().unwrap_or_default();
                    *returned = text.len() - rest.len() + part.len();
                    return Some((*word, Cow::Owned(part.into())));
                }
                self.parts = None;
            }
            let word = self.words.next()?;
            match self.normalizer.normalize(word.text()) {
                Cow::Owned(term) if term.is_empty() => {}
                // A word of the source may contain a space: UAX #29 has no boundary in space, ZWJ, ℹ, a letter (WB4, WB3c).
                term if term.as_bytes().contains(&b' ') => self.parts = Some((word, term.into_owned(), 0)),
                term => return Some((word, term)),
            }
        }
    }
}
