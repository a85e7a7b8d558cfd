//! Compact, in lanes: rewrites a text 64 bytes at a time, by a keep mask and a compressing store.
//!
//! ```text
//! with AVX-512, for each block of 64 bytes, wherever it is cut                by `rewrite_ordinary`
//!     bytes, keep = the text with its ordinary characters replaced, and the lanes that are not deleted
//!     undecided   = special characters, and others that may be affected by their first two bytes
//!     the block is done, if each of these is not covered and not special, by `OtherFilter` or looked up one by one; a
//!     special one whose short output has another length is written, and the next block starts behind it
//! else for each block that starts and ends between characters                 by `rewrite`
//!     bytes   = the text with its characters replaced
//!     keep    = all lanes but those of deleted characters, and of the second of two bytes that become one
//!     others  = characters that the look-ups do not cover: kept or deleted by `OtherFilter`, the rest one by one
//!     special = the first character that grows, whose range changes, or that the table stops at: only the lanes
//!               before it are written
//! store the lanes in `keep` without gaps
//! the last block, which may be shorter, ends the text
//!
//!              ك     ـ     ت     ٢                      tatweel (U+0640) is deleted, ٢ becomes 2
//! text       D9 83 D9 80 D8 AA D9 A2
//! bytes      D9 83 .. .. D8 AA 32 ..
//! keep        1  1  .  .  1  1  1  .
//! output     D9 83       D8 AA 32                        "كت2"
//! ```

use crate::kernel::observer::{BlockObserver, Observer};
use crate::kernel::rewrite::written::{self, LastBlock};
use crate::kernel::rewrite::{RESERVED_SOURCE, scalar};
use crate::kernel::simd::block::Block;
use crate::kernel::simd::flat::{DELETED, NARROW, Ordinary, covered_firsts};
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes, low_bits};
use crate::kernel::tables::VectorTables;
use crate::kernel::tables::others::FoundOthers;
use crate::kernel::tables::trie::{Entry, RewriteTrie, width};
use alloc::string::String;
use alloc::vec::Vec;
use core::mem::MaybeUninit;

/// The most other characters of a block that `rewrite` looks up one by one. If there are more, scalar code rewrites the next
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

