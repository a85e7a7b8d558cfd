//! Kernels: vector code that scans, rewrites and segments text by tables.
//!
//! [`level`] chooses the vector instructions once for the process, and [`dispatch`] compiles each kernel for each
//! level. Kernels know UTF-8, UAX #29 and tables, but no letter by name. All `unsafe` code of the crate is here.
//!
//! To read them, begin with `simd` and `tables`, then `rewrite` and `segment`. They have these terms in common:
//!
//! | term | |
//! |---|---|
//! | block, lane | 64 bytes of text, and one of them; a mask has a bit for each lane |
//! | batch | the words of up to four blocks, which are found at once |
//! | place | the index of a byte in a batch |
//! | covered | of ASCII or U+0600 to U+06FF: found by vector look-ups |
//! | others | characters that are not covered |
//! | affected | changed by the rewrite table, or one at which it stops |
//! | stop | a character that the caller handles, since its output depends on its neighbours |
//! | narrow | of two bytes, written as one |
//! | special | grows, changes its range, or is a stop: not written in its lanes |
//! | ordinary | covered, and not special |
//! | unit | bytes of the source, and the output for them |

mod dispatch;
mod level;
mod observer;
mod packed;
mod patterns;
mod predicted;
mod rewrite;
mod segment;
mod simd;
mod tables;

#[cfg(feature = "__fuzzing")]
pub(crate) use level::at_level;
pub(crate) use level::{Level, level};
pub(crate) use observer::{BlockObserver, Observer};
pub(crate) use packed::words::{BATCH_CAPACITY, PackedSpans};
pub(crate) use packed::{PackedSpan, PackedWord, packed_bits};
pub(crate) use patterns::Patterns;
pub(crate) use predicted::{INDEX_BLOCK, INDEX_WORDS, Predicted, UnitMasks, find_exceptions};
pub(crate) use rewrite::{NEAR_STOP, compact, compact_near, compact_run, scan};
pub(crate) use segment::batch::{BatchWord, Undecided, WordBatch};
pub(crate) use segment::batch_terms::TermBatch;
pub(crate) use segment::classes::{Class, Classes};
pub(crate) use segment::{fill_batch, fill_packed_terms, fill_terms};
pub(crate) use simd::flat::{FlatTable, TripleSet};
pub(crate) use simd::nibbles::{ARABIC_LEAD, NibbleSet};
pub(crate) use simd::{low_bits, prefetch};
pub(crate) use tables::VectorTables;
pub(crate) use tables::others::GENERAL_PUNCTUATION;
pub(crate) use tables::trie::{Others, RewriteTrie};

#[cfg(test)]
mod tests;
