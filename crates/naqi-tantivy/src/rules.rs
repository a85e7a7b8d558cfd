//! The rules of a field stand in the index's own schema, as its tokenizer's name, and are compared when it is opened.

use crate::differences::Differences;
use crate::error::{Error, Kind};
use crate::tokenizer::AnalyzerTokenizer;
use naqi::Analyzer;
use tantivy::Index;
use tantivy::schema::{Field, FieldEntry, FieldType, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

/// What the names of naqi's tokenizers start with.
const PREFIX: &str = "naqi ";

/// The name of an analyzer's tokenizer: its fingerprint, and its steps in text.
///
/// It stands in the schema, which tantivy writes whole with each commit: it is there as soon as the index is, outlives
/// merges and broken runs, and no commit can forget it.
///
/// ```
/// let name = naqi_tantivy::tokenizer_name(naqi::analyzer::default());
/// assert!(name.starts_with("naqi ") && name.ends_with(&naqi::analyzer::default().to_string()));
/// ```
pub fn tokenizer_name(analyzer: &Analyzer) -> String {
    format!("{PREFIX}{:016x} {analyzer}", analyzer.fingerprint())
}

/// How a field is indexed by an analyzer: with frequencies and positions. For a field of JSON, too.
pub fn field_indexing(analyzer: &Analyzer) -> TextFieldIndexing {
    TextFieldIndexing::default()
        .set_tokenizer(&tokenizer_name(analyzer))
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
}

/// A text field that is indexed by an analyzer, with frequencies and positions, and not stored.
///
/// Snippets need the text: store it where it stands nowhere else.
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

/// Gives an index the tokenizers of its fields, once it is known that each was indexed by one of these analyzers.
///
/// Call it on each index that is made or opened, before anything is written or asked. Fields of other tokenizers
/// are left as they are.
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
/// let error = naqi_tantivy::register(&index, &[&Analyzer::new(preset::SEARCH.clone())]).unwrap_err();
/// assert!(error.to_string().contains("only in the index: "));
/// # Ok::<(), naqi_tantivy::Error>(())
/// ```
///
/// # Errors
/// Names the first field that none of the analyzers made, and the steps and options that are on one side only.
pub fn register(index: &Index, analyzers: &[&Analyzer]) -> Result<(), Error> {
    let chosen = made_fields(&index.schema())
        .map(|made| match analyzers.iter().find(|analyzer| Some(analyzer.fingerprint()) == made.fingerprint) {
            Some(analyzer) => Ok((made, AnalyzerTokenizer::new(analyzer))),
            None => Err(made.other_than(analyzers)),
        })
        .collect::<Result<Vec<_>, Error>>()?;
    for (made, tokenizer) in chosen {
        index.tokenizers().register(&made.tokenizer, tokenizer);
    }
    Ok(())
}

/// The analyzer, in text, that a field is indexed by; none where it is not one of naqi's.
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

/// Gives an index the tokenizers of its fields, made anew from what its schema says of them.
///
/// For a program that asks an index it has not made: no analyzer needs to be given.
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
/// Names the first field whose rules this version of naqi does not know, or knows by the same names and does otherwise.
pub fn register_as_made(index: &Index) -> Result<(), Error> {
    let mut analyzers = Vec::new();
    for made in made_fields(&index.schema()) {
        match made.analyzer.parse::<Analyzer>() {
            Ok(analyzer) => analyzers.push(analyzer),
            Err(error) => {
                return Err(Error::new(Kind::Unreadable { field: made.field, analyzer: made.analyzer, error }));
            }
        }
    }
    register(index, &analyzers.iter().collect::<Vec<_>>())
}

/// What the schema says of a field that an analyzer indexes.
struct Made {
    field: String,
    tokenizer: String,
    /// None where it is not written as it should be.
    fingerprint: Option<u64>,
    /// The analyzer in text.
    analyzer: String,
}

/// The fields that analyzers index.
fn made_fields(schema: &Schema) -> impl Iterator<Item = Made> {
    schema.fields().filter_map(|(_, entry)| {
        let tokenizer = tokenizer_of(entry)?;
        let (fingerprint, analyzer) = tokenizer.strip_prefix(PREFIX)?.split_once(' ').unwrap_or_default();
        Some(Made {
            field: entry.name().into(),
            tokenizer: tokenizer.into(),
            fingerprint: u64::from_str_radix(fingerprint, 16).ok(),
            analyzer: analyzer.into(),
        })
    })
}

impl Made {
    /// The error that none of these analyzers made the field; it tells what parts the nearest one from it.
    fn other_than(self, analyzers: &[&Analyzer]) -> Error {
        let nearest = analyzers.iter().map(|analyzer| Differences::between(&self.analyzer, &analyzer.to_string()));
        match nearest.min_by_key(Differences::count) {
            Some(differences) => Error::new(Kind::OtherRules { field: self.field, differences }),
            None => Error::new(Kind::NoRules { field: self.field, analyzer: self.analyzer }),
        }
    }
}
