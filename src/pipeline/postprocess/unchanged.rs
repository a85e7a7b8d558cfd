//! Text that a filter leaves unchanged, found by its bytes: most text needs nothing from most filters.

use crate::pipeline::postprocess::Filter;

/// The number of offsets that are looked at together.
const BLOCK: usize = 32;
/// The greatest number of bytes that a test looks at.
const MAX_BYTES: usize = 8;

/// The first offset at which a test of `N` bytes holds, or the length. Zeros follow the text.
#[inline(always)]
pub(super) fn first_hit<const N: usize>(text: &str, test: impl Fn([u8; N]) -> bool + Copy) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(block) = bytes.get(at..at + BLOCK + N - 1) {
        if let Some(n) = hit_in_block(block, test) {
            return at + n;
        }
        at += BLOCK;
    }
    let mut last = [0; 2 * BLOCK + MAX_BYTES];
    let rest = &bytes[at..];
    last[..rest.len()].copy_from_slice(rest);
    let hit = hit_in_block(&last[..BLOCK + N - 1], test)
        .or_else(|| Some(BLOCK + hit_in_block(&last[BLOCK..2 * BLOCK + N - 1], test)?));
    at + hit.map_or(rest.len(), |n| n.min(rest.len()))
}

/// The first offset in a block at which the test holds. The test has no branches, so that the compiler makes vector code of it.
#[inline(always)]
fn hit_in_block<const N: usize>(block: &[u8], test: impl Fn([u8; N]) -> bool) -> Option<usize> {
    let mut hits = [0; BLOCK];
    for (at, hit) in hits.iter_mut().enumerate() {
        *hit = u8::from(test(core::array::from_fn(|n| block[at + n])));
    }
    let (eights, _) = hits.as_chunks::<8>();
    let (n, hits) = eights.iter().map(|eight| u64::from_le_bytes(*eight)).enumerate().find(|(_, hits)| *hits != 0)?;
    Some(8 * n + hits.trailing_zeros() as usize / 8)
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

/// A character of two bytes in UTF-8.
pub(super) const fn two_bytes(c: char) -> [u8; 2] {
    [0xC0 | (c as u32 >> 6) as u8, 0x80 | (c as u32 & 0x3F) as u8]
}

/// The start of the word at an offset: what follows the last ASCII character before it.
pub(super) fn word_start(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().rposition(u8::is_ascii).map_or(0, |before| before + 1)
}

/// A filter of words, whose state an ASCII character ends. It looks at the bytes of text that starts with a word, and continues
/// character by character in the first word that may change, and in the last one, which later text may continue.
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

impl<F: Filter> Filter for Words<F> {
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
    fn pass(&mut self, text: &str, next: &mut dyn FnMut(&str)) -> usize {
        if self.in_word { 0 } else { self.filter.pass(text, next) }
    }
}
