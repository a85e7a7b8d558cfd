//! Searches the output for one needle, in linear time however rejected matches overlap.

use crate::search::find::matches::Searcher;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ops::Range;
use memchr::memmem;

/// A needle, and how much of it was matched at the end of the text read so far.
///
/// After a rejected match the next one may start inside it. Comparing the needle there again would take quadratic time for
/// matches that overlap a lot, such as those of three words `اب` in a text of many. So after a rejected match of a long needle
/// the search continues with the algorithm of Knuth, Morris and Pratt, which reads each byte once, until no prefix of the
/// needle is matched.
pub(super) struct OneNeedle {
    searcher: Arc<memmem::Finder<'static>>,
    /// By the length of a prefix of the needle, the length of its longest proper border. Empty until it is needed.
    borders: Vec<usize>,
    /// The length of the prefix that ends at `read`.
    matched: usize,
    /// The offset up to which text was read.
    read: usize,
}

/// Shorter needles are compared again, which is cheap.
const MIN_KMP_LEN: usize = 64;

impl OneNeedle {
    pub fn new(searcher: Arc<memmem::Finder<'static>>) -> Self {
        Self { searcher, borders: Vec::new(), matched: 0, read: 0 }
    }

    /// Extends the matched prefix until it is the needle, or empty, or the text ends; the text starts at `at`.
    fn extend_match(&mut self, text: &[u8], at: usize) -> Option<Range<usize>> {
        let needle = self.searcher.needle();
        for &byte in text.get(self.read - at..).unwrap_or_default() {
            if self.matched == 0 {
                break;
            }
            while self.matched > 0 && needle[self.matched] != byte {
                self.matched = self.borders[self.matched];
            }
            self.matched += usize::from(needle[self.matched] == byte);
            self.read += 1;
            if self.matched == needle.len() {
                self.matched = 0;
                return Some(self.read - needle.len()..self.read);
            }
        }
        None
    }
}

/// By the length of a prefix of a needle, the length of its longest proper border.
fn borders(needle: &[u8]) -> Vec<usize> {
    let mut borders = alloc::vec![0; needle.len() + 1];
    let mut border = 0;
    for n in 1..needle.len() {
        while border > 0 && needle[border] != needle[n] {
            border = borders[border];
        }
        border += usize::from(needle[border] == needle[n]);
        borders[n + 1] = border;
    }
    borders
}

impl Searcher for OneNeedle {
    fn find(&mut self, text: &[u8], at: usize, _: usize) -> Option<(Range<usize>, usize)> {
        let mut from = 0;
        if self.matched > 0 {
            if let Some(found) = self.extend_match(text, at) {
                return Some((found, 0));
            }
            if self.matched > 0 {
                return None; // a prefix is matched, and the text ends
            }
            from = self.read - at;
        }
        let start = at + from + self.searcher.find(text.get(from..)?)?;
        Some((start..start + self.max_len(), 0))
    }

    fn prefix_lens(&self, _: usize) -> &[u64] {
        &[]
    }

    fn prefix(&self, _: usize, _: usize) -> Option<usize> {
        None
    }

    fn max_len(&self) -> usize {
        self.searcher.needle().len()
    }

    fn resume_after(&mut self, rejected: Range<usize>, next: usize) -> usize {
        let needle = self.searcher.needle();
        if needle.len() < MIN_KMP_LEN {
            return next;
        }
        if self.borders.is_empty() {
            self.borders = borders(needle);
        }
        let mut border = self.borders[needle.len()];
        while border > 0 && rejected.end - border < next {
            border = self.borders[border];
        }
        (self.matched, self.read) = (border, rejected.end);
        next.max(rejected.end - border)
    }

    fn lookahead(&self, _: usize) -> usize {
        0
    }
}
