//! Tokens: their offsets, and random text.

use naqi::{Analyzer, analyzer, preset};
use naqi_tantivy::{AnalyzerFilter, AnalyzerTokenizer};
use std::ops::Range;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, WhitespaceTokenizer};

#[derive(Debug, PartialEq)]
struct Seen {
    text: String,
    span: Range<usize>,
    position: usize,
}

fn seen(token: &Token) -> Seen {
    Seen { text: token.text.clone(), span: token.offset_from..token.offset_to, position: token.position }
}

/// The terms of the analyzer itself.
fn wanted(analyzer: &Analyzer, text: &str) -> Vec<Seen> {
    let mut terms = Vec::new();
    analyzer.for_each_term(text, |term| {
        terms.push(Seen { text: term.text.into(), span: term.span, position: term.position });
    });
    terms
}

fn tokens(stream: &mut dyn TokenStream) -> Vec<Seen> {
    let mut tokens = Vec::new();
    stream.process(&mut |token| tokens.push(seen(token)));
    tokens
}

/// Random text of letters, marks, signs and difficult characters (xorshift).
fn random_texts(count: usize) -> impl Iterator<Item = String> {
    const PARTS: &[&str] = &[
        "ا",
        "ل",
        "م",
        "و",
        "ب",
        "ة",
        "ى",
        "أ",
        "\u{64E}",
        "\u{651}",
        "\u{654}",
        "\u{670}",
        "\u{640}",
        "\u{200D}",
        "\u{200F}",
        " ",
        "\n",
        "،",
        ".",
        "_",
        "٣",
        "4",
        ",",
        "٬",
        "a",
        "É",
        "'",
        "ﷺ",
        "ﻼ",
        "﷽",
        "\u{1F1E6}",
        "א",
        "中",
        "🙂",
        "\u{FEFF}",
        "\0",
        "\u{10FFFF}",
        "عبد",
        "ال",
        "كتاب",
        "1,000",
        "2024م",
        "#",
        " #",
        "@a",
        "www.a.bc",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    (0..count).map(move |_| (0..next() % 60).map(|_| PARTS[next() % PARTS.len()]).collect())
}

fn analyzers() -> Vec<Analyzer> {
    let posts = analyzer::wide().clone().with_hashtag_parts();
    vec![Analyzer::new(&preset::SEARCH), analyzer::default().clone(), analyzer::wide().clone(), posts]
}

#[test]
fn tokens_are_the_terms_of_the_analyzer_with_offsets_in_the_source() {
    for analyzer in analyzers() {
        let mut tokenizer = AnalyzerTokenizer::new(&analyzer);
        for text in random_texts(2000) {
            let found = tokens(&mut tokenizer.token_stream(&text));
            assert_eq!(found, wanted(&analyzer, &text), "{text:?}");
            for token in &found {
                assert!(text.get(token.span.clone()).is_some_and(|word| !word.is_empty()), "{token:?} in {text:?}");
                assert!(!token.text.is_empty(), "{token:?} in {text:?}");
            }
            assert!(found.windows(2).all(|pair| pair[0].position <= pair[1].position), "{text:?}");
        }
    }
}

#[test]
fn a_stream_that_is_dropped_early_does_not_affect_the_next() {
    let mut tokenizer = AnalyzerTokenizer::new(&Analyzer::new(&preset::SEARCH));
    assert!(tokenizer.token_stream("واحد اثنان ثلاثة").advance());
    assert_eq!(tokens(&mut tokenizer.token_stream("أربعة")).len(), 1);
    assert!(!tokenizer.token_stream("").advance());
    let mut copy = tokenizer.clone();
    assert_eq!(tokens(&mut copy.token_stream("خمسة")), tokens(&mut tokenizer.token_stream("خمسة")));
}

#[test]
fn an_exhausted_stream_stays_exhausted() {
    let mut tokenizer = AnalyzerTokenizer::new(analyzer::default());
    let mut stream = tokenizer.token_stream("قلم");
    assert!(stream.advance());
    assert!(!stream.advance());
    assert!(!stream.advance());
}

#[test]
fn a_filter_keeps_offsets_and_counts_positions_of_tokens_with_several_words() {
    let filter = AnalyzerFilter::new(&Analyzer::new(&preset::SEARCH));
    let mut analyzer = TextAnalyzer::builder(WhitespaceTokenizer::default()).filter(filter).build();
    let found = tokens(&mut analyzer.token_stream("السّلامُ — أهلاً/سهلاً اليوم"));
    let seen: Vec<_> = found.iter().map(|token| (token.text.as_str(), token.span.clone(), token.position)).collect();
    assert_eq!(seen, [("السلام", 0..16, 0), ("اهلا", 21..42, 2), ("سهلا", 21..42, 3), ("اليوم", 43..53, 4)]);
}

#[test]
fn a_filter_gives_the_terms_of_each_token_of_any_text() {
    for analyzer in analyzers() {
        let filter = AnalyzerFilter::new(&analyzer);
        let mut text_analyzer = TextAnalyzer::builder(WhitespaceTokenizer::default()).filter(filter).build();
        for text in random_texts(1000) {
            let found = tokens(&mut text_analyzer.token_stream(&text));
            let terms: Vec<&str> = found.iter().map(|token| token.text.as_str()).collect();
            let words = text.split(|c: char| c.is_ascii_whitespace());
            let wanted: Vec<String> = words.flat_map(|word| wanted(&analyzer, word)).map(|token| token.text).collect();
            assert_eq!(terms, wanted, "{text:?}");
            assert!(found.windows(2).all(|pair| pair[0].position <= pair[1].position), "{text:?}");
            assert!(found.iter().all(|token| text.get(token.span.clone()).is_some()), "{text:?}");
        }
    }
}
