//! Written: a block with its characters replaced by those that are written for them, each in its lanes of the text.
//!
//! ```text
//! each character is looked up in the lane where it starts: the low byte that is written for it, or that it is
//!     deleted     drops = its lanes
//!     narrow      two bytes become one: this byte is in the first lane, and the other lane is in `drops`
//!     special     what is written is no character of the same range, or the table stops at it
//! others  = characters that the look-ups do not cover
//!
//!              ك     ـ     ت     ٢                      tatweel (U+0640) is deleted, ٢ becomes 2
//! text       D9 83 D9 80 D8 AA D9 A2
//! bytes      D9 83 .. .. D8 AA 32 ..
//! drops             1  1           1
//! ```
//!
//! With AVX-512 three look-ups of 128 entries find the low byte. At other levels look-ups of sixteen entries find the bits
//! that change in it, and in which characters. The block may be cut anywhere: [`LastBlock`] has what the trail byte in its
//! first lane needs.

use crate::kernel::simd::block::Block;
use crate::kernel::simd::flat::{DELETED, FoundCharacters, NARROW, SPECIAL, covered_firsts};
use crate::kernel::simd::{BLOCK, Lanes};
use crate::kernel::tables::VectorTables;
use crate::kernel::tables::lookup::{LookupIndex, ascii_member};
use crate::kernel::tables::others::FoundOthers;

/// A block with its characters replaced.
pub(in crate::kernel) struct Written<L> {
    /// The bytes. Those of special characters mean nothing.
    pub bytes: L,
    /// The lanes that are not written.
    pub drops: u64,
    /// The first lanes of special characters.
    pub special: u64,
    /// The lanes of characters that look-ups do not cover.
    pub others: u64,
    /// The lead lanes of covered characters where one of U+0620 to U+065F is written; perhaps deleted ones, too.
    pub packable: u64,
}

/// What a block leaves to the next one.
#[derive(Clone, Copy)]
pub(in crate::kernel) struct LastBlock<L> {
    /// The values of the look-up, or without one the bits that change in trail bytes, in the lanes of lead bytes.
    values: L,
    /// Whether the last lane is the lead byte of a covered character: 1 or 0. It may be 0 for that of U+0600, if it is kept. A
    /// shift of two words, which would carry it, takes six operations of some processors.
    lead: u64,
    /// The lanes of the next block that are not written.
    dropped: u64,
}

impl<L: Lanes> LastBlock<L> {
    /// Before the first block.
    #[inline(always)]
    pub fn none(proof: L::Proof) -> Self {
        Self { values: L::splat(proof, 0), lead: 0, dropped: 0 }
    }

    /// Before a block that starts at a lane. The lanes before it have the characters that the last block cut.
    #[inline(always)]
    pub fn at_lane(self, lane: usize) -> Self {
        Self { dropped: self.dropped << lane, ..self }
    }
}

/// The covered characters of a block, replaced.
struct Replaced<L> {
    bytes: L,
    /// The lanes of characters, with what the next block needs: see [`LastBlock`].
    found: FoundCharacters<L>,
    /// The first lanes of characters that are deleted, become one byte, or are special.
    deleted: u64,
    narrow: u64,
    special: u64,
    /// The low bytes of what is written, in the lanes of lead bytes.
    low_bytes: L,
}

