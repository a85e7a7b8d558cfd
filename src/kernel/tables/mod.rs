//! What vector code reads: the pages, and what look-ups know of them as sets and maps.

pub(in crate::kernel) mod byte_sets;
pub(in crate::kernel) mod few_rules;
pub(in crate::kernel) mod lookup;
pub(in crate::kernel) mod trie;

use crate::kernel::simd::Lanes;
use crate::kernel::simd::nibbles as sets;
use crate::kernel::simd::nibbles::{ARABIC_LEAD, ByteMap, ByteRules, Layer, NibbleSet};
use crate::kernel::tables::few_rules::Pairs;
use crate::kernel::tables::trie::{Entry, Others, RewriteTrie};

/// RewriteTrie, as look-ups of sixteen entries.
///
/// A character that look-ups know is one of four things, told by two sets: kept, replaced by one of
/// its own kind, dropped, or, in both sets, something rarer: `special` ones grow or are stopped at, the others are written
/// as one byte instead of two.
pub(crate) struct VectorTables {
    pub pages: RewriteTrie,
    /// Not kept, or stopped at.
    pub noticed: NibbleSet,
    pub replaced: NibbleSet,
    pub dropped: NibbleSet,
    pub special: NibbleSet,
    pub(in crate::kernel) ascii: ByteMap,
    pub(in crate::kernel) arabic: ByteMap,
    /// Whether the short output of some character holds a space. Longer outputs are special characters anyway.
    pub writes_space: bool,
    /// The rules, where there are so few of so simple a kind that no look-up is needed.
    pub(in crate::kernel) pairs: Option<Pairs>,
    quiet: RuleFreePages,
}

impl VectorTables {
    pub fn new(pages: RewriteTrie) -> Self {
        let [mut noticed, mut replaced, mut dropped, mut special] = [NibbleSet::NONE; 4];
        let (mut ascii, mut arabic) = (ByteRules::default(), ByteRules::default());
        for c in sets::covered_code_points() {
            let entry = pages.low[c as usize];
            if !entry.is_noticed() {
                continue;
            }
            noticed.add(c);
            let (is_ascii, bytes) = (c < 0x80, entry.bytes());
            // The low byte that is written.
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
            |entry: Entry| entry.is_noticed() && !entry.is_long() && entry.bytes()[..entry.len()].contains(&b' ');
        let writes_space = pages.all().any(writes_space);
        let (quiet, pairs) = (RuleFreePages::new(&pages), Pairs::of(&pages));
        Self { pages, noticed, replaced, dropped, special, ascii, arabic, writes_space, pairs, quiet }
    }

    /// The leads among bytes that look-ups do not know, but those of three and four bytes in quiet places; and the bytes
    /// that are no leads.
    #[inline(always)]
    pub(in crate::kernel) fn to_look_at<L: Lanes>(&self, proof: L::Proof, block: L, others: u64) -> (u64, u64) {
        let top = |mask: u8, of: u8| block.and(L::splat(proof, mask)).equals(L::splat(proof, of)).top_bits();
        let longer = top(0xE0, 0xE0);
        let inside = others & top(0xC0, 0x80);
        ((others & !inside) & (!longer | self.quiet.loud(proof, block)), inside)
    }

    /// Bytes that all this takes in memory.
    pub fn size(&self) -> usize {
        let tables = self.ascii.more_layers.len() + self.arabic.more_layers.len();
        self.pages.size() + size_of::<Self>() + tables * size_of::<Layer>()
    }
}

/// Which characters of three and four bytes need no look-up: a superset of those near a noticed one, by the low nibble
/// of the lead and both nibbles of the byte behind it.
///
/// Each of eight bits stands for one or more leads; a character may be noticed where its lead, its second byte's low
/// nibble and its high one have a bit in common.
#[derive(Default)]
struct RuleFreePages {
    lead: [u8; 16],
    low: [u8; 16],
    high: [u8; 16],
}

impl RuleFreePages {
    fn new(pages: &RewriteTrie) -> Self {
        let three = pages.index.iter().enumerate().filter(|(_, page)| **page != 0).map(|(slot, _)| (0xE0, slot));
        let all_four = if pages.others == Others::Deleted { 0x10..0x110 } else { 0..0 };
        let four = all_four.chain(pages.four.iter().map(|f| f.0 as usize >> 12)).map(|slot| (0xF0, slot));
        let mut quiet = Self::default();
        let (mut bits, mut last) = (0, None);
        for (kind, slot) in three.chain(four) {
            let (lead, second) = (slot >> 6, slot & 0x3F);
            if last != Some((kind, lead)) {
                (bits, last) = (bits + 1, Some((kind, lead)));
            }
            let bit = 1 << (bits % 8);
            quiet.lead[lead] |= bit;
            quiet.low[second & 15] |= bit;
            quiet.high[8 | second >> 4] |= bit;
        }
        quiet
    }

    /// The leads of three and four bytes (and what looks like them) that may be noticed.
    #[inline(always)]
    fn loud<L: Lanes>(&self, proof: L::Proof, text: L) -> u64 {
        let all = |byte| L::splat(proof, byte);
        let next = text.next();
        let lead = text.and(all(0x0F)).lookup(&self.lead);
        let low = next.and(all(0x0F)).lookup(&self.low);
        let high = next.high_nibble().lookup(&self.high);
        !lead.and(low).and(high).equals(all(0)).top_bits()
    }
}
