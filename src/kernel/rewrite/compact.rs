//! Compact, in lanes: what the pages write for a text, 64 bytes at a time.
//!
//! ```text
//! for each 64 bytes, cut at a character:
//!     code    = each character's low byte, in the lane where it ends
//!     bits    = what changes in the code, where it is replaced         two or three look-ups of sixteen
//!     bytes   = text ^ six of the bits in the trail ^ two in the lead
//!     keep    = lanes that stay: not those of a dropped one
//!     rare    = is there ASCII that is replaced, or what becomes one byte?  then write these too
//!     others  = one by one: a character of another block is kept, taken out of `keep`, or written over
//!     special = the first that grows, or that a door must see: what stands before it is written now
//!     write the lanes that `keep` names
//!
//!              ك     ـ     ت     ٢                      tatweel goes, ٢ becomes one byte
//! text       D9 83 D9 80 D8 AA D9 A2
//! code       .. 43 .. 40 .. 2A .. 62
//! replaced                        x
//! dropped             x           x
//! keep        1  1  0  0  1  1  1  0
//! written    D9 83       D8 AA 32                        "كت2"
//! ```

use crate::kernel::observer::Observer;
use crate::kernel::rewrite::scalar as portable;
use crate::kernel::simd::block::Block;
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes, low_bits};
use crate::kernel::tables::VectorTables;
use crate::kernel::tables::few_rules::Pairs;
use crate::kernel::tables::lookup::{LookupIndex, ascii_member, others, starts};
use crate::kernel::tables::trie::{RewriteTrie, width};
use alloc::string::String;
use alloc::vec::Vec;

/// Source bytes between two looks at the room that is left in the output.
const STRIDE: usize = 4096;
/// Where a special character stands in the first bytes of a block, the next block goes through plain code.
const NEAR: usize = 16;
/// Where so many characters of a block are to be looked at one by one, the next blocks go through plain code.
const DENSE: u32 = 8;

/// What becomes of a block.
pub(in crate::kernel) struct Rewritten<L> {
    pub bytes: L,
    /// The lanes that are written: some of the window's. Those of special characters say nothing.
    pub keep: u64,
    /// The lanes inside a character: all but its first.
    inside: u64,
    /// The first lanes of characters that are special.
    pub special: u64,
    /// Whether the first of them only starts what is too many for one by one.
    dense: bool,
}

impl<L> Rewritten<L> {
    /// The lane of the first special character, where there is one: none is written from there on.
    #[inline(always)]
    fn cut_at_special(&mut self) -> usize {
        let special = self.special.trailing_zeros() as usize;
        self.keep &= low_bits(special);
        special
    }
}

#[inline(always)]
pub(in crate::kernel) fn compact<L: Lanes, R: Observer>(
    proof: L::Proof,
    tables: &VectorTables,
    text: &str,
    out: &mut String,
    record: &mut R,
) -> usize {
    if let Some(pairs) = tables.pairs.as_ref().filter(|_| !R::OBSERVES && text.len() > BLOCK) {
        compact_pairs::<L>(proof, pairs, text, out);
        return text.len();
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let stride = (bytes.len() - at).min(STRIDE);
        out.reserve(stride + size_of::<BlockBuffer>());
        // SAFETY: what is appended is whole characters: those of the text, and what the pages write.
        let vec = unsafe { out.as_mut_vec() };
        let limit = at + stride;
        let special = loop {
            if at >= limit {
                break None;
            }
            let window = Block::<L>::at(proof, bytes, at, BLOCK);
            let slots = LookupIndex::of(proof, window.bytes);
            let mut block = rewrite(proof, tables, &slots, &window, bytes, at);
            if block.special == 0 {
                if !write(&block, vec) {
                    break None;
                }
                note(&window, &block, BLOCK, record);
                at += window.len;
                continue;
            }
            let special = block.cut_at_special();
            if !write(&block, vec) {
                break None;
            }
            note(&window, &block, special, record);
            break Some((special - window.first, block.dense));
        };
        if let Some((special, dense)) = special {
            at += special;
            // Plain code takes that one alone, or where there are many, some more.
            let few = match (dense, special < NEAR) {
                (true, _) => 4 * BLOCK,
                (_, true) => BLOCK,
                _ => width(bytes[at]),
            };
            let end = (at + few..text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
            let done = at + portable::compact(&tables.pages, &text[at..end], out, record);
            if done < end {
                return done;
            }
            at = end;
        }
    }
    at
}

/// The same for rules that need no look-ups, of a text that is longer than a block: blocks wait for no other to say where
/// its last character ends.
#[inline(always)]
fn compact_pairs<L: Lanes>(proof: L::Proof, pairs: &Pairs, text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let stride = (bytes.len() - at).min(STRIDE);
        out.reserve(stride + size_of::<BlockBuffer>());
        // SAFETY: what is appended is whole characters in the end: those of the text, and what the rules write.
        let vec = unsafe { out.as_mut_vec() };
        let limit = at + stride;
        while at < limit {
            // The block with a byte on each side; at both ends of the text, some lanes of another one.
            let beside = at.checked_sub(1).and_then(|before| bytes[before..].first_chunk::<{ BLOCK + 2 }>());
            let (bytes, keep, taken) = if let Some(there) = beside {
                let [before, text, after] = [0, 1, 2].map(|n| there[n..].first_chunk().unwrap_or(&[0; BLOCK]));
                let (before, after) = (L::load(proof, before), L::load(proof, after));
                let (bytes, drops) = pairs.rewrite(proof, before, L::load(proof, text), after);
                (bytes, !drops, BLOCK)
            } else {
                let left = bytes.len() - at;
                let (from, first, last) = match at {
                    0 => (0, 0, BLOCK / 2),
                    _ if left == BLOCK => (at - 1, 1, BLOCK / 2),
                    _ => (bytes.len() - BLOCK, BLOCK - left, BLOCK),
                };
                let text = L::load_short(proof, &bytes[from..from + BLOCK]);
                let (bytes, drops) = pairs.rewrite(proof, text.previous(), text, text.next());
                (bytes, !drops & low_bits(last) & !low_bits(first), last - first)
            };
            if !write(&Rewritten { bytes, keep, inside: 0, special: 0, dense: false }, vec) {
                break;
            }
            at += taken;
        }
    }
}

