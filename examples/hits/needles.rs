//! What is looked for: queries, each found however it is spelt.

use naqi::Normalizer;
use naqi::find::Finder;
use std::ops::Range;

/// Queries, each made ready to be found.
pub struct Needles<'n> {
    normalizer: &'n Normalizer,
    queries: &'n [String],
    finders: Vec<Finder<'n>>,
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

impl<'n> Needles<'n> {
    /// An error where nothing is left of a query.
    pub fn new(normalizer: &'n Normalizer, queries: &'n [String], place: Place) -> Result<Self, String> {
        let mut finders = Vec::new();
        for query in queries {
            let finder = normalizer.finder(query);
            if finder.needle().trim().is_empty() {
                return Err(format!(
                    "nothing is left of the query `{query}` once it is normalized; give one with letters, or other \
                     steps than: {normalizer}"
                ));
            }
            finders.push(match place {
                Place::Anywhere => finder,
                Place::WholeWords => finder.whole_words(),
            });
        }
        Ok(Self { normalizer, queries, finders })
    }

    pub fn queries(&self) -> &'n [String] {
        self.queries
    }

    pub fn normalizer(&self) -> &'n Normalizer {
        self.normalizer
    }

    /// The hits in a text, those that start first first; of two that start together the longer one. Hits of one query
    /// do not overlap, hits of two may.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (query, finder) in self.finders.iter().enumerate() {
            hits.extend(finder.find_iter(text).map(|span| Hit { span, query }));
        }
        hits.sort_by_key(|hit| (hit.span.start, usize::MAX - hit.span.end, hit.query));
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
