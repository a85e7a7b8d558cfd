//! The characters that sets and maps do not cover: which of them have to be looked up in the trie, one by one.
//!
//! ```text
//! U+0080 to U+00BF, U+2000 to U+203F      exactly: two sets by the six bits of the last byte, as in a nibble set
//! other characters of two bytes           all of them
//! characters of three and four bytes      those that have a rule nearby: the nibbles of their first two bytes
//!
//!              «     U+200F   “                       U+200F is deleted, the others are kept
//! text       C2 AB  E2 80 8F  E2 80 9C
//! signs       1  .   1  .  .   1  .  .                lead bytes of the first two ranges
//! deleted     .  .   1  .  .   .  .  .                so look_up is empty, and
//! drops       .  .   1  1  1   .  .  .
//! ```

use crate::kernel::simd::{Lanes, nonzero};
use crate::kernel::tables::lookup::bits_of_high_nibbles;
use crate::kernel::tables::trie::RewriteTrie;

/// What happens to the characters that sets and maps do not cover.
///
/// Each of the eight bits of `lead`, `low` and `high` stands for one or more lead bytes, each with a high nibble of the
/// second byte. A character may be affected if the entries of its three nibbles have a bit in common. There are false
/// positives, but no false negatives.
#[derive(Default)]
pub(in crate::kernel) struct OtherFilter {
    /// By the low nibble of the lead byte, and both nibbles of the second byte.
    lead: [u8; 16],
    low: [u8; 16],
    high: [u8; 16],
    /// The signs that are deleted, and those that are affected otherwise: by the low nibble of the last byte, a bit for each
    /// 16 code points of U+2000 to U+203F, and then of U+0080 to U+00BF.
    deleted: [u8; 16],
    affected: [u8; 16],
}

/// Characters that sets and maps do not cover. Those in no mask are kept.
pub(in crate::kernel) struct FoundOthers {
    /// The lanes of lead bytes whose characters have to be looked up in the trie.
    pub look_up: u64,
    /// The lanes of deleted characters, in this block and in the next one.
    pub drops: u64,
    pub drops_after: u64,
}

impl FoundOthers {
    /// The first lane of an affected character among those that have to be looked up. `bytes` is the text from the lane
    /// `first` on.
    #[inline(always)]
    pub fn first_affected(&self, trie: &RewriteTrie, bytes: &[u8], first: usize) -> Option<usize> {
        let mut leads = self.look_up;
        while leads != 0 {
            let lane = leads.trailing_zeros() as usize;
            if trie.at(bytes, lane - first).0.is_some() {
                return Some(lane);
            }
            leads &= leads - 1;
        }
        None
    }
}

/// The first of the 64 signs whose first two bytes are these: spaces, bidi controls, dashes, quotes, an ellipsis.
pub(crate) const GENERAL_PUNCTUATION: u32 = 0x2000;
pub(in crate::kernel) const GENERAL_LEAD: u8 = 0xE0 | (GENERAL_PUNCTUATION >> 12) as u8;
pub(in crate::kernel) const GENERAL_SECOND: u8 = 0x80 | (GENERAL_PUNCTUATION >> 6 & 0x3F) as u8;

/// The bit in the second byte that tells U+0080 to U+00BF from U+2000 to U+203F.
const LATIN: u8 = 0x40;

impl OtherFilter {
    pub fn new(trie: &RewriteTrie) -> Self {
        let mut filter = Self::default();
        let (mut bits, mut last) = (0, None);
        let pairs = (0xE0..0xF5_u8).flat_map(|lead| (0x80..0xC0_u8).map(move |second| (lead, second)));
        for (lead, second) in pairs.filter(|&(lead, second)| trie.affects(lead, second)) {
            if last != Some((lead, second >> 4)) {
                (bits, last) = (bits + 1, Some((lead, second >> 4)));
            }
            let bit = 1 << (bits % 8);
            filter.lead[lead as usize & 15] |= bit;
            filter.low[second as usize & 15] |= bit;
            filter.high[second as usize >> 4] |= bit;
        }
        for (c, flip) in (0x80..0xC0).map(|c| (c, LATIN)).chain((0..64).map(|n| (GENERAL_PUNCTUATION + n, 0))) {
            let Some(entry) = char::from_u32(c).map(|c| trie.get(c)) else { continue };
            let last = 0x80 | c as u8 & 0x3F ^ flip;
            let is_deleted = entry.is_affected() && !entry.is_long_or_stop() && entry.len() == 0;
            let set = if is_deleted { &mut filter.deleted } else { &mut filter.affected };
            if entry.is_affected() {
                set[last as usize & 15] |= 1 << (last >> 4 & 7);
            }
        }
        filter
    }

    /// The characters with lanes in `others`. `next` has each lane's next byte.
    #[inline(always)]
    pub fn find<L: Lanes>(&self, proof: L::Proof, (text, next): (L, L), others: u64) -> FoundOthers {
        // No closures: a level's features apply to functions that are always inlined.
        let (longer, inside) = (masked::<L>(proof, text, 0xE0, 0xE0), masked::<L>(proof, text, 0xC0, 0x80));
        let nibble = L::splat(proof, 0x0F);
        let (lead, low) = (text.and(nibble).lookup(&self.lead), next.and(nibble).lookup(&self.low));
        let far = lead.and(low).and(next.high_nibble().lookup(&self.high)).equals(L::splat(proof, 0));
        let kept = inside.or(longer.and(far)).top_bits();
        let third = next.next();
        let is_latin = text.equals(L::splat(proof, 0xC2));
        // Zero is no trail byte: the third byte is not at hand in the last lane.
        let is_general = text.equals(L::splat(proof, GENERAL_LEAD)).and(next.equals(L::splat(proof, GENERAL_SECOND)));
        let three = is_general.and(third).top_bits() & others;
        let signs = three | is_latin.top_bits() & others;
        let last = is_latin.select(next.xor(L::splat(proof, LATIN)), third);
        let (column, bit) = (last.and(nibble), bits_of_high_nibbles(last));
        let deleted = signs & nonzero::<L>(proof, column.lookup(&self.deleted).and(bit));
        let affected = signs & nonzero::<L>(proof, column.lookup(&self.affected).and(bit));
        FoundOthers {
            look_up: others & !kept & !signs | affected,
            drops: deleted | deleted << 1 | (deleted & three) << 2,
            drops_after: deleted >> 63 | (deleted & three) >> 62,
        }
    }
}

/// The lanes that equal `to` where `mask` has ones.
#[inline(always)]
fn masked<L: Lanes>(proof: L::Proof, lanes: L, mask: u8, to: u8) -> L {
    lanes.and(L::splat(proof, mask)).equals(L::splat(proof, to))
}
