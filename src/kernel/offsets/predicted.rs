//! Output length is predicted from source length; exceptions are stored.
//!
//! ```text
//! starts      1 0 0 0 1 0 1 1 0 0      units of four bytes, two, one, three
//! predicted   2       2   1 3          the source length, but two for four bytes and more: a letter and its mark
//! ```

use crate::kernel::dispatch::dispatch;
use crate::kernel::level::level;
use alloc::vec::Vec;

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
fn by_unary([starts, next_starts]: [u64; 2], [unary, next_unary]: [u64; 2]) -> [u64; 2] {
    let (inside, next_inside) = (unary & !starts, next_unary & !next_starts);
    let ahead = |n: u32| inside >> n | next_inside << (64 - n);
    let two = starts & ahead(1);
    [two, two & ahead(2)]
}

/// The unary length and the predicted length of the unit that starts in a lane of the first of two words. The unary
/// length is 0 if the unit's output is longer than unary can tell.
#[inline(always)]
pub(in crate::kernel) fn unary_and_predicted(starts: [u64; 2], unary: [u64; 2], lane: u32) -> (usize, usize) {
    let from_lane = |mask: [u64; 2]| mask[0] >> lane | mask[1] << 1 << (63 - lane);
    let (next, ones) = (from_lane(starts) & !1, from_lane(unary));
    let len = next.trailing_zeros();
    let predicted = 2 + (len == 3) as usize - (len == 1) as usize;
    ((!ones | next).trailing_zeros() as usize, predicted)
}

/// Words of 64 bits in an index block.
pub(crate) const INDEX_WORDS: usize = INDEX_BLOCK / 64;

/// Unit starts and unary lengths, as words of 64 bits.
#[derive(Clone, Debug, Default)]
pub(crate) struct MaskWords {
    pub starts: Vec<u64>,
    pub unary: Vec<u64>,
    /// How many bits are valid. The rest of the last word is zero; words after it hold anything.
    pub bit_len: usize,
}

impl MaskWords {
    /// Removes words from the front.
    pub fn remove_front(&mut self, words: usize) {
        self.starts.copy_within(words.., 0);
        self.unary.copy_within(words.., 0);
        self.bit_len -= words * 64;
    }

    fn ensure_len(&mut self, words: usize) {
        if self.starts.len() < words {
            self.starts.resize(words, 0);
            self.unary.resize(words, 0);
        }
    }

    /// Sets a start after the last bit, and zeros up to the end of the word after it.
    pub fn set_end(&mut self) {
        let words = self.bit_len / 64;
        self.ensure_len(words + 2);
        if self.bit_len.is_multiple_of(64) {
            (self.starts[words], self.unary[words]) = (0, 0);
        }
        self.starts[words] |= 1 << (self.bit_len % 64);
        (self.starts[words + 1], self.unary[words + 1]) = (0, 0);
    }
}

/// Appends masks, each of starts, unary lengths and the number of bits, without gaps.
#[inline]
pub(in crate::kernel) fn append(masks: &[[u64; 3]], words: &mut MaskWords) {
    dispatch!(level(), fn entry(masks: &[[u64; 3]], words: &mut MaskWords) {
        vector<L>(_proof) => append_masks(masks, words),
        scalar => append_masks(masks, words),
    })
}

#[inline(always)]
fn append_masks(masks: &[[u64; 3]], words: &mut MaskWords) {
    let (mut word, mut used) = (words.bit_len / 64, words.bit_len % 64);
    words.ensure_len(word + masks.len() + 2);
    let all = words.starts.len().min(words.unary.len());
    let (all_starts, all_unary) = (&mut words.starts[..all], &mut words.unary[..all]);
    let (mut starts, mut unary) = match used {
        0 => (0, 0),
        _ => (all_starts[word], all_unary[word]),
    };
    for &[more_starts, more_unary, len] in masks {
        if word >= all {
            break;
        }
        (starts, unary) = (starts | more_starts << used, unary | more_unary << used);
        (all_starts[word], all_unary[word]) = (starts, unary);
        let rest = |mask: u64| mask >> 1 >> (63 - used);
        let (rest_starts, rest_unary) = (rest(more_starts), rest(more_unary));
        used += len as usize;
        if used >= 64 {
            (starts, unary) = (rest_starts, rest_unary);
            (word, used) = (word + 1, used - 64);
        }
    }
    if word < all {
        (all_starts[word], all_unary[word]) = (starts, unary);
    }
    words.bit_len = word * 64 + used;
}

