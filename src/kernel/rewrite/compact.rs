//! Compact, in lanes: rewrites a text 64 bytes at a time, by a keep mask and a compressing store.
//!
//! ```text
//! for each block of 64 bytes, cut at a character's end:
//!     code    = each character's low byte, in the lane where it ends
//!     bits    = the bits that change in the code, if it is replaced       two or three look-ups of sixteen entries
//!     bytes   = text ^ six of the bits in the trail byte ^ two in the lead byte
//!     keep    = all lanes but those of deleted characters
//!     rare    = is ASCII replaced, or do two bytes become one?  then rewrite these, too
//!     others  = characters that the look-ups do not cover, one by one: kept, removed from `keep`, or overwritten
//!     special = the first character that grows or that the table stops at: only the lanes before it are written
//!     store the lanes in `keep` without gaps
//!
//!              ك     ـ     ت     ٢                      tatweel (U+0640) is deleted, ٢ becomes 2
//! text       D9 83 D9 80 D8 AA D9 A2
//! code       .. 43 .. 40 .. 2A .. 62
//! replaced                        x
//! dropped             x           x
//! keep        1  1  0  0  1  1  1  0
//! output     D9 83       D8 AA 32                        "كت2"
//! ```
//!
//! A level with look-ups of 128 entries finds the low byte of the written character instead, or that the character is deleted,
//! special or rare, by one look-up in the lane where the character starts. A block with a rare character is rewritten as above.

use crate::kernel::observer::Observer;
use crate::kernel::rewrite::scalar;
use crate::kernel::simd::block::Block;
use crate::kernel::simd::flat::{FoundCharacters, not_covered};
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes, low_bits};
use crate::kernel::tables::few_rules::FewRules;
use crate::kernel::tables::lookup::{LookupIndex, ascii_member, others, starts};
use crate::kernel::tables::trie::width;
use crate::kernel::tables::{DELETED, RARE, SPECIAL, VectorTables};
use alloc::string::String;
use alloc::vec::Vec;

/// Output capacity is reserved once for this many source bytes.
const RESERVED_SOURCE: usize = 4096;
/// If a block's first special character is in a lane below this one, scalar code rewrites the next 64 bytes: vector code
/// had little use of the block.
const NEAR_BLOCK_START: usize = 16;
/// The most other characters of a block that are looked up one by one. If there are more, scalar code rewrites the next
/// blocks.
const MAX_OTHERS: u32 = 8;

/// A rewritten block.
pub(in crate::kernel) struct Rewritten<L> {
    pub bytes: L,
    /// The lanes that are written, a subset of the block's. The lanes of special characters mean nothing.
    pub keep: u64,
    /// The lanes of trail bytes.
    inside: u64,
    /// The lead lanes of special characters.
    pub special: u64,
    /// Whether the first special lane is that of the first of too many other characters.
    is_dense: bool,
}

impl<L> Rewritten<L> {
    /// Removes the lanes from the first special character on, and returns its lane.
    #[inline(always)]
    fn truncate_at_special(&mut self) -> usize {
        let special = self.special.trailing_zeros() as usize;
        self.keep &= low_bits(special);
        special
    }
}

