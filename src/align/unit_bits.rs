//! Unit bits: which output bytes came from which source bytes, one bit per source byte and a list of exceptions.
//!
//! ```text
//! source     D9 83 D9 90 D8 AA D9 A2        كِت٢ : the kasra is deleted, ٢ becomes 2
//! starts      1           1     1
//! unary       1  1        1  1  1           as many ones from a start on as output bytes
//! exceptions                    x           two source bytes predict two output bytes, and one is written
//! ```

use crate::align::joined_masks::{JoinedMasks, MaskWriter};
#[cfg(doc)]
use crate::kernel::Predicted;
use crate::kernel::{BlockObserver, INDEX_BLOCK, INDEX_WORDS, Observer, UnitMasks, find_exceptions, low_bits};
use alloc::vec::Vec;

/// Unit starts, and the exceptions from the output lengths that they predict.
///
/// Reported masks are pending until they are committed, many words at once. Then only the starts are kept.
#[derive(Clone, Debug, Default)]
pub(super) struct UnitBits {
    /// A bit for each committed byte of the source: whether a unit starts there.
    pub starts: Vec<u64>,
    /// For each [`INDEX_BLOCK`] bytes of the source, the totals of the units that start before it.
    pub index: Vec<Totals>,
    pub exceptions: Vec<Exception>,
    /// The start and the difference of units whose difference is out of an [`Exception`]'s range.
    pub long_exceptions: Vec<(usize, usize)>,
    /// Reported source bytes, and output bytes of the committed units.
    pub len: usize,
    pub output: usize,
    /// Reported masks that are not committed.
    pending: JoinedMasks,
    /// The start and the output length of pending units whose length unary cannot tell. The unary bit of their first byte
    /// is 0.
    long_units: Vec<(usize, usize)>,
}

/// The totals of the units that start before an index block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Totals {
    pub output: usize,
    pub exceptions: usize,
}

/// The greatest output length that is told in unary.
const MAX_UNARY: usize = 4;

impl UnitBits {
    /// Clears everything and keeps the memory.
    pub fn clear(&mut self) {
        self.starts.clear();
        self.index.clear();
        self.exceptions.clear();
        self.long_exceptions.clear();
        self.pending.remove_back(self.pending.bit_len);
        self.long_units.clear();
        (self.len, self.output) = (0, 0);
    }

    /// Frees the memory of pending units.
    pub fn drop_scratch(&mut self) {
        (self.pending, self.long_units) = (JoinedMasks::default(), Vec::new());
    }

    /// Commits whole index blocks of the pending units, of which none can be taken back afterwards.
    pub fn commit(&mut self) {
        // The last word is incomplete, and the word before it needs it as look-ahead.
        let complete = (self.pending.bit_len / 64).saturating_sub(1);
        if complete < INDEX_WORDS {
            return;
        }
        let (mut found, mut done) = ([0; INDEX_WORDS], 0);
        while complete - done >= INDEX_WORDS {
            self.commit_words(done, INDEX_WORDS, 0, &mut found);
            done += INDEX_WORDS;
        }
        self.pending.remove_front(done);
    }

    /// Commits all units at the end of the source.
    pub fn finish(&mut self) {
        self.commit();
        let bit_len = self.pending.bit_len;
        let count = bit_len.div_ceil(64);
        // The end of the source counts as a start for the prediction, and is removed again.
        let end = 1 << (bit_len % 64);
        self.pending.writer(1, &mut 0).block(1, 0, 1);
        let mut found = [0; INDEX_WORDS];
        let first = if count > INDEX_WORDS { INDEX_WORDS } else { 0 };
        if first > 0 {
            self.commit_words(0, first, 0, &mut found);
        }
        if count > first {
            self.commit_words(first, count - first, end & !1, &mut found);
        }
        self.pending.remove_back(bit_len + 1);
        self.long_units.clear();
    }

