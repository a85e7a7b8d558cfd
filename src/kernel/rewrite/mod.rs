//! The rewrite kernels: the offset of the first change, and the output of a text.

pub(in crate::kernel) mod compact;
pub(in crate::kernel) mod scalar;
pub(in crate::kernel) mod scan;
pub(in crate::kernel) mod written;

use crate::kernel::dispatch::dispatch;
use crate::kernel::level::{Level, level};
use crate::kernel::observer::Observer;
use crate::kernel::simd::BLOCK;
use crate::kernel::tables::VectorTables;
use alloc::string::String;

pub(crate) use scalar::compact_run;

/// Output capacity is reserved once for this many source bytes.
const RESERVED_SOURCE: usize = 4096;
/// Texts up to this length are rewritten as one block.
const ONE_BLOCK: usize = BLOCK;

/// The offset of the first character that the table changes or stops at, or the text's length.
#[inline(always)]
pub(crate) fn scan(tables: &VectorTables, text: &str) -> usize {
    scan_at(level(), tables, text)
}

#[inline(always)]
pub(in crate::kernel) fn scan_at(level: Level, tables: &VectorTables, text: &str) -> usize {
    if text.len() <= ONE_BLOCK {
        return dispatch!(level, fn entry(tables: &VectorTables, text: &str) -> usize {
            vector<L>(proof) => scan::scan_short::<L>(proof, tables, text),
            scalar => scalar::scan(&tables.trie, text),
        });
    }
    scan_long(level, tables, text)
}

/// Scans a text of any length.
#[inline(always)]
pub(in crate::kernel) fn scan_long(level: Level, tables: &VectorTables, text: &str) -> usize {
    dispatch!(level, fn entry(tables: &VectorTables, text: &str) -> usize {
        vector<L>(proof) => scan::scan::<L>(proof, tables, text),
        scalar => scalar::scan(&tables.trie, text),
    })
}

/// Appends the text's output, up to the first character that the table stops at. Returns that character's offset, or the
/// text's length. Reports the units to the observer; `()` costs nothing.
#[inline(always)]
pub(crate) fn compact<O: Observer>(tables: &VectorTables, text: &str, out: &mut String, observer: &mut O) -> usize {
    compact_at(level(), tables, text, out, observer)
}

/// The distance in bytes below which two stops are near each other: with 24, decomposed text takes 5 to 15 % longer, and with none,
/// letters that all have a hamza take three times as long.
pub(crate) const NEAR_STOP: usize = 8;

/// [`compact`] for text whose next stop is likely to be near: scalar code rewrites a few characters in less time than vector
/// code a block.
pub(crate) fn compact_near<O: Observer>(
    tables: &VectorTables,
    text: &str,
    out: &mut String,
    observer: &mut O,
) -> usize {
    let near = (0..=text.len().min(NEAR_STOP)).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0);
    match scalar::compact(&tables.trie, &text[..near], out, observer) {
        done if done < near => done,
        done => done + compact(tables, &text[done..], out, observer),
    }
}

#[inline(always)]
pub(in crate::kernel) fn compact_at<O: Observer>(
    level: Level,
    tables: &VectorTables,
    text: &str,
    out: &mut String,
    observer: &mut O,
) -> usize {
    if text.len() <= ONE_BLOCK {
        return dispatch!(level, fn entry<O: Observer>(tables: &VectorTables, text: &str, out: &mut String, observer: &mut O) -> usize {
            vector<L>(proof) => compact::compact_short::<L, O>(proof, tables, text, out, observer),
            scalar => scalar::compact(&tables.trie, text, out, observer),
        });
    }
    compact_long(level, tables, text, out, observer)
}

/// Rewrites a text of any length.
#[inline(always)]
pub(in crate::kernel) fn compact_long<O: Observer>(
    level: Level,
    tables: &VectorTables,
    text: &str,
    out: &mut String,
    observer: &mut O,
) -> usize {
    dispatch!(level, fn entry<O: Observer>(tables: &VectorTables, text: &str, out: &mut String, observer: &mut O) -> usize {
        vector<L>(proof) => compact::compact::<L, O>(proof, tables, text, out, observer),
        scalar => scalar::compact(&tables.trie, text, out, observer),
    })
}
