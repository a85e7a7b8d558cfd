//! Tokens: spans of the source, what each is, and the tokenizers that find them.

mod classes;
mod segments;
mod sentence;
mod social;
mod word;
mod word_break;

pub(crate) use classes::{CLASSES, LOW_CLASSES};
#[cfg(test)]
pub(crate) use segments::token_by_rules;
pub(crate) use segments::{Streak, Walk, word_in_doubt};
pub use segments::{Tokens, Words};
pub use sentence::Sentences;
pub use word_break::WordBreak;

use crate::rules::unicode::{self, Script};
use core::ops::Range;

/// A piece of a text: where it stands, and what it is.
///
/// ```
/// use naqi::token::TokenKind;
/// let word = naqi::words("قال: سلام").nth(1).unwrap();
/// assert_eq!((word.text(), word.span(), word.kind()), ("سلام", 8..16, TokenKind::Word));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token<'t> {
    text: &'t str,
    start: usize,
    kind: TokenKind,
}

impl<'t> Token<'t> {
    /// A word or number of the source.
    #[inline(always)]
    pub(crate) fn word(source: &'t str, span: Range<usize>, kind: TokenKind) -> Self {
        Self { start: span.start, text: &source[span], kind }
    }

    /// The token's text, as it stands in the source.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The byte range of the source that the token covers.
    pub fn span(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// What the token is.
    pub fn kind(&self) -> TokenKind {
        self.kind
    }

    /// The script of the token's first character that belongs to one alone.
    ///
    /// ```
    /// use naqi::Script;
    /// let scripts: Vec<_> = naqi::words("سلام hello 12").map(|w| w.script()).collect();
    /// assert_eq!(scripts, [Script::Arabic, Script::Latin, Script::Common]);
    /// ```
    pub fn script(&self) -> Script {
        let own = |s: &Script| !matches!(s, Script::Common | Script::Inherited | Script::Unknown);
        self.text.chars().map(unicode::script).find(own).unwrap_or(Script::Common)
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum TokenKind {
    /// It holds a letter (Alphabetic, marks aside).
    Word,
    /// It holds a number (General_Category N) and no letter.
    Number,
    /// Punctuation (General_Category P).
    Punctuation,
    /// A symbol (General_Category S); ﷽ is one.
    Symbol,
    /// White space, line ends too.
    Space,
    /// An emoji, sequences and flags and keycaps too.
    Emoji,
    /// Marks without a letter, controls, unassigned code points.
    Other,
    /// A link: with a scheme, with `www.`, or a host with a path.
    Url,
    /// An address of electronic mail.
    Email,
    /// A name after `@`.
    Mention,
    /// A tag after `#`.
    Hashtag,
    /// A sentence.
    Sentence,
}

impl TokenKind {
    /// The kind's name in lower case: `word`, `number`, ….
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Number => "number",
            Self::Punctuation => "punctuation",
            Self::Symbol => "symbol",
            Self::Space => "space",
            Self::Emoji => "emoji",
            Self::Other => "other",
            Self::Url => "url",
            Self::Email => "email",
            Self::Mention => "mention",
            Self::Hashtag => "hashtag",
            Self::Sentence => "sentence",
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// The words of a text by UAX #29: the segments that hold a letter or a number.
///
/// Exactly the boundaries of Unicode Standard Annex #29, for the version in
/// [`SEGMENTATION_VERSION`](crate::SEGMENTATION_VERSION).
/// Costs no allocation. ﷽ is one code point and a symbol, so it is no word; normalize first to have its four words.
///
/// ```
/// let words: Vec<&str> = naqi::words("قالت: «نعم» 3.5").map(|w| w.text()).collect();
/// assert_eq!(words, ["قالت", "نعم", "3.5"]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words::new(text)
}

/// All segments of a text by UAX #29, each with its kind: their texts concatenate to the text.
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

/// The sentences of a text by UAX #29: their texts concatenate to the text.
///
/// The rules know nothing of abbreviations or of the Arabic semicolon: see [`Tokenizer::arabic_sentences`].
///
/// ```
/// let sentences: Vec<&str> = naqi::sentences("جاء. من؟ زيد").map(|s| s.text()).collect();
/// assert_eq!(sentences, ["جاء. ", "من؟ ", "زيد"]);
/// ```
pub fn sentences(text: &str) -> Sentences<'_> {
    Sentences::new(text, sentence::Rules::Annex29)
}

/// What to recognise and what to keep, as data.
///
/// ```
/// use naqi::token::{TokenKind, Tokenizer};
/// let tags = Tokenizer::social().keep(&[TokenKind::Hashtag]);
/// let found: Vec<&str> = tags.tokenize("#اليوم_الوطني من @naqi").map(|t| t.text()).collect();
/// assert_eq!(found, ["#اليوم_الوطني"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tokenizer {
    unit: Unit,
    kept: Kept,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Unit {
    Words,
    Social,
    Sentences(sentence::Rules),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kept {
    All,
    /// Whatever holds a letter or a number.
    Wordlike,
    Kinds(u16),
}

impl Tokenizer {
    /// What [`words`] gives.
    pub const fn words() -> Self {
        Self { unit: Unit::Words, kept: Kept::Wordlike }
    }

    /// What [`tokens`] gives: nothing is left out.
    pub const fn all() -> Self {
        Self { unit: Unit::Words, kept: Kept::All }
    }

    /// What [`sentences`] gives.
    pub const fn sentences() -> Self {
        Self { unit: Unit::Sentences(sentence::Rules::Annex29), kept: Kept::All }
    }

    /// Sentences as Arabic prose ends them: also at ؛, and not after an abbreviation (د. أ.د. ص.ب. هـ.) or a letter
    /// that stands for a name. A line end ends a sentence, as in UAX #29; so do ؟ and ۔; a point in a number does not.
    ///
    /// ```
    /// use naqi::token::Tokenizer;
    /// let text = "قال أ.د. سالم: نعم؛ ثم مضى.";
    /// let found: Vec<&str> = Tokenizer::arabic_sentences().tokenize(text).map(|s| s.text()).collect();
    /// assert_eq!(found, ["قال أ.د. سالم: نعم؛ ", "ثم مضى."]);
    /// ```
    pub const fn arabic_sentences() -> Self {
        Self { unit: Unit::Sentences(sentence::Rules::Arabic), kept: Kept::All }
    }

    /// The words and numbers of posts, with links, addresses, mentions, hashtags and emoji as one token each.
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
        Self { unit: Unit::Social, kept: Kept::Kinds(bits(&kinds)) }
    }

    /// Keeps tokens of these kinds alone.
    pub const fn keep(self, kinds: &[TokenKind]) -> Self {
        Self { kept: Kept::Kinds(bits(kinds)), ..self }
    }

    /// Keeps all tokens, so that their texts concatenate to the source.
    pub const fn keep_all(self) -> Self {
        Self { kept: Kept::All, ..self }
    }

    /// The tokens of a text. Allocates nothing.
    pub fn tokenize(self, text: &str) -> Tokenized<'_> {
        let from = match self.unit {
            Unit::Words => From::Tokens(Tokens::new(text)),
            Unit::Social => From::Social(social::Posts::new(text)),
            Unit::Sentences(rules) => From::Sentences(Sentences::new(text, rules)),
        };
        Tokenized { from, kept: self.kept }
    }
}

const fn bits(kinds: &[TokenKind]) -> u16 {
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
    from: From<'t>,
    kept: Kept,
}

#[derive(Clone, Debug)]
enum From<'t> {
    Tokens(Tokens<'t>),
    Social(social::Posts<'t>),
    Sentences(Sentences<'t>),
}

impl<'t> Iterator for Tokenized<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            let (token, wordlike) = match &mut self.from {
                From::Tokens(tokens) => tokens.next_with_wordlike()?,
                From::Social(posts) => posts.next_with_wordlike()?,
                From::Sentences(sentences) => (sentences.next()?, true),
            };
            let keeps = match self.kept {
                Kept::All => true,
                Kept::Wordlike => wordlike,
                Kept::Kinds(kinds) => kinds & token.kind.bit() != 0,
            };
            if keeps {
                return Some(token);
            }
        }
    }
}

impl core::iter::FusedIterator for Tokenized<'_> {}
