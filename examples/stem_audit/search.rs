//! The stems, compiled with a recorder of what their tables decide.

#[path = "../../src/search/stem/mod.rs"]
#[allow(dead_code, unused_imports, unreachable_pub, reason = "the audit uses a part of the module")]
pub(crate) mod stem;

/// Records the entries of tables that decide a word.
pub(crate) mod decisions {
    use std::cell::RefCell;
    use std::mem::take as take_all;

    thread_local! {
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

    /// The entries since the last call, by table, each once.
    pub(crate) fn take() -> Vec<(String, String)> {
        let mut entries = ENTRIES.with_borrow_mut(take_all);
        entries.sort_unstable();
        entries.dedup();
        entries
    }
}
