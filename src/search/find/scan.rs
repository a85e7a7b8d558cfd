//! The scan: matches in the window one after the other, as spans of the source.

use crate::normalizer::Normalizer;
use crate::search::find::whole::Boundaries;
use crate::search::find::window::Window;
use core::ops::Range;

/// Bytes of source that go through at a time.
pub(super) const SLICE: usize = 64 << 10;
/// And of output, at most; but a slice is not made shorter than [`LEAST`].
const MOST_OUTPUT: usize = 4 << 20;
const LEAST: usize = 1 << 10;

/// So far behind a match that was none, a boundary is worth to be looked for in the output.
const FAR: usize = 64;

/// How text is searched for what is wanted.
pub(super) trait Search {
    /// The first match: the longest of those that start first, and which needle it is.
    fn first(&self, text: &[u8]) -> Option<(Range<usize>, usize)>;

    /// The next shorter needle that another one starts with: its length, and which it is.
    fn shorter(&self, needle: usize) -> Option<(usize, usize)>;

    /// How long the longest needle is; nothing is found where it is none.
    fn longest(&self) -> usize;
}

/// One text that is searched.
pub(super) struct Scan<'n, 't, S> {
    search: S,
    window: Window<'n, 't>,
    /// Matches start here or behind.
    at: usize,
    whole: Option<Boundaries<'t>>,
}

impl<'n, 't, S: Search> Scan<'n, 't, S> {
    pub fn new(normalizer: &'n Normalizer, search: S, whole_words: bool, slice: usize, text: &'t str) -> Self {
        let slice = slice.min((MOST_OUTPUT / normalizer.max_growth()).max(LEAST));
        let window = Window::new(normalizer.passage(), text, slice);
        Self { search, window, at: 0, whole: whole_words.then(|| Boundaries::new(text)) }
    }

    /// The next span, and which needle was found there.
    pub fn next(&mut self) -> Option<(Range<usize>, usize)> {
        let longest = self.search.longest();
        if longest == 0 {
            return None;
        }
        loop {
            // To know a span may take another slice: where matches are many, this is all that drops what is passed.
            self.window.forget_pieces(self.at);
            let end = self.window.end();
            // From here on a longer needle, or one that starts before, may go beyond what is there.
            let sure = if self.window.is_done() { end } else { (end + 1).saturating_sub(longest) };
            let (found, needle) = match self.search.first(self.window.from(self.at)) {
                Some((found, needle)) if self.at + found.start < sure => {
                    (self.at + found.start..self.at + found.end, needle)
                }
                _ if self.window.is_done() => return None,
                _ => {
                    self.at = self.at.max(sure);
                    self.window.forget(self.at);
                    self.window.advance(longest);
                    continue;
                }
            };
            match self.settle(found.clone(), needle) {
                Ok(hit) => return Some(hit),
                Err(next) => self.at = next.max(found.start + 1),
            }
        }
    }

    /// The span of a match, or of a shorter needle that starts there, if words are not cut; or a place before which none
    /// starts that is whole.
    fn settle(&mut self, mut found: Range<usize>, mut needle: usize) -> Result<(Range<usize>, usize), usize> {
        loop {
            let (span, end) = self.window.source(found.clone());
            let start = span.start;
            let Err(boundary) = self.whole.as_mut().map_or(Ok(()), |whole| whole.check(span.clone())) else {
                self.at = end;
                return Ok((span, needle));
            };
            match self.search.shorter(needle) {
                Some((len, shorter)) => (found.end, needle) = (found.start + len, shorter),
                // In a long run without a boundary, to try each place would take long.
                None if boundary > start + FAR => return Err(self.window.output(boundary)),
                None => return Err(found.start),
            }
        }
    }
}
