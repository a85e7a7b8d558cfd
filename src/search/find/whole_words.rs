//! Word boundaries of the source by UAX #29, and around the signs that divide words, for matches of whole words.

use crate::token::{Parts, Tokens, parts, tokens};
use alloc::collections::VecDeque;
use core::ops::Range;

/// Walks over the segments of a text as matches are found, each segment once.
pub(super) struct Boundaries<'t> {
    text: &'t str,
    /// The offset at which `tokens` starts.
    base: usize,
    tokens: Tokens<'t>,
    /// The end of the last token, its parts, and the span of the next of them.
    token_end: usize,
    parts: Option<Parts<'t>>,
    part: Range<usize>,
    /// The last boundary reached.
    at: usize,
    /// Boundaries that were reached by looking for the ends of matches, up to `at`.
    reached: OffsetSet,
}

/// If the next match is at most this far, the walk goes there segment by segment; otherwise it restarts at a line.
const MAX_WALK: usize = 1 << 10;

impl<'t> Boundaries<'t> {
    pub fn new(text: &'t str) -> Self {
        let (tokens, reached) = (tokens(text), OffsetSet::default());
        Self { text, base: 0, tokens, token_end: 0, parts: None, part: 0..0, at: 0, reached }
    }

    /// The first boundary at or after the start of a span. The starts of successive calls do not decrease.
    pub fn next_from(&mut self, start: usize) -> usize {
        if start > self.at + MAX_WALK {
            self.restart_before(start);
        }
        self.reached.discard_before(start);
        if let Some(boundary) = self.reached.first_from(start) {
            return boundary;
        }
        while self.at < start && self.advance() {}
        self.at
    }

    /// Whether there is a boundary at the end of a span, whose start was the last result of [`next_from`](Self::next_from).
    pub fn is_boundary(&mut self, end: usize) -> bool {
        self.reached.insert(self.at);
        while self.at < end && self.advance() {
            self.reached.insert(self.at);
        }
        self.reached.contains(end)
    }

    /// Moves to the next boundary; returns whether there is one.
    fn advance(&mut self) -> bool {
        if self.at == self.token_end {
            let Some(token) = self.tokens.next() else { return false };
            self.token_end = self.base + token.span().end;
            self.parts = Some(parts(token));
            // A token without a letter or a number has no parts, and no boundary inside.
            self.part = self.next_part().unwrap_or(self.at..self.token_end);
        }
        if self.part.contains(&self.at) {
            self.at = self.part.end;
            self.part = self.next_part().unwrap_or(self.token_end..self.token_end);
        } else {
            // There is a boundary at each side of a character between parts.
            self.at += self.text[self.at..].chars().next().map_or(1, char::len_utf8);
        }
        true
    }

    fn next_part(&mut self) -> Option<Range<usize>> {
        let part = self.parts.as_mut()?.next()?;
        Some(self.base + part.span().start..self.base + part.span().end)
    }

    /// Restarts after the last line feed before an offset, if one is near. Text before it cannot change later boundaries,
    /// since there is always a boundary after a line feed (WB3a).
    fn restart_before(&mut self, offset: usize) {
        let before = &self.text.as_bytes()[offset - MAX_WALK..offset];
        if let Some(n) = memchr::memrchr(b'\n', before) {
            let base = offset - MAX_WALK + n + 1;
            (self.base, self.at, self.token_end, self.tokens) = (base, base, base, tokens(&self.text[base..]));
        }
    }
}

/// A set of offsets in a window that only moves forward: one bit per byte.
#[derive(Default)]
pub(super) struct OffsetSet {
    bits: VecDeque<u64>,
    /// The index of the first `u64`: its first bit is the offset `64 * first`.
    first: usize,
}

impl OffsetSet {
    /// Inserts an offset that is not before those in the set.
    pub fn insert(&mut self, offset: usize) {
        if self.bits.is_empty() {
            self.first = offset / 64;
        }
        let n = offset / 64 - self.first;
        if n >= self.bits.len() {
            self.bits.resize(n + 1, 0);
        }
        self.bits[n] |= 1 << (offset % 64);
    }

    /// Removes offsets before this one; those in its `u64` may stay.
    pub fn discard_before(&mut self, offset: usize) {
        let passed = (offset / 64).saturating_sub(self.first).min(self.bits.len());
        self.bits.drain(..passed);
        self.first += passed;
    }

    fn contains(&self, offset: usize) -> bool {
        let bits = (offset / 64).checked_sub(self.first).and_then(|n| self.bits.get(n));
        bits.is_some_and(|bits| bits >> (offset % 64) & 1 == 1)
    }

    /// The first offset in the set from this one on, after [`discard_before`](Self::discard_before) with it.
    fn first_from(&self, offset: usize) -> Option<usize> {
        self.bits.iter().zip(self.first..).find_map(|(&bits, n)| {
            let bits = if n == offset / 64 { bits & !0 << (offset % 64) } else { bits };
            (bits != 0).then(|| n * 64 + bits.trailing_zeros() as usize)
        })
    }

    /// The greatest of the offsets `base + n`, for the numbers `n` in a bit set, that is in this set.
    pub fn last_common(&self, base: usize, numbers: &[u64]) -> Option<usize> {
        numbers.iter().enumerate().rev().find_map(|(n, &numbers)| {
            let base = base + 64 * n;
            let common = numbers & self.bits_from(base);
            (common != 0).then(|| base + 63 - common.leading_zeros() as usize)
        })
    }

    /// Whether the 64 offsets from this one on are in the set, one bit each.
    fn bits_from(&self, offset: usize) -> u64 {
        let get = |n: usize| n.checked_sub(self.first).and_then(|n| self.bits.get(n)).copied().unwrap_or(0);
        let (n, shift) = (offset / 64, offset % 64);
        get(n) >> shift | get(n + 1) << (63 - shift) << 1
    }
}
