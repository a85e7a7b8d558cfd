//! Tokens: spans of the source with a kind, and the tokenizers that find them.

mod classes;
mod parts;
mod segments;
mod sentence;
mod social;
mod text_form;
mod word;
mod word_break;

pub(crate) use classes::CLASSES;
pub(crate) use parts::{Parts, has_letter_or_number, parts};
#[cfg(test)]
pub(crate) use segments::token_by_rules;
pub(crate) use segments::{BatchRules, FoundWord, ScalarWords};
pub use segments::{Tokens, Words};
pub use sentence::Sentences;
pub(crate) use social::RULES_VERSION as SOCIAL_RULES_VERSION;
pub use word_break::WordBreak;

use crate::kernel::BatchWord;
use crate::names::named;
use crate::rules::unicode::{self, Script};
use core::ops::Range;
use sentence::SentenceRules;
pub(crate) use social::SocialTokens;

/// A part of a text: its span and its kind.
///
/// ```
/// use naqi::token::TokenKind;
/// let word = naqi::words("قال: سلام").nth(1).unwrap();
/// assert_eq!(word.text(), "سلام");
/// assert_eq!((word.kind(), word.span()), (TokenKind::Word, 8..16));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token<'t> {
    text: &'t str,
    start: usize,
    kind: TokenKind,
}

impl<'t> Token<'t> {
    #[inline(always)]
    pub(crate) fn of_batch(BatchWord { start, text, has_letter }: BatchWord<'t>) -> Self {
        Self { text, start, kind: if has_letter { TokenKind::Word } else { TokenKind::Number } }
    }

    /// The token at `span` of the source.
    #[inline(always)]
    pub(crate) fn word(source: &'t str, span: Range<usize>, kind: TokenKind) -> Self {
        Self { start: span.start, text: &source[span], kind }
    }

    /// The token's text, a slice of the source.
    ///
    /// ```
    /// assert_eq!(naqi::words("سلام!").next().unwrap().text(), "سلام");
    /// ```
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The byte range of the source that the token covers.
    ///
    /// ```
    /// assert_eq!(naqi::words("«سلام»").next().unwrap().span(), 2..10);
    /// ```
    pub fn span(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The kind of the token.
    ///
    /// ```
    /// use naqi::token::TokenKind;
    /// assert_eq!(naqi::words("2024").next().unwrap().kind(), TokenKind::Number);
    /// ```
    pub fn kind(&self) -> TokenKind {
        self.kind
    }

    /// The script of the token's first character that is not Common or Inherited; Common if there is none.
    ///
    /// ```
    /// use naqi::Script;
    /// let scripts: Vec<_> = naqi::words("سلام hello 12").map(|w| w.script()).collect();
    /// assert_eq!(scripts, [Script::Arabic, Script::Latin, Script::Common]);
    /// ```
    pub fn script(&self) -> Script {
        let is_specific = |s: &Script| !matches!(s, Script::Common | Script::Inherited | Script::Unknown);
        self.text.chars().map(unicode::script).find(is_specific).unwrap_or(Script::Common)
    }
}

/// The kind of a token.
///
/// ```
/// use naqi::token::TokenKind;
/// let kinds: Vec<TokenKind> = naqi::tokens("سلام! 😀").map(|token| token.kind()).collect();
/// assert_eq!(kinds, [TokenKind::Word, TokenKind::Punctuation, TokenKind::Space, TokenKind::Emoji]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum TokenKind {
    /// It contains a letter (Alphabetic, except marks).
    Word,
    /// It contains a number (General_Category N) and no letter.
    Number,
    /// Punctuation (General_Category P).
    Punctuation,
    /// A symbol (General_Category S), such as the ligature `﷽`.
    Symbol,
    /// White space, including line ends.
    Space,
    /// An emoji, including sequences, flags and keycaps.
    Emoji,
    /// Combining marks without a letter, controls, unassigned code points.
    Other,
    /// A link: with a scheme, with `www.`, or a host with a path.
    Url,
    /// An e-mail address.
    Email,
    /// A name after `@`.
    Mention,
    /// A tag after `#`.
    Hashtag,
    /// A sentence.
    Sentence,
}

named! { TokenKind, "token kind", "token::TokenKind";
    Word = "word",
    Number = "number",
    Punctuation = "punctuation",
    Symbol = "symbol",
    Space = "space",
    Emoji = "emoji",
    Other = "other",
    Url = "url",
    Email = "email",
    Mention = "mention",
    Hashtag = "hashtag",
    Sentence = "sentence",
}

