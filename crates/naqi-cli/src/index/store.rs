//! The index on disk: which documents it has, and adding, replacing, removing and committing documents.

use super::{Fields, Settings, explain, folder};
use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::time::{Duration, Instant};
use tantivy::schema::IndexRecordOption;
use tantivy::{
    DocSet, IndexReader, IndexWriter, ReloadPolicy, Searcher, TERMINATED, TantivyDocument, TantivyError, Term, doc,
};

/// Documents are committed after this number, even before the interval ends, since their keys are held until then.
const MAX_UNCOMMITTED: usize = 200_000;

/// A document to index.
pub struct Document {
    /// Identifies the document in all runs.
    pub key: String,
    /// The file that it is of.
    pub source: String,
    /// Where it was read.
    pub place: String,
    pub title: String,
    pub text: String,
    /// The number of its line; 0 for a file.
    pub line: u64,
}

impl Document {
    /// FNV-1a of what is indexed: an index keeps it, so the hash is the same in every version. The line is in the place that hits
    /// show.
    fn state(&self) -> u64 {
        let parts = [&self.key, &self.title, &self.text].into_iter();
        let bytes = parts.flat_map(|part| part.bytes().map(u64::from).chain([1 << 8]));
        bytes.chain([self.line]).fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ byte).wrapping_mul(0x0100_0000_01B3))
    }
}

pub struct Store {
    fields: Fields,
    writer: IndexWriter,
    reader: IndexReader,
    /// The committed documents.
    safe: Searcher,
    /// The keys of documents that are not committed yet.
    fresh: HashSet<String>,
    /// The states of the committed documents of the file that is being read, without those that were read again.
    unread: HashSet<u64>,
    /// The states of committed documents that this run removes with the next commit.
    removed: HashSet<u64>,
    /// The states of committed documents that another file of this run has, too.
    shared: HashSet<u64>,
    last: Instant,
    every: Duration,
}

/// The outcome of adding a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Added {
    New,
    /// It was in the index already.
    Known,
    /// It replaces one that was in the index with another title or text.
    Changed,
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
        let safe = reader.searcher();
        let (fresh, last, every) = (HashSet::new(), Instant::now(), settings.commit_every);
        let [unread, removed, shared] = [(); 3].map(|()| HashSet::new());
        Ok(Self { fields, writer, reader, safe, fresh, unread, removed, shared, last, every })
    }

    /// The number of committed documents.
    pub fn count(&self) -> u64 {
        self.safe.num_docs()
    }

    /// Begins to read a file: [`end`](Self::end) removes the documents of it that are not read again.
    pub fn begin(&mut self, source: &str) -> Result<(), TantivyError> {
        let states = self.states(&Term::from_field_text(self.fields.source, source))?;
        self.unread = states.into_iter().filter(|state| !self.removed.contains(state)).collect();
        Ok(())
    }

    /// Ends a file that was read completely; returns the number of documents removed, which neither it nor another file of the
    /// run has.
    pub fn end(&mut self) -> u64 {
        let unread = std::mem::take(&mut self.unread);
        let gone: Vec<u64> = unread.difference(&self.shared).copied().collect();
        for &state in &gone {
            self.writer.delete_term(Term::from_field_u64(self.fields.state, state));
        }
        self.removed.extend(&gone);
        gone.len() as u64
    }

    /// Removes the documents of a file; returns their number.
    pub fn remove(&mut self, source: &str) -> Result<u64, TantivyError> {
        let term = Term::from_field_text(self.fields.source, source);
        let states = self.states(&term)?;
        self.writer.delete_term(term);
        self.removed.extend(&states);
        Ok(states.len() as u64)
    }

    /// Removes the documents of files that are no more; returns their number. A file that cannot be looked for is kept, and so are
    /// documents of standard input.
    pub fn remove_missing(&mut self) -> Result<u64, TantivyError> {
        let mut sources = BTreeSet::new();
        for segment in self.safe.segment_readers() {
            let inverted = segment.inverted_index(self.fields.source)?;
            let mut terms = inverted.terms().stream()?;
            while terms.advance() {
                sources.extend(std::str::from_utf8(terms.key()).ok().map(str::to_owned));
            }
        }
        let is_missing = |source: &str| {
            let path = Path::new(source);
            path.is_absolute() && path.try_exists().is_ok_and(|exists| !exists)
        };
        let mut count = 0;
        for source in sources.iter().filter(|source| is_missing(source)) {
            count += self.remove(source)?;
        }
        Ok(count)
    }

    /// The states of the committed documents that have a term.
    fn states(&self, term: &Term) -> Result<Vec<u64>, TantivyError> {
        let mut states = Vec::new();
        for segment in self.safe.segment_readers() {
            let Some(mut found) =
                segment.inverted_index(term.field())?.read_postings(term, IndexRecordOption::Basic)?
            else {
                continue;
            };
            let column = segment.fast_fields().u64("state")?;
            while found.doc() != TERMINATED {
                if !segment.is_deleted(found.doc()) {
                    states.extend(column.first(found.doc()));
                }
                found.advance();
            }
        }
        Ok(states)
    }

    /// Adds a document, unless the index has its key; or replaces the one of the same file that has it, if it has changed.
    pub fn add(&mut self, document: Document) -> Result<Added, TantivyError> {
        let state = document.state();
        let Document { key, source, place, title, text, .. } = document;
        if self.unread.remove(&state) || self.fresh.contains(&key) {
            return Ok(Added::Known);
        }
        let term = Term::from_field_text(self.fields.key, &key);
        let mut before = self.states(&term)?;
        before.retain(|state| !self.removed.contains(state));
        let added = match before.iter().any(|state| self.unread.remove(state)) {
            true => Added::Changed,
            // Another file has it, or the same file on another line.
            false if !before.is_empty() => {
                self.shared.extend(before);
                return Ok(Added::Known);
            }
            false => Added::New,
        };
        if added == Added::Changed {
            self.writer.delete_term(term);
        }
        let fields = self.fields;
        let mut made: TantivyDocument = doc!(
            fields.key => key.as_str(), fields.source => source, fields.state => state, fields.place => place,
            fields.text => text,
        );
        if !title.is_empty() {
            made.add_text(fields.title, title);
        }
        if let Err(error) = self.writer.add_document(made) {
            // The writer's threads report why they ended only when a commit joins them.
            return Err(self.writer.prepare_commit().err().unwrap_or(error));
        }
        self.fresh.insert(key);
        if self.last.elapsed() >= self.every || self.fresh.len() >= MAX_UNCOMMITTED {
            self.commit()?;
        }
        Ok(added)
    }

    /// Commits the documents that were added.
    pub fn commit(&mut self) -> Result<(), TantivyError> {
        self.writer.commit()?;
        self.reader.reload()?;
        self.safe = self.reader.searcher();
        self.fresh.clear();
        self.removed.clear();
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
