//! The results of a query: the best texts, each with an excerpt and its highlighted spans.

use super::marks::MarkedWords;
use super::{MAX_TEXTS, Options};
use crate::hits::Hit;
use crate::index::{Fields, own_files};
use naqi_tantivy::{Parsed, QueryParser, Substitution, WeightedTerm, Weights};
use std::time::{Duration, Instant};
use tantivy::collector::{Count, TopDocs};
use tantivy::schema::Value;
use tantivy::snippet::{SnippetGenerator, collapse_overlapped_ranges};
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, TantivyDocument, TantivyError};

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
    /// Words that the index does not have, and what was searched for.
    pub substitutions: Vec<Substitution>,
}

/// What a term of the query adds to the score of a text.
pub struct Share {
    pub field: String,
    pub term: String,
    pub weight: f32,
    pub score: f32,
}

/// A text with a hit.
pub struct Text {
    pub score: f32,
    pub place: String,
    pub title: Part,
    pub part: Part,
    /// The terms of the query that it has; empty unless they are asked for.
    pub shares: Vec<Share>,
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
    parser.set_field_boost(fields.title, options.title_weight);
    if options.all {
        parser.set_conjunction_by_default();
    }
    if options.as_written {
        let weights = parser.weights_of(fields.text);
        parser.set_weights(Weights { unknown: 0.0, ..weights });
    }
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let searcher: Searcher = reader.searcher();
    let start = Instant::now();
    let (Parsed { query, substitutions, terms }, wrong) = parser.parse_lenient_for(&searcher, &options.query());
    let (limit, length) = (options.limit as usize, options.length as usize);
    let read = if options.marks { MAX_TEXTS as usize } else { limit };
    let (best, mut count) = searcher.search(&query, &(TopDocs::with_limit(read).order_by_score(), Count))?;
    let best = if options.marks { agreeing(&searcher, fields, (&options.query(), options.all), best)? } else { best };
    if options.marks {
        count = best.len();
    }
    let took = start.elapsed();
    let generator = |field| SnippetGenerator::create(&searcher, &*query, field);
    let (mut titles, mut texts) = (generator(fields.title)?, generator(fields.text)?);
    // tantivy counts bytes; an Arabic letter has two.
    texts.set_max_num_chars(length * 2);
    let mut hits = Vec::new();
    for (score, address) in best.into_iter().take(limit) {
        let document: TantivyDocument = searcher.doc(address)?;
        let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
        let shares = if options.explain { shares(&searcher, &terms, address)? } else { Vec::new() };
        hits.push(Text {
            shares,
            score,
            place: text(fields.place).into(),
            title: whole(&mut titles, text(fields.title)),
            part: part(&texts, text(fields.text), length),
        });
    }
    let analyzer = naqi_tantivy::made_by(&index.schema(), fields.text).unwrap_or_default();
    let wrong = wrong.iter().map(|error| error.to_string()).collect();
    Ok(Found { hits, count: count as u64, of: searcher.num_docs(), took, analyzer, wrong, substitutions })
}

/// The texts whose marks do not contradict those of the query.
fn agreeing(
    searcher: &Searcher,
    fields: Fields,
    (query, all): (&str, bool),
    best: Vec<(f32, DocAddress)>,
) -> Result<Vec<(f32, DocAddress)>, TantivyError> {
    let words = MarkedWords::of(query, all);
    let mut agreeing = Vec::new();
    for (score, address) in best {
        let document: TantivyDocument = searcher.doc(address)?;
        let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
        if words.agree_with(&[text(fields.title), text(fields.text)]) {
            agreeing.push((score, address));
        }
    }
    Ok(agreeing)
}

/// The terms of a query that a text has, each with what it adds to the score; the most important first.
fn shares(searcher: &Searcher, terms: &[WeightedTerm], text: DocAddress) -> Result<Vec<Share>, TantivyError> {
    let mut shares = Vec::new();
    for weighted in terms {
        let Some(score) = weighted.score(searcher, text)? else { continue };
        let field = searcher.schema().get_field_name(weighted.term.field()).to_owned();
        let term = weighted.term.value().as_str().unwrap_or_default().to_owned();
        shares.push(Share { field, term, weight: weighted.weight, score });
    }
    shares.sort_by(|one, other| other.score.total_cmp(&one.score));
    Ok(shares)
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
