//! What is looked for: queries, each found however it is spelt.

use naqi::Normalizer;
use std::ops::Range;

/// Queries and the normalizer that makes them and the text comparable.
pub struct Needles {
    normalizer: Normalizer,
    queries: Vec<String>,
    normalized: Vec<String>,
    place: Place,
}

/// Where in the text a query may stand.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// Inside a word too: كتب in يكتبون.
    #[default]
    Anywhere,
    WholeWords,
}

/// A place where a query stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Bytes of the text, each letter with its marks.
    pub span: Range<usize>,
    /// Which of the queries it is.
    pub query: usize,
}

impl Needles {
    /// An error where nothing is left of a query.
    pub fn new(normalizer: Normalizer, queries: Vec<String>, place: Place) -> Result<Self, String> {
        let normalized: Vec<String> = queries.iter().map(|query| normalizer.normalize(query).into_owned()).collect();
        match normalized.iter().position(|query| query.trim().is_empty()) {
            Some(n) => Err(format!(
                "nothing is left of the query `{}` once it is normalized ({normalizer}); give one with letters, or \
                 other steps",
                queries[n]
            )),
            None => Ok(Self { normalizer, queries, normalized, place }),
        }
    }

    pub fn queries(&self) -> &[String] {
        &self.queries
    }

    pub fn normalizer(&self) -> &Normalizer {
        &self.normalizer
    }

    /// The hits in a text, those that start first first; of two that start together the longer one. Hits of one query
    /// do not overlap, hits of two may.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let aligned = self.normalizer.align(text);
        let mut hits = Vec::new();
        for (query, wanted) in self.normalized.iter().enumerate() {
            for (at, found) in aligned.text.match_indices(wanted.as_str()) {
                hits.push(Hit { span: aligned.source(at..at + found.len()), query });
            }
        }
        if self.place == Place::WholeWords && !hits.is_empty() {
            let edges: Vec<usize> = naqi::tokens(text).map(|token| token.span().start).chain([text.len()]).collect();
            let is_edge = |at: usize| edges.binary_search(&at).is_ok();
            hits.retain(|hit| is_edge(hit.span.start) && is_edge(hit.span.end));
        }
        hits.sort_by_key(|hit| (hit.span.start, usize::MAX - hit.span.end, hit.query));
        // A ligature holds several letters: a query may be in it more than once.
        hits.dedup();
        hits
    }
}

/// A text in pieces, in order: what is in a hit, and of which query, and what is not. Where two hits overlap, the one
/// that starts later has what it has alone.
pub fn pieces(text: Range<usize>, hits: &[Hit]) -> Vec<(Range<usize>, Option<usize>)> {
    let mut pieces = Vec::new();
    let mut at = text.start;
    for hit in hits {
        let (start, end) = (hit.span.start.max(at), hit.span.end.min(text.end));
        if start >= end {
            continue;
        }
        if at < start {
            pieces.push((at..start, None));
        }
        pieces.push((start..end, Some(hit.query)));
        at = end;
    }
    if at < text.end {
        pieces.push((at..text.end, None));
    }
    pieces
}
