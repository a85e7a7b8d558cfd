//! Term batches: the words of a batch and their normalized terms, found and rewritten at once.
//!
//! ```text
//! words   = the lanes of words in up to 256 bytes, and their ends         by `batch`
//! written = each character replaced by the one that is written for it     look-ups in the same blocks
//! keep    = words & !(lanes of deleted characters) | ends                 a byte is kept between two words
//! output  = written, compressed by keep
//! terms   = between the places of the ends in the output                  or where the words are, if no lane of one is dropped
//!
//! text       D9 83 D9 80 D8 AA    20    D9 81 D9 8A    2E       "كـت في."; tatweel (U+0640) is deleted
//! words       1  1  1  1  1  1     .     1  1  1  1     .
//! ends        .  .  .  .  .  .     1     .  .  .  .     1
//! keep        1  1  .  .  1  1     1     1  1  1  1     1
//! output     D9 83       D8 AA    20    D9 81 D9 8A    2E       term ends 4 and 9: terms 0..4 and 5..9
//! ```
//!
//! Characters that look-ups do not decide are looked up one by one, if they are in words. A word with a special character
//! is found as well, but its term is left to the caller.

use crate::kernel::packed::words::PackedSpans;
use crate::kernel::packed::{PACK_BYTES, PackedSpan, PackedWord};
use crate::kernel::rewrite::written::{self, LastBlock};
use crate::kernel::segment::batch::{self, BATCH, BatchWord, BlockVisitor, PADDING, PLACES, WordBatch};
use crate::kernel::segment::batch_masks::{BLOCKS, add};
use crate::kernel::segment::classes::Classes;
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes, block_buffer, low_bits};
use crate::kernel::tables::VectorTables;
use core::array::from_fn;

/// The last block is stored behind 192 bytes at most, and takes 72; 24 bytes are read from 255 on at most to pack a term.
const OUTPUT: usize = BATCH + PACK_BYTES;
/// The ranks of so many ends are counted without a branch between them.
const ENDS_AT_ONCE: usize = 4;

/// The decided words of a batch with their terms.
pub(crate) struct TermBatch<'t> {
    pub words: WordBatch<'t>,
    /// The batch with its characters replaced, and the lanes of it that are not written.
    written: [u8; BATCH + PACK_BYTES],
    drops: [u64; BLOCKS],
    /// Whether a word has a character that look-ups do not decide.
    pub has_odd: bool,
    /// Whether no byte of a word is deleted, so that each term is where its word is.
    is_in_place: bool,
    /// Else the terms, each with a byte after it, and the places of these bytes.
    output: [u8; OUTPUT],
    ends: [u8; BATCH + PADDING],
}

impl<'t> TermBatch<'t> {
    pub fn new(text: &'t str) -> Self {
        Self {
            words: WordBatch::new(text),
            written: [0; BATCH + PACK_BYTES],
            drops: [0; BLOCKS],
            has_odd: false,
            is_in_place: true,
            output: [0; OUTPUT],
            ends: [0; BATCH + PADDING],
        }
    }

