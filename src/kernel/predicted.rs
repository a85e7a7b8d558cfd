//! The output length of a unit, predicted from its source length, and the units for which it is another.
//!
//! ```text
//! starts      1 0 0 0 1 0 1 1 0 0      units of four bytes, two, one, three
//! predicted   2       2   1 3          the source length, but two for four bytes and more: a letter and its mark
//! ```

use crate::kernel::dispatch::dispatch;
use crate::kernel::level::level;

/// The unit starts of 64 bytes, and those of them with a predicted output of at least two bytes, and of three.
#[derive(Clone, Copy)]
pub(crate) struct Predicted {
    pub starts: u64,
    pub two: u64,
    pub three: u64,
}

impl Predicted {
    /// The prediction for the starts of 64 bytes; `next` has the starts of the 64 bytes after them. The end of the text
    /// counts as a start.
    #[inline(always)]
    pub fn of(starts: u64, next: u64) -> Self {
        let ahead = |n: u32| starts >> n | next << (64 - n);
        let two = starts & !ahead(1);
        Self { starts, two, three: two & !ahead(2) & ahead(3) }
    }

    /// The predicted output length of the units that start in `lanes`.
    #[inline(always)]
    pub fn sum(&self, lanes: u64) -> usize {
        let ones = |mask: u64| (mask & lanes).count_ones() as usize;
        ones(self.starts) + ones(self.two) + ones(self.three)
    }
}

/// The starts whose unary length is at least two, and at least three.
#[inline(always)]
fn by_unary(word: UnitMasks, next: UnitMasks) -> [u64; 2] {
    let (inside, next_inside) = (word.unary & !word.starts, next.unary & !next.starts);
    let ahead = |n: u32| inside >> n | next_inside << (64 - n);
    let two = word.starts & ahead(1);
    [two, two & ahead(2)]
}

/// Source bytes for each entry of an alignment's index, and words of 64 bits.
pub(crate) const INDEX_BLOCK: usize = 4096;
pub(crate) const INDEX_WORDS: usize = INDEX_BLOCK / 64;

/// The masks of 64 source bytes: see [`BlockObserver::block`](crate::kernel::BlockObserver::block).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct UnitMasks {
    pub starts: u64,
    pub unary: u64,
}

/// Sets in `found` the unit starts of each word where the output length is not the predicted one. There are one to 65 words,
/// the last of which is only used as look-ahead. Returns a mask of the words that have exceptions, and the
/// sum of all unary lengths.
#[inline]
pub(crate) fn find_exceptions(words: &[UnitMasks], found: &mut [u64; INDEX_WORDS]) -> (u64, usize) {
    dispatch!(level(), fn entry(words: &[UnitMasks], found: &mut [u64; INDEX_WORDS]) -> (u64, usize) {
        vector<L>(_proof) => find_exception_lanes(words, found),
        scalar => find_exception_lanes(words, found),
    })
}

#[inline(always)]
fn find_exception_lanes(words: &[UnitMasks], found: &mut [u64; INDEX_WORDS]) -> (u64, usize) {
    let mut ones = 0;
    for (pair, found) in words.windows(2).zip(found.iter_mut()) {
        let predicted = Predicted::of(pair[0].starts, pair[1].starts);
        let [two, three] = by_unary(pair[0], pair[1]);
        // Four bytes need no mask: a unary length of four has four source bytes, for which two are predicted.
        *found = two ^ predicted.two | three ^ predicted.three | predicted.starts & !pair[0].unary;
        ones += pair[0].unary.count_ones() as usize;
    }
    let found = found.iter().take(words.len() - 1);
    (found.enumerate().fold(0, |words, (n, lanes)| words | ((*lanes != 0) as u64) << n), ones)
}
