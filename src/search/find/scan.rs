//! The scan: matches in the window one after the other, as spans of the source.

use crate::normalizer::Normalizer;
use crate::search::find::whole::Boundaries;
use crate::search::find::window::OutputBuffer;
use core::ops::Range;

/// Bytes of source that go through at a time.
pub(super) const SLICE: usize = 64 << 10;
/// And of output, at most; but a slice is not made shorter than [`LEAST`].
const MOST_OUTPUT: usize = 4 << 20;
const LEAST: usize = 1 << 10;

/// So far behind a match that was none, a boundary is worth to be looked for in the output.
const FAR: usize = 64;

/// How text is searched for what is wanted. Places are those of the output.
pub(super) trait Search {
    /// The first match in a text that starts at `at`: the longest of those that start first, and which needle it is.
    /// Those that start at or behind `sure` may be left out, or be the wrong ones of some that start there.
    fn first(&mut self, text: &[u8], at: usize, sure: usize) -> Option<(Range<usize>, usize)>;

    /// The next shorter needle that another one starts with: its length, and which it is.
    fn shorter(&self, needle: usize) -> Option<(usize, usize)>;

    /// How long the longest needle is; nothing is found where it is none.
    fn longest(&self) -> usize;

    /// Where the search goes on behind a match that does not count, if those that start before `next` do not count either.
    fn go_on(&mut self, found: Range<usize>, next: usize) -> usize;

    /// How much of the text is to be there from a place on, if there is so much, so that none is read too often.
    fn wanted(&self, at: usize) -> usize;
}

/// One text that is searched.
pub(super) struct Scan<'n, 't, S> {
    search: S,
    window: OutputBuffer<'n, 't>,
    /// Matches start here or behind.
    at: usize,
    whole: Option<Boundaries<'t>>,
}

impl<'n, 't, S: Search> Scan<'n, 't, S> {
    pub fn new(normalizer: &'n Normalizer, search: S, whole_words: bool, slice: usize, text: &'t str) -> Self {
        let slice = slice.min((MOST_OUTPUT / normalizer.max_growth()).max(LEAST));
        let window = OutputBuffer::new(normalizer.pipeline(), text, slice);
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
            let lacking = self.search.wanted(self.at).saturating_sub(self.window.end() - self.at);
            if lacking > 0 {
                self.window.advance(lacking);
            }
            let end = self.window.end();
            // From here on a longer needle, or one that starts before, may go beyond what is there.
            let sure = if self.window.is_done() { end } else { (end + 1).saturating_sub(longest) };
            let (found, needle) = match self.search.first(self.window.from(self.at), self.at, sure) {
                Some((found, needle)) if found.start < sure => (found, needle),
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
                Err(next) => self.at = self.search.go_on(found.clone(), next.max(found.start + 1)),
            }
        }
    }

    /// The span of a match, or of a shorter needle that starts there, if words are not cut; or a place before which none
    /// starts that is whole.
    fn settle(&mut self, mut found: Range<usize>, mut needle: usize) -> Result<(Range<usize>, usize), usize> {
        let (mut span, mut end) = self.window.source(found.clone());
        if let Some(whole) = &mut self.whole {
            let boundary = whole.start(span.start);
            if boundary > span.start {
                // In a long run without a boundary, to try each place would take long.
                let is_far = boundary > span.start + FAR;
                return Err(if is_far { self.window.output(boundary) } else { found.start });
            }
            while !whole.is_end(span.end) {
                let (len, shorter) = self.search.shorter(needle).ok_or(found.start)?;
                (found.end, needle) = (found.start + len, shorter);
                (span, end) = self.window.source(found.clone());
            }
        }
        self.at = end;
        Ok((span, needle))
    }
}
