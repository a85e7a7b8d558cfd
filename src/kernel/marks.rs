//! Marks: where in the source each unit of what is written starts, a bit a byte, and which units are unusual.
//!
//! ```text
//! source     D9 83 D9 90 D8 AA D9 A2        كِت٢ : the kasra goes, ٢ becomes 2
//! starts      1           1     1
//! written     1  1        1  1  1           as many ones behind a start as bytes are written
//! unusual                       2 bytes, and 1 is written
//! ```

use super::lanes::low_bits;
#[cfg(doc)]
use super::usual::BLOCK;
use super::usual::{Unusual, Usual, WORDS, ones};
use alloc::vec::Vec;

/// Takes note of what is written for each character of the source, in order.
pub(crate) trait Record {
    /// Whether anything is noted.
    const RECORDS: bool;

    /// The next `len` bytes of the source, whole characters, as masks: where those start that are written, and as many
    /// ones from there on as bytes are written.
    fn block(&mut self, starts: u64, written: u64, len: usize);

    /// The next `source` bytes, for which `output` bytes are written together; none: they belong to what stands before.
    fn unit(&mut self, source: usize, output: usize);

    /// Forgets the last `source` bytes, none of which is settled.
    fn take_back(&mut self, source: usize);
}

impl Record for () {
    const RECORDS: bool = false;

    #[inline(always)]
    fn block(&mut self, _: u64, _: u64, _: usize) {}

    #[inline(always)]
    fn unit(&mut self, _: usize, _: usize) {}

    #[inline(always)]
    fn take_back(&mut self, _: usize) {}
}

/// Where units start, and what cannot be told from that.
///
/// The masks are taken down as they come, and settled later, many words at once: then only the starts stay.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    /// A bit for each byte of the source: whether a unit starts there. Behind `len` stands anything until all is
    /// finished.
    pub starts: Vec<u64>,
    /// For each [`BLOCK`] bytes of the source: what the units before amount to.
    pub index: Vec<Before>,
    pub unusual: Vec<Unusual>,
    /// The place in the source and the difference, where an entry of `unusual` has too few bits.
    pub longer: Vec<(usize, usize)>,
    /// Bytes of the source that are noted; and of the output, for units that are settled.
    pub len: usize,
    pub output: usize,
    /// Ones for what is written, from word `settled` on.
    written: Vec<u64>,
    settled: usize,
    /// Units for which ones cannot tell how much is written: their place in the source, and how much. The first byte of
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

impl Marks {
    /// Starts anew, on the same memory.
    pub fn clear(&mut self) {
        self.starts.clear();
        self.index.clear();
        self.unusual.clear();
        self.longer.clear();
        self.written.clear();
        self.untold.clear();
        (self.len, self.output, self.settled) = (0, 0, 0);
    }

    /// Makes room for some blocks.
    #[inline(never)]
    fn grow(&mut self) {
        self.starts.resize(self.len / 64 + WORDS, 0);
        self.written.resize(self.starts.len() - self.settled, 0);
    }

    /// Settles what is noted, if it is much.
    pub fn settle(&mut self) {
        // The last word is not whole, and the one before needs it.
        let whole = (self.len / 64 - self.settled).saturating_sub(1);
        let mut done = 0;
        let mut odd = [0; WORDS];
        while whole - done >= WORDS {
            self.settle_words(done, WORDS, 0, &mut odd);
            done += WORDS;
        }
        if done > 0 {
            self.written.copy_within(done.., 0);
            self.written.truncate(self.written.len() - done);
            self.settled += done;
        }
    }

