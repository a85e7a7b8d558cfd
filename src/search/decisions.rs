//! What the tables of the stems decide, recorded for `crates/naqi-stem-audit` with the feature `__internals` alone.

#[cfg(feature = "__internals")]
pub(crate) use recorded::decided;
#[cfg(feature = "__internals")]
pub use recorded::take;

/// An entry of a table decided a word. `letters` has six bits per letter.
#[cfg(not(feature = "__internals"))]
#[inline(always)]
pub(crate) fn decided(_table: &str, _letters: u64, _len: u32, _sign: &str) {}

#[cfg(feature = "__internals")]
mod recorded {
    use alloc::string::String;
    use alloc::vec::Vec;
    use core::cell::RefCell;
    use core::mem::take as take_all;

    std::thread_local! {
        static ENTRIES: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
    }

    /// An entry of a table decided a word. `letters` has six bits per letter.
    pub(crate) fn decided(table: &str, letters: u64, len: u32, sign: &str) {
        let letter = |n: u32| match (letters >> (6 * n) & 0x3F) as u32 {
            low @ 0x20.. => char::from_u32(0x600 | low),
            low => char::from_u32(0x640 | low),
        };
        let word: String = (0..len).filter_map(letter).collect();
        // + or - before the word, $ after it.
        let (before, after) = sign.split_at(sign.find('$').unwrap_or(sign.len()));
        ENTRIES.with_borrow_mut(|entries| entries.push((table.into(), [before, &word, after].concat())));
    }

    /// The tables and entries that decided words on this thread since the last call, each once.
    pub fn take() -> Vec<(String, String)> {
        let mut entries = ENTRIES.with_borrow_mut(take_all);
        entries.sort_unstable();
        entries.dedup();
        entries
    }
}
