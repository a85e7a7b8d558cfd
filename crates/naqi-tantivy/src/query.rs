//! The query parser: tantivy's query language, for fields in which a word may have several terms at one position.

use crate::build::{Built, build};
use crate::checked::checked;
use crate::limits;
use crate::parsed::Parsed;
use crate::scan::Grammar;
use crate::settings::Settings;
use crate::weights::Weights;
use tantivy::query::{EmptyQuery, Occur, Query, QueryParserError};
use tantivy::query_grammar;
use tantivy::schema::{Field, Schema};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Index, Searcher};

/// tantivy's query parser, for fields whose words may have several terms: root keys and words, as of
/// [`naqi::analyzer::three_terms`], and the parts of a hashtag ([`naqi::Analyzer::with_hashtag_parts`]).
///
/// tantivy's own parser makes a phrase of the terms of a word and requires all at one position, which finds less
/// instead of more. This parser finds a word by any of its terms, and adds up the scores of those that match, each with the
/// [weight](Weights) of its kind. A phrase consists of stems. All other fields, and the language (fields, `+`, `-`, `AND`, `OR`,
/// quotes, `~` slop, `^` boosts, ranges), are as in tantivy.
///
/// ```
/// use naqi::analyzer;
/// use tantivy::collector::Count;
/// use tantivy::{Index, doc, schema::Schema};
///
/// let mut schema = Schema::builder();
/// let text = schema.add_text_field("text", naqi_tantivy::text_options(analyzer::wide()));
/// let index = Index::create_in_ram(schema.build());
/// naqi_tantivy::register(&index, &[analyzer::wide()])?;
/// let mut writer = index.writer_with_num_threads(1, 20_000_000)?;
/// writer.add_document(doc!(text => "هذا كِتَابٌ عن الولايات المُتَّحِدة"))?;
/// writer.commit()?;
///
/// let parser = naqi_tantivy::QueryParser::for_index(&index, vec![text]);
/// // A required word and a required phrase.
/// let (word, phrase) = (
///     "كتاب",
///     "الولايات المتحده",
/// );
/// let query = parser.parse_query(&format!("+{word} +\"{phrase}\""))?;
/// assert_eq!(index.reader()?.searcher().search(&query, &Count)?, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # With an index
/// [`parse_for`](Self::parse_for) reads the words of an index, too: it replaces words that the index does not have by similar ones,
/// and takes prefixes (`مكت*`).
///
/// # Queries without terms
/// A stop word is ignored among other words, as in tantivy, also if it is required or excluded. A query of stop words alone searches
/// for them if the field's analyzer has words (`three_terms`). Otherwise it is no error: it becomes an [`EmptyQuery`], which finds
/// nothing, as does an empty query and one of signs. A program can tell it by `query.is::<EmptyQuery>()`, and say so to the user.
///
/// # Wildcards
/// A `*` at the end of a word makes it a prefix. Without an index, and at any other place of a word, it is an error. In quotes it is
/// a sign like others.
///
/// A link, a hashtag and a mention are words of a query, too, if the field's analyzer is
/// [on the tokens of posts](naqi::Analyzer::with_social_tokens). A link needs quotes, since `:` ends a field's name.
///
/// # Limits
/// A query may come from anyone, and tantivy's parser recurses: some thousand `(` would overflow its stack, which ends
/// the process. So these are errors:
/// - more than 32 levels of parentheses and `NOT`, counted together;
/// - more than 64 KiB, unless [`QueryParser::set_max_len`] sets another limit;
/// - a field's name with more than 256 bytes or 32 dots;
/// - sequences of slashes (`////`), for which the lenient parser takes quadratic time.
///
/// A query within the limits is parsed in time linear in its length, on a stack of 256 KiB in optimized code. Tabs and
/// line breaks outside of quotes are read as spaces, since tantivy takes quadratic time on words separated by them.
///
/// The time of a *search* is not limited: it depends on the index too.
#[derive(Clone)]
pub struct QueryParser {
    settings: Settings,
    max_len: usize,
}

impl QueryParser {
    /// A parser for this index; words without a field name are searched in `default_fields`.
    pub fn for_index(index: &Index, default_fields: Vec<Field>) -> Self {
        Self::new(index.schema(), default_fields, index.tokenizers())
    }

    /// The same, from the parts of an index. The tokenizers of the schema's text fields must be registered.
    pub fn new(schema: Schema, default_fields: Vec<Field>, tokenizers: &TokenizerManager) -> Self {
        Self { settings: Settings::new(schema, default_fields, tokenizers), max_len: limits::MAX_LEN }
    }

    /// Requires all words of a query, instead of any.
    pub fn set_conjunction_by_default(&mut self) {
        self.settings.default_occur = Occur::Must;
    }

    /// Multiplies the scores of a field.
    pub fn set_field_boost(&mut self, field: Field, boost: f32) {
        self.settings.set_field_boost(field, boost);
    }

    /// Sets how much each kind of term counts.
    pub fn set_weights(&mut self, weights: Weights) {
        self.settings.weights = Some(weights);
    }

    /// Sets the maximum length of a query in bytes; 65,536 by default.
    ///
    /// ```
    /// # use tantivy::{Index, schema::Schema};
    /// # let index = Index::create_in_ram(Schema::builder().build());
    /// let mut parser = naqi_tantivy::QueryParser::for_index(&index, Vec::new());
    /// parser.set_max_len(1000);
    /// assert!(parser.parse_query(&"كتاب ".repeat(200)).is_err());
    /// ```
    pub fn set_max_len(&mut self, bytes: usize) {
        self.max_len = bytes;
    }

