//! Text that a filter leaves unchanged, found by its bytes: most text needs nothing from most filters.

use crate::pipeline::postprocess::Filter;

/// The number of offsets that are looked at together.
const BLOCK: usize = 32;
/// The greatest number of bytes that a test looks at.
const MAX_BYTES: usize = 16;

/// The first offset at which a test of `N` bytes holds, or the length. Zeros follow the text.
///
/// A test has no branches, so that the compiler makes vector code of it.
#[inline(always)]
pub(super) fn first_hit<const N: usize>(text: &str, test: impl Fn([u8; N]) -> bool) -> usize {
    let bytes = text.as_bytes();
    let holds = |bytes: &[u8], at: usize| test(core::array::from_fn(|n| bytes[at + n]));
    let mut at = 0;
    while let Some(block) = bytes.get(at..at + BLOCK + N - 1) {
        if (0..BLOCK).fold(false, |any, n| any | holds(block, n)) {
            return at + (0..BLOCK).position(|n| holds(block, n)).unwrap_or(0);
        }
        at += BLOCK;
    }
    let mut last = [0; BLOCK + 2 * MAX_BYTES];
    let rest = &bytes[at..];
    last[..rest.len()].copy_from_slice(rest);
    at + (0..rest.len()).position(|n| holds(&last, n)).unwrap_or(rest.len())
}

/// Whether a character of two bytes or more that may be an Arabic letter is written twice in a row.
#[inline(always)]
pub(super) fn is_doubled(bytes: [u8; 8]) -> bool {
    let [a, b, c, d, e, f, g, h] = bytes;
    is_two_byte_lead(a) & (a == c) & (b == d) | is_long_doubled([a, b, c, d, e, f, g, h])
}

/// Whether one of two bytes is written three times in a row, or a longer one twice.
#[inline(always)]
pub(super) fn may_be_tripled(bytes: [u8; 8]) -> bool {
    let [a, b, c, d, e, f, ..] = bytes;
    is_two_byte_lead(a) & (a == c) & (b == d) & (a == e) & (b == f) | is_long_doubled(bytes)
}

/// The longer Arabic letters are in U+0860 to U+08FF and in U+10EC0 to U+10EFF.
#[inline(always)]
fn is_long_doubled([a, b, c, d, e, f, g, h]: [u8; 8]) -> bool {
    (a == 0xE0) & (a == d) & (b == e) & (c == f) | (a == 0xF0) & (b == 0x90) & (a == e) & (b == f) & (c == g) & (d == h)
}

#[inline(always)]
fn is_two_byte_lead(byte: u8) -> bool {
    byte & 0xE0 == 0xC0
}

/// The start of the word at an offset: what follows the last ASCII character before it.
pub(super) fn word_start(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().rposition(u8::is_ascii).map_or(0, |before| before + 1)
}

/// A filter that changes words alone: what is before an ASCII character does not matter for what is after it.
pub(super) trait WordFilter: Filter {
    /// Where the first word starts that may change, of a text that starts with a word; or at the latest the last word, since
    /// that may go on.
    fn first_word(&self, text: &str) -> usize;
}

/// A filter of words, which looks at those alone that may change.
#[derive(Clone)]
pub(super) struct Words<F> {
    filter: F,
    in_word: bool,
}

impl<F> Words<F> {
    pub fn new(filter: F) -> Self {
        Self { filter, in_word: false }
    }
}

impl<F: WordFilter> Filter for Words<F> {
    #[inline]
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        self.in_word = !c.is_ascii();
        self.filter.push(c, from, next);
    }

    fn finish(&mut self, next: &mut dyn FnMut(char, usize)) {
        self.in_word = false;
        self.filter.finish(next);
    }

    #[inline]
    fn unchanged(&self, text: &str) -> usize {
        if self.in_word { 0 } else { self.filter.first_word(text) }
    }
}
