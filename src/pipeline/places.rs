//! Places: where bytes of the source come to lie in the output. An observer for short texts that are rewritten together.

use crate::kernel::{BlockObserver, Observer, low_bits};
use alloc::boxed::Box;

/// A reported block or unit.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Where it starts, in the source and the output.
    start: Offsets,
    /// A one for each byte that a block writes.
    unary: u64,
}

/// An offset in the source, and in the lower half one in the output: both are in one register of the loop over blocks.
#[derive(Clone, Copy, Default)]
struct Offsets(u64);

impl Offsets {
    #[inline(always)]
    fn after(self, source: usize, output: usize) -> Self {
        Self(self.0 + ((source as u64) << 32) + output as u64)
    }

    #[inline(always)]
    fn source(self) -> usize {
        (self.0 >> 32) as usize
    }

    #[inline(always)]
    fn output(self) -> usize {
        self.0 as u32 as usize
    }
}

/// The most blocks and units of a rewrite.
const MOST: usize = 512;

/// The places of a rewrite whose source and output are shorter than 4 GiB.
pub(crate) struct Places {
    /// The first `len` are those of the blocks and units so far. If there are too many, they overwrite others.
    entries: Box<[Place; MOST]>,
    len: usize,
    /// The end of the source and the output so far.
    end: Offsets,
}

impl Places {
    pub fn new() -> Self {
        Self { entries: Box::new([Place::default(); MOST]), len: 0, end: Offsets::default() }
    }

    pub fn clear(&mut self) {
        (self.len, self.end) = (0, Offsets::default());
    }

    /// Replaces offsets in the source by those in the output. They do not decrease, are starts of characters or the end of what
    /// was reported, and count from `source`; the output's count from `output`. False if too much was reported to know them.
    pub fn replace(&mut self, offsets: &mut [usize], source: usize, output: usize) -> bool {
        // Two entries more: the end, and one that no offset reaches.
        let Some(ends) = self.entries.get_mut(self.len..self.len + 2) else { return false };
        ends.copy_from_slice(&[self.end, Offsets(u64::MAX)].map(|start| Place { start, unary: 0 }));
        replace(&self.entries[..self.len + 2], offsets, source, output);
        true
    }
}

/// [`Places::replace`], with the two entries at the end.
fn replace(entries: &[Place], offsets: &mut [usize], source: usize, output: usize) {
    let mut n = 0;
    for offset in offsets {
        let at = *offset - source;
        // No block is longer than 64 bytes, and most are as long.
        n += (at - entries[n].start.source()) / 64;
        while entries[n + 1].start.source() <= at {
            n += 1;
        }
        let Place { start, unary } = entries[n];
        let inside = (unary & low_bits(at - start.source())).count_ones() as usize;
        *offset = output + start.output() + inside;
    }
}

impl Observer for Places {
    const OBSERVES: bool = true;
    type Blocks<'a> = PlaceWriter<'a>;

    #[inline(always)]
    fn blocks(&mut self, _: usize) -> PlaceWriter<'_> {
        let Self { entries, len, end } = self;
        PlaceWriter { entries, at: *len, next: *end, len, end }
    }

    fn unit(&mut self, source: usize, output: usize) {
        self.entries[self.len % MOST] = Place { start: self.end, unary: 0 };
        self.len += 1;
        self.end = self.end.after(source, output);
    }

    fn take_back(&mut self, _: usize) {
        // The one pass reports characters in their order and takes none back.
        debug_assert!(false, "the one pass takes nothing back");
    }
}

/// Appends the places of blocks.
pub(crate) struct PlaceWriter<'a> {
    entries: &'a mut [Place; MOST],
    at: usize,
    next: Offsets,
    /// Where the last two are stored at the end.
    len: &'a mut usize,
    end: &'a mut Offsets,
}

impl BlockObserver for PlaceWriter<'_> {
    #[inline(always)]
    fn block(&mut self, _: u64, unary: u64, len: usize) {
        self.entries[self.at % MOST] = Place { start: self.next, unary };
        self.at += 1;
        self.next = self.next.after(len, unary.count_ones() as usize);
    }
}

impl Drop for PlaceWriter<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        (*self.len, *self.end) = (self.at, self.next);
    }
}