/// A block with its other characters replaced.
struct Patched<L> {
    bytes: L,
    keep: u64,
    /// The lead lanes of special characters.
    special: u64,
    /// The lanes of the next block that are not written.
    drops_after: u64,
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
    let (mut dense_len, mut dense_end) = (0, 0);
    while rewriter.at < text.len() {
        let reserved = (text.len() - rewriter.at).min(RESERVED_SOURCE);
        // The last block may start before the end of these bytes and end behind it.
        out.reserve(reserved + 4 * size_of::<BlockBuffer>());
        // SAFETY: when `rewrite_blocks` returns, it has appended whole characters: those of the text, and the outputs of the
        // table. It sets the length at its end, so a panic before that leaves the text as it was.
        let vec = unsafe { out.as_mut_vec() };
        let stop = rewriter.rewrite_blocks(rewriter.at + reserved, vec, observer);
        let at = rewriter.at;
        // Scalar code rewrites the special character alone, or more of the text where such characters are dense.
        let len = match stop {
            Stop::Limit => continue,
            Stop::LastBlock => return rewriter.rewrite_last(out, observer),
            Stop::Special { is_dense: true } => {
                // Twice as much as the last time, if the block after that was dense again.
                let is_next = at < dense_end + BLOCK;
                dense_len = if is_next { (2 * dense_len).clamp(4 * BLOCK, RESERVED_SOURCE) } else { 4 * BLOCK };
                dense_end = at + dense_len;
                dense_len
            }
            Stop::Special { is_dense: false } => growing_run(&tables.trie, &text.as_bytes()[at..]),
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

/// The entry of a text's first character, if its output is short and of another length, and the character's length.
#[inline(always)]
fn resized(trie: &RewriteTrie, bytes: &[u8]) -> Option<(Entry, usize)> {
    let (entry, width) = if bytes.is_empty() { (None, 0) } else { trie.at(bytes, 0) };
    entry.filter(|entry| !entry.is_long_or_stop() && entry.len() != width).map(|entry| (entry, width))
}

/// Writes the characters at the front of a text whose outputs are short and of another length, as long as the buffer has
/// capacity for `more` bytes and two blocks. Returns their length.
#[inline(always)]
fn push_resized(trie: &RewriteTrie, bytes: &[u8], more: usize, buffer: &mut &mut [MaybeUninit<u8>]) -> usize {
    let mut len = 0;
    while buffer.len() > more + 2 * size_of::<BlockBuffer>() + 4
        && let Some((entry, width)) = resized(trie, &bytes[len..])
        && let Some(four) = buffer.first_chunk_mut::<4>()
    {
        *four = entry.bytes().map(MaybeUninit::new);
        *buffer = &mut core::mem::take(buffer)[entry.len()..];
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
    /// At a special character.
    Special { is_dense: bool },
}

/// Rewrites blocks of a text by look-ups.
struct BlockRewriter<'t, L: Lanes> {
    proof: L::Proof,
    tables: &'t VectorTables,
    /// The whole text.
    text: &'t str,
    /// Where the next block starts: between characters.
    at: usize,
}

/// Where the next block starts, and the rest of the output's buffer.
struct Progress<'b> {
    at: usize,
    spare: &'b mut [MaybeUninit<u8>],
}

impl<'t, L: Lanes> BlockRewriter<'t, L> {
    #[inline(always)]
    fn new(proof: L::Proof, tables: &'t VectorTables, text: &'t str) -> Self {
        Self { proof, tables, text, at: 0 }
    }

    /// Rewrites the blocks that start before `limit`, up to the first special character or the last block. Calls nothing
    /// without an observer, so that the registers are its own.
    #[inline(always)]
    fn rewrite_blocks<O: Observer>(&mut self, limit: usize, out: &mut Vec<u8>, observer: &mut O) -> Stop {
        let (proof, bytes) = (self.proof, self.text.as_bytes());
        // The look-up tables are read from here, which is aligned. Otherwise they are loaded once, and calls outside of the
        // loop spill them.
        let tables = core::hint::black_box(self.tables);
        let old_len = out.len();
        let spare = out.spare_capacity_mut();
        let capacity = spare.len();
        let mut state = Progress { at: self.at, spare };
        // The last block may end behind the limit.
        let mut blocks = observer.blocks(limit - self.at + BLOCK);
        let stop = loop {
            if L::HAS_LARGE_LOOKUPS && self.rewrite_ordinary::<O>(tables, limit, &mut state, &mut blocks) {
                let len = push_resized(&tables.trie, &bytes[state.at..], limit - state.at, &mut state.spare);
                state.at += len;
                if len > 0 {
                    continue;
                }
            }
            let at = state.at;
            if at >= limit {
                break Stop::Limit;
            }
            let Some(rest) = bytes.get(at..at + BLOCK + 1) else { break Stop::LastBlock };
            let block = Block::<L>::full(proof, rest).to_boundary(rest);
            let mut rewritten = self.rewrite(&block, at);
            if rewritten.special == 0 {
                state.spare = store(&rewritten, state.spare);
                report::<L, O>(proof, &block, &rewritten, BLOCK, &mut blocks);
                state.at += block.len;
                continue;
            }
            let special = rewritten.truncate_at_special();
            state.spare = store(&rewritten, state.spare);
            report::<L, O>(proof, &block, &rewritten, special, &mut blocks);
            state.at += special;
            break Stop::Special { is_dense: rewritten.is_dense };
        };
        drop(blocks);
        self.at = state.at;
        let len = old_len + (capacity - state.spare.len());
        add_stored(out, len);
        stop
    }

    /// Rewrites blocks of ordinary characters, and others that are not special. Returns whether it has stopped at a character
    /// whose output is short and of another length.
    #[inline(always)]
    fn rewrite_ordinary<O: Observer>(
        &self,
        tables: &VectorTables,
        limit: usize,
        state: &mut Progress<'_>,
        blocks: &mut O::Blocks<'_>,
    ) -> bool {
        let (proof, bytes) = (self.proof, self.text.as_bytes());
        let inside = &bytes[..limit];
        let Progress { at, spare } = state;
        // What the block before leaves: the values of lead bytes, and the lanes of this one that are deleted with another
        // character.
        let (mut lead_values, mut dropped) = (L::splat(proof, 0), 0);
        while let Some(rest) = inside.get(*at..*at + BLOCK + 1) {
            let block = Block::full(proof, rest);
            let text = (block.bytes, block.next);
            // Alignments find narrow characters in a second look-up: the first one takes 4 % less time without them.
            let without_narrow =
                if O::OBSERVES { L::write_ordinary::<false>(text, &tables.ordinary, lead_values) } else { None };
            let has_narrow = |ordinary: &Ordinary<L>| ordinary.undecided & covered_firsts(proof, block.bytes) != 0;
            let ordinary = match without_narrow {
                Some(ordinary) if !has_narrow(&ordinary) => Some(ordinary),
                _ => L::write_ordinary::<true>(text, &tables.ordinary, lead_values),
            };
            let Some(ordinary) = ordinary else { return false };
            let mut rewritten = Rewritten { bytes: ordinary.bytes, keep: ordinary.keep, special: 0, is_dense: false };
            // The store stands twice: after a merge of both paths `keep` would be moved to a general register and back
            // in each block, which takes 10 % longer.
            if ordinary.undecided | dropped == 0 {
                *spare = store(&rewritten, core::mem::take(spare));
                report::<L, O>(proof, &block, &rewritten, BLOCK, blocks);
                lead_values = ordinary.lead_values;
                *at += BLOCK;
                continue;
            }
            let special = ordinary.undecided & covered_firsts(proof, block.bytes);
            if special != 0 {
                let lane = special.trailing_zeros() as usize;
                let before = low_bits(lane);
                if O::OBSERVES || ordinary.undecided & before != 0 || resized(&tables.trie, &rest[lane..]).is_none() {
                    break;
                }
                rewritten.keep &= before & !dropped;
                *spare = store(&rewritten, core::mem::take(spare));
                *at += lane;
                return true;
            }
            let found = tables.others.find(proof, text, ordinary.undecided);
            // A block of emoji has 16 characters.
            if found.look_up.count_ones() > BLOCK as u32 / 4 {
                break;
            }
            let patched = self.patch(&block, *at, found.look_up, &rewritten);
            if patched.special != 0 {
                break;
            }
            rewritten.bytes = patched.bytes;
            rewritten.keep = patched.keep & !(found.drops | dropped);
            *spare = store(&rewritten, core::mem::take(spare));
            report::<L, O>(proof, &block, &rewritten, BLOCK, blocks);
            (lead_values, dropped) = (ordinary.lead_values, found.drops_after | patched.drops_after);
            *at += BLOCK;
        }
        // The rest of a character that the last block cut, so that the output is whole characters before anything else runs.
        let value = lead_values.bytes()[BLOCK - 1];
        dropped |= (value == DELETED || value == NARROW) as u64;
        let (mut kept, mut len) = (0, 0);
        while let Some(&byte) = bytes.get(*at).filter(|&byte| byte & 0xC0 == 0x80) {
            let keep = !dropped >> len & 1;
            if let [first, ..] = &mut **spare {
                first.write(if value > 0 { 0x80 | value & 0x3F } else { byte });
            }
            *spare = &mut core::mem::take(spare)[keep as usize..];
            kept |= keep << len;
            (*at, len) = (*at + 1, len + 1);
        }
        if O::OBSERVES && len > 0 {
            blocks.block(0, kept, len);
        }
        false
    }

    /// Rewrites the rest of the text, at most 64 bytes. There is capacity for a block. Returns how much of the text is
    /// rewritten.
    #[inline(always)]
    fn rewrite_last<O: Observer>(self, out: &mut String, observer: &mut O) -> usize {
        let Self { proof, tables, text, at } = self;
        let block = Block::<L>::last(proof, text.as_bytes(), at);
        let mut rewritten =
            match L::write_ordinary::<true>((block.bytes, block.next), &tables.ordinary, L::splat(proof, 0)) {
                Some(Ordinary { bytes, keep, undecided, .. }) if undecided & block.valid == 0 => {
                    Rewritten { bytes, keep: keep & block.valid, special: 0, is_dense: false }
                }
                _ => self.rewrite(&block, at),
            };
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

    /// Rewrites the block that starts at `at` and ends between characters.
    #[inline(always)]
    fn rewrite(&self, block: &Block<L>, at: usize) -> Rewritten<L> {
        let &Self { proof, tables, .. } = self;
        let written = written::write(proof, tables, (block.bytes, block.next), &mut LastBlock::none(proof));
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
            let patched = self.patch(block, at, leads, rewritten);
            (rewritten.bytes, rewritten.keep) = (patched.bytes, patched.keep);
            rewritten.special |= patched.special;
        }
    }

    /// Looks up the characters with these lead lanes, one by one, and replaces them. If the block cuts the output of one, it is
    /// special.
    #[inline(always)]
    fn patch(&self, block: &Block<L>, at: usize, mut leads: u64, rewritten: &Rewritten<L>) -> Patched<L> {
        let source = &self.text.as_bytes()[at..];
        let mut patched = Patched { bytes: rewritten.bytes, keep: rewritten.keep, special: 0, drops_after: 0 };
        while leads != 0 {
            let lane = leads.trailing_zeros() as usize;
            leads &= leads - 1;
            let (Some(entry), width) = self.tables.trie.at(source, lane - block.first) else { continue };
            let len = entry.len();
            if entry.is_long_or_stop() || len > width || lane + len > BLOCK {
                patched.special |= 1 << lane;
                continue;
            }
            patched.keep &= !((low_bits(width) & !low_bits(len)) << lane);
            patched.drops_after |= low_bits(width) >> 1 >> (BLOCK - 1 - lane);
            for (n, &byte) in entry.bytes()[..len].iter().enumerate() {
                patched.bytes = patched.bytes.with_byte(self.proof, lane + n, byte);
            }
        }
        patched
    }
}