/// The same for a text of at most 64 bytes.
#[inline(always)]
pub(in crate::kernel) fn compact_short<L: Lanes, R: Observer>(
    proof: L::Proof,
    tables: &VectorTables,
    text: &str,
    out: &mut String,
    record: &mut R,
) -> usize {
    let bytes = text.as_bytes();
    out.reserve(size_of::<BlockBuffer>());
    let window = Block::<L>::last(proof, bytes, 0, BLOCK);
    let mut block = rewrite_by::<L, R>(proof, tables, &window, bytes, 0);
    let special = if block.special == 0 { BLOCK } else { block.cut_at_special() };
    // SAFETY: what is appended is whole characters: those of the text, and what the pages write.
    write(&block, unsafe { out.as_mut_vec() });
    note(&window, &block, special, record);
    if special == BLOCK {
        return text.len();
    }
    let at = special - window.first;
    at + portable::compact(&tables.pages, &text[at..], out, record)
}

/// Records a block's characters up to the first special one: where those that are written start, and their bytes.
#[inline(always)]
fn note<L: Lanes, R: Observer>(window: &Block<L>, block: &Rewritten<L>, special: usize, record: &mut R) {
    if !R::OBSERVES {
        return;
    }
    let starts = (block.keep & !block.inside) >> window.first;
    let len = if special < BLOCK { special - window.first } else { window.len };
    record.block(starts, block.keep >> window.first, len);
}

/// Appends a block's output; `false`, with nothing done, where there is no room.
#[inline(always)]
fn write<L: Lanes>(block: &Rewritten<L>, out: &mut Vec<u8>) -> bool {
    let Some(room) = out.spare_capacity_mut().first_chunk_mut::<{ size_of::<BlockBuffer>() }>() else { return false };
    block.bytes.compress_or_store(block.keep, room);
    let len = out.len() + block.keep.count_ones() as usize;
    // SAFETY: as many bytes were written behind the old length as `keep` has ones.
    unsafe { out.set_len(len) };
    true
}

/// What becomes of a block, by the rules alone or by look-ups; a record needs these.
#[inline(always)]
fn rewrite_by<L: Lanes, R: Observer>(
    proof: L::Proof,
    tables: &VectorTables,
    window: &Block<L>,
    source: &[u8],
    at: usize,
) -> Rewritten<L> {
    match &tables.pairs {
        Some(pairs) if !R::OBSERVES => {
            let text = window.bytes;
            let (bytes, drops) = pairs.rewrite(proof, text.previous(), text, text.next());
            Rewritten { bytes, keep: window.valid & !drops, inside: 0, special: 0, dense: false }
        }
        _ => rewrite(proof, tables, &LookupIndex::of(proof, window.bytes), window, source, at),
    }
}