    /// Calls `found` with each decided word and its term: the rewritten word. The term is empty, too, if the word has a
    /// special character, which the table alone does not decide.
    #[inline(always)]
    pub fn for_each(&self, mut found: impl FnMut(BatchWord<'t>, &str)) {
        let places = self.words.places().chunks_exact(2).map(|word| [word[0] as usize, word[1] as usize]);
        // Two loops: one that asks for each word which buffer it is in takes 10 % longer.
        if self.is_in_place {
            for [start, end] in places {
                // SAFETY: the places are those of a word, whose term is where it is.
                let (word, term) = unsafe { (self.words.word(start, end), term(&self.written, start, end)) };
                found(word, term);
            }
            return;
        }
        let mut next = 0;
        for ([start, end], &term_end) in places.zip(&self.ends) {
            // SAFETY: the places are those of a word, and of its term.
            let (word, term) = unsafe { (self.words.word(start, end), term(&self.output, next, term_end as usize)) };
            found(word, term);
            next = term_end as usize + 1;
        }
    }

    /// Compresses the words of the batch, each with the byte after it.
    #[inline(always)]
    fn compress<L: Lanes>(&mut self, proof: L::Proof, words: &[u64; BLOCKS], ends: &[u64; BLOCKS]) {
        let (mut kept, mut count) = (0, 0);
        let (blocks, _) = self.written.as_chunks();
        for block in 0..BLOCKS {
            let ends = ends[block];
            let keep = words[block] & !self.drops[block] | ends;
            if let Some(buffer) = self.output[kept..].first_chunk_mut() {
                L::load(proof, &blocks[block]).compress(keep, block_buffer(buffer));
            }
            if let Some(buffer) = self.ends[count..].first_chunk_mut() {
                push_ends::<L>(proof, ends, keep, kept, buffer);
            }
            count += ends.count_ones() as usize;
            kept += keep.count_ones() as usize;
        }
    }

    /// Adds the words of the batch, each with its packed term. `unpackable` has the ends of words with characters that cannot
    /// be packed.
    #[inline(always)]
    fn pack<L: Lanes>(&self, proof: L::Proof, unpackable: &[u64; BLOCKS], out: &mut PackedSpans) {
        let words = self.words.places().chunks_exact(2);
        let spans = out.add_some(words.len());
        let base = self.words.base();
        let key = |end: usize, len: usize| {
            // The length of a word that cannot be packed is too long.
            len | ((unpackable[end / BLOCK] >> (end % BLOCK) & 1) as usize) << 8
        };
        if self.is_in_place {
            for (span, place) in spans.iter_mut().zip(words) {
                let (start, end) = (place[0] as usize, place[1] as usize);
                let packed = PackedWord::of_first::<L>(proof, &self.written[start..], key(end, end - start));
                *span = PackedSpan { packed, start: base + start, end: base + end };
            }
            return;
        }
        let mut next = 0;
        for ((span, place), &term_end) in spans.iter_mut().zip(words).zip(&self.ends) {
            let (start, end, term_end) = (place[0] as usize, place[1] as usize, term_end as usize);
            let len = term_end.wrapping_sub(next);
            let packed = PackedWord::of_first::<L>(proof, &self.output[next..], key(end, len));
            *span = PackedSpan { packed, start: base + start, end: base + end };
            next = term_end + 1;
        }
    }

    /// Writes the characters of words that look-ups do not decide, those with lanes in `odd`, and drops all lanes of words with
    /// characters that grow, are written with a space, or are stops: their terms are empty.
    #[inline(never)]
    fn add_odd(&mut self, tables: &VectorTables, odd: &[u64; BLOCKS]) {
        let bytes = &self.words.text().as_bytes()[self.words.base()..];
        let mut special = [0; BLOCKS];
        for (block, &odd) in odd.iter().enumerate() {
            // Lanes of this block and of the next one, which the last block lacks.
            let (mut seen, mut dropped, mut special_here) = (0_u128, 0_u128, 0_u128);
            let mut left = odd;
            while left != 0 {
                let lane = left.trailing_zeros() as usize;
                left &= left - 1;
                let place = block * BLOCK + lane;
                if bytes[place] & 0xC0 == 0x80 {
                    continue; // of a character that was seen in the lane of its lead byte
                }
                let (entry, width) = tables.trie.at(bytes, place);
                let lanes = u128::from(low_bits(width)) << lane;
                seen |= lanes;
                left &= !lanes as u64;
                let Some(entry) = entry else {
                    // It is kept, and there already, but for U+06FD to U+06FF, whose low bytes have another meaning.
                    if width == 2 && place + width <= BATCH {
                        self.written[place..place + 2].copy_from_slice(&bytes[place..place + 2]);
                    }
                    continue;
                };
                let (len, out) = (entry.len(), entry.bytes());
                if entry.is_long_or_stop() || len > width || (0..len).any(|n| out[n] == b' ') {
                    // A space would divide the term.
                    special_here |= lanes;
                } else if place + width <= BATCH {
                    // All its lanes: those from `len` on are dropped. A copy of `len` bytes would be a call.
                    self.written[place..place + width].iter_mut().zip(out).for_each(|(to, byte)| *to = byte);
                    dropped |= lanes & !(u128::from(low_bits(len)) << lane);
                }
            }
            for (n, shift) in [(block, 0), (block + 1, BLOCK)].into_iter().take(BLOCKS - block) {
                self.drops[n] = self.drops[n] & !(seen >> shift) as u64 | (dropped >> shift) as u64;
                special[n] |= (special_here >> shift) as u64;
            }
        }
        if special != [0; BLOCKS] {
            for word in self.words.places().chunks_exact(2) {
                let (from, to) = (word[0] as usize, word[1] as usize);
                let below = |block: usize, place: usize| low_bits(place.saturating_sub(block * BLOCK));
                let lanes: [u64; BLOCKS] = from_fn(|block| below(block, to) & !below(block, from));
                if special.iter().zip(lanes).any(|(special, lanes)| special & lanes != 0) {
                    self.drops.iter_mut().zip(lanes).for_each(|(drops, lanes)| *drops |= lanes);
                }
            }
        }
    }
}

/// The term between two places.
///
/// # Safety
/// [`fill`] has found the places, and written the bytes between them.
#[inline(always)]
unsafe fn term(bytes: &[u8], start: usize, end: usize) -> &str {
    // SAFETY: the places rise, and the bytes up to them are written. A word is whole characters, and so is what is
    // written for it: `add_odd` has written what look-ups do not decide, or the word's term is empty.
    unsafe { core::str::from_utf8_unchecked(bytes.get_unchecked(start..end)) }
}

/// Replaces the characters of each block.
struct BlockWriter<'a, L: Lanes> {
    proof: L::Proof,
    tables: &'a VectorTables,
    /// What the block before leaves: see [`Lanes::write_ordinary`], and for a level without that [`written::write`].
    last_lead_values: L,
    last: LastBlock<L>,
    blocks: &'a mut [[u8; BLOCK]],
    drops: &'a mut [u64; BLOCKS],
    odd: [u64; BLOCKS],
    packable: [u64; BLOCKS],
    words: [u64; BLOCKS],
    ends: [u64; BLOCKS],
}

