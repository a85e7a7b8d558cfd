//! UnitBits: where in the source each unit of what is written starts, a bit a byte, and which units are unusual.
//!
//! ```text
//! source     D9 83 D9 90 D8 AA D9 A2        كِت٢ : the kasra goes, ٢ becomes 2
//! starts      1           1     1
//! written     1  1        1  1  1           as many ones behind a start as bytes are written
//! unusual                       2 bytes, and 1 is written
//! ```

pub(in crate::kernel) mod predicted;

use crate::kernel::observer::Observer;
#[cfg(doc)]
use crate::kernel::offsets::predicted::BLOCK;
use crate::kernel::offsets::predicted::{Exception, WORDS, Words, ones_before, told_and_usual};
use crate::kernel::simd::low_bits;
use alloc::vec::Vec;

/// Where units start, and what cannot be told from that.
///
/// Masks are taken down as they come, and settled later, many words at once: then only the starts stay.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnitBits {
    /// A bit for each byte of the source, as far as it is settled: whether a unit starts there.
    pub starts: Vec<u64>,
    /// For each [`BLOCK`] bytes of the source: what the units before amount to.
    pub index: Vec<Before>,
    pub unusual: Vec<Exception>,
    /// The place in the source and the difference, where an entry of `unusual` has too few bits.
    pub longer: Vec<(usize, usize)>,
    /// Bytes of the source that are noted; and of the output, for units that are settled.
    pub len: usize,
    pub output: usize,
    /// What came since the last time: starts, ones, and the bytes that these are of.
    noted: Vec<[u64; 3]>,
    /// The same as words, without gaps.
    words: Words,
    /// UnitList for which ones cannot tell how much is written: their place in the source, and how much. The first byte of
    /// such a unit has no one.
    untold: Vec<(usize, usize)>,
}

/// What the units that start before a block amount to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Before {
    pub output: usize,
    pub unusual: usize,
}

/// So much can be told by ones.
const MOST_ONES: usize = 4;

impl UnitBits {
    /// Starts anew, on the same memory.
    pub fn clear(&mut self) {
        self.starts.clear();
        self.index.clear();
        self.unusual.clear();
        self.longer.clear();
        self.noted.clear();
        self.untold.clear();
        (self.words.bits, self.len, self.output) = (0, 0, 0);
    }

    /// Gives back the memory that only what is not settled needs.
    pub fn drop_scratch(&mut self) {
        (self.noted, self.untold, self.words) = (Vec::new(), Vec::new(), Words::default());
    }

    /// Settles what is noted, if it is much. It cannot be taken back then.
    pub fn settle(&mut self) {
        predicted::join(&self.noted, &mut self.words);
        self.noted.clear();
        // The last word is not whole, and the one before needs it.
        let whole = (self.words.bits / 64).saturating_sub(1);
        if whole < WORDS {
            return;
        }
        let (mut odd, mut done) = ([0; WORDS], 0);
        while whole - done >= WORDS {
            self.settle_words(done, WORDS, 0, &mut odd);
            done += WORDS;
        }
        self.words.take(done);
    }

    /// Settles all: nothing more comes.
    pub fn finish(&mut self) {
        self.settle();
        let count = self.words.bits.div_ceil(64);
        // The end of the source counts as a start, here alone.
        let end = 1 << (self.words.bits % 64);
        self.words.end();
        let mut odd = [0; WORDS];
        let first = if count > WORDS { WORDS } else { 0 };
        if first > 0 {
            self.settle_words(0, first, 0, &mut odd);
        }
        if count > first {
            self.settle_words(first, count - first, end & !1, &mut odd);
        }
        self.words.bits = 0;
        self.untold.clear();
    }

    /// Looks for units of which another number of bytes is written than [`Predicted`] says, in `count` words from the
    /// `first` that is not settled on. In the last of them, a start in the lane `end` is none.
    fn settle_words(&mut self, first: usize, count: usize, end: u64, odd: &mut [u64; WORDS]) {
        let from = self.starts.len();
        self.index.push(Before { output: self.output, unusual: self.unusual.len() });
        let (starts, written) = (&self.words.starts[first..=first + count], &self.words.written[first..=first + count]);
        let (mut words, ones) = predicted::find_odd(starts, written, odd);
        // A unit's output counts in the block in which it starts.
        let before = ones_before(starts[0], written[0]);
        let mut output = ones + ones_before(starts[count], written[count]) - before;
        if end != 0 {
            odd[count - 1] &= !end;
            words = if odd[count - 1] == 0 { words & low_bits(count - 1) } else { words };
        }
        // One loop over all, without a branch where a word ends: that would be foreseen badly.
        let (mut word, mut untold) = (words.trailing_zeros() as usize % WORDS, 0);
        let mut lanes = odd[word];
        while words != 0 {
            let lane = lanes.trailing_zeros();
            let pair = |mask: &[u64]| [mask[word], mask[word + 1]];
            let (told, usual) = told_and_usual(pair(starts), pair(written), lane);
            let place = (from + word) * 64 + lane as usize;
            if told > 0 {
                // Ones tell four bytes at most: the difference fits.
                self.unusual.push(Exception::new(place, told as isize - usual as isize).0);
            } else {
                let len = self.untold.get(untold).map_or(0, |u| u.1);
                untold += 1;
                output += len;
                let difference = len as isize - usual as isize;
                let (entry, is_longer) = Exception::new(place, difference);
                if is_longer {
                    self.longer.push((place, difference as usize));
                }
                if difference != 0 {
                    self.unusual.push(entry);
                }
            }
            let left = lanes & (lanes - 1);
            words = if left == 0 { words & (words - 1) } else { words };
            word = words.trailing_zeros() as usize % WORDS;
            lanes = core::hint::select_unpredictable(left == 0, odd[word], left);
        }
        self.output += output;
        self.starts.extend_from_slice(&starts[..count]);
        if let Some(last) = self.starts.last_mut() {
            *last &= !end;
        }
        self.untold.drain(..untold);
    }
}
impl Observer for UnitBits {
    const OBSERVES: bool = true;

    #[inline(always)]
    fn block(&mut self, starts: u64, written: u64, len: usize) {
        self.noted.push([starts, written, len as u64]);
        self.len += len;
    }

    #[inline]
    fn unit(&mut self, source: usize, output: usize) {
        let (mut left, mut starts) = (source, (output > 0) as u64);
        let mut written = if output <= MOST_ONES.min(source) { low_bits(output) } else { 0 };
        if output > 0 && written == 0 {
            self.untold.push((self.len, output));
        }
        // Small units share masks.
        if let Some([all_starts, all_written, len]) = self.noted.last_mut().filter(|last| last[2] as usize + left <= 64)
        {
            *all_starts |= starts << (*len % 64);
            *all_written |= written << (*len % 64);
            *len += left as u64;
            self.len += left;
            return;
        }
        while left > 0 {
            let len = left.min(64);
            self.block(starts, written, len);
            (left, starts, written) = (left - len, 0, 0);
        }
    }

    fn take_back(&mut self, mut source: usize) {
        self.len -= source;
        while let Some([starts, written, len]) = self.noted.pop() {
            if let Some(left) = (len as usize).checked_sub(source) {
                self.noted.push([starts & low_bits(left), written & low_bits(left), left as u64]);
                break;
            }
            source -= len as usize;
        }
        while self.untold.last().is_some_and(|u| u.0 >= self.len) {
            self.untold.pop();
        }
    }
}
