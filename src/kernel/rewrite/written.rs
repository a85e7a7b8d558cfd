//! Written: a block's characters replaced by those that are written for them, in the lanes of the text.
//!
//! ```text
//! each character is looked up in the lane where it starts: what is written for it, or that it is deleted or odd
//!     odd     = not covered by look-ups, or written in another length      the caller looks it up in the trie
//!     drops   = the lanes of deleted characters
//!
//!              ك     ـ     ت     ٢                      tatweel (U+0640) is deleted, ٢ becomes 2
//! text       D9 83 D9 80 D8 AA D9 A2
//! drops             1  1
//! odd                           1                       one byte for two
//! ```
//!
//! The text may be cut anywhere: the trail byte of a character is written in the next block.

use crate::kernel::rewrite::compact::{ascii_xor_bits, replaced_bits};
use crate::kernel::simd::Lanes;
use crate::kernel::simd::flat::{FoundCharacters, not_covered};
use crate::kernel::tables::lookup::LookupIndex;
use crate::kernel::tables::{DELETED, RARE, SPECIAL, VectorTables};

/// A block with its characters replaced.
pub(in crate::kernel) struct Written<L> {
    /// The bytes. Those of odd characters mean nothing.
    pub bytes: L,
    /// The lanes of deleted characters.
    pub drops: u64,
    /// The first lanes of odd characters, and perhaps others of them.
    pub odd: u64,
}

/// What a block leaves to the next one.
pub(in crate::kernel) struct LastBlock<L> {
    /// What is written in the trail byte of the character that starts in the last lane, with its lead byte's lane.
    found: FoundCharacters<L>,
    /// The lanes in which deleted characters start.
    deleted: u64,
}

impl<L: Lanes> LastBlock<L> {
    /// Before the first block.
    #[inline(always)]
    pub fn none(proof: L::Proof) -> Self {
        Self { found: FoundCharacters::none(proof), deleted: 0 }
    }
}

/// Replaces the characters of a block. `next` has each lane's next byte.
#[inline(always)]
pub(in crate::kernel) fn write<L: Lanes>(
    proof: L::Proof,
    tables: &VectorTables,
    text: L,
    next: L,
    last: &mut LastBlock<L>,
) -> Written<L> {
    let (bytes, found, deleted, odd) = match L::look_up(proof, text, next, &tables.written) {
        Some(found) => {
            let with = |byte| found.values.equals(L::splat(proof, byte)).top_bits();
            (L::write_found(text, &found, &last.found), found, with(DELETED), with(SPECIAL) | with(RARE))
        }
        None => write_by_nibbles(proof, tables, text, next, &last.found),
    };
    let odd = odd | not_covered(found.top, found.lead) & !(last.found.lead >> 63);
    let drops = deleted | (deleted & found.lead) << 1 | last.deleted >> 63;
    *last = LastBlock { found, deleted: deleted & found.lead };
    Written { bytes, drops, odd }
}

/// The same by look-ups of sixteen entries: the bytes, what goes into the next block, and the first lanes of deleted and of
/// odd characters.
#[inline(always)]
fn write_by_nibbles<L: Lanes>(
    proof: L::Proof,
    tables: &VectorTables,
    text: L,
    next: L,
    last: &FoundCharacters<L>,
) -> (L, FoundCharacters<L>, u64, u64) {
    let index = LookupIndex::of_leads(proof, text, next);
    let (replaced, dropped) = (index.member(&tables.replaced), index.member(&tables.dropped));
    let bits = replaced_bits(proof, tables, &index).and(replaced).and(index.lead);
    let values = bits.and(L::splat(proof, 0x3F));
    let mut bytes = text.xor(bits.shr_6()).xor(values.previous_after(last.values));
    let (lead, changes, drops) = (index.lead.top_bits(), replaced.top_bits(), dropped.top_bits());
    let mut odd = changes & drops;
    if changes & !lead & !drops != 0 {
        bytes = bytes.xor(ascii_xor_bits(proof, tables, text));
        if tables.writes_space {
            let space = L::splat(proof, b' ');
            odd |= bytes.equals(space).top_bits() & !text.equals(space).top_bits();
        }
    }
    (bytes, FoundCharacters { values, lead, top: text.top_bits() }, drops & !changes, odd)
}
