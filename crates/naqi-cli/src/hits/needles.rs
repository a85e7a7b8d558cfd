//! Queries, each of which is found in any spelling.

use naqi::Normalizer;
use naqi::find::Finder;
use std::ops::Range;

/// Queries with their finders.
pub struct Needles {
    normalizer: Normalizer,
    queries: Vec<String>,
    finders: Vec<Finder>,
}

/// Where a query may match.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// Inside a word, too: `كتب` in `يكتبون`.
    #[default]
    Anywhere,
    WholeWords,
}

/// A hit of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Bytes of the text; each letter includes its marks.
    pub span: Range<usize>,
    /// The index of the query.
    pub query: usize,
}

impl Needles {
    /// An error for a query that no line can have: normalization deletes it, or it has a line end.
    pub fn new(normalizer: Normalizer, queries: Vec<String>, place: Place) -> Result<Self, String> {
        let mut finders = Vec::new();
        for query in &queries {
            let finder = normalizer.finder(query);
            if finder.needle().trim().is_empty() {
                return Err(format!(
                    "nothing is left of the query `{query}` once it is normalized; give one with letters, or other \
                     steps than: {normalizer}"
                ));
            }
            if finder.needle().contains('\n') {
                return Err(format!("the query `{query}` has a line end, and texts are searched line by line"));
            }
            finders.push(match place {
                Place::Anywhere => finder,
                Place::WholeWords => finder.whole_words(),
            });
        }
        Ok(Self { normalizer, queries, finders })
    }

    pub fn queries(&self) -> &[String] {
        &self.queries
    }

    pub fn normalizer(&self) -> &Normalizer {
        &self.normalizer
    }

    /// The hits in a text by their start, the longer first if two start together. Hits of one query do not overlap,
    /// hits of two may.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (query, finder) in self.finders.iter().enumerate() {
            hits.extend(finder.find_iter(text).map(|span| Hit { span, query }));
        }
        hits.sort_by_key(|hit| (hit.span.start, usize::MAX - hit.span.end, hit.query));
        hits
    }
}

/// A text as segments, in order: each is in a hit of a query, or in none. Where two hits overlap, the later one has
/// only the part that it has alone.
pub fn segments(text: Range<usize>, hits: &[Hit]) -> Vec<(Range<usize>, Option<usize>)> {
    let mut segments = Vec::new();
    let mut at = text.start;
    for hit in hits {
        let (start, end) = (hit.span.start.max(at), hit.span.end.min(text.end));
        if start >= end {
            continue;
        }
        if at < start {
            segments.push((at..start, None));
        }
        segments.push((start..end, Some(hit.query)));
        at = end;
    }
    if at < text.end {
        segments.push((at..text.end, None));
    }
    segments
}
