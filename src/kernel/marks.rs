//! Marks: two bits for each byte of the source: does what is written start here, and how much is it?
//!
//! ```text
//! source     D9 83 D9 90 D8 AA D9 A2        كِت٢ : the kasra goes, ٢ becomes 2
//! starts      1           1     1
//! written     1  1        1  1  1           as many ones behind a start as bytes are written
//! ```

use super::lanes::low_bits;
use alloc::vec::Vec;

/// Takes note of what is written for each character of the source, in order.
pub(crate) trait Record {
    /// Whether anything is noted.
    const RECORDS: bool;

    /// The next `len` bytes of the source, whole characters, as the two masks of [`Marks`].
    fn block(&mut self, starts: u64, written: u64, len: usize);

    /// The next `source` bytes, for which `output` bytes are written together; none: they belong to what stands before.
    fn unit(&mut self, source: usize, output: usize);

    /// Forgets the last `source` bytes.
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

/// What is written at most for a unit whose bytes are told by ones in `written`.
pub(crate) const MOST_ONES: usize = 4;

/// The two masks as they grow, and what they cannot tell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    /// A word for each 64 bytes of source.
    pub starts: Vec<u64>,
    /// The same, but only from word `taken` on.
    pub written: Vec<u64>,
    pub taken: usize,
    /// The last bits, not 64 yet.
    pub last: (u64, u64),
    /// How many bytes of the source are noted.
    pub len: usize,
    /// Units of another number of bytes than ones can tell: their place in the source, and that number. Their first
    /// byte has no one in `written`.
    pub longer: Vec<(usize, usize)>,
}

impl Marks {
    /// Starts anew, on the same memory.
    pub fn clear(&mut self) {
        self.starts.clear();
        self.written.clear();
        self.longer.clear();
        (self.taken, self.last, self.len) = (0, (0, 0), 0);
    }

    /// `written` is asked for no more up to this word.
    pub fn take(&mut self, upto: usize) {
        self.written.drain(..upto - self.taken);
        self.taken = upto;
    }
}

impl Record for Marks {
    const RECORDS: bool = true;

    #[inline(always)]
    fn block(&mut self, starts: u64, written: u64, len: usize) {
        let used = self.len % 64;
        self.last.0 |= starts << used;
        self.last.1 |= written << used;
        self.len += len;
        if used + len >= 64 {
            self.starts.push(self.last.0);
            self.written.push(self.last.1);
            let rest = |mask: u64| mask >> 1 >> (63 - used);
            self.last = (rest(starts), rest(written));
        }
    }

    #[inline]
    fn unit(&mut self, source: usize, output: usize) {
        let (mut left, mut starts) = (source, (output > 0) as u64);
        let mut written = if output <= MOST_ONES.min(source) { low_bits(output) } else { 0 };
        if output > 0 && written == 0 {
            self.longer.push((self.len, output));
        }
        while left > 0 {
            let len = left.min(64);
            self.block(starts, written, len);
            (left, starts, written) = (left - len, 0, 0);
        }
    }

    fn take_back(&mut self, source: usize) {
        let len = self.len - source;
        let words = len / 64;
        if words < self.starts.len() {
            self.last = (self.starts[words], self.written[words - self.taken]);
            self.starts.truncate(words);
            self.written.truncate(words - self.taken);
        }
        self.last = (self.last.0 & low_bits(len % 64), self.last.1 & low_bits(len % 64));
        self.len = len;
        while self.longer.last().is_some_and(|l| l.0 >= len) {
            self.longer.pop();
        }
    }
}
