//! Pairs: rules for a few characters of two bytes and for nothing else, which need no look-ups.
//!
//! Each byte is looked at with those beside it, so a block may start and end inside a character.
//!
//! ```text
//!               م     د     ر     س     ة       with the rule ة to ه, D8 A9 to D9 87
//! text         D9 85 D8 AF D8 B1 D8 B3 D8 A9
//! trail                                   1     is it A9, and the byte before it D8?
//! changes                              01 2E    then these bits, in its lane and in the one before
//! ```

use crate::kernel::simd::Lanes;
use crate::kernel::tables::trie::{Others, RewriteTrie};

/// So many rules cost less than the look-ups do.
const MOST: usize = 3;

/// One rule: the character's bytes, and the bits that change in them, or none where it is dropped.
#[derive(Clone, Copy, Default)]
struct Rule {
    lead: u8,
    trail: u8,
    changes: Option<(u8, u8)>,
}

/// The rules of a table that has no others.
pub(in crate::kernel) struct Pairs {
    rules: [Rule; MOST],
    count: usize,
}

impl Pairs {
    /// The pages' rules, if all of them are for characters of two bytes, and write two bytes or none.
    pub fn of(pages: &RewriteTrie) -> Option<Self> {
        let mut pairs = Self { rules: [Rule::default(); MOST], count: 0 };
        if !pages.ascii_kept || pages.others != Others::Kept || pages.three.len() > 1 || !pages.four.is_empty() {
            return None;
        }
        for (c, entry) in pages.low.iter().enumerate().filter(|(_, entry)| entry.is_noticed()) {
            let (lead, trail) = (0xC0 | (c >> 6) as u8, 0x80 | c as u8 & 0x3F);
            let [to_lead, to_trail, ..] = entry.bytes();
            let changes = match entry.len() {
                _ if entry.is_special() => return None,
                0 => None,
                2 => Some((lead ^ to_lead, trail ^ to_trail)),
                _ => return None,
            };
            *pairs.rules.get_mut(pairs.count)? = Rule { lead, trail, changes };
            pairs.count += 1;
        }
        (pairs.count > 0).then_some(pairs)
    }

    /// What becomes of a text's 64 bytes, and the lanes that are dropped; `before` and `after` are the bytes beside each.
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
