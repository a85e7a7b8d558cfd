//! Scan, in lanes: the offset of the first character that the table changes or stops at.
//!
//! ```text
//! for each block of 64 bytes:
//!     affected = lanes whose character is in the set of such characters   ASCII and U+0600..06FF
//!     others   = the lanes of characters that the set does not cover      by `OtherFilter`, or looked up in the trie
//!     the lowest lane of both is the result
//!
//!              س     ﴾        أ                  with a rule for أ, and rules near ﴾ (U+FD3E)
//! text        D8 B3 EF B4 BE D8 A3
//! affected     .  .  .  .  .  1  .               in the lane where the character starts
//! others       .  .  1  1  1  .  .               one look-up: ﴾ is kept
//! result                      5                  where أ starts
//! ```
//!
//! With AVX-512 one look-up, [`Lanes::firsts_in`], has both. It is exact for ASCII and U+0600 to U+06FF; of other characters it
//! has those whose first two bytes some affected character has, in the lane of the lead byte. They go to `OtherFilter`.

use crate::kernel::simd::Lanes;
use crate::kernel::simd::block::Block;
use crate::kernel::simd::flat::{covered_firsts, not_covered};
use crate::kernel::tables::VectorTables;
use crate::kernel::tables::lookup::LookupIndex;

#[inline(always)]
pub(in crate::kernel) fn scan<L: Lanes>(proof: L::Proof, tables: &VectorTables, text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let block = Block::<L>::at(proof, bytes, at);
        if let Some(offset) = first_affected(proof, tables, &block, bytes, at) {
            return at + offset;
        }
        at += block.len;
    }
    at
}

/// Scans a text of at most 64 bytes.
#[inline(always)]
pub(in crate::kernel) fn scan_short<L: Lanes>(proof: L::Proof, tables: &VectorTables, text: &str) -> usize {
    let block = Block::<L>::last(proof, text.as_bytes(), 0);
    first_affected(proof, tables, &block, text.as_bytes(), 0).unwrap_or(text.len())
}

/// The offset of the first affected character in the block that starts at `at`.
#[inline(always)]
fn first_affected<L: Lanes>(
    proof: L::Proof,
    tables: &VectorTables,
    block: &Block<L>,
    bytes: &[u8],
    at: usize,
) -> Option<usize> {
    let (mut affected, others) = match L::firsts_in((block.bytes, block.next), &tables.affected_firsts) {
        Some(lanes) => {
            let lanes = lanes & block.valid;
            if lanes == 0 {
                return None;
            }
            let covered = covered_firsts(proof, block.bytes);
            (lanes & covered, lanes & !covered)
        }
        None => {
            let index = LookupIndex::of(proof, block.bytes, block.next);
            let covered = index.member(&tables.affected);
            let leads = L::splat(proof, 0xC0);
            let other_leads = index.lead.select(L::splat(proof, 0), block.bytes.and(leads).equals(leads));
            if covered.or(other_leads).top_bits() & block.valid == 0 {
                return None;
            }
            let others = not_covered(block.bytes.top_bits(), index.lead.top_bits());
            (covered.top_bits() & block.valid, others & block.valid)
        }
    };
    if others != 0 {
        let found = tables.others.find(proof, (block.bytes, block.next), others);
        let first = found.first_affected(&tables.trie, &bytes[at..], block.first);
        affected |= found.drops | first.map_or(0, |lane| 1 << lane);
    }
    if affected == 0 { None } else { Some(affected.trailing_zeros() as usize - block.first) }
}
