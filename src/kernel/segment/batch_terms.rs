//! Term batches: the words of a batch and their normalized terms, found and rewritten at once.
//!
//! ```text
//! places  = where the words of up to 256 bytes start and end              by `batch`
//! keep    = compact's masks of the blocks, in a row                      a bit for each byte of source
//! the term of a word from s to e is output rank(s)..rank(e), where rank(n) is the number of ones of `keep` below n
//!
//! text       D9 83 D9 80 D8 AA    20    D9 81 D9 8A           "كـت في"; tatweel (U+0640) is deleted
//! keep        1  1  0  0  1  1     1     1  1  1  1
//! word        0 ......... 6 ends         7 ......... 11        output 0..4, and 5..9
//! ```
//!
//! A word with a special character is found as well, but its term is left to the caller.

use crate::kernel::rewrite::compact::BlockRewriter;
use crate::kernel::segment::batch::{self, BATCH, BLOCKS, BatchWord, NUMBERS, PADDING, WordBatch};
use crate::kernel::segment::classify::Classes;
use crate::kernel::simd::block::Block;
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes, block_buffer, low_bits};
use crate::kernel::tables::VectorTables;
use core::mem::MaybeUninit;

/// The last block may start before the batch's end.
const OUTPUT: usize = BATCH + size_of::<BlockBuffer>();

/// The decided words of a batch with their terms.
pub(crate) struct TermBatch<'t> {
    pub words: WordBatch<'t>,
    /// The rewritten batch, and the places of the words' starts and ends in it, in turn.
    output: [MaybeUninit<u8>; OUTPUT],
    places: [u8; BATCH + PADDING],
    /// The ends of words with a special character.
    unsettled: [u64; BLOCKS],
}

/// Bits of blocks in a row, each of which starts less than a block after the one before. Bits behind the batch are lost.
struct BitsInARow {
    bits: [u64; BLOCKS + 1],
}

impl BitsInARow {
    #[inline(always)]
    fn new() -> Self {
        Self { bits: [0; BLOCKS + 1] }
    }

    /// Adds the bits of a block that starts at a place.
    #[inline(always)]
    fn push(&mut self, place: usize, bits: u64) {
        let (block, lane) = (place / BLOCK % BLOCKS, place % BLOCK);
        let wide = (bits as u128) << lane;
        self.bits[block] |= wide as u64;
        self.bits[block + 1] = (wide >> BLOCK) as u64;
    }

    #[inline(always)]
    fn finish(self) -> [u64; BLOCKS] {
        let [first, second, third, fourth, _] = self.bits;
        [first, second, third, fourth]
    }
}

/// The ends of the words in which a special character starts.
#[inline(never)]
fn ends_of_special_words(special: &[u64; BLOCKS], places: &[u8]) -> [u64; BLOCKS] {
    let mut ends = [0; BLOCKS];
    for word in places.chunks_exact(2) {
        let (from, to) = (word[0] as usize, word[1] as usize);
        let has_special = (from / BLOCK..=to / BLOCK).any(|block| {
            let below = |place: usize| low_bits(place.saturating_sub(block * BLOCK));
            special[block] & below(to) & !below(from) != 0
        });
        ends[to / BLOCK] |= (has_special as u64) << (to % BLOCK);
    }
    ends
}

impl<'t> TermBatch<'t> {
    pub fn new(text: &'t str) -> Self {
        Self {
            words: WordBatch::new(text),
            output: [MaybeUninit::new(0); OUTPUT],
            places: [0; BATCH + PADDING],
            unsettled: [0; BLOCKS],
        }
    }

    /// Calls `found` with each decided word, and with its term if no character is special: the rewritten word, which may
    /// be empty. The table alone does not decide a special character.
    #[inline(always)]
    pub fn for_each(&self, mut found: impl FnMut(BatchWord<'t>, Option<&str>)) {
        let places = self.words.places();
        for (place, output) in places.chunks_exact(2).zip(self.places[..places.len()].chunks_exact(2)) {
            let end = place[1] as usize;
            let is_settled = self.unsettled[end / BLOCK] >> (end % BLOCK) & 1 == 0;
            let term = is_settled.then(|| {
                // SAFETY: `fill` has written that output, and its places rise. A word is whole characters, and without
                // special ones so is its output.
                unsafe {
                    let term = self.output.get_unchecked(output[0] as usize..output[1] as usize);
                    core::str::from_utf8_unchecked(&*(core::ptr::from_ref(term) as *const [u8]))
                }
            });
            found(self.words.word(place[0] as usize, end), term);
        }
    }
}

/// Finds the words of the next batch, and their terms.
#[inline(always)]
pub(in crate::kernel) fn fill<L: Lanes>(
    proof: L::Proof,
    tables: &VectorTables,
    classes: &Classes,
    out: &mut TermBatch<'_>,
) {
    batch::fill::<L>(proof, classes, &mut out.words);
    let bytes = out.words.text().as_bytes();
    let (base, end) = (out.words.base(), out.words.base() + out.words.last_end());
    let (mut keep, mut special) = (BitsInARow::new(), BitsInARow::new());
    let (mut kept, mut at, mut any_special) = (0, base, 0);
    while at < end {
        let block = Block::<L>::at(proof, bytes, at, BLOCK);
        // Not hoisted out of the loop: a batch has few blocks, and the registers do not hold all tables.
        let tables = core::hint::black_box(tables);
        let rewritten = BlockRewriter::<L> { proof, tables, bytes }.rewrite(&block, at);
        if let Some(buffer) = out.output[kept..].first_chunk_mut() {
            rewritten.bytes.compress_or_store(rewritten.keep, buffer);
        }
        let mut stops = rewritten.special;
        if rewritten.has_rare && tables.writes_space {
            // A space in a word's output divides it into several terms.
            let space = L::splat(proof, b' ');
            let spaces = rewritten.bytes.equals(space).top_bits() & !block.bytes.equals(space).top_bits();
            stops |= spaces & rewritten.keep;
        }
        keep.push(at - base, rewritten.keep >> block.first);
        special.push(at - base, stops >> block.first);
        any_special |= stops;
        kept += rewritten.keep.count_ones() as usize;
        at += block.len;
    }
    let (keep, special) = (keep.finish(), special.finish());
    out.unsettled = [0; BLOCKS];
    if any_special != 0 {
        out.unsettled = ends_of_special_words(&special, out.words.places());
    }
    let (mut before, mut count) = (0, 0);
    for block in 0..BLOCKS {
        let (edges, keep) = (out.words.edges()[block], keep[block]);
        match L::extract(proof, edges, keep).filter(|_| edges & !keep == 0) {
            Some(edges) => {
                if let (Some(numbers), Some(buffer)) =
                    (NUMBERS[before..].first_chunk(), out.places[count..].first_chunk_mut())
                {
                    L::load(proof, numbers).compress(edges, block_buffer(buffer));
                }
            }
            None => {
                let mut left = edges;
                for place in out.places[count..].iter_mut().take(edges.count_ones() as usize) {
                    *place =
                        (before + (keep & (left & left.wrapping_neg()).wrapping_sub(1)).count_ones() as usize) as u8;
                    left &= left - 1;
                }
            }
        }
        count += edges.count_ones() as usize;
        before += keep.count_ones() as usize;
    }
}
