//! Iterates over the matches in the normalized text, as spans of the source.

use crate::normalizer::Normalizer;
use crate::search::find::output_buffer::OutputBuffer;
use crate::search::find::whole_words::{Boundaries, OffsetSet};
use crate::vocalization::NeedleMarks;
use alloc::sync::Arc;
use core::ops::Range;

/// The bytes of source that are normalized at once.
pub(super) const SLICE_BYTES: usize = 64 << 10;
/// The most bytes of output of a slice; but a slice has at least [`MIN_SLICE_BYTES`] bytes of source.
const MAX_SLICE_OUTPUT: usize = 4 << 20;
const MIN_SLICE_BYTES: usize = 1 << 10;

/// If the next word boundary is further than this after a rejected match, the search skips to it.
const MIN_SKIP: usize = 64;

/// A search for needles in the output. Offsets are those of the output.
pub(super) trait Searcher {
    /// The first match in `text`, which starts at `at`, and its needle. Of matches with the same start it is the longest.
    /// Matches that start at `complete` or later may be missing, or may be too short.
    fn find(&mut self, text: &[u8], at: usize, complete: usize) -> Option<(Range<usize>, usize)>;

    /// The lengths of the other needles that are prefixes of this one, as a bit set.
    fn prefix_lens(&self, needle: usize) -> &[u64];

    /// The needle that consists of the first `len` bytes of another one.
    fn prefix(&self, needle: usize, len: usize) -> Option<usize>;

    /// The length of the longest needle. Nothing is found if it is 0.
    fn max_len(&self) -> usize;

    /// The offset at which the search continues after a rejected match, if all matches that start before `next` are
    /// rejected too.
    fn resume_after(&mut self, rejected: Range<usize>, next: usize) -> usize;

    /// The number of bytes after an offset that should be in the buffer, unless the text ends, so that no byte is read too
    /// often.
    fn lookahead(&self, at: usize) -> usize;
}

/// The matches in one text.
pub(super) struct Matches<'n, 't, S> {
    searcher: S,
    buffer: OutputBuffer<'n, 't>,
    /// Further matches start here or later.
    at: usize,
    text: &'t str,
    /// Given if only whole words match.
    boundaries: Option<Boundaries<'t>>,
    /// The marks of the needle, if those of the text may not contradict them.
    marks: Option<Arc<NeedleMarks>>,
    whole_ends: WholeEnds,
}

/// The offsets of the output at which a match that ends there ends a word.
#[derive(Default)]
struct WholeEnds {
    ends: OffsetSet,
    /// The ends up to here are known.
    known: usize,
}

impl<'n, 't, S: Searcher> Matches<'n, 't, S> {
    pub fn new(normalizer: &'n Normalizer, searcher: S, whole_words: bool, slice: usize, text: &'t str) -> Self {
        let slice = slice.min((MAX_SLICE_OUTPUT / normalizer.max_growth()).max(MIN_SLICE_BYTES));
        let buffer = OutputBuffer::new(normalizer.pipeline(), text, slice);
        Self {
            searcher,
            buffer,
            at: 0,
            text,
            marks: None,
            boundaries: whole_words.then(|| Boundaries::new(text)),
            whole_ends: WholeEnds::default(),
        }
    }

    /// The same matches without those whose marks contradict these.
    pub fn with_marks(self, marks: Option<Arc<NeedleMarks>>) -> Self {
        Self { marks, ..self }
    }

    /// The next span, and the needle that was found there.
    pub fn next(&mut self) -> Option<(Range<usize>, usize)> {
        let max_len = self.searcher.max_len();
        if max_len == 0 {
            return None;
        }
        loop {
            // Finding a span may add slices to the buffer. Dense matches drop consumed output only here.
            self.buffer.discard_slices_before(self.at);
            let missing = self.searcher.lookahead(self.at).saturating_sub(self.buffer.end() - self.at);
            if missing > 0 {
                self.buffer.advance(missing);
            }
            let end = self.buffer.end();
            // A match that starts here or later may continue after the end of the buffer.
            let complete = if self.buffer.is_done() { end } else { (end + 1).saturating_sub(max_len) };
            let (found, needle) = match self.searcher.find(self.buffer.from(self.at), self.at, complete) {
                Some((found, needle)) if found.start < complete => (found, needle),
                _ if self.buffer.is_done() => return None,
                _ => {
                    self.at = self.at.max(complete);
                    self.buffer.discard_before(self.at);
                    self.buffer.advance(max_len);
                    continue;
                }
            };
            match self.resolve(found.clone(), needle) {
                Ok(hit) => return Some(hit),
                Err(next) => self.at = self.searcher.resume_after(found.clone(), next.max(found.start + 1)),
            }
        }
    }

    /// The span of a match; where only whole words match, possibly that of a shorter needle with the same start. The error
    /// is an offset before which no whole match starts.
    fn resolve(&mut self, mut found: Range<usize>, mut needle: usize) -> Result<(Range<usize>, usize), usize> {
        let start = found.start;
        let (mut span, mut end) = self.buffer.source(found.clone());
        if let Some(boundaries) = &mut self.boundaries {
            let boundary = boundaries.next_from(span.start);
            if boundary > span.start {
                // In a long run without a boundary, trying every match would take quadratic time.
                let is_far = boundary > span.start + MIN_SKIP;
                return Err(if is_far { self.buffer.output_at(boundary) } else { found.start });
            }
            if !boundaries.is_boundary(span.end) {
                let prefix_lens = self.searcher.prefix_lens(needle);
                if prefix_lens.is_empty() {
                    return Err(found.start);
                }
                self.whole_ends.extend(&mut self.buffer, boundaries, &found);
                found.end = self.whole_ends.ends.last_common(found.start, prefix_lens).ok_or(found.start)?;
                needle = self.searcher.prefix(needle, found.len()).ok_or(found.start)?;
                (span, end) = self.buffer.source(found);
            }
        }
        if self.marks.as_ref().is_some_and(|marks| marks.contradict(&self.text[span.clone()])) {
            return Err(start);
        }
        self.at = end;
        Ok((span, needle))
    }
}

impl WholeEnds {
    /// Finds the ends within a match. Each unit of the output is visited once, since the starts of matches increase.
    fn extend(&mut self, buffer: &mut OutputBuffer<'_, '_>, boundaries: &mut Boundaries<'_>, found: &Range<usize>) {
        self.ends.discard_before(found.start);
        self.known = self.known.max(found.start);
        while self.known < found.end {
            let (span, end) = buffer.source(self.known..self.known + 1);
            let ends = self.known + 1..end.max(self.known + 1) + 1;
            self.known = ends.end - 1;
            if boundaries.is_boundary(span.end) {
                ends.for_each(|end| self.ends.insert(end));
            }
        }
    }
}
