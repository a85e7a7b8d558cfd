//! What a mask replaces: kinds of tokens of posts, each by a text.

use crate::error::{Error, Problem};
use crate::names::named;
use alloc::string::String;

/// A kind of token that a [`Mask`] replaces, as [`Tokenizer::social`](crate::Tokenizer::social) finds it.
///
/// ```
/// use naqi::step::{Mask, MaskedToken, Step};
/// let mask = Mask::new([(MaskedToken::Mention, "@")])?;
/// let naqi = naqi::Normalizer::new(&[Step::Mask(mask)]);
/// assert_eq!(naqi.normalize("شكرا @naqi_ar"), "شكرا @");
/// # Ok::<(), naqi::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum MaskedToken {
    /// A link: [`TokenKind::Url`](crate::token::TokenKind::Url).
    Link,
    /// An e-mail address: [`TokenKind::Email`](crate::token::TokenKind::Email).
    Email,
    /// A name after `@`: [`TokenKind::Mention`](crate::token::TokenKind::Mention).
    Mention,
    /// A tag after `#`: [`TokenKind::Hashtag`](crate::token::TokenKind::Hashtag).
    Hashtag,
    /// A number with its separators, `1,234.5` or `١٢٫٥`: [`TokenKind::Number`](crate::token::TokenKind::Number).
    Number,
    /// An emoji with all of its sequence: [`TokenKind::Emoji`](crate::token::TokenKind::Emoji).
    Emoji,
}

named! { MaskedToken, "kind of token to mask", "step::MaskedToken";
    Link = "link",
    Email = "email",
    Mention = "mention",
    Hashtag = "hashtag",
    Number = "number",
    Emoji = "emoji",
}

/// Replaces links, mentions and other tokens of posts by a text, or deletes them. See [`Step::Mask`](crate::Step::Mask).
///
/// ```
/// use naqi::step::{Mask, MaskedToken, Step};
/// let mask = Mask::new([(MaskedToken::Link, "URL"), (MaskedToken::Emoji, "")])?;
/// let naqi = naqi::Normalizer::new(&[Step::Mask(mask)]);
/// let post = "انظر https://example.com/a?b=c \u{1F60D}شكرا";
/// assert_eq!(naqi.normalize(post), "انظر URL شكرا");
/// assert_eq!("mask(link=URL, emoji=)".parse(), Ok(naqi));
/// # Ok::<(), naqi::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mask {
    /// In the order of [`MaskedToken::ALL`].
    texts: [Option<String>; MaskedToken::ALL.len()],
}

impl Mask {
    /// The maximal length of a text, in bytes.
    pub const MAX_TEXT: usize = 255;

    /// Makes a mask of the kinds of tokens to replace, each with its text; tokens with an empty text are deleted.
    ///
    /// # Errors
    /// Two texts for one kind, or a text of more than [`Mask::MAX_TEXT`] bytes.
    ///
    /// ```
    /// use naqi::step::{Mask, MaskedToken};
    /// assert!(Mask::new([(MaskedToken::Link, "a"), (MaskedToken::Link, "b")]).is_err());
    /// ```
    pub fn new<T: AsRef<str>>(texts: impl IntoIterator<Item = (MaskedToken, T)>) -> Result<Self, Error> {
        let mut mask = Self::default();
        for (token, text) in texts {
            mask.insert(token, text.as_ref())?;
        }
        Ok(mask)
    }

    pub(super) fn insert(&mut self, token: MaskedToken, text: &str) -> Result<(), Error> {
        if text.len() > Self::MAX_TEXT {
            return Err(Error::new(Problem::LongMask { name: token.name(), len: text.len(), most: Self::MAX_TEXT }));
        }
        match self.texts[token as usize].replace(text.into()) {
            Some(_) => Err(Error::new(Problem::TwoMasks(token.name()))),
            None => Ok(()),
        }
    }

    /// The kinds of tokens and their texts, in the order of [`MaskedToken::ALL`].
    ///
    /// ```
    /// use naqi::step::{Mask, MaskedToken};
    /// let mask = Mask::new([(MaskedToken::Emoji, ""), (MaskedToken::Link, "URL")])?;
    /// assert_eq!(mask.texts().next(), Some((MaskedToken::Link, "URL")));
    /// # Ok::<(), naqi::Error>(())
    /// ```
    pub fn texts(&self) -> impl Iterator<Item = (MaskedToken, &str)> {
        MaskedToken::ALL.iter().zip(&self.texts).filter_map(|(token, text)| Some((*token, text.as_deref()?)))
    }
}
