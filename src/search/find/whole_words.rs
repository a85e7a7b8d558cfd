//! Word boundaries of the source by UAX #29, for matches of whole words.

use crate::token::{Tokens, tokens};
use alloc::collections::VecDeque;

/// Walks over the segments of a text as matches are found, each segment once.
pub(super) struct Boundaries<'t> {
    text: &'t str,
    /// The offset at which `tokens` starts.
    base: usize,
    tokens: Tokens<'t>,
    /// The last boundary reached.
    at: usize,
    /// Boundaries that were reached by looking for the ends of matches, up to `at`.
    reached: OffsetSet,
}

/// If the next match is at most this far, the walk goes there segment by segment; otherwise it restarts at a line.
const MAX_WALK: usize = 1 << 10;

impl<'t> Boundaries<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, base: 0, tokens: tokens(text), at: 0, reached: OffsetSet::default() }
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
        let token = self.tokens.next();
        if let Some(token) = &token {
            self.at = self.base + token.span().end;
        }
        token.is_some()
    }

    /// Restarts after the last line feed before an offset, if one is near. Text before it cannot change later boundaries,
    /// since there is always a boundary after a line feed (WB3a).
    fn restart_before(&mut self, offset: usize) {
        let before = &self.text.as_bytes()[offset - MAX_WALK..offset];
        if let Some(n) = memchr::memrchr(b'\n', before) {
            let base = offset - MAX_WALK + n + 1;
            (self.base, self.at, self.tokens) = (base, base, tokens(&self.text[base..]));
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
