//! The rewrite kernels: where the first change is, and what is written for a text.

pub(in crate::kernel) mod compact;
pub(in crate::kernel) mod scalar;
pub(in crate::kernel) mod scan;

use crate::kernel::dispatch::dispatch;
use crate::kernel::level::{Level, level};
use crate::kernel::observer::Observer;
use crate::kernel::simd::BLOCK;
use crate::kernel::tables::VectorTables;
use alloc::string::String;

pub(crate) use scalar::compact_run;

/// A text of so many bytes is one block.
const SHORT: usize = BLOCK;
/// So many bytes are blocks that are not worth the loop's preparations.
const FEW: usize = 4 * SHORT;

/// The offset of the first character that the pages change or stop at, or the text's length.
#[inline(always)]
pub(crate) fn scan(tables: &VectorTables, text: &str) -> usize {
    scan_at(level(), tables, text)
}

#[inline(always)]
pub(in crate::kernel) fn scan_at(level: Level, tables: &VectorTables, text: &str) -> usize {
    if text.len() <= SHORT {
        return dispatch!(level, fn entry(tables: &VectorTables, text: &str) -> usize {
            vector<L>(proof) => scan::scan_short::<L>(proof, tables, text),
            scalar => scalar::scan(&tables.pages, text),
        });
    }
    scan_long(level, tables, text)
}

/// The scan of a text of any length.
#[inline(always)]
pub(in crate::kernel) fn scan_long(level: Level, tables: &VectorTables, text: &str) -> usize {
    dispatch!(level, fn entry(tables: &VectorTables, text: &str) -> usize {
        vector<L>(proof) => scan::scan::<L>(proof, tables, text),
        scalar => scalar::scan(&tables.pages, text),
    })
}

/// Appends what the pages write for the text, up to the first character that they stop at; returns its offset, or
/// the text's length. What is written for which bytes is recorded; `()` records nothing and costs nothing.
#[inline(always)]
pub(crate) fn compact<R: Observer>(tables: &VectorTables, text: &str, out: &mut String, record: &mut R) -> usize {
    compact_at(level(), tables, text, out, record)
}

/// Bytes between two stops that are near each other.
pub(crate) const NEAR_STOP: usize = 24;

/// The same where the next stop is likely to be near: scalar code passes a few characters sooner than vector code a block.
pub(crate) fn compact_near<R: Observer>(tables: &VectorTables, text: &str, out: &mut String, record: &mut R) -> usize {
    let near = (0..=text.len().min(NEAR_STOP)).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0);
    match scalar::compact(&tables.pages, &text[..near], out, record) {
        done if done < near => done,
        done => done + compact(tables, &text[done..], out, record),
    }
}

#[inline(always)]
pub(in crate::kernel) fn compact_at<R: Observer>(
    level: Level,
    tables: &VectorTables,
    text: &str,
    out: &mut String,
    record: &mut R,
) -> usize {
    match text.len() {
        len if len <= SHORT => compact_short(level, tables, text, out, record),
        len if len <= FEW => compact_few(level, tables, text, out, record),
        _ => compact_long(level, tables, text, out, record),
    }
}

/// The rewrite of a text of any length.
#[inline(always)]
pub(in crate::kernel) fn compact_long<R: Observer>(
    level: Level,
    tables: &VectorTables,
    text: &str,
    out: &mut String,
    record: &mut R,
) -> usize {
    dispatch!(level, fn entry<R: Observer>(tables: &VectorTables, text: &str, out: &mut String, record: &mut R) -> usize {
        vector<L>(proof) => compact::compact::<L, R>(proof, tables, text, out, record),
        scalar => scalar::compact(&tables.pages, text, out, record),
    })
}

/// The rewrite of a text of one block at most.
#[inline(always)]
fn compact_short<R: Observer>(
    level: Level,
    tables: &VectorTables,
    text: &str,
    out: &mut String,
    record: &mut R,
) -> usize {
    dispatch!(level, fn entry<R: Observer>(tables: &VectorTables, text: &str, out: &mut String, record: &mut R) -> usize {
        vector<L>(proof) => compact::compact_short::<L, R>(proof, tables, text, out, record),
        scalar => scalar::compact(&tables.pages, text, out, record),
    })
}

/// One short text after the other.
#[inline(never)]
fn compact_few<R: Observer>(
    level: Level,
    tables: &VectorTables,
    text: &str,
    out: &mut String,
    record: &mut R,
) -> usize {
    let mut at = 0;
    while at < text.len() {
        let end = (at..=text.len().min(at + SHORT)).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(text.len());
        at += compact_short(level, tables, &text[at..end], out, record);
        if at < end {
            break;
        }
    }
    at
}