    /// Commits `count` pending words from the word `first` on, and stores the units whose output length is not that of
    /// [`Predicted`]. In the last word, a start in the lane `end` is not a unit's. `found` is scratch memory.
    fn commit_words(&mut self, first: usize, count: usize, end: u64, found: &mut [u64; INDEX_WORDS]) {
        let from = self.starts.len();
        self.index.push(Totals { output: self.output, exceptions: self.exceptions.len() });
        let masks = self.pending.words(first, count);
        let (mut words, ones) = find_exceptions(masks, found);
        // A unit's output counts in the index block in which it starts.
        let mut output = ones + leading_unary(masks[count]) - leading_unary(masks[0]);
        if end != 0 {
            found[count - 1] &= !end;
            words = if found[count - 1] == 0 { words & low_bits(count - 1) } else { words };
        }
        // One loop over the lanes of all words: a branch at the end of each word would be predicted badly.
        let (mut word, mut long_units) = (words.trailing_zeros() as usize % INDEX_WORDS, 0);
        let mut lanes = found[word];
        while words != 0 {
            let lane = lanes.trailing_zeros();
            let (len, predicted) = unary_and_predicted(masks[word], masks[word + 1], lane);
            let start = (from + word) * 64 + lane as usize;
            if len > 0 {
                // A unary length is at most MAX_UNARY, so the difference is in range.
                self.exceptions.push(Exception::new(start, len as isize - predicted as isize).0);
            } else {
                let len = self.long_units.get(long_units).map_or(0, |unit| unit.1);
                long_units += 1;
                output += len;
                let difference = len as isize - predicted as isize;
                let (entry, is_long) = Exception::new(start, difference);
                if is_long {
                    self.long_exceptions.push((start, difference as usize));
                }
                if difference != 0 {
                    self.exceptions.push(entry);
                }
            }
            let left = lanes & (lanes - 1);
            words = if left == 0 { words & (words - 1) } else { words };
            word = words.trailing_zeros() as usize % INDEX_WORDS;
            lanes = core::hint::select_unpredictable(left == 0, found[word], left);
        }
        self.output += output;
        self.starts.extend(masks[..count].iter().map(|masks| masks.starts));
        if let Some(last) = self.starts.last_mut() {
            *last &= !end;
        }
        self.long_units.drain(..long_units);
    }
}

impl Observer for UnitBits {
    const OBSERVES: bool = true;

    type Blocks<'a> = MaskWriter<'a>;

    #[inline(always)]
    fn blocks(&mut self, source: usize) -> MaskWriter<'_> {
        self.pending.writer(source, &mut self.len)
    }

    #[inline]
    fn unit(&mut self, source: usize, output: usize) {
        let (mut left, mut starts) = (source, (output > 0) as u64);
        let mut unary = if output <= MAX_UNARY.min(source) { low_bits(output) } else { 0 };
        if output > 0 && unary == 0 {
            self.long_units.push((self.len, output));
        }
        let mut blocks = self.blocks(source);
        while left > 0 {
            let len = left.min(64);
            blocks.block(starts, unary, len);
            (left, starts, unary) = (left - len, 0, 0);
        }
    }

    fn take_back(&mut self, source: usize) {
        self.len -= source;
        self.pending.remove_back(source);
        while self.long_units.last().is_some_and(|unit| unit.0 >= self.len) {
            self.long_units.pop();
        }
    }
}

/// The unary length and the predicted length of the unit that starts in a lane of the first of two words. The unary
/// length is 0 if the unit's output is longer than unary can tell.
#[inline(always)]
fn unary_and_predicted(word: UnitMasks, next: UnitMasks, lane: u32) -> (usize, usize) {
    let from_lane = |mask: u64, next: u64| mask >> lane | next << 1 << (63 - lane);
    let (next, ones) = (from_lane(word.starts, next.starts) & !1, from_lane(word.unary, next.unary));
    let len = next.trailing_zeros();
    let predicted = 2 + (len == 3) as usize - (len == 1) as usize;
    ((!ones | next).trailing_zeros() as usize, predicted)
}

/// How many ones at the front of a word belong to a unit of the word before.
#[inline(always)]
fn leading_unary(word: UnitMasks) -> usize {
    (!word.unary | word.starts).trailing_zeros() as usize
}

/// A unit whose output length is not the predicted one: twelve bits of its offset in the index block, and four of the
/// difference.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exception(u16);

const OFFSET_BITS: u32 = INDEX_BLOCK.trailing_zeros();
/// Is added to a difference, so that it is stored without a sign.
const DIFFERENCE_BIAS: isize = 4;
/// In place of a difference: it is in the list of long exceptions.
const IN_LONG_LIST: u16 = 15;

impl Exception {
    /// The entry for a unit, and whether the difference is out of its range.
    fn new(start: usize, difference: isize) -> (Self, bool) {
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
