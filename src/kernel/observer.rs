//! Observers: a kernel reports how many output bytes it writes for which source bytes. `()` ignores it at no cost.
//!
//! ```text
//! text      D9 83   D9 90   D8 AA   D9 A2       كِت٢ : the kasra is deleted, ٢ becomes 2
//! output    D9 83           D8 AA   32
//! starts     1  .    .  .    1  .    1  .
//! unary      1  1    .  .    1  1    1  .       as many ones from a start on as bytes are written
//! ```

/// Receives the *units* of a rewrite in the order of the source: a unit is some source bytes and the output for them. Should
/// not panic: the output would end between characters, before some of what was reported.
pub(crate) trait Observer {
    /// Whether reports are used. Kernels do not compute them otherwise.
    const OBSERVES: bool;

    /// Receives blocks.
    type Blocks<'a>: BlockObserver
    where
        Self: 'a;

    /// An observer of the next blocks, of at most `source` bytes together. Its state stays in registers: a loop over blocks makes
    /// no call and no store for it.
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
