//! Output length is predicted from source length; exceptions are stored.
//!
//! ```text
//! starts      1 0 0 0 1 0 1 1 0 0      units of four bytes, two, one, three
//! predicted   2       2   1 3          the source length, but two for four bytes and more: a letter and its mark
//! ```

use crate::kernel::dispatch::dispatch;
use crate::kernel::level::level;
use crate::kernel::observer::BlockObserver;
use crate::kernel::simd::low_bits;
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
fn by_unary(word: UnitMasks, next: UnitMasks) -> [u64; 2] {
    let (inside, next_inside) = (word.unary & !word.starts, next.unary & !next.starts);
    let ahead = |n: u32| inside >> n | next_inside << (64 - n);
    let two = word.starts & ahead(1);
    [two, two & ahead(2)]
}

/// The unary length and the predicted length of the unit that starts in a lane of the first of two words. The unary
/// length is 0 if the unit's output is longer than unary can tell.
#[inline(always)]
pub(in crate::kernel) fn unary_and_predicted(word: UnitMasks, next: UnitMasks, lane: u32) -> (usize, usize) {
    let from_lane = |mask: u64, next: u64| mask >> lane | next << 1 << (63 - lane);
    let (next, ones) = (from_lane(word.starts, next.starts) & !1, from_lane(word.unary, next.unary));
    let len = next.trailing_zeros();
    let predicted = 2 + (len == 3) as usize - (len == 1) as usize;
    ((!ones | next).trailing_zeros() as usize, predicted)
}

/// Words of 64 bits in an index block.
pub(crate) const INDEX_WORDS: usize = INDEX_BLOCK / 64;

/// The masks of 64 source bytes: see [`Observer::block`](crate::kernel::Observer::block).
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::kernel) struct UnitMasks {
    pub starts: u64,
    pub unary: u64,
}

/// Masks of any lengths, joined into words without gaps.
#[derive(Clone, Debug, Default)]
pub(in crate::kernel) struct JoinedMasks {
    /// The word of the last bit is there, and zero from that bit on; words after it hold anything.
    words: Vec<UnitMasks>,
    pub bit_len: usize,
}

impl JoinedMasks {
    /// A number of words from the word `first` on, and the word after them.
    pub fn words(&self, first: usize, count: usize) -> &[UnitMasks] {
        &self.words[first..=first + count]
    }

    /// A writer of at most so many bits more. Adds them to `len`, too.
    #[inline(always)]
    pub fn writer<'m>(&'m mut self, bits: usize, len: &'m mut usize) -> MaskWriter<'m> {
        let (word, used) = (self.bit_len / 64, self.bit_len % 64);
        let needed = (self.bit_len + bits) / 64 + 2;
        if needed > self.words.len() {
            self.grow(needed);
        }
        MaskWriter { open: self.words[word], words: &mut self.words, word, used, lens: [&mut self.bit_len, len] }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, needed: usize) {
        self.words.resize(needed.max(2 * self.words.len()), UnitMasks::default());
    }

    /// Removes bits from the end.
    pub fn remove_back(&mut self, bits: usize) {
        self.bit_len -= bits;
        let below = low_bits(self.bit_len % 64);
        if let Some(last) = self.words.get_mut(self.bit_len / 64) {
            *last = UnitMasks { starts: last.starts & below, unary: last.unary & below };
        }
    }

    /// Removes words from the front.
    pub fn remove_front(&mut self, words: usize) {
        self.words.copy_within(words..=self.bit_len / 64, 0);
        self.bit_len -= words * 64;
    }
}

/// Appends masks. The incomplete word is a field, which the loop over blocks has in registers: a load of both masks of a word
/// that were just stored one by one waits for the stores.
pub(crate) struct MaskWriter<'m> {
    words: &'m mut [UnitMasks],
    word: usize,
    used: usize,
    open: UnitMasks,
    /// Lengths in bits, which are updated at the end.
    lens: [&'m mut usize; 2],
}

impl BlockObserver for MaskWriter<'_> {
    #[inline(always)]
    fn block(&mut self, starts: u64, unary: u64, len: usize) {
        let used = self.used;
        let open = UnitMasks { starts: self.open.starts | starts << used, unary: self.open.unary | unary << used };
        if let Some(word) = self.words.get_mut(self.word) {
            *word = open;
        }
        let rest = |mask: u64| mask >> 1 >> (63 - used);
        self.open = if used + len < 64 { open } else { UnitMasks { starts: rest(starts), unary: rest(unary) } };
        (self.word, self.used) = (self.word + (used + len) / 64, (used + len) % 64);
    }
}

impl Drop for MaskWriter<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        // The word after the last one is its look-ahead.
        if let Some([last, after]) = self.words.get_mut(self.word..self.word + 2) {
            (*last, *after) = (self.open, UnitMasks::default());
        }
        let bits = self.word * 64 + self.used - *self.lens[0];
        self.lens.iter_mut().for_each(|len| **len += bits);
    }
}

/// Sets in `found` the unit starts of each word where the output length is not the predicted one. There are 65 words at
/// most, the last of which is only used as look-ahead. Returns a mask of the words that have exceptions, and the
/// sum of all unary lengths.
#[inline]
pub(in crate::kernel) fn find_exceptions(words: &[UnitMasks], found: &mut [u64; INDEX_WORDS]) -> (u64, usize) {
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

/// How many ones at the front of a word belong to a unit of the word before.
#[inline(always)]
pub(in crate::kernel) fn leading_unary(word: UnitMasks) -> usize {
    (!word.unary | word.starts).trailing_zeros() as usize
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
