//! Kernels: vector code that scans, rewrites and segments text by tables.
//!
//! [`level`] chooses the vector instructions once for the process, and [`dispatch`] compiles each kernel for each
//! level. Kernels know UTF-8, UAX #29 and tables, but no letter by name. All `unsafe` code of the crate is here.

mod dispatch;
mod level;
mod observer;
mod offsets;
mod packed;
mod patterns;
mod rewrite;
mod segment;
mod simd;
mod tables;

#[cfg(feature = "__fuzzing")]
pub(crate) use level::at_level;
pub(crate) use level::{Level, level};
pub(crate) use observer::{Observer, UnitList};
pub(crate) use offsets::UnitBits;
pub(crate) use offsets::predicted::{INDEX_BLOCK, Predicted};
#[cfg(all(test, feature = "std"))]
pub(crate) use packed::table::hash as packed_hash;
pub(crate) use packed::table::{GROWTH_FACTOR, HASH_FACTOR, LookUps, PackedTable, look_up};
pub(crate) use packed::words::PackedSpans;
pub(crate) use packed::{PackedSpan, PackedWord, packed_bits};
pub(crate) use patterns::Patterns;
pub(crate) use rewrite::{NEAR_STOP, compact, compact_near, compact_run, scan};
pub(crate) use segment::batch::{BatchWord, Undecided, WordBatch};
#[cfg(test)]
pub(crate) use segment::batch_masks::MIXED_PICTOGRAPHS;
pub(crate) use segment::batch_terms::TermBatch;
pub(crate) use segment::classify::{Class, Classes, SegmentMasks};
pub(crate) use segment::{fill_batch, fill_packed_terms, fill_terms, segments};
pub(crate) use simd::flat::FlatTable;
pub(crate) use simd::nibbles::NibbleSet;
pub(crate) use simd::prefetch::prefetch;
pub(crate) use tables::VectorTables;
pub(crate) use tables::others::GENERAL_PUNCTUATION;
pub(crate) use tables::trie::{Others, RewriteTrie};

#[cfg(test)]
mod tests;
