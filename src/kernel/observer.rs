//! Observers: a kernel reports how many output bytes it writes for which source bytes. `()` ignores it at no cost.

use crate::kernel::simd::low_bits;
use alloc::vec::Vec;

/// Receives the *units* of a rewrite in the order of the source: a unit is some source bytes and the output for them. Does not
/// panic: the output may end inside a character when it is called.
pub(crate) trait Observer {
    /// Whether reports are used. Kernels do not compute them otherwise.
    const OBSERVES: bool;

    /// Receives blocks.
    type Blocks<'a>: BlockObserver
    where
        Self: 'a;

    /// An observer of the next blocks, of at most `source` bytes together. Its state is in registers: what a loop over blocks
    /// reports to is no call, and not in memory.
    fn blocks(&mut self, source: usize) -> Self::Blocks<'_>;

    /// The next `source` bytes, which write `output` bytes together. With no output they belong to the unit before.
    fn unit(&mut self, source: usize, output: usize);

    /// Removes the last `source` bytes, none of which is committed.
    fn take_back(&mut self, source: usize);
}

/// Receives blocks of units.
pub(crate) trait BlockObserver {
    /// The next `len` source bytes as bit masks with one bit per byte. A character may be cut by their end. `starts` has the
    /// first byte of each unit that writes output; a character without output belongs to the unit before it. `unary` has the
    /// length of each unit's output in unary: as many ones, from its start on, as it writes bytes.
    fn block(&mut self, starts: u64, unary: u64, len: usize);
}

impl BlockObserver for () {
    #[inline(always)]
    fn block(&mut self, _: u64, _: u64, _: usize) {}
}

impl Observer for () {
    const OBSERVES: bool = false;
    type Blocks<'a> = ();

    #[inline(always)]
    fn blocks(&mut self, _: usize) {}

    #[inline(always)]
    fn unit(&mut self, _: usize, _: usize) {}

    #[inline(always)]
    fn take_back(&mut self, _: usize) {}
}

/// Units as a list.
#[derive(Default)]
pub(crate) struct UnitList {
    /// Each unit's start in the source, and the length of its output.
    pub entries: Vec<(usize, usize)>,
    pub len: usize,
}

impl UnitList {
    pub fn clear(&mut self) {
        self.entries.clear();
        self.len = 0;
    }
}

impl BlockObserver for &mut UnitList {
    fn block(&mut self, mut starts: u64, unary: u64, len: usize) {
        if let Some((_, output)) = self.entries.last_mut() {
            // The end of a character that the block before cuts.
            *output += (unary & low_bits(starts.trailing_zeros() as usize)).count_ones() as usize;
        }
        while starts != 0 {
            let lane = starts.trailing_zeros();
            starts &= starts - 1;
            let ones = unary & !starts & (!0 << lane);
            let below_next = if starts == 0 { !0 } else { (1 << starts.trailing_zeros()) - 1 };
            self.entries.push((self.len + lane as usize, (ones & below_next).count_ones() as usize));
        }
        self.len += len;
    }
}

impl Observer for UnitList {
    const OBSERVES: bool = true;
    type Blocks<'a> = &'a mut Self;

    fn blocks(&mut self, _: usize) -> &mut Self {
        self
    }

    fn unit(&mut self, source: usize, output: usize) {
        if output > 0 {
            self.entries.push((self.len, output));
        }
        self.len += source;
    }

    fn take_back(&mut self, source: usize) {
        self.len -= source;
        while self.entries.last().is_some_and(|unit| unit.0 >= self.len) {
            self.entries.pop();
        }
    }
}
