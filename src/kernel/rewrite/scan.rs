//! Scan, in lanes: where is the first character that the pages change or stop at?
//!
//! ```text
//! for each 64 bytes:
//!     noticed = lanes whose character is in the set                ASCII and U+0600..06FF
//!     others  = leads of what the set does not know                the rest, one by one, where its page is not quiet
//!     the lowest of both is the answer
//!
//!             س     “        أ                  with a rule for أ, and a page of “ that is not quiet
//! text       D8 B3 E2 80 9C D8 A3
//! in the set  .  .  .  .  .  .  1               found where it ends, so the answer is the lane before
//! others      .  .  1  1  1  .  .               one lead: its entry says that “ is kept
//! noticed     .  .  .  .  .  1  .               5
//! ```

use crate::kernel::simd::block::Block;
use crate::kernel::simd::{BLOCK, Lanes};
use crate::kernel::tables::VectorTables;
use crate::kernel::tables::lookup::{LookupIndex, starts};
use crate::kernel::tables::trie::Entry;

#[inline(always)]
pub(in crate::kernel) fn scan<L: Lanes>(proof: L::Proof, tables: &VectorTables, text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let window = Block::<L>::at(proof, bytes, at, BLOCK);
        if let Some(lane) = noticed(proof, tables, &window, bytes, at) {
            return at + lane;
        }
        at += window.len;
    }
    at
}

/// The same for a text of at most 64 bytes.
#[inline(always)]
pub(in crate::kernel) fn scan_short<L: Lanes>(proof: L::Proof, tables: &VectorTables, text: &str) -> usize {
    let window = Block::<L>::last(proof, text.as_bytes(), 0, BLOCK);
    noticed(proof, tables, &window, text.as_bytes(), 0).unwrap_or(text.len())
}

/// How far behind `at`, where the window starts, the first noticed character stands.
#[inline(always)]
fn noticed<L: Lanes>(
    proof: L::Proof,
    tables: &VectorTables,
    window: &Block<L>,
    bytes: &[u8],
    at: usize,
) -> Option<usize> {
    let slots = LookupIndex::of(proof, window.bytes);
    let hits = slots.member(&tables.noticed);
    let unknown = slots.lead.or(slots.trail).xor(L::splat(proof, 0xFF));
    let others = window.bytes.and(unknown);
    if hits.or(others).top_bits() & window.valid == 0 {
        return None;
    }
    let (hits, trail) = (hits.top_bits(), slots.trail.top_bits());
    let mut noticed = starts(hits, trail) & window.valid;
    let others = others.top_bits() & window.valid;
    if others != 0 {
        noticed |= noticed_others(proof, tables, window, &bytes[at..], others);
    }
    if noticed == 0 { None } else { Some(noticed.trailing_zeros() as usize - window.first) }
}

/// The first of the other characters that is noticed, as a mask of its lead. `bytes` is the text from the window on.
#[inline(always)]
fn noticed_others<L: Lanes>(
    proof: L::Proof,
    tables: &VectorTables,
    window: &Block<L>,
    bytes: &[u8],
    others: u64,
) -> u64 {
    let (mut leads, _) = tables.to_look_at(proof, window.bytes, others);
    while leads != 0 {
        let lane = leads.trailing_zeros() as usize;
        if tables.pages.at(bytes, lane - window.first).0.is_some_and(Entry::is_noticed) {
            return 1 << lane;
        }
        leads &= leads - 1;
    }
    0
}
