//! Tables with very few rules, all for two-byte characters: applied by comparisons, without look-ups.
//!
//! Each byte is compared together with the bytes beside it, so a block may start and end inside a character.
//!
//! ```text
//!               م     د     ر     س     ة       with the rule ة to ه, D8 A9 to D9 87
//! text         D9 85 D8 AF D8 B1 D8 B3 D8 A9
//! trail                                   1     the byte is A9, and the byte before it is D8
//! changes                              01 2E    XOR these bits, in the lane of the trail byte and in the one before
//! ```

use crate::kernel::simd::Lanes;
use crate::kernel::tables::trie::{Others, RewriteTrie};

/// Up to this many rules, comparisons cost less than look-ups.
const MAX_FEW_RULES: usize = 3;

/// One rule: a character's bytes, and the bits that change in them, or `None` if it is deleted.
#[derive(Clone, Copy, Default)]
struct PairRule {
    lead: u8,
    trail: u8,
    changes: Option<(u8, u8)>,
}

/// All rules of a table.
pub(in crate::kernel) struct FewRules {
    rules: [PairRule; MAX_FEW_RULES],
    count: usize,
}

impl FewRules {
    /// The rules of a trie, if there are few, all of them for two-byte characters and with an output of two bytes or
    /// none.
    pub fn of(trie: &RewriteTrie) -> Option<Self> {
        let mut few = Self { rules: [PairRule::default(); MAX_FEW_RULES], count: 0 };
        let has_others = trie.others != Others::Kept || trie.blocks.len() > 1 || !trie.supplementary.is_empty();
        if !trie.ascii_kept || has_others {
            return None;
        }
        for (c, entry) in trie.low.iter().enumerate().filter(|(_, entry)| entry.is_affected()) {
            let (lead, trail) = (0xC0 | (c >> 6) as u8, 0x80 | c as u8 & 0x3F);
            let [to_lead, to_trail, ..] = entry.bytes();
            let changes = match entry.len() {
                _ if entry.is_special() => return None,
                0 => None,
                2 => Some((lead ^ to_lead, trail ^ to_trail)),
                _ => return None,
            };
            *few.rules.get_mut(few.count)? = PairRule { lead, trail, changes };
            few.count += 1;
        }
        (few.count > 0).then_some(few)
    }

    /// Rewrites the 64 bytes of `text`. `before` and `after` are the bytes before and after each of its bytes. Returns
    /// the rewritten bytes, and the lanes of deleted characters.
    #[inline(always)]
    pub fn rewrite<L: Lanes>(&self, proof: L::Proof, before: L, text: L, after: L) -> (L, u64) {
        let all = |byte| L::splat(proof, byte);
        let (mut bytes, mut drops) = (text, 0);
        for rule in &self.rules[..self.count] {
            let trails = text.equals(all(rule.trail)).and(before.equals(all(rule.lead)));
            let leads = || text.equals(all(rule.lead)).and(after.equals(all(rule.trail)));
            match rule.changes {
                Some((0, in_trail)) => bytes = bytes.xor(trails.and(all(in_trail))),
                Some((in_lead, in_trail)) => {
                    bytes = bytes.xor(trails.and(all(in_trail))).xor(leads().and(all(in_lead)));
                }
                None => drops |= trails.or(leads()).top_bits(),
            }
        }
        (bytes, drops)
    }
}