/// Sets in `found` the unit starts of each word where the output length is not the predicted one. Each slice has 65 words at
/// most, the last of which is only used as look-ahead. Returns a mask of the words that have exceptions, and the
/// sum of all unary lengths.
#[inline]
pub(in crate::kernel) fn find_exceptions(
    starts: &[u64],
    unary: &[u64],
    found: &mut [u64; INDEX_WORDS],
) -> (u64, usize) {
    dispatch!(level(), fn entry(starts: &[u64], unary: &[u64], found: &mut [u64; INDEX_WORDS]) -> (u64, usize) {
        vector<L>(_proof) => find_exception_lanes(starts, unary, found),
        scalar => find_exception_lanes(starts, unary, found),
    })
}

#[inline(always)]
fn find_exception_lanes(starts: &[u64], unary: &[u64], found: &mut [u64; INDEX_WORDS]) -> (u64, usize) {
    let words = starts.len().min(unary.len()).saturating_sub(1).min(INDEX_WORDS);
    let (starts, unary) = (&starts[..=words], &unary[..=words]);
    let mut ones = 0;
    for n in 0..words {
        let (starts, unary) = ([starts[n], starts[n + 1]], [unary[n], unary[n + 1]]);
        let predicted = Predicted::of(starts[0], starts[1]);
        let [two, three] = by_unary(starts, unary);
        // Four bytes need no mask: a unary length of four has four source bytes, for which two are predicted.
        found[n] = two ^ predicted.two | three ^ predicted.three | predicted.starts & !unary[0];
        ones += unary[0].count_ones() as usize;
    }
    (found[..words].iter().enumerate().fold(0, |words, (n, lanes)| words | ((*lanes != 0) as u64) << n), ones)
}

/// How many ones at the front of a word belong to a unit of the word before.
#[inline(always)]
pub(in crate::kernel) fn leading_unary(starts: u64, unary: u64) -> usize {
    (!unary | starts).trailing_zeros() as usize
}

/// Source bytes for each entry of the index.
pub(crate) const INDEX_BLOCK: usize = 4096;

/// A unit whose output length is not the predicted one: twelve bits of its offset in the index block, and four of the
/// difference.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exception(u16);

const OFFSET_BITS: u32 = INDEX_BLOCK.trailing_zeros();
/// Is added to a difference, so that it is stored without a sign.
const DIFFERENCE_BIAS: isize = 4;
/// In place of a difference: it is in the list of long exceptions.
const IN_LONG_LIST: u16 = 15;

impl Exception {
    /// The entry for a unit, and whether the difference is out of its range.
    pub(in crate::kernel) fn new(start: usize, difference: isize) -> (Self, bool) {
        let offset = (start % INDEX_BLOCK) as u16;
        let biased = difference + DIFFERENCE_BIAS;
        let is_long = biased < 0 || biased >= IN_LONG_LIST as isize;
        let bits = if is_long { IN_LONG_LIST } else { biased as u16 };
        (Self(offset | bits << OFFSET_BITS), is_long)
    }

    /// The unit's start in its index block.
    pub fn offset(self) -> usize {
        self.0 as usize % INDEX_BLOCK
    }

    /// Output length minus predicted length. `None` if it is in the list of long exceptions.
    pub fn difference(self) -> Option<isize> {
        match self.0 >> OFFSET_BITS {
            IN_LONG_LIST => None,
            biased => Some(biased as isize - DIFFERENCE_BIAS),
        }
    }
}
