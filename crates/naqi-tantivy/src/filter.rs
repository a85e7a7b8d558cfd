//! The filter: an analyzer's terms of each token of another tokenizer.

use crate::terms::Terms;
use naqi::Analyzer;
use std::sync::Arc;
use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

/// An analyzer as a filter after another tokenizer: each token is normalized, and left out or stemmed.
///
/// The tokenizer decides where words end, so it must keep marks in them: `SimpleTokenizer` splits a vocalised word at
/// each mark, `WhitespaceTokenizer` does not. For plain text, [`AnalyzerTokenizer`](crate::AnalyzerTokenizer) is faster
/// and follows UAX #29.
///
/// ```
/// use naqi::{Analyzer, preset};
/// use naqi_tantivy::AnalyzerFilter;
/// use tantivy::tokenizer::{TextAnalyzer, WhitespaceTokenizer};
///
/// let filter = AnalyzerFilter::new(&Analyzer::new(&preset::SEARCH));
/// let mut analyzer = TextAnalyzer::builder(WhitespaceTokenizer::default()).filter(filter).build();
/// let mut terms = Vec::new();
/// analyzer.token_stream("«المُتَّحِدة»، أمريكا").process(&mut |token| terms.push(token.text.clone()));
/// assert_eq!(terms.join(" "), "المتحده امريكا");
/// ```
///
/// A token keeps the offsets of the tokenizer. A token with several words gives a term for each, and the positions
/// after it move on accordingly; a token that is left out leaves a gap.
#[derive(Clone)]
pub struct AnalyzerFilter {
    analyzer: Arc<Analyzer>,
}

impl AnalyzerFilter {
    /// A filter with a copy of this analyzer.
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

/// A tokenizer followed by an [`AnalyzerFilter`].
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
    /// The positions that tokens of several words have added so far.
    added: usize,
    token: Token,
}

/// The token whose terms are being returned.
#[derive(Default)]
struct Given {
    offset_from: usize,
    offset_to: usize,
    position: usize,
    /// The positions that its terms add to its own.
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
