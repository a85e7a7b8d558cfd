//! The fields of an index.

use naqi::Analyzer;
use naqi_tantivy::text_options;
use tantivy::schema::{FAST, Field, INDEXED, STORED, STRING, Schema};
use tantivy::{Index, TantivyError};

#[derive(Clone, Copy)]
pub struct Fields {
    /// Identifies the document in all runs.
    pub key: Field,
    /// A hash of the key, the title and the text: another one if the document has changed.
    pub state: Field,
    /// The file that the document is of.
    pub source: Field,
    /// The source: a file, and a line if the file has several documents.
    pub place: Field,
    pub title: Field,
    pub text: Field,
}

impl Fields {
    pub fn schema(analyzer: &Analyzer) -> Schema {
        let mut schema = Schema::builder();
        schema.add_text_field("key", STRING);
        schema.add_u64_field("state", INDEXED | FAST);
        schema.add_text_field("source", STRING);
        schema.add_text_field("place", STORED);
        schema.add_text_field("title", text_options(analyzer).set_stored());
        schema.add_text_field("text", text_options(analyzer).set_stored());
        schema.build()
    }

    /// The fields of an index that this program has made.
    pub fn of(index: &Index) -> Result<Self, TantivyError> {
        let schema = index.schema();
        let field = |name| schema.get_field(name);
        Ok(Self {
            key: field("key")?,
            state: field("state")?,
            source: field("source")?,
            place: field("place")?,
            title: field("title")?,
            text: field("text")?,
        })
    }
}
