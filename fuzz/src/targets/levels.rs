//! All kernels agree with plain code, in one process.

use crate::input::{Input, boundary};
use crate::shown::Shown;
use crate::subjects;
use naqi::align::Alignment;
use naqi::analyzer::WordCache;
use naqi::fuzzing::{at_level, levels as here};
use naqi::{Normalizer, Tokenizer};
use std::fmt::Debug;

/// Law 8: one operation at each level.
pub fn levels(data: &[u8]) {
    let mut input = Input::new(data);
    let operation = input.byte();
    match operation % 8 {
        0 | 1 => normalize(input),
        2 => align(input),
        3 => tokens(input),
        4 => terms(input),
        5 | 6 => analyzers(input),
        _ => find(input),
    }
}

/// Runs the operation at each level and compares with plain code.
fn agree<T: PartialEq + Debug>(what: &dyn Debug, text: &str, mut run: impl FnMut() -> T) {
    let mut at = |level| at_level(level, &mut run).expect("a level that is here");
    let plain = at("plain");
    for level in here().filter(|level| *level != "plain") {
        let other = at(level);
        assert!(other == plain, "{what:?} of {}: {level} gives {other:?}, plain code {plain:?}", Shown(text));
    }
}

fn normalize(mut input: Input<'_>) {
    let naqi = subjects::normalizer(&mut input);
    let text = input.text(512);
    agree(naqi, &text, || {
        let mut into = String::from("x");
        naqi.normalize_into(&text, &mut into);
        let once = naqi.normalize(&text);
        assert!(into[1..] == *once, "{naqi}: normalize_into of {}", Shown(&text));
        (once.into_owned(), naqi.is_normalized(&text))
    });
}

fn align(mut input: Input<'_>) {
    let naqi = subjects::normalizer(&mut input);
    let text = input.text(384);
    agree(naqi, &text, || {
        let (mut out, mut alignment) = (String::new(), Alignment::default());
        naqi.align_into(&text, &mut out, &mut alignment);
        let step = text.len() / 256 + 1;
        let outputs: Vec<_> = (0..text.len()).step_by(step).map(|at| alignment.output(at..at + 1)).collect();
        let step = out.len() / 256 + 1;
        let sources: Vec<_> = (0..out.len()).step_by(step).map(|at| alignment.source(at..at + 1)).collect();
        (out, alignment.is_unchanged(), outputs, sources)
    });
}

fn tokens(mut input: Input<'_>) {
    let tokenizer = input.byte() % 3;
    let text = input.text(384);
    agree(&"tokens", &text, || {
        let all: Vec<(_, _)> = match tokenizer {
            0 => naqi::tokens(&text).map(|token| (token.span(), token.kind())).collect(),
            1 => naqi::words(&text).map(|token| (token.span(), token.kind())).collect(),
            _ => Tokenizer::social().keep_all().tokenize(&text).map(|token| (token.span(), token.kind())).collect(),
        };
        all
    });
}

fn terms(mut input: Input<'_>) {
    let naqi = subjects::normalizer(&mut input);
    let text = input.text(384);
    agree(naqi, &text, || {
        let mut terms = Vec::new();
        naqi.for_each_term(&text, |word, term| terms.push((word.span(), word.kind(), term.to_owned())));
        terms_are_listed(naqi, &text, &terms);
        terms
    });
}

/// `terms` and `for_each_term` agree.
fn terms_are_listed(
    naqi: &Normalizer,
    text: &str,
    called: &[(std::ops::Range<usize>, naqi::token::TokenKind, String)],
) {
    let listed = naqi.word_terms(text).map(|(word, term)| (word.span(), word.kind(), term.into_owned()));
    assert!(listed.eq(called.iter().cloned()), "{naqi}: word_terms and for_each_term of {}: {called:?}", Shown(text));
}

fn analyzers(mut input: Input<'_>) {
    let analyzer = subjects::analyzer(&mut input);
    let text = input.text(384);
    agree(&analyzer.to_string(), &text, || {
        let (mut cache, mut terms) = (WordCache::new(), Vec::new());
        // Repeated words are found in the cache, which is other code.
        for _ in 0..2 {
            analyzer.for_each_term_with_cache(&mut cache, &text, |term| {
                terms.push((term.text.to_owned(), term.span, term.position, term.kind));
            });
        }
        terms
    });
}

fn find(mut input: Input<'_>) {
    let naqi = subjects::normalizer(&mut input);
    let (from, to) = (input.number(), input.byte() % 40);
    let text = input.text(512);
    let from = boundary(&text, from);
    let needle = &text[from..from + boundary(&text[from..], to)];
    let finder = naqi.finder(needle);
    let whole = finder.clone().whole_words();
    agree(naqi, &text, || [&finder, &whole].map(|finder| finder.find_iter(&text).collect::<Vec<_>>()));
}
