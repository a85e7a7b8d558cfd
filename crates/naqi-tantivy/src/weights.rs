//! How much each kind of term counts in the score of a text.

use naqi::analyzer::TermKind;

/// The factors by which the terms of a word count in a query. The default is 1 for the stem, 0.5 for the root key, 0.35 for the
/// word, and 0.8 for what stands for an unknown word. With a parser that is given no weights, the root keys of a field without words
/// ([`wide`](naqi::analyzer::wide)) count 1.
///
/// ```
/// # use tantivy::{Index, schema::Schema};
/// # let index = Index::create_in_ram(Schema::builder().build());
/// use naqi_tantivy::{QueryParser, Weights};
///
/// let mut parser = QueryParser::for_index(&index, Vec::new());
/// parser.set_weights(Weights { word: 1.0, ..Weights::default() });
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Of the stem. A number or a word of another script, which has no other term, counts as a stem and a word if the field's
    /// analyzer has words: it is both.
    pub stem: f32,
    /// Of √ and the root key.
    pub root_key: f32,
    /// Of = and the word.
    pub word: f32,
    /// Of the terms of the index that stand for an unknown word, in addition to the weights of their kind. With 0 they are not
    /// looked for: see [`QueryParser::parse_for`](crate::QueryParser::parse_for).
    pub unknown: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self { stem: 1.0, root_key: 0.5, word: 0.35, unknown: 0.8 }
    }
}

impl Weights {
    /// The weights of a field without words, unless others are given.
    pub(crate) const WITHOUT_WORDS: Self = Self { stem: 1.0, root_key: 1.0, word: 1.0, unknown: 0.8 };

    /// The weight of a kind of term.
    pub(crate) fn of(&self, kind: TermKind) -> f32 {
        match kind {
            TermKind::RootKey => self.root_key,
            TermKind::Word => self.word,
            _ => self.stem,
        }
    }
}
