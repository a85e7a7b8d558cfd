//! Terms, and which of a word's terms each is.

use crate::names::named;
use core::ops::Range;

/// A term to index: its text, its span in the source, its position, and which of its word's terms it is.
///
/// ```
/// use naqi::analyzer::{Term, TermKind};
/// naqi::analyzer::light().for_each_term("والمدرسة", |term| {
///     assert_eq!(term, Term { text: "مدرس", span: 0..16, position: 0, kind: TermKind::Stem });
/// });
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term<'a> {
    /// The text to index.
    pub text: &'a str,
    /// The byte range of its word or subword in the source, with the marks of its letters.
    pub span: Range<usize>,
    /// The number of its word or subword, from 0. Stop words are counted. All terms of a word have its position, and so do the
    /// [parts of a hashtag](crate::Analyzer::with_hashtag_parts).
    pub position: usize,
    /// Which of its word's terms it is.
    pub kind: TermKind,
}

/// Which of a word's terms a [`Term`] is.
///
/// ```
/// use naqi::analyzer::{self, TermKind};
/// let mut kinds = Vec::new();
/// analyzer::three_terms().for_each_term("والمدرسة", |term| kinds.push(term.kind));
/// assert_eq!(kinds, [TermKind::Stem, TermKind::RootKey, TermKind::Word]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum TermKind {
    /// The stem, or the normalized word of an analyzer without a stem. Numbers, words of other scripts and the
    /// [tokens of posts](crate::Analyzer::with_social_tokens) have no other term.
    Stem,
    /// √ and the root key: [`Analyzer::with_root_key`](crate::Analyzer::with_root_key).
    RootKey,
    /// = and the normalized word: [`Analyzer::with_word`](crate::Analyzer::with_word).
    Word,
}

named! { TermKind, "kind of term", "analyzer::TermKind";
    Stem = "stem",
    RootKey = "root_key",
    Word = "word",
}

impl TermKind {
    /// The sign before each term of this kind, so that it never equals a stem; none before stems.
    ///
    /// ```
    /// use naqi::analyzer::TermKind;
    /// assert_eq!([TermKind::Stem, TermKind::RootKey, TermKind::Word].map(TermKind::sign), ["", "√", "="]);
    /// ```
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Stem => "",
            Self::RootKey => "√",
            Self::Word => "=",
        }
    }

    /// The kind of a term, by its sign.
    ///
    /// ```
    /// use naqi::analyzer::TermKind;
    /// assert_eq!(TermKind::of("√كتب"), TermKind::RootKey);
    /// assert_eq!(TermKind::of("كتب"), TermKind::Stem);
    /// ```
    pub fn of(term: &str) -> Self {
        [Self::RootKey, Self::Word].into_iter().find(|kind| term.starts_with(kind.sign())).unwrap_or(Self::Stem)
    }
}