#[inline(always)]
pub(in crate::kernel) fn compact<L: Lanes, O: Observer>(
    proof: L::Proof,
    tables: &VectorTables,
    text: &str,
    out: &mut String,
    observer: &mut O,
) -> usize {
    if let Some(rules) = tables.few_rules.as_ref().filter(|_| !O::OBSERVES && text.len() > BLOCK) {
        compact_few_rules::<L>(proof, rules, text, out);
        return text.len();
    }
    let bytes = text.as_bytes();
    let rewriter = BlockRewriter::<L> { proof, tables, bytes };
    let mut at = 0;
    while at < bytes.len() {
        let reserved = (bytes.len() - at).min(RESERVED_SOURCE);
        out.reserve(reserved + size_of::<BlockBuffer>());
        // SAFETY: only whole characters are appended: those of the text, and the outputs of the table.
        let vec = unsafe { out.as_mut_vec() };
        let limit = at + reserved;
        let special = loop {
            if at >= limit {
                break None;
            }
            let block = Block::<L>::at(proof, bytes, at, BLOCK);
            let mut rewritten = rewriter.rewrite(&block, at);
            if rewritten.special == 0 {
                if !append(&rewritten, vec) {
                    break None;
                }
                report(&block, &rewritten, BLOCK, observer);
                at += block.len;
                continue;
            }
            let special = rewritten.truncate_at_special();
            if !append(&rewritten, vec) {
                break None;
            }
            report(&block, &rewritten, special, observer);
            break Some((special - block.first, rewritten.is_dense));
        };
        if let Some((special, is_dense)) = special {
            at += special;
            // Scalar code rewrites the special character alone, or more of the text where such characters are dense.
            let len = match (is_dense, special < NEAR_BLOCK_START) {
                (true, _) => 4 * BLOCK,
                (_, true) => BLOCK,
                _ => width(bytes[at]),
            };
            let end = (at + len..text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
            let done = at + scalar::compact(&tables.trie, &text[at..end], out, observer);
            if done < end {
                return done;
            }
            at = end;
        }
    }
    at
}

/// Rewrites a text of more than one block by a few rules. Blocks need not end at a character's end, so no block waits for
/// the length of the one before.
#[inline(always)]
fn compact_few_rules<L: Lanes>(proof: L::Proof, rules: &FewRules, text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let reserved = (bytes.len() - at).min(RESERVED_SOURCE);
        out.reserve(reserved + size_of::<BlockBuffer>());
        // SAFETY: the output is whole characters at the end: those of the text, and the outputs of the rules.
        let vec = unsafe { out.as_mut_vec() };
        let limit = at + reserved;
        while at < limit {
            // The block with a byte on each side. At both ends of the text, some lanes of a block inside the text.
            let surrounded = at.checked_sub(1).and_then(|before| bytes[before..].first_chunk::<{ BLOCK + 2 }>());
            let (bytes, keep, len) = if let Some(surrounded) = surrounded {
                let [before, text, after] = [0, 1, 2].map(|n| surrounded[n..].first_chunk().unwrap_or(&[0; BLOCK]));
                let (before, after) = (L::load(proof, before), L::load(proof, after));
                let (bytes, drops) = rules.rewrite(proof, before, L::load(proof, text), after);
                (bytes, !drops, BLOCK)
            } else {
                let left = bytes.len() - at;
                let (from, first, last) = match at {
                    0 => (0, 0, BLOCK / 2),
                    _ if left == BLOCK => (at - 1, 1, BLOCK / 2),
                    _ => (bytes.len() - BLOCK, BLOCK - left, BLOCK),
                };
                let text = L::load_short(proof, &bytes[from..from + BLOCK]);
                let (bytes, drops) = rules.rewrite(proof, text.previous(), text, text.next());
                (bytes, !drops & low_bits(last) & !low_bits(first), last - first)
            };
            if !append(&Rewritten { bytes, keep, inside: 0, special: 0, is_dense: false }, vec) {
                break;
            }
            at += len;
        }
    }
}

/// Rewrites a text of at most 64 bytes.
#[inline(always)]
pub(in crate::kernel) fn compact_short<L: Lanes, O: Observer>(
    proof: L::Proof,
    tables: &VectorTables,
    text: &str,
    out: &mut String,
    observer: &mut O,
) -> usize {
    let bytes = text.as_bytes();
    out.reserve(size_of::<BlockBuffer>());
    let block = Block::<L>::last(proof, bytes, 0, BLOCK);
    let mut rewritten = rewrite_only_block::<L, O>(proof, tables, &block, bytes);
    let special = if rewritten.special == 0 { BLOCK } else { rewritten.truncate_at_special() };
    // SAFETY: only whole characters are appended: those of the text, and the outputs of the table.
    append(&rewritten, unsafe { out.as_mut_vec() });
    report(&block, &rewritten, special, observer);
    if special == BLOCK {
        return text.len();
    }
    let at = special - block.first;
    at + scalar::compact(&tables.trie, &text[at..], out, observer)
}

/// Reports a block's units up to the first special character to the observer.
#[inline(always)]
fn report<L: Lanes, O: Observer>(block: &Block<L>, rewritten: &Rewritten<L>, special: usize, observer: &mut O) {
    if !O::OBSERVES {
        return;
    }
    let starts = (rewritten.keep & !rewritten.inside) >> block.first;
    let len = if special < BLOCK { special - block.first } else { block.len };
    observer.block(starts, rewritten.keep >> block.first, len);
}

