//! A cache never changes a term.

use crate::input::{Input, boundary};
use crate::shown::Shown;
use crate::subjects;
use naqi::Analyzer;
use naqi::analyzer::{TermKind, WordCache};
use std::ops::Range;

/// A term with all its properties.
type Term = (String, Range<usize>, usize, TermKind);

/// The terms of a text with a new cache, with a used one, without one, and word by word.
pub fn analyzers(data: &[u8]) {
    let mut input = Input::new(data);
    let analyzer = subjects::analyzer(&mut input);
    let (other, split, choice) = (subjects::analyzer(&mut input), input.number(), input.byte());
    let text = input.text(1024);
    let fresh = terms(analyzer, &mut WordCache::new(), &text);
    stand_in(analyzer, &text, &fresh);
    let mut cache = WordCache::new();
    // The cache was used by another analyzer, and has some words of the text, or words with the same prefix.
    terms(other, &mut cache, &text);
    let half = boundary(&text, split);
    for used_by in [&text[half..], &text[..half], &text] {
        terms(analyzer, &mut cache, used_by);
    }
    same(analyzer, &text, &fresh, &terms(analyzer, &mut cache, &text), "with a used cache");
    let mut pooled = Vec::new();
    analyzer.for_each_term(&text, |term| pooled.push((term.text.to_owned(), term.span, term.position, term.kind)));
    same(analyzer, &text, &fresh, &pooled, "with the analyzer's own caches");
    if choice % 4 == 0 {
        word_by_word(analyzer, &text, &fresh);
    }
}

fn terms(analyzer: &Analyzer, cache: &mut WordCache, text: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    analyzer.for_each_term_with_cache(cache, text, |term| {
        terms.push((term.text.to_owned(), term.span, term.position, term.kind));
    });
    terms
}

fn same(analyzer: &Analyzer, text: &str, fresh: &[Term], other: &[Term], how: &str) {
    assert!(fresh == other, "{analyzer}: {}: {fresh:?}, {how} {other:?}", Shown(text));
}

/// Spans are in the text and in order, no term is empty, positions grow, and the further terms of a word have its own.
fn stand_in(analyzer: &Analyzer, text: &str, terms: &[Term]) {
    let mut last: Option<&Term> = None;
    for term in terms {
        let shown = || format!("{analyzer}: {}: {term:?} in {terms:?}", Shown(text));
        assert!(text.get(term.1.clone()).is_some_and(|source| !source.is_empty()) && !term.0.is_empty(), "{}", shown());
        if let Some(last) = last {
            assert!(term.1.start >= last.1.start, "spans in order: {}", shown());
            assert!(term.2 > last.2 || term.2 == last.2 && term.3 > last.3, "positions grow: {}", shown());
        }
        last = Some(term);
    }
}

/// The terms of single words with an empty cache are those of the text.
fn word_by_word(analyzer: &Analyzer, text: &str, fresh: &[Term]) {
    let mut found = Vec::new();
    for word in naqi::words(text).take(40) {
        let mut cache = WordCache::new();
        found.extend(terms(analyzer, &mut cache, word.text()).into_iter().map(|term| term.0));
    }
    let fresh = fresh.iter().map(|term| &term.0).take(found.len());
    assert!(fresh.eq(&found), "{analyzer}: {}: word by word {found:?}", Shown(text));
}
