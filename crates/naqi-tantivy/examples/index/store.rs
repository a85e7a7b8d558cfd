//! The index on disk: what is in it already, and what is added and made safe.

use crate::args::Options;
use crate::documents::Document;
use crate::fields::Fields;
use crate::made;
use std::collections::HashSet;
use std::io::{self, ErrorKind};
use std::time::{Duration, Instant};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term, doc};

/// After so many documents they are made safe, however little time has passed: their keys are held until then.
const MOST_UNSAFE: usize = 200_000;

pub struct Store {
    fields: Fields,
    writer: IndexWriter,
    reader: IndexReader,
    /// What is safe.
    safe: Searcher,
    /// The keys of what is not safe yet.
    fresh: HashSet<String>,
    last: Instant,
    every: Duration,
}

const FULL: &str = "no space is left: make room, then run the same command again";

/// What became of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Became {
    Added,
    /// It was there.
    Known,
}

impl Store {
    /// Opens the index, or makes it. The error is to be shown as it is.
    pub fn open(options: &Options) -> Result<Self, String> {
        let named = |error: &dyn std::fmt::Display| format!("{}: {error}", options.index.display());
        let index = made::index(options).map_err(|error| named(&error))?;
        let told = |error: TantivyError| named(&explain(&error));
        let writer: IndexWriter = index.writer_with_num_threads(options.jobs, options.memory).map_err(told)?;
        made::check_same(&options.index, &index).map_err(|error| named(&error))?;
        let reader: IndexReader =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(told)?;
        let fields = Fields::of(&index).map_err(told)?;
        let (safe, fresh) = (reader.searcher(), HashSet::new());
        Ok(Self { fields, writer, reader, safe, fresh, last: Instant::now(), every: options.commit_every })
    }

    /// How many documents are safe.
    pub fn count(&self) -> u64 {
        self.safe.num_docs()
    }

    /// Adds a document, unless one of its key is there.
    pub fn add(&mut self, document: Document) -> Result<Became, TantivyError> {
        let Document { key, place, title, text } = document;
        let term = Term::from_field_text(self.fields.key, &key);
        if self.fresh.contains(&key) || self.safe.doc_freq(&term)? > 0 {
            return Ok(Became::Known);
        }
        let Fields { key: key_field, place: place_field, title: title_field, text: text_field } = self.fields;
        let mut made: TantivyDocument = doc!(key_field => key.as_str(), place_field => place, text_field => text);
        if !title.is_empty() {
            made.add_text(title_field, title);
        }
        if let Err(error) = self.writer.add_document(made) {
            // Why the threads have ended they say only when they are asked for what they have done.
            return Err(self.writer.prepare_commit().err().unwrap_or(error));
        }
        self.fresh.insert(key);
        if self.last.elapsed() >= self.every || self.fresh.len() >= MOST_UNSAFE {
            self.commit()?;
        }
        Ok(Became::Added)
    }

    /// Makes safe what was added.
    pub fn commit(&mut self) -> Result<(), TantivyError> {
        self.writer.commit()?;
        self.reader.reload()?;
        self.safe = self.reader.searcher();
        self.fresh.clear();
        self.last = Instant::now();
        Ok(())
    }

    /// Makes all safe, and waits for what goes on behind.
    pub fn finish(mut self) -> Result<u64, TantivyError> {
        self.commit()?;
        let count = self.count();
        self.writer.wait_merging_threads()?;
        Ok(count)
    }
}

/// What a person can do about an error of tantivy.
pub fn explain(error: &TantivyError) -> String {
    match error {
        TantivyError::LockFailure(..) => "another run writes into this index: wait for its end".into(),
        TantivyError::IoError(io) if is_full(io) => FULL.into(),
        error => {
            let told = error.to_string();
            // Threads hand on an error as text alone.
            if told.contains("StorageFull") || told.contains("No space left") { FULL.into() } else { told }
        }
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}
