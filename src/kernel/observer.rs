//! Records: what is written for which bytes of the source, as a kernel tells it.

use alloc::vec::Vec;

/// Takes note of what is written for each character of the source, in order.
pub(crate) trait Observer {
    /// Whether anything is noted.
    const OBSERVES: bool;

    /// The next `len` bytes of the source, whole characters, as masks: where those start that are written, and as many
    /// ones from there on as bytes are written.
    fn block(&mut self, starts: u64, written: u64, len: usize);

    /// The next `source` bytes, for which `output` bytes are written together; none: they belong to what stands before.
    fn unit(&mut self, source: usize, output: usize);

    /// Forgets the last `source` bytes, none of which is settled.
    fn take_back(&mut self, source: usize);
}

impl Observer for () {
    const OBSERVES: bool = false;

    #[inline(always)]
    fn block(&mut self, _: u64, _: u64, _: usize) {}

    #[inline(always)]
    fn unit(&mut self, _: usize, _: usize) {}

    #[inline(always)]
    fn take_back(&mut self, _: usize) {}
}

/// A record as a list: where each unit starts, and how many bytes are written for it.
#[derive(Default)]
pub(crate) struct UnitList {
    pub written: Vec<(usize, usize)>,
    pub len: usize,
}

impl UnitList {
    pub fn clear(&mut self) {
        self.written.clear();
        self.len = 0;
    }
}

impl Observer for UnitList {
    const OBSERVES: bool = true;

    fn block(&mut self, mut starts: u64, written: u64, len: usize) {
        while starts != 0 {
            let lane = starts.trailing_zeros();
            starts &= starts - 1;
            let ones = written & !starts & (!0 << lane);
            let until = if starts == 0 { !0 } else { (1 << starts.trailing_zeros()) - 1 };
            self.written.push((self.len + lane as usize, (ones & until).count_ones() as usize));
        }
        self.len += len;
    }

    fn unit(&mut self, source: usize, output: usize) {
        if output > 0 {
            self.written.push((self.len, output));
        }
        self.len += source;
    }

    fn take_back(&mut self, source: usize) {
        self.len -= source;
        while self.written.last().is_some_and(|w| w.0 >= self.len) {
            self.written.pop();
        }
    }
}
