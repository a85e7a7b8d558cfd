//! The tokenizer: an analyzer's terms as tantivy's tokens.

use crate::terms::Terms;
use naqi::Analyzer;
use std::sync::Arc;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// An analyzer as a tokenizer of tantivy: words, normalized, without stop words, stemmed.
///
/// A token's offsets are the bytes of its word or subword in the original text, including marks, so snippets highlight the
/// original. The parts of `ج.م.ع` or of a hashtag have consecutive positions, so such a word is found as a phrase. Words
/// left out leave a gap in the positions; a root key has the position of its stem.
///
/// ```
/// use naqi::{Analyzer, preset};
/// use naqi_tantivy::AnalyzerTokenizer;
/// use tantivy::tokenizer::{TokenStream, Tokenizer};
///
/// let mut tokenizer = AnalyzerTokenizer::new(&Analyzer::new(&preset::SEARCH));
/// let mut stream = tokenizer.token_stream("الولايات المُتَّحِدة");
/// stream.advance();
/// stream.advance();
/// let token = stream.token();
/// assert_eq!(token.text, "المتحده");
/// assert_eq!((token.offset_from..token.offset_to, token.position), (17..39, 1));
/// ```
///
/// Creating one copies the analyzer; a clone shares it. Buffers are reused from text to text, so a token needs no
/// allocation.
pub struct AnalyzerTokenizer {
    analyzer: Arc<Analyzer>,
    terms: Terms,
    token: Token,
}

impl AnalyzerTokenizer {
    /// A tokenizer of this analyzer: [`naqi::analyzer::default`], [`naqi::analyzer::wide`], or your own.
    pub fn new(analyzer: &Analyzer) -> Self {
        Self::shared(Arc::new(analyzer.clone()))
    }

    pub(crate) fn shared(analyzer: Arc<Analyzer>) -> Self {
        Self { analyzer, terms: Terms::default(), token: Token::default() }
    }

    /// The tokenizer's analyzer.
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }
}

impl Clone for AnalyzerTokenizer {
    fn clone(&self) -> Self {
        Self::shared(self.analyzer.clone())
    }
}

impl Tokenizer for AnalyzerTokenizer {
    type TokenStream<'a> = AnalyzerTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> AnalyzerTokens<'a> {
        self.terms.clear();
        self.token.reset();
        AnalyzerTokens { tokenizer: self, text: Some(text) }
    }
}

/// The tokens of one text. See [`AnalyzerTokenizer`].
pub struct AnalyzerTokens<'a> {
    tokenizer: &'a mut AnalyzerTokenizer,
    /// The text, until its first token is requested.
    text: Option<&'a str>,
}

impl TokenStream for AnalyzerTokens<'_> {
    fn advance(&mut self) -> bool {
        let AnalyzerTokenizer { analyzer, terms, token } = &mut *self.tokenizer;
        if let Some(text) = self.text.take() {
            terms.find(analyzer, text);
        }
        terms.take(token)
    }

    fn token(&self) -> &Token {
        &self.tokenizer.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokenizer.token
    }
}
