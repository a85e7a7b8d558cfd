//! Whole words: whether a span of the source begins and ends where UAX #29 has a word boundary.

use crate::token::{Tokens, tokens};
use alloc::collections::VecDeque;

/// Goes along the segments of a text in step with the matches, each segment once.
pub(super) struct Boundaries<'t> {
    text: &'t str,
    /// What is read starts here.
    from: usize,
    tokens: Tokens<'t>,
    /// The last boundary that was met.
    at: usize,
    /// The boundaries that the ends of matches have led to, up to `at`.
    ahead: Places,
}

/// Bytes that are passed segment by segment, rather than a line be looked for.
const NEAR: usize = 1 << 10;

impl<'t> Boundaries<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, from: 0, tokens: tokens(text), at: 0, ahead: Places::default() }
    }

    /// The first boundary that does not stand before the start of a span. Spans do not start before the one asked of
    /// last.
    pub fn start(&mut self, start: usize) -> usize {
        if start > self.at + NEAR {
            self.start_near(start);
        }
        self.ahead.forget(start);
        if let Some(boundary) = self.ahead.first_from(start) {
            return boundary;
        }
        while self.at < start && self.next() {}
        self.at
    }

    /// Whether there is a boundary at the end of a span that starts at the start asked of last, which is one.
    pub fn is_end(&mut self, end: usize) -> bool {
        self.ahead.add(self.at);
        while self.at < end && self.next() {
            self.ahead.add(self.at);
        }
        self.ahead.holds(end)
    }

    /// Goes on to the next boundary; returns whether there is one.
    fn next(&mut self) -> bool {
        let token = self.tokens.next();
        if let Some(token) = &token {
            self.at = self.from + token.span().end;
        }
        token.is_some()
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

/// A set of places that goes forward: a bit for each byte.
#[derive(Default)]
struct Places {
    bits: VecDeque<u64>,
    /// The number of the first word of bits.
    first: usize,
}

impl Places {
    /// Adds a place that does not stand before the ones that are kept.
    fn add(&mut self, place: usize) {
        if self.bits.is_empty() {
            self.first = place / 64;
        }
        let n = place / 64 - self.first;
        if n >= self.bits.len() {
            self.bits.resize(n + 1, 0);
        }
        self.bits[n] |= 1 << (place % 64);
    }

    /// Forgets the places before one.
    fn forget(&mut self, place: usize) {
        let passed = (place / 64).saturating_sub(self.first).min(self.bits.len());
        self.bits.drain(..passed);
        self.first += passed;
    }

    fn holds(&self, place: usize) -> bool {
        let bits = (place / 64).checked_sub(self.first).and_then(|n| self.bits.get(n));
        bits.is_some_and(|bits| bits >> (place % 64) & 1 == 1)
    }

    /// The first place from one on, where those before its word of bits are forgotten.
    fn first_from(&self, place: usize) -> Option<usize> {
        self.bits.iter().zip(self.first..).find_map(|(&bits, word)| {
            let bits = if word == place / 64 { bits & !0 << (place % 64) } else { bits };
            (bits != 0).then(|| word * 64 + bits.trailing_zeros() as usize)
        })
    }
}
