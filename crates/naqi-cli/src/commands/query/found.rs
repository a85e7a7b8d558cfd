//! The results of a query: the best texts, each with an excerpt and its highlighted spans.

use super::Options;
use crate::hits::Hit;
use crate::index::{Fields, own_files};
use naqi_tantivy::QueryParser;
use std::time::{Duration, Instant};
use tantivy::collector::{Count, TopDocs};
use tantivy::schema::Value;
use tantivy::snippet::{SnippetGenerator, collapse_overlapped_ranges};
use tantivy::{Index, ReloadPolicy, Searcher, TantivyDocument, TantivyError};

pub struct Found {
    pub hits: Vec<Text>,
    /// The number of texts with a hit, and in the index.
    pub count: u64,
    pub of: u64,
    pub took: Duration,
    /// The analyzer of the index, in text.
    pub analyzer: String,
    /// Errors in the query.
    pub wrong: Vec<String>,
}

/// A text with a hit.
pub struct Text {
    pub score: f32,
    pub place: String,
    pub title: Part,
    pub part: Part,
}

/// An excerpt of a text, with the spans to highlight.
#[derive(Default)]
pub struct Part {
    pub text: String,
    pub marked: Vec<Hit>,
    /// Whether text was left out before it, and after.
    pub truncated: (bool, bool),
}

pub fn find(options: &Options) -> Result<Found, String> {
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", options.index.display());
    if options.index.is_dir() {
        // Opening a reader creates a lock file.
        own_files::check(&options.index).map_err(|error| named(&error))?;
    }
    let index = Index::open_in_dir(&options.index).map_err(|error| match error {
        TantivyError::OpenDirectoryError(_) | TantivyError::OpenReadError(_) => {
            named(&"there is no readable index; `naqi index` makes one")
        }
        error => named(&error),
    })?;
    naqi_tantivy::register_as_made(&index).map_err(|error| named(&error))?;
    search(options, &index).map_err(|error| named(&error))
}

fn search(options: &Options, index: &Index) -> Result<Found, TantivyError> {
    let fields = Fields::of(index)?;
    let mut parser = QueryParser::for_index(index, vec![fields.title, fields.text]);
    if options.all {
        parser.set_conjunction_by_default();
    }
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let searcher: Searcher = reader.searcher();
    let start = Instant::now();
    let (query, wrong) = parser.parse_query_lenient(&options.query());
    let (limit, length) = (options.limit as usize, options.length as usize);
    let (best, count) = searcher.search(&query, &(TopDocs::with_limit(limit).order_by_score(), Count))?;
    let took = start.elapsed();
    let generator = |field| SnippetGenerator::create(&searcher, &*query, field);
    let (mut titles, mut texts) = (generator(fields.title)?, generator(fields.text)?);
    // tantivy counts bytes; an Arabic letter has two.
    texts.set_max_num_chars(length * 2);
    let mut hits = Vec::new();
    for (score, address) in best {
        let document: TantivyDocument = searcher.doc(address)?;
        let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
        hits.push(Text {
            score,
            place: text(fields.place).into(),
            title: whole(&mut titles, text(fields.title)),
            part: part(&texts, text(fields.text), length),
        });
    }
    let analyzer = naqi_tantivy::made_by(&index.schema(), fields.text).unwrap_or_default();
    let wrong = wrong.iter().map(|error| error.to_string()).collect();
    Ok(Found { hits, count: count as u64, of: searcher.num_docs(), took, analyzer, wrong })
}

/// The whole title.
fn whole(generator: &mut SnippetGenerator, text: &str) -> Part {
    generator.set_max_num_chars(text.len().max(1));
    let snippet = generator.snippet(text);
    let start = snippet.fragment_range().start;
    let marked = collapse_overlapped_ranges(snippet.highlighted());
    let marked = marked.into_iter().map(|span| Hit { span: start + span.start..start + span.end, query: 0 }).collect();
    Part { text: text.into(), marked, truncated: (false, false) }
}

/// The best excerpt of a text; its beginning if it has no hit.
fn part(generator: &SnippetGenerator, text: &str, length: usize) -> Part {
    let text = text.trim();
    let snippet = generator.snippet(text);
    if snippet.is_empty() {
        let end = text.char_indices().nth(length).map_or(text.len(), |(end, _)| end);
        let end = if end < text.len() { text[..end].rfind(char::is_whitespace).unwrap_or(end) } else { end };
        return Part { text: text[..end].into(), marked: Vec::new(), truncated: (false, end < text.len()) };
    }
    // tantivy ends an excerpt with a word; closing punctuation belongs to it.
    let range = snippet.fragment_range();
    let closing =
        text[range.end..].find(|c: char| c.is_whitespace() || c.is_alphanumeric()).unwrap_or(text.len() - range.end);
    let end = range.end + closing;
    let marked = collapse_overlapped_ranges(snippet.highlighted());
    Part {
        text: text[range.start..end].into(),
        marked: marked.into_iter().map(|span| Hit { span, query: 0 }).collect(),
        truncated: (
            text[..range.start].chars().any(char::is_alphanumeric),
            text[end..].chars().any(char::is_alphanumeric),
        ),
    }
}
