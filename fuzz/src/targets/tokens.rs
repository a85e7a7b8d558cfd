//! Tokens of every tokenizer are lossless, and never separate a letter from its marks.

use crate::input::Input;
use crate::shown::Shown;
use naqi::token::TokenKind;
use naqi::{Tokenizer, letters};

/// Law 5 for one text.
pub fn tokens(data: &[u8]) {
    let mut input = Input::new(data);
    let choice = input.byte();
    let text = input.text(2048);
    let all = [
        ("all", Tokenizer::all()),
        ("social", Tokenizer::social().keep_all()),
        ("sentences", Tokenizer::sentences()),
        ("arabic_sentences", Tokenizer::arabic_sentences()),
    ];
    let (name, tokenizer) = all[choice % all.len()];
    lossless(name, tokenizer, &text);
    if choice % 4 < 2 {
        kept(name, tokenizer, &text);
        words(&text);
    }
}

fn lossless(name: &str, tokenizer: Tokenizer, text: &str) {
    let mut at = 0;
    for token in tokenizer.tokenize(text) {
        let span = token.span();
        assert!(span.start == at && span.end > at, "{name} of {}: {span:?} behind {at}", Shown(text));
        assert!(text.get(span.clone()) == Some(token.text()), "{name} of {}: {span:?}", Shown(text));
        at = span.end;
    }
    assert_eq!(at, text.len(), "{name} of {}: the end", Shown(text));
}

/// A tokenizer of some kinds gives those of all tokens that are of these kinds.
fn kept(name: &str, all: Tokenizer, text: &str) {
    const KINDS: [TokenKind; 6] =
        [TokenKind::Word, TokenKind::Number, TokenKind::Emoji, TokenKind::Url, TokenKind::Hashtag, TokenKind::Mention];
    let some = all.keep(&KINDS).tokenize(text);
    let expected = all.tokenize(text).filter(|token| KINDS.contains(&token.kind()));
    assert!(some.eq(expected), "{name} of {}: some kinds", Shown(text));
}

/// Words are the tokens with a letter or a number, and a word's marks belong to it.
fn words(text: &str) {
    let words = naqi::words(text);
    assert!(words.eq(Tokenizer::words().tokenize(text)), "both ways to the words of {}", Shown(text));
    for word in naqi::words(text) {
        let next = text[word.span().end..].chars().next();
        // A mark that Unicode 18 added is segmented as an unassigned code point.
        let is_mark = |c: char| letters::is_mark(c) && !('\u{10EC9}'..='\u{10EF9}').contains(&c);
        assert!(!next.is_some_and(is_mark), "{:?} loses a mark in {}", word.span(), Shown(text));
    }
}
