//! Compact, in lanes: rewrites a text 64 bytes at a time, by a keep mask and a compressing store.
//!
//! ```text
//! for each block of 64 bytes but the last:
//!     with AVX-512, wherever the block is cut             by `write_ordinary`
//!         bytes, keep = the text with its characters replaced, and the lanes that are not deleted
//!         undecided   = covered characters that change their length or stop the table, and those others that may be
//!                       affected by their first two bytes
//!         if `ordinary_others` finds that what is undecided is kept or deleted, the block is done; a character that its end
//!         cuts goes on in the next one
//!     else the block ends at a character's end
//!         bytes   = the text with its characters replaced                     by `write`
//!         keep    = all lanes but those of deleted characters, and of the second of two bytes that become one
//!         others  = characters that the look-ups do not cover: kept or deleted by `OtherFilter`, the rest one by one
//!         special = the first character that grows, whose range changes, or that the table stops at: only the lanes
//!                   before it are written
//!     store the lanes in `keep` without gaps
//! the last block, which may be shorter, ends the text
//!
//!              ك     ـ     ت     ٢                      tatweel (U+0640) is deleted, ٢ becomes 2
//! text       D9 83 D9 80 D8 AA D9 A2
//! bytes      D9 83 .. .. D8 AA 32 ..
//! keep        1  1  0  0  1  1  1  0
//! output     D9 83       D8 AA 32                        "كت2"
//! ```

use crate::kernel::observer::{BlockObserver, Observer};
use crate::kernel::rewrite::written::{self, LastBlock, LastOrdinary};
use crate::kernel::rewrite::{RESERVED_SOURCE, scalar};
use crate::kernel::simd::block::Block;
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes, low_bits};
use crate::kernel::tables::VectorTables;
use crate::kernel::tables::others::FoundOthers;
use crate::kernel::tables::trie::{RewriteTrie, width};
use alloc::string::String;
use alloc::vec::Vec;
use core::mem::MaybeUninit;

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
    /// The lead lanes of special characters.
    special: u64,
    /// Whether more than [`MAX_OTHERS`] characters are to be looked up, before any other special one.
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
    let mut rewriter = BlockRewriter::<L>::new(proof, tables, text);
    while rewriter.at < text.len() {
        let reserved = (text.len() - rewriter.at).min(RESERVED_SOURCE);
        // The last block may start before the end of these bytes and end behind it.
        out.reserve(reserved + 2 * size_of::<BlockBuffer>());
        // SAFETY: when `rewrite_blocks` returns, it has appended whole characters: those of the text, and the outputs of the
        // table. Only before the last block the last character may be incomplete, until `rewrite_last` has completed it.
        // Nothing between panics, and so does no observer between two blocks, where a character may be incomplete, too.
        let vec = unsafe { out.as_mut_vec() };
        let stop = rewriter.rewrite_blocks(rewriter.at + reserved, vec, observer);
        let at = rewriter.at;
        // Scalar code rewrites the special character alone, or more of the text where such characters are dense.
        let len = match stop {
            Stop::Limit => continue,
            Stop::LastBlock => return rewriter.rewrite_last(out, observer),
            Stop::Dense => 4 * BLOCK,
            Stop::NearStart => BLOCK,
            Stop::Single => growing_run(&tables.trie, &text.as_bytes()[at..]),
        };
        let end = (at + len..text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
        let done = at + scalar::compact(&tables.trie, &text[at..end], out, observer);
        if done < end {
            return done;
        }
        rewriter.at = end;
    }
    text.len()
}

/// The length of the first character of a text, and of those after it that grow, too, as the digits of a number may; a block
/// at most.
#[cold]
#[inline(never)]
fn growing_run(trie: &RewriteTrie, bytes: &[u8]) -> usize {
    let mut len = width(bytes[0]);
    while len < bytes.len().min(BLOCK)
        && let (Some(entry), width) = trie.at(bytes, len)
        && !entry.is_stop()
        && (entry.is_long() || entry.len() > width)
    {
        len += width;
    }
    len
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
    out.reserve(size_of::<BlockBuffer>());
    BlockRewriter::<L>::new(proof, tables, text).rewrite_last(out, observer)
}

/// Reports a block's units up to the first special character to the observer.
#[inline(always)]
fn report<L: Lanes, O: Observer>(
    proof: L::Proof,
    block: &Block<L>,
    rewritten: &Rewritten<L>,
    special: usize,
    blocks: &mut O::Blocks<'_>,
) {
    if !O::OBSERVES {
        return;
    }
    let inside = block.bytes.and(L::splat(proof, 0xC0)).equals(L::splat(proof, 0x80)).top_bits();
    let starts = (rewritten.keep & !inside) >> block.first;
    let len = if special < BLOCK { special - block.first } else { block.len };
    blocks.block(starts, rewritten.keep >> block.first, len);
}