    /// Parses a query.
    ///
    /// # Errors
    /// Those of tantivy: invalid syntax, an unknown field, nothing but excluded words. And
    /// [`QueryParserError::UnsupportedQuery`] if a query exceeds a limit (see [`QueryParser`]), with the byte at which
    /// it does.
    pub fn parse_query(&self, query: &str) -> Result<Box<dyn Query>, QueryParserError> {
        self.parse(None, query).map(|parsed| parsed.query)
    }

    /// Parses a query for an index: unknown words are replaced, and words may end with `*`.
    ///
    /// A word is unknown if no text of the index has its stem. In its place the query searches for stems of the index with one
    /// letter more, less or another, or two letters swapped, and for those with the same consonants: the five best, by
    /// similarity and then by their number of texts. If there is none, and the word is two known ones without a space, it searches for both.
    /// [`Weights::unknown`] is their weight. Words in quotes, excluded words, words with digits and those of more than 40 letters are not replaced.
    ///
    /// ```
    /// use naqi::analyzer;
    /// use tantivy::{Index, collector::Count, doc, schema::Schema};
    ///
    /// let mut schema = Schema::builder();
    /// let text = schema.add_text_field("text", naqi_tantivy::text_options(analyzer::three_terms()));
    /// let index = Index::create_in_ram(schema.build());
    /// naqi_tantivy::register(&index, &[analyzer::three_terms()])?;
    /// let mut writer = index.writer_with_num_threads(1, 20_000_000)?;
    /// writer.add_document(doc!(text => "كرة القدم في البرازيل"))?;
    /// writer.commit()?;
    ///
    /// let parser = naqi_tantivy::QueryParser::for_index(&index, vec![text]);
    /// let searcher = index.reader()?.searcher();
    /// let queries = [
    ///     "البرازبل",
    ///     "كرةالقدم",
    ///     "براز*",
    /// ];
    /// for query in queries {
    ///     let parsed = parser.parse_for(&searcher, query)?;
    ///     assert_eq!(searcher.search(&parsed.query, &Count)?, 1);
    /// }
    /// let parsed = parser.parse_for(&searcher, "البرازبل")?;
    /// assert_eq!(parsed.substitutions[0].by[0], "برازيل");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Limits
    /// The first 16 unknown words are looked up. There are two look-ups for each in each field, one for letters and one for consonants,
    /// and each ends after 1,024 stems that match. A prefix of more than 1,024 words of the
    /// index is an error, and so are prefixes of more than 4,096 words together.
    ///
    /// # Errors
    /// Those of [`parse_query`](Self::parse_query), and what is wrong with a wildcard. A fault while the index is read is an
    /// [`QueryParserError::UnsupportedQuery`], too, with its message.
    pub fn parse_for(&self, searcher: &Searcher, query: &str) -> Result<Parsed, QueryParserError> {
        self.parse(Some(searcher), query)
    }

    /// The weights of the terms of a field: those that were set, or those of the field's analyzer.
    pub fn weights_of(&self, field: Field) -> Weights {
        self.settings.weights_of(field)
    }

    fn parse(&self, searcher: Option<&Searcher>, query: &str) -> Result<Parsed, QueryParserError> {
        let checked = checked(query, Grammar::Strict, self.max_len)?;
        let ast = query_grammar::parse_query(&checked).map_err(|_| QueryParserError::SyntaxError(query.into()))?;
        let Built { parsed, mut errors } = build(&self.settings, searcher, ast);
        if errors.is_empty() { Ok(parsed) } else { Err(errors.swap_remove(0)) }
    }

    /// Parses the valid parts of a query, and returns the errors of the rest.
    ///
    /// A query that exceeds a limit (see [`QueryParser`]) finds nothing.
    pub fn parse_query_lenient(&self, query: &str) -> (Box<dyn Query>, Vec<QueryParserError>) {
        let (parsed, errors) = self.parse_leniently(None, query);
        (parsed.query, errors)
    }

    /// Parses the valid parts of a query for an index, as [`parse_for`](Self::parse_for) does, and returns the errors of the rest.
    pub fn parse_lenient_for(&self, searcher: &Searcher, query: &str) -> (Parsed, Vec<QueryParserError>) {
        self.parse_leniently(Some(searcher), query)
    }

    fn parse_leniently(&self, searcher: Option<&Searcher>, query: &str) -> (Parsed, Vec<QueryParserError>) {
        let checked = match checked(query, Grammar::Lenient, self.max_len) {
            Ok(checked) => checked,
            Err(excess) => {
                let nothing = Parsed { query: Box::new(EmptyQuery), substitutions: Vec::new(), terms: Vec::new() };
                return (nothing, vec![excess.into()]);
            }
        };
        let (ast, wrong) = query_grammar::parse_query_lenient(&checked);
        let said = |error: query_grammar::LenientError| {
            QueryParserError::SyntaxError(format!("{} at position {}", error.message, error.pos))
        };
        let mut errors: Vec<QueryParserError> = wrong.into_iter().map(said).collect();
        let built = build(&self.settings, searcher, ast);
        errors.extend(built.errors);
        (built.parsed, errors)
    }
}
