//! The index on disk: which documents it has, and adding and committing documents.

use super::{Fields, Settings, explain, folder};
use std::collections::HashSet;
use std::time::{Duration, Instant};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term, doc};

/// Documents are committed after this number, even before the interval ends, since their keys are held until then.
const MAX_UNCOMMITTED: usize = 200_000;

/// A document to index.
pub struct Document {
    /// Identifies the document in all runs.
    pub key: String,
    /// Where it was read.
    pub place: String,
    pub title: String,
    pub text: String,
}

pub struct Store {
    fields: Fields,
    writer: IndexWriter,
    reader: IndexReader,
    /// The committed documents.
    safe: Searcher,
    /// The keys of documents that are not committed yet.
    fresh: HashSet<String>,
    last: Instant,
    every: Duration,
}

/// The outcome of adding a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Added {
    New,
    /// It was in the index already.
    Known,
}

impl Store {
    /// Opens or creates the index. The error is a message for the user.
    pub fn open(settings: &Settings) -> Result<Self, String> {
        let named = |error: &dyn std::fmt::Display| format!("{}: {error}", settings.path.display());
        let index = folder::open(settings).map_err(|error| named(&error))?;
        let message = |error: TantivyError| named(&explain(&error));
        let writer: IndexWriter = index.writer_with_num_threads(settings.jobs, settings.memory).map_err(message)?;
        folder::check_same(&settings.path, &index).map_err(|error| named(&error))?;
        let reader: IndexReader =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(message)?;
        let fields = Fields::of(&index).map_err(message)?;
        let (safe, fresh) = (reader.searcher(), HashSet::new());
        Ok(Self { fields, writer, reader, safe, fresh, last: Instant::now(), every: settings.commit_every })
    }

    /// The number of committed documents.
    pub fn count(&self) -> u64 {
        self.safe.num_docs()
    }

    /// Adds a document, unless the index has its key.
    pub fn add(&mut self, document: Document) -> Result<Added, TantivyError> {
        let Document { key, place, title, text } = document;
        let term = Term::from_field_text(self.fields.key, &key);
        if self.fresh.contains(&key) || self.safe.doc_freq(&term)? > 0 {
            return Ok(Added::Known);
        }
        let Fields { key: key_field, place: place_field, title: title_field, text: text_field } = self.fields;
        let mut made: TantivyDocument = doc!(key_field => key.as_str(), place_field => place, text_field => text);
        if !title.is_empty() {
            made.add_text(title_field, title);
        }
        if let Err(error) = self.writer.add_document(made) {
            // The writer's threads report why they ended only when a commit joins them.
            return Err(self.writer.prepare_commit().err().unwrap_or(error));
        }
        self.fresh.insert(key);
        if self.last.elapsed() >= self.every || self.fresh.len() >= MAX_UNCOMMITTED {
            self.commit()?;
        }
        Ok(Added::New)
    }

    /// Commits the documents that were added.
    pub fn commit(&mut self) -> Result<(), TantivyError> {
        self.writer.commit()?;
        self.reader.reload()?;
        self.safe = self.reader.searcher();
        self.fresh.clear();
        self.last = Instant::now();
        Ok(())
    }

    /// Commits, and waits for merges in the background.
    pub fn finish(mut self) -> Result<u64, TantivyError> {
        self.commit()?;
        let count = self.count();
        self.writer.wait_merging_threads()?;
        Ok(count)
    }
}