/// The top bit for the high nibbles of the low bytes of U+0620 to U+065F.
const PACKABLE: [u8; 16] = [0, 0, 0x80, 0x80, 0x80, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// What a block of ordinary characters leaves to the next one.
#[derive(Clone, Copy)]
pub(in crate::kernel) struct LastOrdinary<L> {
    /// The values of the look-up in the lanes of lead bytes.
    pub lead_values: L,
    /// The lanes of the next block that other characters delete.
    pub dropped: u64,
}

impl<L: Lanes> LastOrdinary<L> {
    /// Before the first block, and after one that ends at a character's end.
    #[inline(always)]
    pub fn none(proof: L::Proof) -> Self {
        Self { lead_values: L::splat(proof, 0), dropped: 0 }
    }

    /// What it leaves to a block of any characters.
    #[inline(always)]
    pub fn to_any(self) -> LastBlock<L> {
        let value = self.lead_values.bytes()[BLOCK - 1];
        let (lead, deleted) = ((value > 0) as u64, (value == DELETED) as u64);
        LastBlock { values: self.lead_values, lead, dropped: self.dropped | deleted }
    }
}

/// The other characters of a block, if they are kept or deleted, and the covered ones are ordinary. `rest` is the text from the
/// block on.
#[inline(always)]
pub(in crate::kernel) fn ordinary_others<L: Lanes>(
    proof: L::Proof,
    tables: &VectorTables,
    block: &Block<L>,
    rest: &[u8],
    undecided: u64,
) -> Option<FoundOthers> {
    if undecided & covered_firsts(proof, block.bytes) != 0 {
        return None;
    }
    tables.others.find(proof, (block.bytes, block.next), undecided).looked_up(&tables.trie, rest)
}

/// Replaces the characters of a block. `next` has each lane's next byte; `found` what the look-up has found, if the level has
/// one.
#[inline(always)]
pub(in crate::kernel) fn write<L: Lanes>(
    proof: L::Proof,
    tables: &VectorTables,
    (text, next): (L, L),
    found: Option<FoundCharacters<L>>,
    last: &mut LastBlock<L>,
) -> Written<L> {
    let replaced = match found {
        Some(found) => replace_found(proof, tables, (text, next), found, last),
        None => replace_by_nibbles(proof, tables, (text, next), last),
    };
    let Replaced { bytes, found, deleted, narrow, special, low_bytes } = replaced;
    let dropped = (deleted | narrow) & found.lead;
    let trail = found.lead << 1 | last.lead;
    let written = Written {
        bytes,
        drops: deleted | dropped << 1 | last.dropped,
        special,
        others: found.top & !(found.lead | trail),
        packable: low_bytes.high_nibble().lookup(&PACKABLE).top_bits() & found.lead & !(narrow | special),
    };
    *last = LastBlock { values: found.values, lead: found.lead >> 63, dropped: dropped >> 63 };
    written
}

#[inline(always)]
fn replace_found<L: Lanes>(
    proof: L::Proof,
    tables: &VectorTables,
    (text, next): (L, L),
    found: FoundCharacters<L>,
    last: &LastBlock<L>,
) -> Replaced<L> {
    let with = |byte| found.values.equals(L::splat(proof, byte));
    let deleted = with(DELETED).top_bits();
    let mut bytes = L::write_found(text, &found, found.lead << 1 | last.lead, last.values);
    let (mut narrow, mut special) = (0, 0);
    // One test for both.
    let both = L::splat(proof, SPECIAL & NARROW);
    if found.values.and(both).equals(both).top_bits() != 0 {
        (narrow, special) = (with(NARROW).top_bits(), with(SPECIAL).top_bits());
        if let Some(found) = L::look_up(proof, text, next, &tables.narrow) {
            bytes = with(NARROW).select(found.values, bytes);
        }
    }
    Replaced { bytes, low_bytes: found.values, found, deleted, narrow, special }
}

#[inline(always)]
fn replace_by_nibbles<L: Lanes>(
    proof: L::Proof,
    tables: &VectorTables,
    (text, next): (L, L),
    last: &LastBlock<L>,
) -> Replaced<L> {
    let all = |byte| L::splat(proof, byte);
    let index = LookupIndex::of(proof, text, next);
    let (replaced, dropped) = (index.member(&tables.replaced), index.member(&tables.dropped));
    let bits = index.code.xor_bits(index.nibble, index.code.and(all(0x0F)), &tables.arabic);
    let bits = bits.and(replaced).and(index.lead);
    let trails = bits.and(all(0x3F));
    let mut bytes = text.xor(bits.shr_6()).xor(trails.previous_after(last.values));
    let (lead, changes, drops) = (index.lead.top_bits(), replaced.top_bits(), dropped.top_bits());
    if changes & !lead & !drops != 0 {
        bytes = bytes.xor(ascii_xor_bits(proof, tables, text));
    }
    let (mut narrow, mut special) = (0, 0);
    if changes & drops != 0 {
        special = index.member(&tables.special).top_bits();
        narrow = changes & drops & !special;
        bytes = replaced.and(dropped).select(index.code.xor(bits), bytes);
    }
    let found = FoundCharacters { values: trails, lead, top: text.top_bits() };
    Replaced { bytes, found, deleted: drops & !changes, narrow, special, low_bytes: index.code.xor(bits) }
}

/// The bits that change in replaced ASCII characters.
#[inline(always)]
fn ascii_xor_bits<L: Lanes>(proof: L::Proof, tables: &VectorTables, text: L) -> L {
    let nibble = text.high_nibble();
    let bits = text.xor_bits(nibble, text.and(L::splat(proof, 0x0F)), &tables.ascii);
    bits.and(ascii_member(text, nibble, &tables.replaced))
}
