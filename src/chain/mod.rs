//! Chains: from text to the terms that a search engine indexes. Words, normalized, stop words left out, stemmed.

mod text;

use crate::normalizer::Normalizer;
use crate::stem::{self, Category};
use alloc::boxed::Box;
use alloc::string::String;
use core::ops::Range;
use once_cell::race::OnceBox;

/// How far a chain takes a word back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stem {
    /// The normalized word.
    #[default]
    None,
    /// Without affixes: [`stem::light`].
    Light,
    /// Without affixes and patterns: [`stem::full`].
    Full,
}

/// What becomes of a text's words: a normalizer, stop words, a stem, a root key.
///
/// ```
/// use naqi::chain;
/// let mut terms = Vec::new();
/// chain::default().for_each_term("في المُتَّحِدة", |term| terms.push((term.span, term.position)));
/// assert_eq!(terms.len(), 1);
/// ```
#[derive(Clone, Debug)]
pub struct Chain {
    normalizer: Normalizer,
    left_out: u16,
    stem: Stem,
    root_key: bool,
}

/// A term to index: its text, what it stands for in the source, and the place of its word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term<'a> {
    /// What to index.
    pub text: &'a str,
    /// The byte range of the source that the term stands for.
    pub span: Range<usize>,
    /// The word's number, from 0; words left out are counted, and a root key has its word's.
    pub position: usize,
}

impl Chain {
    /// A chain that gives a text's words, normalized.
    pub fn new(normalizer: Normalizer) -> Self {
        Self { normalizer, left_out: 0, stem: Stem::None, root_key: false }
    }

    /// The same chain, leaving out stop words of these categories, too.
    pub fn leaving_out(mut self, categories: &[Category]) -> Self {
        self.left_out |= categories.iter().fold(0, |set, c| set | 1 << *c as u16);
        self
    }

    /// The same chain with this stem.
    pub fn stemmed(mut self, stem: Stem) -> Self {
        self.stem = stem;
        self
    }

    /// The same chain with a second term for each word: its [root key](stem::root_key).
    pub fn with_root_key(mut self) -> Self {
        self.root_key = true;
        self
    }

    /// The chain's normalizer.
    pub fn normalizer(&self) -> &Normalizer {
        &self.normalizer
    }

    /// Calls `found` with each term of the text.
    pub fn for_each_term(&self, text: &str, mut found: impl FnMut(Term<'_>)) {
        let mut position = 0;
        self.normalizer.for_each_term(text, |token, word| {
            let stop = Category::of(word).is_some_and(|c| self.left_out >> c as u16 & 1 == 1);
            if !stop {
                let stem = match self.stem {
                    Stem::None => word.into(),
                    Stem::Light => stem::light(word).into(),
                    Stem::Full => stem::full(word),
                };
                found(Term { text: &stem, span: token.span(), position });
                if self.root_key {
                    let key = stem::root_key(word);
                    if key != stem {
                        found(Term { text: &key, span: token.span(), position });
                    }
                }
            }
            position += 1;
        });
    }

    /// A stable hash of what this chain does; store it beside an index, and compare it when the index is opened.
    pub fn fingerprint(&self) -> u64 {
        let options = (self.left_out as u64) << 8 | (self.stem as u64) << 1 | self.root_key as u64;
        self.normalizer.fingerprint().rotate_left(17) ^ options.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

/// One term a word: what to start with.
pub fn default() -> &'static Chain {
    static CHAIN: OnceBox<Chain> = OnceBox::new();
    CHAIN.get_or_init(|| Box::new(search().leaving_out(&Category::ALL).stemmed(Stem::Full)))
}

/// Stem and root key, two terms a word: finds more.
pub fn wide() -> &'static Chain {
    static CHAIN: OnceBox<Chain> = OnceBox::new();
    CHAIN.get_or_init(|| Box::new(default().clone().with_root_key()))
}

/// The chain of a name: `default` or `wide`.
pub fn by_name(name: &str) -> Option<&'static Chain> {
    match name {
        "default" => Some(default()),
        "wide" => Some(wide()),
        _ => None,
    }
}

fn search() -> Chain {
    Chain::new(crate::preset::SEARCH.clone())
}