impl TokenKind {
    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// The words of a text by UAX #29: the segments that contain a letter or a number.
///
/// The boundaries are exactly those of Unicode Standard Annex #29, in the version of
/// [`SEGMENTATION_VERSION`](crate::SEGMENTATION_VERSION). Does not allocate. The ligature `﷽` is one code point and a
/// symbol, so it is not a word; normalize first to get its four words.
///
/// ```
/// let words: Vec<&str> = naqi::words("قالت: «نعم» 3.5").map(|w| w.text()).collect();
/// assert_eq!(words.len(), 3);
/// assert_eq!(words.join(" "), "قالت نعم 3.5");
/// ```
#[inline]
pub fn words(text: &str) -> Words<'_> {
    Words::new(text)
}

/// All segments of a text by UAX #29, each with its kind. Their texts concatenate to the source.
///
/// ```
/// use naqi::token::TokenKind;
/// let kinds: Vec<TokenKind> = naqi::tokens("نعم، 5 😀").map(|t| t.kind()).collect();
/// use TokenKind::*;
/// assert_eq!(kinds, [Word, Punctuation, Space, Number, Space, Emoji]);
/// ```
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens::new(text)
}

/// The sentences of a text by UAX #29. Their texts concatenate to the source.
///
/// The rules do not know abbreviations, nor the Arabic semicolon as a sentence end: see
/// [`Tokenizer::arabic_sentences`].
///
/// ```
/// let mut sentences = naqi::sentences("جاء. من؟ زيد").map(|s| s.text());
/// assert_eq!(sentences.next(), Some("جاء. "));
/// assert_eq!(sentences.next(), Some("من؟ "));
/// assert_eq!(sentences.next(), Some("زيد"));
/// ```
pub fn sentences(text: &str) -> Sentences<'_> {
    Sentences::new(text, SentenceRules::Annex29)
}