/// Appends a block's output. Returns `false`, with nothing done, if the capacity is too small.
#[inline(always)]
fn append<L: Lanes>(rewritten: &Rewritten<L>, out: &mut Vec<u8>) -> bool {
    let Some(buffer) = out.spare_capacity_mut().first_chunk_mut::<{ size_of::<BlockBuffer>() }>() else { return false };
    rewritten.bytes.compress_or_store(rewritten.keep, buffer);
    let len = out.len() + rewritten.keep.count_ones() as usize;
    // SAFETY: as many bytes were stored after the old length as `keep` has ones.
    unsafe { out.set_len(len) };
    true
}

/// Rewrites the only block of a text: by the few rules, or by look-ups, which an observer needs.
#[inline(always)]
fn rewrite_only_block<L: Lanes, O: Observer>(
    proof: L::Proof,
    tables: &VectorTables,
    block: &Block<L>,
    bytes: &[u8],
) -> Rewritten<L> {
    match &tables.few_rules {
        Some(rules) if !O::OBSERVES => {
            let text = block.bytes;
            let (bytes, drops) = rules.rewrite(proof, text.previous(), text, text.next());
            Rewritten { bytes, keep: block.valid & !drops, inside: 0, special: 0, is_dense: false }
        }
        _ => BlockRewriter { proof, tables, bytes }.rewrite(block, 0),
    }
}

/// Rewrites blocks of a text by look-ups.
pub(in crate::kernel) struct BlockRewriter<'t, L: Lanes> {
    pub proof: L::Proof,
    pub tables: &'t VectorTables,
    /// The whole text.
    pub bytes: &'t [u8],
}

impl<L: Lanes> BlockRewriter<'_, L> {
    /// Rewrites the block that starts at `at`.
    #[inline(always)]
    pub fn rewrite(&self, block: &Block<L>, at: usize) -> Rewritten<L> {
        let (mut rewritten, others) = match self.look_up(block) {
            Some(found) => found,
            None => self.look_up_by_nibbles(block),
        };
        if others != 0 {
            self.add_others(&mut rewritten, block, at, others);
        }
        rewritten
    }

    /// The block with all covered characters rewritten, and the lanes of others. `None` at a level without look-ups of 128
    /// entries, and if a covered character is rare.
    #[inline(always)]
    fn look_up(&self, block: &Block<L>) -> Option<(Rewritten<L>, u64)> {
        let &Self { proof, tables, .. } = self;
        let text = block.bytes;
        let found = L::look_up(proof, text, text.next(), &tables.written)?;
        let with = |byte| found.values.equals(L::splat(proof, byte)).top_bits() & block.valid;
        let (deleted, special) = (with(DELETED), with(SPECIAL));
        if with(RARE) != 0 {
            return None;
        }
        let others = not_covered(found.top, found.lead) & block.valid;
        let rewritten = Rewritten {
            bytes: L::write_found(text, &found, &FoundCharacters::none(proof)),
            keep: block.valid & !(deleted | deleted << 1),
            inside: found.lead << 1,
            special,
            is_dense: false,
        };
        Some((rewritten, others))
    }

    /// The same by look-ups of sixteen entries, which tell all covered characters.
    #[inline(always)]
    fn look_up_by_nibbles(&self, block: &Block<L>) -> (Rewritten<L>, u64) {
        let &Self { proof, tables, .. } = self;
        let text = block.bytes;
        let index = LookupIndex::of(proof, text);
        let Replaced { mut bytes, replaced, dropped, .. } = replace(proof, tables, &index, text);
        let trails = index.trail.top_bits();
        let (changes, drops) = (replaced.top_bits(), dropped.top_bits());
        let mut keep = block.valid & !(drops | (drops & trails) >> 1);
        let mut special = 0;
        if changes & !trails != 0 {
            bytes = bytes.xor(ascii_xor_bits(proof, tables, text));
        }
        if changes & drops != 0 {
            // Loaded from memory again, so that no register holds it until here.
            let again = L::load(proof, &core::hint::black_box(text.bytes()));
            (bytes, special) = rewrite_rare(proof, tables, again);
            special &= block.valid;
            keep |= (changes & drops & trails) >> 1 & block.valid;
        }
        let others = others(text.top_bits(), trails) & block.valid;
        (Rewritten { bytes, keep, inside: trails, special, is_dense: false }, others)
    }

    /// Adds the characters with lanes in `others` to a block.
    #[inline(always)]
    fn add_others(&self, rewritten: &mut Rewritten<L>, block: &Block<L>, at: usize, others: u64) {
        let &Self { proof, tables, .. } = self;
        let (leads, inside) = tables.leads_to_look_up(proof, block.bytes, others);
        rewritten.inside |= inside;
        if leads.count_ones() > MAX_OTHERS {
            let special = rewritten.special;
            rewritten.is_dense = special == 0 || special.trailing_zeros() > leads.trailing_zeros();
            rewritten.special |= leads;
        } else if leads != 0 {
            let (patched, keep, stops) = self.patch(block, at, leads, (rewritten.bytes, rewritten.keep));
            if let Some(patched) = patched {
                rewritten.bytes = L::load(proof, &patched);
            }
            rewritten.keep = keep;
            rewritten.special |= stops;
        }
    }

    /// Looks up the characters with these lead lanes, one by one. `bytes` and `keep` are those of the block so far. Returns
    /// the bytes if some were overwritten, the lanes to keep, and the lead lanes of special characters.
    #[inline(always)]
    fn patch(
        &self,
        block: &Block<L>,
        at: usize,
        mut leads: u64,
        (bytes, mut keep): (L, u64),
    ) -> (Option<[u8; BLOCK]>, u64, u64) {
        let source = &self.bytes[at..];
        let (mut patched, mut special) = (None, 0);
        while leads != 0 {
            let lane = leads.trailing_zeros() as usize;
            leads &= leads - 1;
            let (Some(entry), width) = self.tables.trie.at(source, lane - block.first) else { continue };
            if !entry.is_affected() {
                continue;
            }
            if entry.is_special() || entry.len() > width {
                special |= 1 << lane;
                continue;
            }
            keep &= !((low_bits(width) & !low_bits(entry.len())) << lane);
            if entry.len() > 0 {
                let patched: &mut [u8; BLOCK] = patched.get_or_insert_with(|| bytes.bytes());
                patched[lane..lane + entry.len()].copy_from_slice(&entry.bytes()[..entry.len()]);
            }
        }
        (patched, keep, special)
    }
}