    /// Settles all: nothing more comes.
    pub fn finish(&mut self) {
        self.settle();
        self.grow();
        let (words, used) = (self.len.div_ceil(64), self.len % 64);
        let keep = |mask: &mut u64| *mask &= low_bits(used);
        self.starts[self.len / 64..].iter_mut().take(1).for_each(keep);
        self.starts[self.len / 64 + 1..].fill(0);
        // The end of the source counts as a start, here alone.
        self.starts[self.len / 64] |= 1 << used;
        let mut odd = [0; WORDS];
        let count = words - self.settled;
        let first = if count > WORDS { WORDS } else { 0 };
        if first > 0 {
            self.settle_words(0, first, 0, &mut odd);
        }
        if count > first {
            self.settle_words(first, count - first, (1 << used) & !1, &mut odd);
        }
        self.starts[self.len / 64] &= !(1 << used);
        self.starts.truncate(words);
        self.written.clear();
        self.untold.clear();
    }

    /// Looks for units of which another number of bytes is written than [`Usual`] says, in `count` words from the
    /// `first` that is not settled on. In the last of them, a start in the lane `end` is none.
    fn settle_words(&mut self, first: usize, count: usize, end: u64, odd: &mut [u64; WORDS]) {
        let from = self.settled + first;
        if from % WORDS == 0 {
            self.index.push(Before { output: self.output, unusual: self.unusual.len() });
        }
        let (starts, written) = (&self.starts[from..=from + count], &self.written[first..=first + count]);
        self.output += super::find_odd(starts, written, odd);
        if end != 0 {
            self.output -= Usual::of(starts[count - 1], starts[count]).sum(end);
            odd[count - 1] &= !end;
        }
        let mut untold = 0;
        for (word, &lanes) in odd[..count].iter().enumerate() {
            let mut lanes = lanes;
            while lanes != 0 {
                let lane = lanes & lanes.wrapping_neg();
                lanes ^= lane;
                let told = ones([starts[word], starts[word + 1]], [written[word], written[word + 1]], lane);
                let len = told.unwrap_or_else(|| {
                    untold += 1;
                    self.untold.get(untold - 1).map_or(0, |u| u.1)
                });
                let difference = len as isize - Usual::of(starts[word], starts[word + 1]).sum(lane) as isize;
                if difference == 0 {
                    continue;
                }
                self.output = self.output.saturating_add_signed(difference);
                let place = (from + word) * 64 + lane.trailing_zeros() as usize;
                let (entry, is_longer) = Unusual::new(place, difference);
                if is_longer {
                    self.longer.push((place, difference as usize));
                }
                self.unusual.push(entry);
            }
        }
        self.untold.drain(..untold);
    }
}

impl Record for Marks {
    const RECORDS: bool = true;

    #[inline(always)]
    fn block(&mut self, starts: u64, written: u64, len: usize) {
        let (word, used) = (self.len / 64, self.len % 64);
        if word + 2 > self.starts.len() {
            self.grow();
        }
        let rest = |mask: u64| mask >> 1 >> (63 - used);
        if let Some([here, next]) = self.starts.get_mut(word..word + 2) {
            *here |= starts << used;
            *next = rest(starts);
        }
        let word = word - self.settled;
        if let Some([here, next]) = self.written.get_mut(word..word + 2) {
            *here |= written << used;
            *next = rest(written);
        }
        self.len += len;
    }

    #[inline]
    fn unit(&mut self, source: usize, output: usize) {
        let (mut left, mut starts) = (source, (output > 0) as u64);
        let mut written = if output <= MOST_ONES.min(source) { low_bits(output) } else { 0 };
        if output > 0 && written == 0 {
            self.untold.push((self.len, output));
        }
        while left > 0 {
            let len = left.min(64);
            self.block(starts, written, len);
            (left, starts, written) = (left - len, 0, 0);
        }
    }

    fn take_back(&mut self, source: usize) {
        self.len -= source;
        let (word, keep) = (self.len / 64, low_bits(self.len % 64));
        self.starts[word..].iter_mut().take(1).for_each(|mask| *mask &= keep);
        self.written[word - self.settled..].iter_mut().take(1).for_each(|mask| *mask &= keep);
        while self.untold.last().is_some_and(|u| u.0 >= self.len) {
            self.untold.pop();
        }
    }
}
