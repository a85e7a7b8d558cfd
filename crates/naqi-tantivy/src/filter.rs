//! The filter: an analyzer's terms of each token that another tokenizer gives.

use crate::terms::Terms;
use naqi::Analyzer;
use std::sync::Arc;
use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

/// An analyzer behind a tokenizer of another make: each of its tokens is normalized, left out or stemmed.
///
/// The tokenizer decides where words end, so it must leave marks in them: `SimpleTokenizer` cuts a vocalised word
/// at each mark, `WhitespaceTokenizer` does not. [`AnalyzerTokenizer`](crate::AnalyzerTokenizer) is the faster
/// and the surer way where the text is nothing but text.
///
/// ```
/// use naqi::{Analyzer, preset};
/// use naqi_tantivy::AnalyzerFilter;
/// use tantivy::tokenizer::{TextAnalyzer, WhitespaceTokenizer};
///
/// let filter = AnalyzerFilter::new(&Analyzer::new(preset::SEARCH.clone()));
/// let mut analyzer = TextAnalyzer::builder(WhitespaceTokenizer::default()).filter(filter).build();
/// let mut terms = Vec::new();
/// analyzer.token_stream("«المُتَّحِدة»، أمريكا").process(&mut |token| terms.push(token.text.clone()));
/// assert_eq!(terms, ["المتحده", "امريكا"]);
/// ```
///
/// A token's offsets are those that the tokenizer gave. One that holds several words gives a term for each, and what
/// follows moves on by as many positions; one that is left out leaves a gap.
#[derive(Clone)]
pub struct AnalyzerFilter {
    analyzer: Arc<Analyzer>,
}

impl AnalyzerFilter {
    /// A filter of this analyzer, which is copied.
    pub fn new(analyzer: &Analyzer) -> Self {
        Self { analyzer: Arc::new(analyzer.clone()) }
    }
}

impl TokenFilter for AnalyzerFilter {
    type Tokenizer<T: Tokenizer> = Filtered<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> Filtered<T> {
        Filtered { tokenizer, analyzer: self.analyzer, terms: Terms::default() }
    }
}

/// A tokenizer with a [`AnalyzerFilter`] behind it.
pub struct Filtered<T> {
    tokenizer: T,
    analyzer: Arc<Analyzer>,
    terms: Terms,
}

impl<T: Clone> Clone for Filtered<T> {
    fn clone(&self) -> Self {
        Self { tokenizer: self.tokenizer.clone(), analyzer: self.analyzer.clone(), terms: Terms::default() }
    }
}

impl<T: Tokenizer> Tokenizer for Filtered<T> {
    type TokenStream<'a> = FilteredTokens<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        self.terms.clear();
        FilteredTokens {
            tokens: self.tokenizer.token_stream(text),
            analyzer: &self.analyzer,
            terms: &mut self.terms,
            given: Given::default(),
            added: 0,
            token: Token::default(),
        }
    }
}

/// The tokens of one text. See [`AnalyzerFilter`].
pub struct FilteredTokens<'a, S> {
    tokens: S,
    analyzer: &'a Analyzer,
    terms: &'a mut Terms,
    given: Given,
    /// Positions that tokens of several words have taken beyond their own.
    added: usize,
    token: Token,
}

/// What is kept of the token whose terms are given.
#[derive(Default)]
struct Given {
    offset_from: usize,
    offset_to: usize,
    position: usize,
    /// How many positions its terms take beyond its own.
    extra: usize,
}

impl<S: TokenStream> TokenStream for FilteredTokens<'_, S> {
    fn advance(&mut self) -> bool {
        while !self.terms.take(&mut self.token) {
            if !self.tokens.advance() {
                return false;
            }
            let token = self.tokens.token();
            self.added += self.given.extra;
            let position = token.position + self.added;
            self.given = Given { offset_from: token.offset_from, offset_to: token.offset_to, position, extra: 0 };
            self.terms.clear();
            self.terms.find(self.analyzer, &token.text);
        }
        let given = &mut self.given;
        given.extra = given.extra.max(self.token.position);
        (self.token.offset_from, self.token.offset_to) = (given.offset_from, given.offset_to);
        self.token.position += given.position;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