/// Stores a block's output to the front of a buffer that has capacity for a whole block. Returns the rest of the buffer.
#[inline(always)]
fn store<'b, L: Lanes>(rewritten: &Rewritten<L>, buffer: &'b mut [MaybeUninit<u8>]) -> &'b mut [MaybeUninit<u8>] {
    let block = buffer.first_chunk_mut::<{ size_of::<BlockBuffer>() }>().expect("capacity for a block is reserved");
    rewritten.bytes.compress_or_store(rewritten.keep, block);
    &mut buffer[rewritten.keep.count_ones() as usize..]
}

/// Adds the bytes that `store` has stored after the end of a buffer, up to a length.
#[inline(always)]
fn add_stored(out: &mut Vec<u8>, len: usize) {
    debug_assert!((out.len()..=out.capacity()).contains(&len));
    // SAFETY: callers add up the lengths of what was stored, so the bytes up to there were stored.
    unsafe { out.set_len(len) };
}

/// Where the rewriting of whole blocks stops.
enum Stop {
    /// Where the next block would start behind the limit.
    Limit,
    /// At the last 64 bytes of the text, or less.
    LastBlock,
    /// At a special character, with others near it.
    Dense,
    /// At one near the start of its block, so that vector code had little use of the block.
    NearStart,
    /// At another.
    Single,
}

/// Rewrites blocks of a text by look-ups.
struct BlockRewriter<'t, L: Lanes> {
    proof: L::Proof,
    tables: &'t VectorTables,
    /// The whole text.
    text: &'t str,
    /// Where the next block starts.
    at: usize,
    last: LastOrdinary<L>,
}

impl<'t, L: Lanes> BlockRewriter<'t, L> {
    #[inline(always)]
    fn new(proof: L::Proof, tables: &'t VectorTables, text: &'t str) -> Self {
        Self { proof, tables, text, at: 0, last: LastOrdinary::none(proof) }
    }

    /// Rewrites the blocks that start before `limit`, up to the first special character or the last block. Calls nothing
    /// without an observer, so that the registers are its own.
    #[inline(always)]
    fn rewrite_blocks<O: Observer>(&mut self, limit: usize, out: &mut Vec<u8>, observer: &mut O) -> Stop {
        let (proof, bytes) = (self.proof, self.text.as_bytes());
        // The look-up tables are read from here, which is aligned. Otherwise they are loaded once, and calls outside of the
        // loop spill them.
        let tables = core::hint::black_box(self.tables);
        let (mut at, mut last) = (self.at, self.last);
        let old_len = out.len();
        let mut spare = out.spare_capacity_mut();
        let capacity = spare.len();
        let inside = &bytes[..limit];
        // The last block may end behind the limit.
        let mut blocks = observer.blocks(limit - at + BLOCK);
        let stop = loop {
            // The last block ends at a character's end, so that the output is whole characters before anything else runs.
            while let Some(rest) = inside.get(at..at + BLOCK + 1) {
                let block = Block::full(proof, rest);
                let text = (block.bytes, block.next);
                let Some(ordinary) =
                    L::write_ordinary(text, &tables.written, &tables.affected_others, last.lead_values)
                else {
                    break;
                };
                let mut rewritten =
                    Rewritten { bytes: ordinary.bytes, keep: ordinary.keep, special: 0, is_dense: false };
                // The store stands twice: after a merge of both paths `keep` would be moved to a general register and back
                // in each block, which takes 10 % longer.
                if ordinary.undecided | last.dropped == 0 {
                    spare = store(&rewritten, spare);
                    report::<L, O>(proof, &block, &rewritten, BLOCK, &mut blocks);
                    last.lead_values = ordinary.lead_values;
                    at += BLOCK;
                    continue;
                }
                let Some(found) = written::ordinary_others(proof, tables, &block, &bytes[at..], ordinary.undecided)
                else {
                    break;
                };
                rewritten.keep &= !(found.drops | last.dropped);
                spare = store(&rewritten, spare);
                report::<L, O>(proof, &block, &rewritten, BLOCK, &mut blocks);
                last = LastOrdinary { lead_values: ordinary.lead_values, dropped: found.drops_after };
                at += BLOCK;
            }
            if at >= limit {
                break Stop::Limit;
            }
            let Some(rest) = bytes.get(at..at + BLOCK + 1) else { break Stop::LastBlock };
            let block = Block::<L>::full(proof, rest).to_boundary(rest);
            let mut rewritten = self.rewrite(&block, at, last);
            last = LastOrdinary::none(proof);
            if rewritten.special == 0 {
                spare = store(&rewritten, spare);
                report::<L, O>(proof, &block, &rewritten, BLOCK, &mut blocks);
                at += block.len;
                continue;
            }
            let special = rewritten.truncate_at_special();
            spare = store(&rewritten, spare);
            report::<L, O>(proof, &block, &rewritten, special, &mut blocks);
            at += special;
            break match (rewritten.is_dense, special < NEAR_BLOCK_START) {
                (true, _) => Stop::Dense,
                (_, true) => Stop::NearStart,
                _ => Stop::Single,
            };
        };
        drop(blocks);
        (self.at, self.last) = (at, last);
        let len = old_len + (capacity - spare.len());
        add_stored(out, len);
        stop
    }

