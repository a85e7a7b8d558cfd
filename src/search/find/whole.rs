//! Whole words: whether a span of the source begins and ends where UAX #29 has a word boundary.

use crate::token::{Tokens, tokens};
use core::ops::Range;

/// Goes along the segments of a text in step with the matches.
pub(super) struct Boundaries<'t> {
    text: &'t str,
    /// What is read starts here.
    from: usize,
    tokens: Tokens<'t>,
    /// The last boundary that was met.
    at: usize,
}

/// Bytes that are passed segment by segment, rather than a line be looked for.
const NEAR: usize = 1 << 10;

impl<'t> Boundaries<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, from: 0, tokens: tokens(text), at: 0 }
    }

    /// Whether a span begins and ends at a boundary; if not, the first boundary at which another one may begin. Spans do
    /// not start before the one asked of last.
    pub fn check(&mut self, span: Range<usize>) -> Result<(), usize> {
        if span.start > self.at + NEAR {
            self.start_near(span.start);
        }
        let start = self.next_from(span.start);
        if start != span.start {
            return Err(start);
        }
        let (tokens, at) = (self.tokens.clone(), self.at);
        let end = self.next_from(span.end);
        (self.tokens, self.at) = (tokens, at);
        if end == span.end { Ok(()) } else { Err(start) }
    }

    /// The first boundary that does not stand before a place.
    fn next_from(&mut self, place: usize) -> usize {
        while self.at < place
            && let Some(token) = self.tokens.next()
        {
            self.at = self.from + token.span().end;
        }
        self.at
    }

    /// Starts anew behind the last line feed before a place, if one is near: no rule looks across it (WB3a).
    fn start_near(&mut self, place: usize) {
        let before = &self.text.as_bytes()[place - NEAR..place];
        if let Some(n) = memchr::memrchr(b'\n', before) {
            let from = place - NEAR + n + 1;
            (self.from, self.at, self.tokens) = (from, from, tokens(&self.text[from..]));
        }
    }
}