impl<L: Lanes> BlockVisitor<L> for BlockWriter<'_, L> {
    #[inline(always)]
    fn visit(&mut self, n: usize, block: L, next: L) {
        // Not hoisted out of the loop: the registers do not hold all tables.
        let tables = self.tables;
        let bytes = match L::write_ordinary::<false>((block, next), &tables.ordinary, self.last_lead_values) {
            Some(ordinary) => {
                self.odd[n] = ordinary.undecided;
                self.drops[n] = !(ordinary.keep | ordinary.undecided);
                self.packable[n] = written::packable(ordinary.lead_values);
                self.last_lead_values = ordinary.lead_values;
                ordinary.bytes
            }
            None => {
                let written = written::write(self.proof, tables, (block, next), &mut self.last);
                (self.drops[n], self.odd[n]) = (written.drops, written.special | written.others);
                self.packable[n] = written.packable;
                written.bytes
            }
        };
        self.blocks[n] = bytes.bytes();
        if tables.covered_writes_space {
            let space = L::splat(self.proof, b' ');
            self.odd[n] |= bytes.equals(space).top_bits() & !block.equals(space).top_bits();
        }
    }

    #[inline(always)]
    fn found(&mut self, n: usize, words: u64, ends: u64) {
        (self.words[n], self.ends[n]) = (words, ends);
    }
}

/// Finds the words of the next batch and their terms. A list of `spans` gets the words with their packed terms.
#[inline(always)]
pub(in crate::kernel) fn fill<L: Lanes>(
    proof: L::Proof,
    tables: &VectorTables,
    classes: &Classes,
    out: &mut TermBatch<'_>,
    spans: Option<&mut PackedSpans>,
) {
    let TermBatch { words, written, drops, .. } = out;
    let (blocks, _) = written.as_chunks_mut();
    let last = LastBlock::none(proof);
    let mut writer = BlockWriter::<L> {
        proof,
        tables,
        last_lead_values: L::splat(proof, 0),
        last,
        blocks,
        drops,
        odd: [0; BLOCKS],
        packable: [0; BLOCKS],
        words: [0; BLOCKS],
        ends: [0; BLOCKS],
    };
    batch::fill::<L>(proof, classes, words, &mut writer);
    let BlockWriter { mut odd, packable, words, ends, .. } = writer;
    let mut any_odd = 0;
    for (odd, words) in odd.iter_mut().zip(words) {
        *odd &= words;
        any_odd |= *odd;
    }
    out.has_odd = any_odd != 0;
    // Words with odd characters are not packed.
    if out.has_odd && spans.is_none() {
        out.add_odd(tables, &odd);
    }
    out.is_in_place = (0..BLOCKS).all(|block| words[block] & out.drops[block] == 0);
    if !out.is_in_place {
        out.compress::<L>(proof, &words, &ends);
    }
    if let Some(spans) = spans {
        let (mut unpackable, mut last, mut carry) = ([0; BLOCKS], 0, 0);
        for block in 0..BLOCKS {
            let lanes = packable[block] | packable[block] << 1 | last;
            last = packable[block] >> 63;
            // A sum carries from such a lane through the rest of the word to its end.
            let others = words[block] & !(lanes | out.drops[block]);
            unpackable[block] = add(words[block], others, &mut carry) & ends[block];
        }
        out.pack::<L>(proof, &unpackable, spans);
    }
}

/// Writes the ranks of the ends among the kept lanes, from `kept` on.
#[inline(always)]
fn push_ends<L: Lanes>(proof: L::Proof, ends: u64, keep: u64, kept: usize, out: &mut [u8; size_of::<BlockBuffer>()]) {
    if let Some(ends) = L::extract(proof, ends, keep) {
        if let Some(places) = PLACES[kept..].first_chunk() {
            L::load(proof, places).compress(ends, block_buffer(out));
        }
        return;
    }
    let mut left = ends;
    for places in out.as_chunks_mut::<ENDS_AT_ONCE>().0 {
        for place in places {
            let below = (left & left.wrapping_neg()).wrapping_sub(1);
            *place = (kept + (keep & below).count_ones() as usize) as u8;
            left &= left.wrapping_sub(1);
        }
        if left == 0 {
            return;
        }
    }
}
