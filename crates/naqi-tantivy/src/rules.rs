//! Stores the rules of a field in the index's schema, as its tokenizer's name, and compares them on opening.

use crate::differences::Differences;
use crate::error::{Error, ErrorKind};
use crate::tokenizer::AnalyzerTokenizer;
use naqi::Analyzer;
use tantivy::Index;
use tantivy::schema::{Field, FieldEntry, FieldType, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

/// The prefix of the names of naqi's tokenizers.
const PREFIX: &str = "naqi ";

/// The name of an analyzer's tokenizer: its fingerprint, and its text form.
///
/// It is part of the schema, which tantivy writes in full with each commit: so it exists as soon as the index does, and
/// survives merges and interrupted runs.
///
/// ```
/// let name = naqi_tantivy::tokenizer_name(naqi::analyzer::default());
/// assert!(name.starts_with("naqi ") && name.ends_with(&naqi::analyzer::default().to_string()));
/// ```
pub fn tokenizer_name(analyzer: &Analyzer) -> String {
    format!("{PREFIX}{:016x} {analyzer}", analyzer.fingerprint())
}

/// Options for a field that an analyzer indexes, with frequencies and positions. JSON fields, too.
pub fn field_indexing(analyzer: &Analyzer) -> TextFieldIndexing {
    TextFieldIndexing::default()
        .set_tokenizer(&tokenizer_name(analyzer))
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
}

/// Options for a text field that an analyzer indexes, with frequencies and positions, not stored.
///
/// Snippets need the text: store it, unless it is kept elsewhere.
///
/// ```
/// use tantivy::schema::Schema;
///
/// let mut schema = Schema::builder();
/// schema.add_text_field("text", naqi_tantivy::text_options(naqi::analyzer::default()).set_stored());
/// ```
pub fn text_options(analyzer: &Analyzer) -> TextOptions {
    TextOptions::default().set_indexing_options(field_indexing(analyzer))
}

/// Registers the tokenizers of an index's fields, after checking that each field was indexed by one of these analyzers.
///
/// Call it on each index that is created or opened, before anything is written or searched. Fields of other tokenizers
/// are not changed.
///
/// ```
/// use naqi::{Analyzer, analyzer, preset};
/// use tantivy::{Index, schema::Schema};
///
/// let mut schema = Schema::builder();
/// schema.add_text_field("text", naqi_tantivy::text_options(analyzer::default()));
/// let index = Index::create_in_ram(schema.build());
/// naqi_tantivy::register(&index, &[analyzer::default()])?;
///
/// let error = naqi_tantivy::register(&index, &[&Analyzer::new(&preset::SEARCH)]).unwrap_err();
/// assert!(error.to_string().contains("only in the index: "));
/// # Ok::<(), naqi_tantivy::Error>(())
/// ```
///
/// # Errors
/// Names the first field that none of the analyzers made, and the steps and options that only one side has.
pub fn register(index: &Index, analyzers: &[&Analyzer]) -> Result<(), Error> {
    let chosen = indexed_fields(&index.schema())
        .map(|made| match analyzers.iter().find(|analyzer| Some(analyzer.fingerprint()) == made.fingerprint) {
            Some(analyzer) => Ok((made, AnalyzerTokenizer::new(analyzer))),
            None => Err(made.mismatch(analyzers)),
        })
        .collect::<Result<Vec<_>, Error>>()?;
    for (made, tokenizer) in chosen {
        index.tokenizers().register(&made.tokenizer, tokenizer);
    }
    Ok(())
}

/// The text form of the analyzer that made a field; none if its tokenizer is not one of naqi's.
///
/// ```
/// use naqi::analyzer;
/// use tantivy::schema::{STRING, Schema};
///
/// let mut schema = Schema::builder();
/// let text = schema.add_text_field("text", naqi_tantivy::text_options(analyzer::light()));
/// let key = schema.add_text_field("key", STRING);
/// let schema = schema.build();
/// assert_eq!(naqi_tantivy::made_by(&schema, text), Some(analyzer::light().to_string()));
/// assert_eq!(naqi_tantivy::made_by(&schema, key), None);
/// ```
pub fn made_by(schema: &Schema, field: Field) -> Option<String> {
    let name = tokenizer_of(schema.get_field_entry(field))?.strip_prefix(PREFIX)?;
    name.split_once(' ').map(|(_, analyzer)| analyzer.into())
}

/// The name of a field's tokenizer, if it has one.
pub(crate) fn tokenizer_of(entry: &FieldEntry) -> Option<&str> {
    let indexing = match entry.field_type() {
        FieldType::Str(options) => options.get_indexing_options(),
        FieldType::JsonObject(options) => options.get_text_indexing_options(),
        _ => None,
    };
    indexing.map(TextFieldIndexing::tokenizer)
}

/// Registers the tokenizers of an index's fields, made from the schema.
///
/// For a program that searches an index it has not made: no analyzer needs to be given.
///
/// ```
/// use naqi::analyzer;
/// use tantivy::{Index, schema::Schema};
///
/// let mut schema = Schema::builder();
/// let text = schema.add_text_field("text", naqi_tantivy::text_options(analyzer::wide()));
/// let index = Index::create_in_ram(schema.build());
/// naqi_tantivy::register_as_made(&index)?;
/// assert!(index.tokenizer_for_field(text).is_ok());
/// # Ok::<(), naqi_tantivy::Error>(())
/// ```
///
/// # Errors
/// Names the first field whose rules this version of naqi does not know, or knows by the same names with another
/// meaning.
pub fn register_as_made(index: &Index) -> Result<(), Error> {
    let mut analyzers = Vec::new();
    for made in indexed_fields(&index.schema()) {
        match made.analyzer.parse::<Analyzer>() {
            Ok(analyzer) => analyzers.push(analyzer),
            Err(error) => {
                return Err(Error::new(ErrorKind::Unreadable { field: made.field, analyzer: made.analyzer, error }));
            }
        }
    }
    register(index, &analyzers.iter().collect::<Vec<_>>())
}

/// A field that an analyzer indexes, as the schema describes it.
struct IndexedField {
    field: String,
    tokenizer: String,
    /// None if the name is malformed.
    fingerprint: Option<u64>,
    /// The text form of the analyzer.
    analyzer: String,
}

/// The fields that analyzers index.
fn indexed_fields(schema: &Schema) -> impl Iterator<Item = IndexedField> {
    schema.fields().filter_map(|(_, entry)| {
        let tokenizer = tokenizer_of(entry)?;
        let (fingerprint, analyzer) = tokenizer.strip_prefix(PREFIX)?.split_once(' ').unwrap_or_default();
        Some(IndexedField {
            field: entry.name().into(),
            tokenizer: tokenizer.into(),
            fingerprint: u64::from_str_radix(fingerprint, 16).ok(),
            analyzer: analyzer.into(),
        })
    })
}

impl IndexedField {
    /// The error that none of these analyzers made the field; it lists the differences from the most similar one.
    fn mismatch(self, analyzers: &[&Analyzer]) -> Error {
        let nearest = analyzers.iter().map(|analyzer| Differences::between(&self.analyzer, &analyzer.to_string()));
        match nearest.min_by_key(Differences::count) {
            Some(differences) => Error::new(ErrorKind::OtherRules { field: self.field, differences }),
            None => Error::new(ErrorKind::NoRules { field: self.field, analyzer: self.analyzer }),
        }
    }
}