    /// Rewrites the rest of the text, at most 64 bytes. There is capacity for a block. Returns how much of the text is
    /// rewritten.
    #[inline(always)]
    fn rewrite_last<O: Observer>(self, out: &mut String, observer: &mut O) -> usize {
        let Self { proof, tables, text, at, last } = self;
        let block = Block::<L>::last(proof, text.as_bytes(), at);
        let mut rewritten = self.rewrite(&block, at, last);
        let special = if rewritten.special == 0 { BLOCK } else { rewritten.truncate_at_special() };
        // SAFETY: after this the output ends with a whole character, as the text does, or before the special one.
        let vec = unsafe { out.as_mut_vec() };
        store(&rewritten, vec.spare_capacity_mut());
        let len = vec.len() + rewritten.keep.count_ones() as usize;
        add_stored(vec, len);
        report::<L, O>(proof, &block, &rewritten, special, &mut observer.blocks(BLOCK));
        if special == BLOCK {
            return text.len();
        }
        let at = at + special - block.first;
        at + scalar::compact(&tables.trie, &text[at..], out, observer)
    }

    /// Rewrites the block that starts at `at`.
    #[inline(always)]
    fn rewrite(&self, block: &Block<L>, at: usize, last: LastOrdinary<L>) -> Rewritten<L> {
        let &Self { proof, tables, .. } = self;
        let found = L::look_up(proof, block.bytes, block.next, &tables.written);
        // Without a look-up no block before cuts a character.
        let mut last = if found.is_some() { last.to_any().at_lane(block.first) } else { LastBlock::none(proof) };
        let written = written::write(proof, tables, (block.bytes, block.next), found, &mut last);
        let mut rewritten = Rewritten {
            bytes: written.bytes,
            keep: block.valid & !written.drops,
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
        let FoundOthers { look_up: leads, drops, .. } = tables.others.find(proof, (block.bytes, block.next), others);
        rewritten.keep &= !drops;
        if leads.count_ones() > MAX_OTHERS {
            let special = rewritten.special;
            rewritten.is_dense = special == 0 || special.trailing_zeros() > leads.trailing_zeros();
            rewritten.special |= leads;
        } else if leads != 0 {
            let (patched, keep, stops) = self.patch(block, at, leads, (rewritten.bytes, rewritten.keep));
            rewritten.bytes = patched;
            rewritten.keep = keep;
            rewritten.special |= stops;
        }
    }

    /// Looks up the characters with these lead lanes, one by one. `bytes` and `keep` are those of the block so far. Returns
    /// them with the characters, and the lead lanes of special characters.
    #[inline(always)]
    fn patch(&self, block: &Block<L>, at: usize, mut leads: u64, (mut bytes, mut keep): (L, u64)) -> (L, u64, u64) {
        let source = &self.text.as_bytes()[at..];
        let mut special = 0;
        while leads != 0 {
            let lane = leads.trailing_zeros() as usize;
            leads &= leads - 1;
            let (Some(entry), width) = self.tables.trie.at(source, lane - block.first) else { continue };
            if entry.is_long_or_stop() || entry.len() > width {
                special |= 1 << lane;
                continue;
            }
            keep &= !((low_bits(width) & !low_bits(entry.len())) << lane);
            for (n, &byte) in entry.bytes()[..entry.len()].iter().enumerate() {
                bytes = bytes.with_byte(self.proof, lane + n, byte);
            }
        }
        (bytes, keep, special)
    }
}
