//! Compact, in lanes: rewrites a text 64 bytes at a time, by a keep mask and a compressing store.
//!
//! ```text
//! for each block of 64 bytes, cut at a character's end:
//!     bytes   = the text with its characters replaced                     by `written`
//!     keep    = all lanes but those of deleted characters, and of the second of two bytes that become one
//!     others  = characters that the look-ups do not cover, one by one: kept, removed from `keep`, or overwritten
//!     special = the first character that grows or that the table stops at: only the lanes before it are written
//!     store the lanes in `keep` without gaps
//!
//!              ك     ـ     ت     ٢                      tatweel (U+0640) is deleted, ٢ becomes 2
//! text       D9 83 D9 80 D8 AA D9 A2
//! bytes      D9 83 .. .. D8 AA 32 ..
//! keep        1  1  0  0  1  1  1  0
//! output     D9 83       D8 AA 32                        "كت2"
//! ```

use crate::kernel::observer::Observer;
use crate::kernel::rewrite::scalar;
use crate::kernel::rewrite::written::{LastBlock, write};
use crate::kernel::simd::block::Block;
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes, low_bits};
use crate::kernel::tables::VectorTables;
use crate::kernel::tables::few_rules::FewRules;
use crate::kernel::tables::trie::width;
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
struct Rewritten<L> {
    bytes: L,
    /// The lanes that are written, a subset of the block's. The lanes of special characters mean nothing.
    keep: u64,
    /// The lanes of trail bytes.
    inside: u64,
    /// The lead lanes of special characters.
    special: u64,
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
            let block = Block::<L>::at(proof, bytes, at);
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
    let block = Block::<L>::last(proof, bytes, 0);
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
struct BlockRewriter<'t, L: Lanes> {
    proof: L::Proof,
    tables: &'t VectorTables,
    /// The whole text.
    bytes: &'t [u8],
}

impl<L: Lanes> BlockRewriter<'_, L> {
    /// Rewrites the block that starts at `at`.
    #[inline(always)]
    fn rewrite(&self, block: &Block<L>, at: usize) -> Rewritten<L> {
        let &Self { proof, tables, .. } = self;
        let text = block.bytes;
        // No character is cut.
        let written = write(proof, tables, text, text.next(), &mut LastBlock::none(proof));
        let mut rewritten = Rewritten {
            bytes: written.bytes,
            keep: block.valid & !written.drops,
            inside: written.lead << 1,
            special: block.valid & written.special,
            is_dense: false,
        };
        let others = block.valid & written.others;
        if others != 0 {
            self.add_others(&mut rewritten, block, at, others);
        }
        rewritten
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
