//! The rewrite table in the forms that the kernels read: a trie, and sets and maps for vector look-ups.

pub(in crate::kernel) mod lookup;
pub(in crate::kernel) mod trie;

use crate::kernel::simd::Lanes;
use crate::kernel::simd::flat::{DELETED, FlatTable, NARROW, SPECIAL};
use crate::kernel::simd::nibbles::{self, ARABIC_LEAD, ByteMap, ByteRules, Layer, NibbleSet};
use crate::kernel::tables::trie::{Entry, Others, RewriteTrie};

/// A rewrite trie, and vector look-ups made of it.
///
/// The sets and maps cover ASCII and U+0600 to U+06FF. Two sets tell what happens to a covered character:
///
/// | `replaced` | `dropped` | |
/// |---|---|---|
/// | no | no | it is kept |
/// | yes | no | it is replaced by a character of the same range |
/// | no | yes | it is deleted |
/// | yes | yes | `special`: it grows, is replaced by a character of another range, or stops the kernel; else two bytes become one |
pub(crate) struct VectorTables {
    pub trie: RewriteTrie,
    /// The characters that the table changes, or stops at.
    pub affected: NibbleSet,
    pub replaced: NibbleSet,
    pub dropped: NibbleSet,
    pub special: NibbleSet,
    pub(in crate::kernel) ascii: ByteMap,
    pub(in crate::kernel) arabic: ByteMap,
    /// The low byte of what is written for each covered character: see [`written_byte`]. And the byte that is written for
    /// those with [`NARROW`].
    pub(in crate::kernel) written: FlatTable,
    pub(in crate::kernel) narrow: FlatTable,
    /// Whether some character's short output has a space. Characters with long outputs are special in any case.
    pub writes_space: bool,
    lead_filter: LeadFilter,
}

impl VectorTables {
    pub fn new(trie: RewriteTrie) -> Self {
        let [mut affected, mut replaced, mut dropped, mut special] = [NibbleSet::NONE; 4];
        let (mut ascii, mut arabic) = (ByteRules::default(), ByteRules::default());
        let [mut written, mut narrow] = [FlatTable::ZERO; 2];
        for c in nibbles::covered_code_points() {
            let entry = trie.low[c as usize];
            written.set(c, written_byte(c, entry));
            narrow.set(c, entry.bytes()[0]);
            if !entry.is_affected() {
                continue;
            }
            affected.add(c);
            let (is_ascii, bytes) = (c < 0x80, entry.bytes());
            // The low byte of the output's code point.
            let to = match entry.len() {
                _ if entry.is_special() => None,
                0 => {
                    dropped.add(c);
                    continue;
                }
                1 => Some(bytes[0]),
                2 if !is_ascii && bytes[0] & 0xFC == ARABIC_LEAD => Some(bytes[0] << 6 | bytes[1] & 0x3F),
                _ => None,
            };
            replaced.add(c);
            if to.is_none() || !is_ascii && entry.len() == 1 {
                dropped.add(c);
            }
            match to {
                Some(to) => (if is_ascii { &mut ascii } else { &mut arabic }).push((c as u8, c as u8 ^ to)),
                None => special.add(c),
            }
        }
        let (ascii, arabic) = (ByteMap::new(&ascii), ByteMap::new(&arabic));
        let writes_space =
            |entry: Entry| entry.is_affected() && !entry.is_long() && entry.bytes()[..entry.len()].contains(&b' ');
        let writes_space = trie.all().any(writes_space);
        let lead_filter = LeadFilter::new(&trie);
        Self { trie, affected, replaced, dropped, special, ascii, arabic, written, narrow, writes_space, lead_filter }
    }

    /// Divides `others`, the lanes of characters that look-ups do not cover: into lead bytes whose characters have to
    /// be looked up in the trie, and trail bytes. `next` has each lane's next byte. Lead bytes of three-byte and four-byte characters without a rule
    /// nearby are in neither mask.
    #[inline(always)]
    pub(in crate::kernel) fn leads_to_look_up<L: Lanes>(
        &self,
        proof: L::Proof,
        (block, next): (L, L),
        others: u64,
    ) -> (u64, u64) {
        let masked = |mask: u8, to: u8| block.and(L::splat(proof, mask)).equals(L::splat(proof, to)).top_bits();
        let longer = masked(0xE0, 0xE0);
        let inside = others & masked(0xC0, 0x80);
        ((others & !inside) & (!longer | self.lead_filter.candidates(proof, block, next)), inside)
    }

    /// The memory that the tables take, in bytes.
    pub fn size(&self) -> usize {
        let layers = self.ascii.more_layers.len() + self.arabic.more_layers.len();
        self.trie.size() + size_of::<Self>() + layers * size_of::<Layer>()
    }
}

/// The low byte of the character that is written for a covered one. U+06FD to U+06FF, whose low bytes have another meaning,
/// are special.
fn written_byte(c: u32, entry: Entry) -> u8 {
    let (is_ascii, bytes) = (c < 0x80, entry.bytes());
    let same_length = match entry.len() {
        _ if !entry.is_affected() => Some(c as u8),
        _ if entry.is_special() => None,
        0 => return DELETED,
        1 if is_ascii => Some(bytes[0]),
        1 => return NARROW,
        2 if !is_ascii && bytes[0] & 0xFC == ARABIC_LEAD => Some(bytes[0] << 6 | bytes[1] & 0x3F),
        _ => None,
    };
    same_length.filter(|&byte| byte < DELETED).unwrap_or(SPECIAL)
}

/// A filter for the characters of three and four bytes: which of them may be affected, by the low nibble of the lead
/// byte and both nibbles of the second byte.
///
/// Each of eight bits stands for one or more lead bytes, each with a high nibble of the second byte. A character may be
/// affected if the entries of its three nibbles have a bit in common. There are false positives, but no false negatives.
#[derive(Default)]
struct LeadFilter {
    lead: [u8; 16],
    low: [u8; 16],
    high: [u8; 16],
}

impl LeadFilter {
    fn new(trie: &RewriteTrie) -> Self {
        // Code points without their low six bits, or twelve: the bits of the first two bytes.
        let three = trie.index.iter().enumerate().filter(|(_, block)| **block != 0).map(|(prefix, _)| (0xE0, prefix));
        let all_four = if trie.others == Others::Deleted { 0x10..0x110 } else { 0..0 };
        let four = all_four.chain(trie.supplementary.iter().map(|f| f.0 as usize >> 12)).map(|prefix| (0xF0, prefix));
        let mut filter = Self::default();
        let (mut bits, mut last) = (0, None);
        for (kind, prefix) in three.chain(four) {
            let (lead, second) = (prefix >> 6, prefix & 0x3F);
            if last != Some((kind, lead, second >> 4)) {
                (bits, last) = (bits + 1, Some((kind, lead, second >> 4)));
            }
            let bit = 1 << (bits % 8);
            filter.lead[lead] |= bit;
            filter.low[second & 15] |= bit;
            filter.high[8 | second >> 4] |= bit;
        }
        filter
    }

    /// The lanes of lead bytes of characters that may be affected. The result is undefined in lanes of other bytes.
    #[inline(always)]
    fn candidates<L: Lanes>(&self, proof: L::Proof, text: L, next: L) -> u64 {
        let all = |byte| L::splat(proof, byte);
        let lead = text.and(all(0x0F)).lookup(&self.lead);
        let low = next.and(all(0x0F)).lookup(&self.low);
        let high = next.high_nibble().lookup(&self.high);
        !lead.and(low).and(high).equals(all(0)).top_bits()
    }
}
