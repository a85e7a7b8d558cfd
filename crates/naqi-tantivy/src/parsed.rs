//! A parsed query: its terms with their weights, and what stands for unknown words.

use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

/// A query for an index, and what it searches for in place of words that the index does not have.
#[derive(Debug)]
pub struct Parsed {
    /// The query.
    pub query: Box<dyn Query>,
    /// The words that were replaced, in the order of the query.
    pub substitutions: Vec<Substitution>,
    /// The terms outside of phrases and exclusions, with their weights: those of their kinds and fields, times the boosts of the
    /// query.
    pub terms: Vec<WeightedTerm>,
}

/// A term of a query, and the factor by which it counts.
///
/// ```
/// use naqi::analyzer;
/// use tantivy::{Index, schema::Schema};
///
/// let mut schema = Schema::builder();
/// let text = schema.add_text_field("text", naqi_tantivy::text_options(analyzer::three_terms()));
/// let index = Index::create_in_ram(schema.build());
/// naqi_tantivy::register(&index, &[analyzer::three_terms()])?;
/// let parser = naqi_tantivy::QueryParser::for_index(&index, vec![text]);
/// let parsed = parser.parse_for(&index.reader()?.searcher(), "كتاب^2")?;
/// assert_eq!(parsed.terms.iter().map(|term| term.weight).collect::<Vec<_>>(), [2.0, 1.0, 0.7]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct WeightedTerm {
    /// The term, with its field.
    pub term: Term,
    /// Its weight.
    pub weight: f32,
}

impl WeightedTerm {
    /// What the term adds to the score of a text; none if the text does not have it. Of the terms that stand for one word only the
    /// best counts, and so does the best of a prefix.
    ///
    /// # Errors
    /// A fault while the index is read.
    pub fn score(&self, searcher: &Searcher, text: DocAddress) -> tantivy::Result<Option<f32>> {
        let query = TermQuery::new(self.term.clone(), IndexRecordOption::WithFreqs);
        let segment = searcher.segment_reader(text.segment_ord);
        let mut scorer = query.weight(EnableScoring::enabled_from_searcher(searcher))?.scorer(segment, self.weight)?;
        // A scorer is at its first text, and may not go back.
        let has = scorer.doc() <= text.doc_id && scorer.seek(text.doc_id) == text.doc_id;
        Ok(has.then(|| scorer.score()))
    }
}

/// A word of a query that the index does not have, and what stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitution {
    /// The word, as it is written in the query.
    pub word: String,
    /// Terms of the index, the most similar and most frequent first. If the word is `split`, its two words.
    pub by: Vec<String>,
    /// Whether the word was divided into two known ones.
    pub split: bool,
}