#[inline(always)]
pub(in crate::kernel) fn rewrite<L: Lanes>(
    proof: L::Proof,
    tables: &VectorTables,
    slots: &LookupIndex<L>,
    window: &Block<L>,
    source: &[u8],
    at: usize,
) -> Rewritten<L> {
    let text = window.bytes;
    let Replaced { mut bytes, replaced, dropped, .. } = replace(proof, tables, slots, text);
    let trails = slots.trail.top_bits();
    let (changes, drops) = (replaced.top_bits(), dropped.top_bits());
    let mut keep = window.valid & !(drops | (drops & trails) >> 1);
    let (mut special, mut dense, mut inside) = (0, false, trails);
    if changes & !trails != 0 {
        bytes = bytes.xor(ascii_bits(proof, tables, text));
    }
    if changes & drops != 0 {
        // From memory again, so that no register waits for it.
        let again = L::load(proof, &core::hint::black_box(text.bytes()));
        (bytes, special) = rewrite_rare(proof, tables, again);
        special &= window.valid;
        keep |= (changes & drops & trails) >> 1 & window.valid;
    }
    let others = others(text.top_bits(), trails) & window.valid;
    if others != 0 {
        let (leads, more);
        (leads, more) = tables.to_look_at(proof, text, others);
        inside |= more;
        if leads.count_ones() > DENSE {
            dense = special == 0 || special.trailing_zeros() > leads.trailing_zeros();
            special |= leads;
        } else if leads != 0 {
            let (patched, stops);
            (patched, keep, stops) = patch(&tables.pages, bytes, keep, leads, &source[at..], window.first);
            if let Some(patched) = patched {
                bytes = L::load(proof, &patched);
            }
            special |= stops;
        }
    }
    Rewritten { bytes, keep, inside, special, dense }
}

/// A block in which Arabic is replaced by Arabic.
struct Replaced<L> {
    bytes: L,
    /// The bits that change in the code of a trail's lane.
    bits: L,
    /// The lanes of both sets.
    replaced: L,
    dropped: L,
}

#[inline(always)]
fn replace<L: Lanes>(proof: L::Proof, tables: &VectorTables, slots: &LookupIndex<L>, text: L) -> Replaced<L> {
    let replaced = slots.member(&tables.replaced);
    let dropped = slots.member(&tables.dropped);
    let low = slots.code.and(L::splat(proof, 0x0F));
    let bits = slots.code.xor_bits(slots.nibble, low, &tables.arabic).and(replaced).and(slots.trail);
    let bytes = text.xor(bits.and(L::splat(proof, 0x3F))).xor(bits.shr_6().next());
    Replaced { bytes, bits, replaced, dropped }
}

/// What changes in the lanes of ASCII.
#[inline(always)]
fn ascii_bits<L: Lanes>(proof: L::Proof, tables: &VectorTables, text: L) -> L {
    let nibble = text.high_nibble();
    let bits = text.xor_bits(nibble, text.and(L::splat(proof, 0x0F)), &tables.ascii);
    bits.and(ascii_member(text, nibble, &tables.replaced))
}

/// The bytes of a block, those that become one instead of two included, and the first bytes of special characters.
#[inline(always)]
fn rewrite_rare<L: Lanes>(proof: L::Proof, tables: &VectorTables, text: L) -> (L, u64) {
    let slots = LookupIndex::of(proof, text);
    let Replaced { bytes, bits, replaced, dropped } = replace(proof, tables, &slots, text);
    // What is written in one byte stands where the two started.
    let narrow = replaced.and(dropped).and(slots.trail).next().select(slots.code.xor(bits).next(), bytes);
    let special = starts(slots.member(&tables.special).top_bits(), slots.trail.top_bits());
    (narrow.xor(ascii_bits(proof, tables, text)), special)
}

/// Takes the characters whose leads are named one by one: gives the block's bytes where some were written over, the
/// lanes that stay, and the leads of those that are special. Lane `first` is byte 0 of the source.
#[inline(always)]
fn patch<L: Lanes>(
    pages: &RewriteTrie,
    block: L,
    mut keep: u64,
    mut leads: u64,
    source: &[u8],
    first: usize,
) -> (Option<[u8; BLOCK]>, u64, u64) {
    let (mut patched, mut special) = (None, 0);
    while leads != 0 {
        let lane = leads.trailing_zeros() as usize;
        leads &= leads - 1;
        let (Some(entry), width) = pages.at(source, lane - first) else { continue };
        if !entry.is_noticed() {
            continue;
        }
        if entry.is_special() || entry.len() > width {
            special |= 1 << lane;
            continue;
        }
        keep &= !((low_bits(width) & !low_bits(entry.len())) << lane);
        if entry.len() > 0 {
            let block: &mut [u8; BLOCK] = patched.get_or_insert_with(|| block.bytes());
            block[lane..lane + entry.len()].copy_from_slice(&entry.bytes()[..entry.len()]);
        }
    }
    (patched, keep, special)
}
