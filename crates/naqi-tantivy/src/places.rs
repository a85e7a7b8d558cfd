//! The terms at a position: the first of each, the words, or the others of a text that is one word.

use naqi::analyzer::TermKind;
use tantivy::tokenizer::{BoxTokenStream, TextAnalyzer, Token, TokenStream, Tokenizer};

/// The terms of one kind, one at each position.
#[derive(Clone)]
pub(crate) struct FirstTerms {
    pub analyzer: TextAnalyzer,
    /// None: the first term at each position, whatever its text.
    pub kind: Option<TermKind>,
}

impl Tokenizer for FirstTerms {
    type TokenStream<'a> = FirstTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FirstTokens<'a> {
        FirstTokens { tokens: self.analyzer.token_stream(text), kind: self.kind, last: None }
    }
}

pub(crate) struct FirstTokens<'a> {
    tokens: BoxTokenStream<'a>,
    kind: Option<TermKind>,
    last: Option<usize>,
}

impl TokenStream for FirstTokens<'_> {
    fn advance(&mut self) -> bool {
        while self.tokens.advance() {
            let token = self.tokens.token();
            let position = Some(token.position);
            if self.kind.is_some_and(|kind| TermKind::of(&token.text) != kind) {
                continue;
            }
            if std::mem::replace(&mut self.last, position) != position {
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.tokens.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tokens.token_mut()
    }
}

/// The terms after the first of a text that is one word; none if it has several words.
#[derive(Clone)]
pub(crate) struct OtherTerms(pub TextAnalyzer);

impl Tokenizer for OtherTerms {
    type TokenStream<'a> = OtherTokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> OtherTokens {
        let mut tokens = Vec::new();
        self.0.token_stream(text).process(&mut |token| tokens.push(token.clone()));
        let is_word = tokens.windows(2).all(|pair| pair[0].position == pair[1].position);
        let len = if is_word { tokens.len() } else { 0 };
        tokens.truncate(len);
        let mut tokens = tokens.into_iter();
        let first = tokens.next().unwrap_or_default();
        OtherTokens { tokens, token: first }
    }
}

pub(crate) struct OtherTokens {
    tokens: std::vec::IntoIter<Token>,
    token: Token,
}

impl TokenStream for OtherTokens {
    fn advance(&mut self) -> bool {
        self.tokens.next().map(|token| self.token = token).is_some()
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
