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
//! Look-ups of sixteen entries find the bits that change in the low byte, and in which characters. The block may be cut anywhere:
//! [`LastBlock`] has what the trail byte in its first lane needs.

use crate::kernel::simd::Lanes;
use crate::kernel::simd::flat::not_covered;
use crate::kernel::tables::VectorTables;
use crate::kernel::tables::lookup::{LookupIndex, ascii_member};

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
    /// The bits that change in trail bytes, in the lanes of lead bytes.
    trails: L,
    /// Whether the last lane is the lead byte of a covered character, and whether its trail byte is not written: 1 or 0. A shift of two
    /// words, which would carry it, takes six operations of some processors.
    lead: u64,
    dropped: u64,
}

impl<L: Lanes> LastBlock<L> {
    /// Before the first block, and before one that starts where a character does.
    #[inline(always)]
    pub fn none(proof: L::Proof) -> Self {
        Self { trails: L::splat(proof, 0), lead: 0, dropped: 0 }
    }
}

/// The top bit for the high nibbles of the low bytes of U+0620 to U+065F.
const PACKABLE: [u8; 16] = [0, 0, 0x80, 0x80, 0x80, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// The lanes of low bytes of U+0620 to U+065F.
#[inline(always)]
pub(in crate::kernel) fn packable<L: Lanes>(low_bytes: L) -> u64 {
    low_bytes.high_nibble().lookup(&PACKABLE).top_bits()
}

/// Replaces the characters of a block. `next` has each lane's next byte.
#[inline(always)]
pub(in crate::kernel) fn write<L: Lanes>(
    proof: L::Proof,
    tables: &VectorTables,
    (text, next): (L, L),
    last: &mut LastBlock<L>,
) -> Written<L> {
    let all = |byte| L::splat(proof, byte);
    let index = LookupIndex::of(proof, text, next);
    let (replaced, dropped) = (index.member(&tables.replaced), index.member(&tables.dropped));
    let bits = index.code.xor_bits(index.nibble, index.code.and(all(0x0F)), &tables.arabic);
    let bits = bits.and(replaced).and(index.lead);
    let trails = bits.and(all(0x3F));
    let mut bytes = text.xor(bits.shr_6()).xor(trails.previous_after(last.trails));
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
    let deleted = drops & !changes;
    let dropped = (deleted | narrow) & lead;
    let written = Written {
        bytes,
        drops: deleted | dropped << 1 | last.dropped,
        special,
        others: not_covered(text.top_bits(), lead) & !last.lead,
        packable: packable(index.code.xor(bits)) & lead & !(narrow | special),
    };
    *last = LastBlock { trails, lead: lead >> 63, dropped: dropped >> 63 };
    written
}

/// The bits that change in replaced ASCII characters.
#[inline(always)]
fn ascii_xor_bits<L: Lanes>(proof: L::Proof, tables: &VectorTables, text: L) -> L {
    let nibble = text.high_nibble();
    let bits = text.xor_bits(nibble, text.and(L::splat(proof, 0x0F)), &tables.ascii);
    bits.and(ascii_member(text, nibble, &tables.replaced))
}
