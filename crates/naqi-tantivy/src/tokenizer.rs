//! The tokenizer: a chain's terms as tantivy's tokens.

use crate::terms::Terms;
use naqi::Chain;
use std::sync::Arc;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// A chain as a tokenizer of tantivy: words, normalized, stop words left out, stemmed.
///
/// A token's offsets are the bytes of its word in the text as it was given, marks and all, so snippets mark the
/// original. Words left out leave a gap in the positions; a root key has the position of its stem.
///
/// ```
/// use naqi::{Chain, preset};
/// use naqi_tantivy::ChainTokenizer;
/// use tantivy::tokenizer::{TokenStream, Tokenizer};
///
/// let mut tokenizer = ChainTokenizer::new(&Chain::new(preset::SEARCH.clone()));
/// let mut stream = tokenizer.token_stream("الولايات المُتَّحِدة");
/// stream.advance();
/// stream.advance();
/// let token = stream.token();
/// assert_eq!((token.text.as_str(), token.offset_from..token.offset_to, token.position), ("المتحده", 17..39, 1));
/// ```
///
/// Making one copies the chain; a clone shares it. Buffers are used again from text to text, so a token
/// costs no allocation.
pub struct ChainTokenizer {
    chain: Arc<Chain>,
    terms: Terms,
    token: Token,
}

impl ChainTokenizer {
    /// A tokenizer of this chain: [`naqi::chain::default`], [`naqi::chain::wide`], or one of your own.
    pub fn new(chain: &Chain) -> Self {
        Self::shared(Arc::new(chain.clone()))
    }

    pub(crate) fn shared(chain: Arc<Chain>) -> Self {
        Self { chain, terms: Terms::default(), token: Token::default() }
    }

    /// The tokenizer's chain.
    pub fn chain(&self) -> &Chain {
        &self.chain
    }
}

impl Clone for ChainTokenizer {
    fn clone(&self) -> Self {
        Self::shared(self.chain.clone())
    }
}

impl Tokenizer for ChainTokenizer {
    type TokenStream<'a> = ChainTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ChainTokens<'a> {
        self.terms.clear();
        self.token.reset();
        ChainTokens { tokenizer: self, text: Some(text) }
    }
}

/// The tokens of one text. See [`ChainTokenizer`].
pub struct ChainTokens<'a> {
    tokenizer: &'a mut ChainTokenizer,
    /// The text, as long as nobody has asked for its first token.
    text: Option<&'a str>,
}

impl TokenStream for ChainTokens<'_> {
    fn advance(&mut self) -> bool {
        let ChainTokenizer { chain, terms, token } = &mut *self.tokenizer;
        if let Some(text) = self.text.take() {
            terms.find(chain, text);
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
