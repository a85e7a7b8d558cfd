//! Kernels: bytes in, bytes out, over a table that says what becomes of each character.
//!
//! [`level`] chooses which code runs, once for the process, and [`dispatch`] compiles each kernel for each level. Kernels
//! know UTF-8 and tables, and no letter's name. `unsafe` lives here and nowhere else.

mod dispatch;
mod level;
mod observer;
mod offsets;
mod packed;
mod rewrite;
mod segment;
mod simd;
mod tables;

#[cfg(feature = "__fuzzing")]
pub(crate) use level::at_level;
pub(crate) use level::{Level, level};
pub(crate) use observer::{Observer, UnitList};
pub(crate) use offsets::UnitBits;
pub(crate) use offsets::predicted::{BLOCK, Predicted};
pub(crate) use packed::rewrite::PackedRewrite;
#[cfg(test)]
pub(crate) use packed::table::hash as packed_hash;
pub(crate) use packed::table::{FACTOR, GROWTH, Known, PackedTable, look_up};
pub(crate) use packed::words::{PackedSpans, packed_spans};
pub(crate) use packed::{PackedSpan, PackedWord, packed_bits};
pub(crate) use rewrite::{NEAR_STOP, compact, compact_near, compact_run, scan};
pub(crate) use segment::block_terms::{BlockTerm, BlockTerms};
pub(crate) use segment::classify::{Class, Classes, Doubt, SegmentMasks, WordMasks};
pub(crate) use segment::simple_block::SimpleBlockSets;
#[cfg(test)]
pub(crate) use segment::simple_block::{GENERAL_FORMATS, GENERAL_SIGNS, NO_PICTURES};
pub(crate) use segment::{block_terms, segments, words};
pub(crate) use simd::nibbles::Set;
pub(crate) use simd::prefetch::prefetch;
pub(crate) use tables::VectorTables;
pub(crate) use tables::trie::{Others, RewriteTrie};

#[cfg(test)]
mod tests;