/// A block in which Arabic characters are replaced by Arabic ones.
struct Replaced<L> {
    bytes: L,
    /// The bits that change in the code, in the lane of the trail byte.
    bits: L,
    /// The lanes in which the sets have a character.
    replaced: L,
    dropped: L,
}

#[inline(always)]
fn replace<L: Lanes>(proof: L::Proof, tables: &VectorTables, index: &LookupIndex<L>, text: L) -> Replaced<L> {
    let replaced = index.member(&tables.replaced);
    let dropped = index.member(&tables.dropped);
    let bits = replaced_bits(proof, tables, index).and(replaced).and(index.trail);
    let bytes = text.xor(bits.and(L::splat(proof, 0x3F))).xor(bits.shr_6().next());
    Replaced { bytes, bits, replaced, dropped }
}

/// The bits that change in the codes of replaced characters. Means nothing for others.
#[inline(always)]
pub(super) fn replaced_bits<L: Lanes>(proof: L::Proof, tables: &VectorTables, index: &LookupIndex<L>) -> L {
    index.code.xor_bits(index.nibble, index.code.and(L::splat(proof, 0x0F)), &tables.arabic)
}

/// The bits that change in replaced ASCII characters.
#[inline(always)]
pub(super) fn ascii_xor_bits<L: Lanes>(proof: L::Proof, tables: &VectorTables, text: L) -> L {
    let nibble = text.high_nibble();
    let bits = text.xor_bits(nibble, text.and(L::splat(proof, 0x0F)), &tables.ascii);
    bits.and(ascii_member(text, nibble, &tables.replaced))
}

/// Rewrites a block in which ASCII is replaced or two bytes become one. Returns its bytes and the lead lanes of special
/// characters.
#[inline(always)]
fn rewrite_rare<L: Lanes>(proof: L::Proof, tables: &VectorTables, text: L) -> (L, u64) {
    let index = LookupIndex::of(proof, text);
    let Replaced { bytes, bits, replaced, dropped } = replace(proof, tables, &index, text);
    // An output of one byte is in the lane where its two bytes start.
    let narrow = replaced.and(dropped).and(index.trail).next().select(index.code.xor(bits).next(), bytes);
    let special = starts(index.member(&tables.special).top_bits(), index.trail.top_bits());
    (narrow.xor(ascii_xor_bits(proof, tables, text)), special)
}
