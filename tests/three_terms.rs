//! The three terms of a word: stem, root key and word, against the analyzers that have one or two of them.

#[path = "random/mod.rs"]
mod random;

use naqi::analyzer::{self, Stem, TermKind, WordCache};
use naqi::{Analyzer, stem};
use random::Random;
use std::ops::Range;

type Owned = (String, Range<usize>, usize, TermKind);

fn terms(analyzer: &Analyzer, text: &str) -> Vec<Owned> {
    let mut all = Vec::new();
    analyzer.for_each_term(text, |term| all.push((term.text.into(), term.span, term.position, term.kind)));
    all
}

fn texts() -> Vec<String> {
    let mut random = Random::new(31);
    let sample = include_str!("../examples/data/sample.txt").lines().map(String::from);
    let mixed =
        ["في عبدالله 2024م #كأس_العالم ﷺ Naqi الiphone من", "أُولَـٰئِكَ مسئولون شئون مستشفياتهم والمستشفيات", "", "من"];
    let mut all: Vec<String> = sample.chain(mixed.map(String::from)).collect();
    all.extend((0..1_000).map(|_| random.text(60)));
    all
}

/// All analyzers with the option, and the kinds of terms that they have.
fn with_word() -> Vec<Analyzer> {
    let texts = [
        "three_terms",
        "search | word",
        "search | stem(light) | word",
        "search | leave_out(function) | stem(light) | root_key | word",
        "search, -unify_alef | leave_out(question) | stem(full) | word",
        "search | tokenizer(social) | stem(full) | word | hashtag_parts",
        "compose, strip_diacritics, trim | leave_out(function) | stem(full) | root_key | word",
    ];
    texts.map(|text| text.parse().expect("an analyzer")).into()
}

/// The same analyzer without the option.
fn without_word(analyzer: &Analyzer) -> Analyzer {
    analyzer.to_string().replace(" | word", "").parse().expect("an analyzer")
}

#[test]
fn other_terms_are_those_of_the_analyzer_without_words() {
    for analyzer in with_word() {
        let other = without_word(&analyzer);
        assert!(analyzer.has_word() && !other.has_word() && analyzer != other);
        assert_ne!(analyzer.fingerprint(), other.fingerprint());
        for text in texts() {
            let mut found = terms(&analyzer, &text);
            found.retain(|term| term.3 != TermKind::Word);
            assert_eq!(found, terms(&other, &text), "{analyzer}: {}", text.escape_unicode());
        }
    }
}

/// The words are those of an analyzer that only normalizes. Which of them are Arabic is read from an analyzer with root keys.
#[test]
fn each_arabic_word_has_its_normalized_form_as_a_term_at_its_position() {
    for analyzer in with_word() {
        let normalizing = Analyzer::new(analyzer.normalizer().clone());
        let keys = Analyzer::new(analyzer.normalizer().clone()).with_root_key();
        if analyzer.has_social_tokens() {
            continue;
        }
        for text in texts() {
            let arabic: Vec<usize> =
                terms(&keys, &text).into_iter().filter(|term| term.3 == TermKind::RootKey).map(|term| term.2).collect();
            let expected = terms(&normalizing, &text).into_iter().filter(|term| arabic.contains(&term.2));
            let folded = |word: &str| match analyzer.stem() {
                Stem::Full => word.chars().map(naive_fold).collect(),
                _ => word.to_string(),
            };
            let expected: Vec<Owned> = expected
                .map(|(word, span, position, _)| (format!("={}", folded(&word)), span, position, TermKind::Word))
                .collect();
            let mut found = terms(&analyzer, &text);
            found.retain(|term| term.3 == TermKind::Word);
            assert_eq!(found, expected, "{analyzer}: {}", text.escape_unicode());
        }
    }
}

/// A letter as full stems write it: the stem of a letter that has no other is itself.
fn naive_fold(c: char) -> char {
    match c {
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ؤ' | 'ئ' => 'ء',
        'ة' => 'ه',
        'ى' => 'ي',
        c => c,
    }
}

#[test]
fn a_kind_is_known_by_its_sign_and_kinds_are_in_order() {
    for analyzer in with_word() {
        for text in texts() {
            let all = terms(&analyzer, &text);
            // A map may write signs, and a random text may have them: no such analyzer is here.
            assert!(all.iter().all(|term| TermKind::of(&term.0) == term.3), "{analyzer}");
            if !analyzer.has_hashtag_parts() {
                assert!(
                    all.windows(2).all(|pair| pair[0].2 < pair[1].2 || pair[0].3 < pair[1].3),
                    "{analyzer}: {all:?}"
                );
            }
        }
    }
}

#[test]
fn a_stop_word_has_its_word_alone_also_from_a_cache() {
    let mut cache = WordCache::new();
    let text = "من المكتبات في بغداد، ومِن الفَاعِلِين هذا";
    let mut rounds = Vec::new();
    for _ in 0..3 {
        let mut found = Vec::new();
        analyzer::three_terms().for_each_term_with_cache(&mut cache, text, |term| {
            found.push((term.text.to_string(), term.position, term.kind));
        });
        rounds.push(found);
    }
    assert!(rounds.windows(2).all(|pair| pair[0] == pair[1]));
    let at = |position: usize| -> Vec<&str> {
        rounds[0].iter().filter(|term| term.1 == position).map(|term| &*term.0).collect()
    };
    assert_eq!(at(0), ["=من"]);
    assert_eq!(at(1), ["مكتب", "√مكتب", "=المكتبات"]);
    assert_eq!(at(2), ["=في"]);
    assert_eq!(at(6), ["=هذا"]);
    assert_eq!(stem::full("المكتبات"), "مكتب");
}
