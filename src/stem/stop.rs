//! Stop words: words that carry no content, by category.

/// A kind of word that carries no content of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Category {
    /// Prepositions, conjunctions, pronouns, particles: في, هذا, التي.
    Function,
    /// Words that ask: ما, متى, كيف, أين.
    Question,
}

impl Category {
    /// Every category.
    pub const ALL: [Self; 2] = [Self::Function, Self::Question];

    /// The category's name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Question => "question",
        }
    }

    /// The category of a normalized word, if it is a stop word.
    pub fn of(_word: &str) -> Option<Self> {
        None
    }
}