/// A configuration: what a token is, and which tokens are kept.
///
/// ```
/// use naqi::token::{TokenKind, Tokenizer};
/// let tags = Tokenizer::social().keep(&[TokenKind::Hashtag]);
/// let found: Vec<&str> = tags.tokenize("#اليوم_الوطني من @naqi").map(|t| t.text()).collect();
/// assert_eq!(found, ["#اليوم_الوطني"]);
/// ```
///
/// Its text form, which `Display` writes and `FromStr` reads, is the name of one of the constructors, and after a bar the
/// kinds that are kept: `words`, `social | keep(hashtag, mention)`, `social | keep_all`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tokenizer {
    unit: TokenUnit,
    filter: TokenFilter,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum TokenUnit {
    Words,
    Social,
    Sentences(SentenceRules),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum TokenFilter {
    All,
    /// Tokens that contain a letter or a number.
    Wordlike,
    /// Tokens of these kinds, one bit each: see [`TokenKind::bit`].
    Kinds(u16),
}

impl Tokenizer {
    /// The tokens of [`words`]: segments that contain a letter or a number.
    ///
    /// ```
    /// let text = "سلام، 2024!";
    /// assert!(naqi::Tokenizer::words().tokenize(text).eq(naqi::words(text)));
    /// ```
    pub const fn words() -> Self {
        Self { unit: TokenUnit::Words, filter: TokenFilter::Wordlike }
    }

    /// The tokens of [`tokens`]: all segments.
    ///
    /// ```
    /// let text = "سلام، 2024!";
    /// assert!(naqi::Tokenizer::all().tokenize(text).eq(naqi::tokens(text)));
    /// ```
    pub const fn all() -> Self {
        Self { unit: TokenUnit::Words, filter: TokenFilter::All }
    }

    /// The tokens of [`sentences`].
    ///
    /// ```
    /// let text = "جاء. من؟";
    /// assert!(naqi::Tokenizer::sentences().tokenize(text).eq(naqi::sentences(text)));
    /// ```
    pub const fn sentences() -> Self {
        Self { unit: TokenUnit::Sentences(SentenceRules::Annex29), filter: TokenFilter::All }
    }

    /// The sentences of Arabic prose. They also end at an Arabic semicolon, and do not end after an initial or an
    /// abbreviation, such as `د.` or `أ.د.` or `هـ.`. As in UAX #29, a line end and an Arabic question mark or full stop
    /// end a sentence, and a decimal point does not.
    ///
    /// ```
    /// use naqi::token::Tokenizer;
    /// let text = "قال أ.د. سالم: نعم؛ ثم مضى.";
    /// let mut found = Tokenizer::arabic_sentences().tokenize(text).map(|s| s.text());
    /// assert_eq!(found.next(), Some("قال أ.د. سالم: نعم؛ "));
    /// assert_eq!(found.next(), Some("ثم مضى."));
    /// ```
    pub const fn arabic_sentences() -> Self {
        Self { unit: TokenUnit::Sentences(SentenceRules::Arabic), filter: TokenFilter::All }
    }

    /// The words and numbers of posts, with each link, e-mail address, mention, hashtag and emoji as one token.
    ///
    /// ```
    /// use naqi::token::{TokenKind, Tokenizer};
    /// let text = "شكرًا @naqi_ar على #اليوم_الوطني 🇸🇦 https://example.com/مصر.";
    /// let found: Vec<_> = Tokenizer::social().tokenize(text).map(|t| (t.text(), t.kind())).collect();
    /// assert_eq!(found[1], ("@naqi_ar", TokenKind::Mention));
    /// assert_eq!(found[3], ("#اليوم_الوطني", TokenKind::Hashtag));
    /// assert_eq!(found[4], ("🇸🇦", TokenKind::Emoji));
    /// assert_eq!(found[5], ("https://example.com/مصر", TokenKind::Url));
    /// ```
    pub const fn social() -> Self {
        use TokenKind::{Email, Emoji, Hashtag, Mention, Number, Url, Word};
        let kinds = [Word, Number, Emoji, Url, Email, Mention, Hashtag];
        Self { unit: TokenUnit::Social, filter: TokenFilter::Kinds(kind_bits(&kinds)) }
    }

    /// Keeps only tokens of these kinds.
    ///
    /// ```
    /// use naqi::token::{TokenKind, Tokenizer};
    /// let numbers = Tokenizer::all().keep(&[TokenKind::Number]);
    /// let found: Vec<&str> = numbers.tokenize("عام 2024").map(|token| token.text()).collect();
    /// assert_eq!(found, ["2024"]);
    /// ```
    pub const fn keep(self, kinds: &[TokenKind]) -> Self {
        Self { filter: TokenFilter::Kinds(kind_bits(kinds)), ..self }
    }

    /// Keeps all tokens, so that their texts concatenate to the source.
    ///
    /// ```
    /// use naqi::token::Tokenizer;
    /// let text = "شكرًا @naqi_ar!";
    /// let tokens = Tokenizer::social().keep_all().tokenize(text);
    /// assert_eq!(tokens.map(|token| token.text()).collect::<String>(), text);
    /// ```
    pub const fn keep_all(self) -> Self {
        Self { filter: TokenFilter::All, ..self }
    }

    /// The tokens of a text. Does not allocate.
    ///
    /// ```
    /// let tokenizer: naqi::Tokenizer = "all | keep(punctuation)".parse()?;
    /// assert_eq!(tokenizer.tokenize("نعم، لا").next().map(|token| token.text()), Some("،"));
    /// # Ok::<(), naqi::Error>(())
    /// ```
    pub fn tokenize(self, text: &str) -> Tokenized<'_> {
        let source = match self.unit {
            TokenUnit::Words => TokenSource::Tokens(Tokens::new(text)),
            TokenUnit::Social => TokenSource::Social(SocialTokens::new(text)),
            TokenUnit::Sentences(rules) => TokenSource::Sentences(Sentences::new(text, rules)),
        };
        Tokenized { source, filter: self.filter }
    }
}

const fn kind_bits(kinds: &[TokenKind]) -> u16 {
    let (mut all, mut n) = (0, 0);
    while n < kinds.len() {
        all |= kinds[n].bit();
        n += 1;
    }
    all
}

/// The tokens that a [`Tokenizer`] keeps.
#[derive(Clone, Debug)]
pub struct Tokenized<'t> {
    source: TokenSource<'t>,
    filter: TokenFilter,
}

#[derive(Clone, Debug)]
enum TokenSource<'t> {
    Tokens(Tokens<'t>),
    Social(SocialTokens<'t>),
    Sentences(Sentences<'t>),
}

impl<'t> Iterator for Tokenized<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            let (token, wordlike) = match &mut self.source {
                TokenSource::Tokens(tokens) => tokens.next_with_wordlike()?,
                TokenSource::Social(tokens) => tokens.next_with_wordlike()?,
                TokenSource::Sentences(sentences) => (sentences.next()?, true),
            };
            let is_kept = match self.filter {
                TokenFilter::All => true,
                TokenFilter::Wordlike => wordlike,
                TokenFilter::Kinds(kinds) => kinds & token.kind.bit() != 0,
            };
            if is_kept {
                return Some(token);
            }
        }
    }
}

impl core::iter::FusedIterator for Tokenized<'_> {}
