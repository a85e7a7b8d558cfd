//! The words of a text with their packed terms, in batches.

use crate::kernel::packed::{PackedSpan, PackedWord};

/// A batch of this many words is full.
const FULL_BATCH: usize = 64;
/// The capacity of a batch, with space for the words of 256 bytes more.
pub(crate) const BATCH_CAPACITY: usize = FULL_BATCH + 128;

/// A batch of words.
#[derive(Clone, Debug)]
pub(crate) struct PackedSpans {
    found: [PackedSpan; BATCH_CAPACITY],
    count: usize,
}

impl Default for PackedSpans {
    fn default() -> Self {
        Self { found: [PackedSpan { packed: PackedWord::NONE, start: 0, end: 0 }; BATCH_CAPACITY], count: 0 }
    }
}

impl PackedSpans {
    #[inline(always)]
    pub fn found(&self) -> &[PackedSpan] {
        &self.found[..self.count]
    }

    /// Whether the batch is full. The caller then processes it and clears it before more words are added.
    #[inline(always)]
    pub fn is_full(&self) -> bool {
        self.count >= FULL_BATCH
    }

    #[inline(always)]
    pub fn clear(&mut self) {
        self.count = 0;
    }

    #[inline(always)]
    pub fn add(&mut self, word: PackedSpan) {
        if let [place] = self.add_some(1) {
            *place = word;
        }
    }

    /// Adds words, which the caller sets; none if they do not fit, which does not happen if full batches are cleared.
    #[inline(always)]
    pub(in crate::kernel) fn add_some(&mut self, count: usize) -> &mut [PackedSpan] {
        debug_assert!(self.count + count <= BATCH_CAPACITY);
        let spans = self.found[self.count..].get_mut(..count).unwrap_or_default();
        self.count += spans.len();
        spans
    }
}
