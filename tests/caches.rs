//! Caches of an analyzer change no term, for any words, limit and number of threads.
#![cfg(feature = "std")]

use naqi::analyzer::{self, Term, TermKind, WordCache};
use naqi::{Analyzer, words};

type Owned = (String, std::ops::Range<usize>, usize, TermKind);

fn owned(term: Term<'_>) -> Owned {
    (term.text.into(), term.span, term.position, term.kind)
}

fn terms(analyzer: &Analyzer, text: &str) -> Vec<Owned> {
    let mut all = Vec::new();
    analyzer.for_each_term(text, |term| all.push(owned(term)));
    all
}

/// The terms of each word by itself, with an empty cache.
fn terms_of_each_word(analyzer: &Analyzer, text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for word in words(text) {
        analyzer.for_each_term_with_cache(&mut WordCache::new(), word.text(), |term| all.push(term.text.to_string()));
    }
    all
}

/// Words that have much in common: first and last letters, lengths, all but one letter; packed ones and others.
fn look_alikes() -> String {
    let letters = ["ا", "ب", "ت", "س", "م", "ن", "و", "ي"];
    let marks = ["", "\u{64E}", "\u{64F}", "\u{650}"];
    let mut words = Vec::new();
    for n in 0..3_000_usize {
        let [a, b, c, d] = [n % 8, n / 8 % 8, n / 64 % 8, n / 512].map(|n| letters[n]);
        let [e, f, g] = [n % 4, n / 4 % 4, n / 16 % 4].map(|n| marks[n]);
        words.push(format!("كتب{a}{b}{c}{d}كتب"));
        words.push(format!("{a}{b}{c}{d}"));
        words.push(format!("والمستشفيات{a}{b}{c}{d}والمستشفيات"));
        words.push(format!("مَدْر{a}{e}{b}{f}{c}{g}سَة"));
        words.push(format!("abcdefgh{n:05}ijklmnop"));
        words.push(format!("2024_{n}_م"));
    }
    words.join(" ")
}

/// A sample of prose, and similar words in texts of some words.
fn texts() -> Vec<String> {
    let all = [include_str!("../examples/data/sample.txt"), &look_alikes()].join(" ");
    let words: Vec<&str> = all.split_whitespace().collect();
    words.chunks(500).map(|chunk| chunk.join(" ")).collect()
}

#[test]
fn similar_words_keep_their_own_terms() {
    for (name, analyzer) in analyzer::all() {
        let (analyzer, text) = (analyzer.clone(), look_alikes());
        let first = terms(&analyzer, &text);
        assert_eq!(first, terms(&analyzer, &text), "{name}");
        let by_words = terms_of_each_word(&analyzer, &text);
        assert!(first.iter().map(|term| &term.0).eq(&by_words), "{name}");
    }
}

#[test]
fn limits_change_no_term_and_are_kept() {
    let texts = texts();
    for (name, analyzer) in analyzer::all() {
        let expected: Vec<_> = texts.iter().map(|text| terms(&analyzer.clone(), text)).collect();
        for limit in [0, 1, 41 << 10, 64 << 10, 1 << 20, usize::MAX] {
            let analyzer = analyzer.clone();
            analyzer.set_cache_limit(limit);
            for (text, expected) in texts.iter().zip(&expected) {
                assert_eq!(&terms(&analyzer, text), expected, "{name} {limit}");
                assert!(analyzer.cache_bytes() <= limit, "{name} {limit}");
            }
        }
    }
}

/// Words, tags and links of the same letters have terms of their own, whichever is cached first.
#[test]
fn words_and_tokens_of_posts_keep_their_own_terms() {
    let plain = analyzer::wide();
    let words: Vec<String> = look_alikes().split(' ').step_by(7).map(Into::into).collect();
    let forms = |word: &String| {
        [word.clone(), format!("#{word}"), format!("@{word}"), format!("www.{word}.com"), format!("www.{word}.c")]
    };
    let forward: Vec<String> = words.iter().flat_map(forms).collect();
    let backward: Vec<String> = forward.iter().rev().cloned().collect();
    let social = plain.clone().with_social_tokens();
    for analyzer in [plain.clone(), social.clone(), social.clone().with_hashtag_parts()] {
        let mut cache = WordCache::new();
        for text in forward.iter().chain(&backward) {
            let mut found = Vec::new();
            analyzer.for_each_term_with_cache(&mut cache, text, |term| found.push(owned(term)));
            let mut expected = Vec::new();
            analyzer.for_each_term_with_cache(&mut WordCache::new(), text, |term| expected.push(owned(term)));
            assert_eq!(found, expected, "{analyzer}: {text}");
            assert_eq!(found, terms(&analyzer, text), "{analyzer}: {text}");
        }
    }
    // A cache that another analyzer used is emptied.
    let mut cache = WordCache::new();
    for text in forward.iter().take(500) {
        for analyzer in [plain, &social] {
            let mut found = Vec::new();
            analyzer.for_each_term_with_cache(&mut cache, text, |term| found.push(owned(term)));
            assert_eq!(found, terms(analyzer, text), "{analyzer}: {text}");
        }
    }
}

#[test]
fn limits_can_be_read_and_are_cloned() {
    let analyzer = analyzer::wide().clone();
    assert_eq!((analyzer.cache_limit(), analyzer.cache_bytes()), (Analyzer::DEFAULT_CACHE_LIMIT, 0));
    analyzer.set_cache_limit(1 << 20);
    terms(&analyzer, "وزارة التعليم");
    assert!(analyzer.cache_bytes() > 0);
    let clone = analyzer.clone().with_root_key();
    assert_eq!((clone.cache_limit(), clone.cache_bytes()), (1 << 20, 0));
    analyzer.release_caches();
    assert_eq!((analyzer.cache_limit(), analyzer.cache_bytes()), (1 << 20, 0));
}

#[test]
fn concurrent_calls_of_one_analyzer_equal_calls_on_one_thread() {
    let texts = texts();
    for limit in [0, 100 << 10, 2 << 20, Analyzer::DEFAULT_CACHE_LIMIT] {
        let analyzer = analyzer::wide().clone();
        analyzer.set_cache_limit(limit);
        let expected: Vec<_> = texts.iter().map(|text| terms(&analyzer.clone(), text)).collect();
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let (analyzer, texts, expected) = (&analyzer, &texts, &expected);
                scope.spawn(move || {
                    for n in 0..2 * texts.len() {
                        let n = (n * 7 + thread * 5) % texts.len();
                        assert_eq!(terms(analyzer, &texts[n]), expected[n], "{limit}");
                        assert!(analyzer.cache_bytes() <= limit);
                        if n == thread {
                            analyzer.release_caches();
                        }
                    }
                });
            }
            scope.spawn(|| (0..50).for_each(|n| analyzer.set_cache_limit(limit - limit / 2 * (n % 2))));
        });
    }
}
