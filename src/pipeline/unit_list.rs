//! The units of a rewrite as a list.

use crate::kernel::{BlockObserver, Observer, low_bits};
use alloc::vec::Vec;

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
