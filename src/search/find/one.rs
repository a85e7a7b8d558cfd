//! One needle in the output, in time linear in it, however the matches overlap that do not count.

use crate::search::find::scan::Search;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ops::Range;
use memchr::memmem;

/// A needle, and what is known of the text behind the last match, if that did not count.
///
/// The next match may begin inside that one. To compare its beginning again would take quadratic time where matches
/// overlap a lot, as those of (اب␠)(اب␠)(اب␠) do in a row of اب␠. So a long needle's beginning is known by the borders
/// of the needle, and the text behind is read by the algorithm of Knuth, Morris and Pratt until none begins there.
pub(super) struct One {
    searcher: Arc<memmem::Finder<'static>>,
    /// For each length of the needle's beginning, how much of its end the needle begins with: less than all of it.
    borders: Vec<usize>,
    /// So much before the place `read` begins a needle.
    held: usize,
    read: usize,
}

/// Shorter needles are compared again.
const LONG: usize = 64;

impl One {
    pub fn new(searcher: Arc<memmem::Finder<'static>>) -> Self {
        Self { searcher, borders: Vec::new(), held: 0, read: 0 }
    }

    /// Goes on with the needle that has begun, until it is there or none has begun; the text starts at `at`.
    fn read_on(&mut self, text: &[u8], at: usize) -> Option<Range<usize>> {
        let needle = self.searcher.needle();
        for &byte in text.get(self.read - at..).unwrap_or_default() {
            if self.held == 0 {
                break;
            }
            while self.held > 0 && needle[self.held] != byte {
                self.held = self.borders[self.held];
            }
            self.held += usize::from(needle[self.held] == byte);
            self.read += 1;
            if self.held == needle.len() {
                self.held = 0;
                return Some(self.read - needle.len()..self.read);
            }
        }
        None
    }
}

/// For each length of a needle's beginning, the length of its longest proper border.
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

impl Search for One {
    fn first(&mut self, text: &[u8], at: usize, _: usize) -> Option<(Range<usize>, usize)> {
        let mut from = 0;
        if self.held > 0 {
            if let Some(found) = self.read_on(text, at) {
                return Some((found, 0));
            }
            if self.held > 0 {
                return None; // the rest of it is not there yet
            }
            from = self.read - at;
        }
        let start = at + from + self.searcher.find(text.get(from..)?)?;
        Some((start..start + self.longest(), 0))
    }

    fn shorter(&self, _: usize) -> Option<(usize, usize)> {
        None
    }

    fn longest(&self) -> usize {
        self.searcher.needle().len()
    }

    fn go_on(&mut self, found: Range<usize>, next: usize) -> usize {
        let needle = self.searcher.needle();
        if needle.len() < LONG {
            return next;
        }
        if self.borders.is_empty() {
            self.borders = borders(needle);
        }
        let mut border = self.borders[needle.len()];
        while border > 0 && found.end - border < next {
            border = self.borders[border];
        }
        (self.held, self.read) = (border, found.end);
        next.max(found.end - border)
    }

    fn wanted(&self, _: usize) -> usize {
        0
    }
}
