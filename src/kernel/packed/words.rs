//! Finds the words of a text in lanes, and packs those of a few Arabic letters and marks.
//!
//! ```text
//! words   = the starts and ends of a simple block, or those of classify
//! pairs   = trail bytes of U+0620 to U+065F and their lead bytes      the trail's high nibble determines the lead
//! a word is packed if all of its lanes are pairs, ten at most: the trail bytes of eight bytes at a time
//! a block with marks is copied without its deleted characters, and its words are packed from the copy
//! ```

use crate::kernel::dispatch::dispatch;
use crate::kernel::level::Level;
use crate::kernel::packed::rewrite::PackedRewrite;
use crate::kernel::packed::table::PackedTable;
use crate::kernel::packed::{BATCH_CAPACITY, FULL_BATCH, MAX_PACKED_LEN, PackedSpan, PackedWord, WORD_GROUP};
use crate::kernel::segment::classify::{ClassMasks, Classes, Fallback, OpenWord, SegmentBlock, WordMasks};
use crate::kernel::segment::simple_block::{SimpleBlock, SimpleBlockSets};
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes, block_buffer, low_bits};
use crate::kernel::tables::byte_sets::{ByteIndex, PACKED_LEAD};
use core::ops::Range;

/// A batch of words, and the place in the text up to which they were found.
#[derive(Clone, Debug)]
pub(crate) struct PackedSpans {
    pub masks: WordMasks,
    found: [PackedSpan; BATCH_CAPACITY],
    count: usize,
    /// Whether the part of the open word that was seen can be packed.
    open_is_packable: bool,
}

/// A length in bytes that no packed word has.
const TOO_LONG: usize = 2 * MAX_PACKED_LEN + 2;
/// The bytes that are read to pack a word.
const PACK_BYTES: usize = 24;

impl Default for PackedSpans {
    fn default() -> Self {
        let none = PackedSpan { packed: PackedWord::NONE, start: 0, end: 0 };
        Self { masks: WordMasks::default(), found: [none; BATCH_CAPACITY], count: 0, open_is_packable: true }
    }
}

impl PackedSpans {
    /// Begins a text. Does not clear the buffer, which would dominate short texts.
    pub fn begin(&mut self) {
        (self.masks, self.count, self.open_is_packable) = (WordMasks::default(), 0, true);
    }

    /// The words of the batch: those since [`Self::clear`].
    #[inline(always)]
    pub fn found(&self) -> &[PackedSpan] {
        &self.found[..self.count]
    }

    /// Whether the batch is full. The caller then processes it and clears it before more words are found.
    #[inline(always)]
    pub fn is_full(&self) -> bool {
        self.count >= FULL_BATCH
    }

    #[inline(always)]
    pub fn clear(&mut self) {
        self.count = 0;
    }

    /// Adds a word of the text that no block has found.
    pub fn push(&mut self, text: &str, span: Range<usize>) {
        let packed = text.get(span.clone()).and_then(PackedWord::of).unwrap_or_default();
        self.add(PackedSpan { packed, start: span.start, end: span.end });
    }

    /// Adds the spans of a simple block's words, which are packed later.
    #[inline(always)]
    fn add_unpacked<L: Lanes>(&mut self, block: &SimpleBlock<L>) {
        let (at, mut starts, mut ends) = (self.masks.at, block.starts, block.ends);
        let (count, mut n) = (starts.count_ones() as usize, 0);
        // Whole groups, even if the last is not full: blocks of one to eight words take the same branches.
        while n < count {
            let group = self.found.get_mut(self.count + n..self.count + n + WORD_GROUP).unwrap_or_default();
            for word in group {
                word.start = at + starts.trailing_zeros() as usize;
                word.end = at + ends.trailing_zeros() as usize;
                (starts, ends) = (starts & starts.wrapping_sub(1), ends & ends.wrapping_sub(1));
            }
            n += WORD_GROUP;
        }
        self.count += count;
        self.advance(block);
    }

    /// Advances past a simple block.
    #[inline(always)]
    fn advance<L: Lanes>(&mut self, block: &SimpleBlock<L>) {
        self.masks.resume(self.masks.at + block.decided);
        self.masks.is_block_end = true;
    }

    #[inline(always)]
    fn add(&mut self, word: PackedSpan) {
        if let Some(place) = self.found.get_mut(self.count) {
            *place = word;
            self.count += 1;
        }
    }
}

/// The text whose words are packed, and what they are found and packed by.
#[derive(Clone, Copy)]
pub(crate) struct WordPacker<'t> {
    pub text: &'t str,
    pub simple: &'t SimpleBlockSets,
    pub classes: &'t Classes,
    pub rewrite: &'t PackedRewrite,
    /// The table in which the words will be looked up: their buckets are prefetched.
    pub table: &'t PackedTable,
}

/// Finds and packs the next words of the text, until the batch is full or the scalar rules have to find a word. A word
/// may be packed without some of its deleted letters. Does nothing if the level is scalar code.
#[inline]
pub(crate) fn packed_spans(level: Level, packer: &WordPacker<'_>, out: &mut PackedSpans) {
    dispatch!(level, fn entry(packer: &WordPacker<'_>, out: &mut PackedSpans) {
        vector<L>(proof) => fill_batch::<L>(proof, packer, out),
        scalar => (),
    })
}

#[inline(always)]
fn fill_batch<L: Lanes>(proof: L::Proof, packer: &WordPacker<'_>, out: &mut PackedSpans) {
    // A copy on the stack, so that its fields are in registers.
    let packer = &{ *packer };
    let &WordPacker { text, simple, .. } = packer;
    let watched = simple.marks.or(packer.rewrite.deleted);
    let mut copy = [0; _];
    // The words from here on are not packed yet: those of consecutive simple blocks are packed in one loop.
    let mut first_unpacked = out.count;
    while out.masks.at < text.len() && out.masks.fallback == Fallback::None && !out.is_full() {
        // A simple block has no open word at its start, so it starts with the word that the last block's end split.
        if let Some(OpenWord { start, .. }) = out.masks.open
            && out.masks.at - start <= MAX_REREAD
        {
            out.masks.resume(start);
        }
        let rest = text.as_bytes().get(out.masks.at..).filter(|_| out.masks.open.is_none());
        match rest.and_then(|rest| SimpleBlock::<L>::of(proof, simple, &watched, rest)) {
            Some(block) if block.watched == 0 && block.is_full => out.add_unpacked(&block),
            other => {
                pack_from::<L>(proof, packer, first_unpacked, out);
                match other {
                    Some(block) => {
                        let letters = BlockLetters {
                            bytes: block.bytes,
                            index: block.index,
                            first: 0,
                            at: out.masks.at,
                            trails: block.trails,
                            unpackable: block.ascii_words,
                        };
                        let filtered = FilteredBlock::new(packer.rewrite, &letters, &mut copy);
                        filtered.add_words::<L>(proof, packer.table, (block.starts, block.ends), out);
                        out.advance(&block);
                    }
                    None => classified_words::<L>(proof, packer, &mut copy, out),
                }
                first_unpacked = out.count;
            }
        }
    }
    pack_from::<L>(proof, packer, first_unpacked, out);
}

/// Packs the words of the batch from the n-th on.
#[inline(always)]
fn pack_from<L: Lanes>(proof: L::Proof, packer: &WordPacker<'_>, n: usize, out: &mut PackedSpans) {
    for word in out.found.get_mut(n..out.count).unwrap_or_default() {
        word.packed = pack_span::<L>(proof, packer.text, word.start, word.end);
        packer.table.prefetch(word.packed);
    }
}

/// The most bytes of an open word that are read again as the start of the next block.
const MAX_REREAD: usize = BLOCK - 8;

/// The buffer of a copied block, with space for reading [`PACK_BYTES`] from its last byte on.
type CopyBuffer = [u8; size_of::<BlockBuffer>() + PACK_BYTES];

/// The letters of a block.
struct BlockLetters<L> {
    bytes: L,
    index: ByteIndex<L>,
    /// The lane in which the block starts, and its offset in the text.
    first: usize,
    at: usize,
    /// The trail bytes of U+0620 to U+065F.
    trails: u64,
    /// The lanes of words that cannot be packed.
    unpackable: u64,
}

/// A block some of whose words have marks, digits or characters that cannot be packed: a copy without deleted
/// characters.
///
/// ```text
/// a word from lane s to lane e is copied to rank(s)..rank(e), where rank(n) is the number of kept lanes below n
/// ```
struct FilteredBlock<'c> {
    copy: &'c CopyBuffer,
    at: usize,
    /// Masks whose bit 0 is the block's first byte: the lanes that are copied, and those that cannot be packed.
    keep: u64,
    unpackable: u64,
    /// The trail bytes of deleted characters, and of characters beside which a deletion needs the slow path.
    deleted: u64,
    blocks_deletion: u64,
}

impl<'c> FilteredBlock<'c> {
    #[inline(always)]
    fn new<L: Lanes>(rewrite: &PackedRewrite, block: &BlockLetters<L>, copy: &'c mut CopyBuffer) -> Self {
        let &BlockLetters { bytes, index, first, at, trails, unpackable } = block;
        let deleted = rewrite.deleted.member(index).top_bits() & trails;
        let keep = !(deleted | deleted >> 1) >> first << first;
        if let Some(buffer) = <[u8]>::first_chunk_mut(copy) {
            bytes.compress_or_store(keep, block_buffer(buffer));
        }
        let blocks_deletion = (rewrite.blocks_deletion.member(index).top_bits() & trails) >> first;
        Self {
            copy,
            at,
            keep: keep >> first,
            unpackable: unpackable >> first,
            deleted: deleted >> first,
            blocks_deletion,
        }
    }

    /// Adds the block's words with these starts and ends.
    #[inline(always)]
    fn add_words<L: Lanes>(
        &self,
        proof: L::Proof,
        table: &PackedTable,
        (mut starts, mut ends): (u64, u64),
        out: &mut PackedSpans,
    ) {
        while starts != 0 {
            let (first, after) = (starts & starts.wrapping_neg(), ends & ends.wrapping_neg());
            let lanes = after.wrapping_sub(first);
            let from = (self.keep & (first - 1)).count_ones() as usize;
            let has_blocked_deletion = (self.deleted & lanes != 0) & (self.blocks_deletion & lanes != 0);
            let is_slow = (self.unpackable & lanes != 0) | has_blocked_deletion;
            let len = if is_slow { TOO_LONG } else { (self.keep & lanes).count_ones() as usize };
            let bytes = self.copy.get(from..from + PACK_BYTES).and_then(<[u8]>::first_chunk);
            let packed = bytes.map_or(PackedWord::NONE, |bytes| pack::<L>(proof, bytes, len));
            table.prefetch(packed);
            let start = self.at + starts.trailing_zeros() as usize;
            let end = self.at + ends.trailing_zeros() as usize;
            out.add(PackedSpan { packed, start, end });
            (starts, ends) = (starts & (starts - 1), ends & ends.wrapping_sub(1));
        }
    }
}

/// Adds the words of a block that is not simple.
#[inline(always)]
fn classified_words<L: Lanes>(proof: L::Proof, packer: &WordPacker<'_>, copy: &mut CopyBuffer, out: &mut PackedSpans) {
    let &WordPacker { text, table, .. } = packer;
    let segment_block = SegmentBlock::<L>::at(proof, text, out.masks.at);
    let masks = ClassMasks::of(proof, packer.classes, &segment_block);
    let SegmentBlock { block, at, .. } = segment_block;
    let nibble = block.bytes.high_nibble();
    // `black_box` keeps the mask a number. Otherwise LLVM extracts its lanes one by one, to use them after the next
    // branch.
    let trails = core::hint::black_box(nibble.lookup(&PACKED_LEAD).equals(block.bytes.previous()).top_bits());
    let letters = BlockLetters {
        bytes: block.bytes,
        index: ByteIndex::new(proof, block.bytes, nibble),
        first: block.first,
        at,
        trails,
        unpackable: !(trails | trails >> 1),
    };
    let filtered = FilteredBlock::new(packer.rewrite, &letters, copy);
    let unpackable = filtered.unpackable & low_bits(block.len);
    let open_is_packable = out.masks.open.is_none() || out.open_is_packable;
    masks.words(&mut out.masks, segment_block.is_last());
    if out.masks.fallback != Fallback::None && out.masks.fallback != Fallback::Segment {
        return;
    }
    if let Some((OpenWord { start, .. }, end)) = out.masks.closed {
        let is_packable = open_is_packable && unpackable & low_bits(end - at) == 0;
        let packed = if is_packable { pack_span::<L>(proof, text, start, end) } else { PackedWord::NONE };
        table.prefetch(packed);
        out.add(PackedSpan { packed, start, end });
    }
    filtered.add_words::<L>(proof, table, (out.masks.starts, out.masks.ends), out);
    if let Some(word) = out.masks.open {
        let is_continued = word.start < at;
        let start = if is_continued { 0 } else { word.start - at };
        out.open_is_packable = (!is_continued || open_is_packable) && unpackable >> start == 0;
    }
}

/// Packs a word of packable characters. `NONE` if it has too many.
#[inline(always)]
fn pack_span<L: Lanes>(proof: L::Proof, text: &str, start: usize, end: usize) -> PackedWord {
    match text.as_bytes().get(start..).and_then(<[u8]>::first_chunk) {
        Some(bytes) => pack::<L>(proof, bytes, end.wrapping_sub(start)),
        // `get` also returns `None` for a wrong end, which therefore cannot panic.
        None => text.get(start..end).and_then(PackedWord::of).unwrap_or_default(),
    }
}

/// Packs the first `len` bytes, which are packable characters. `NONE` if they are too many.
#[inline(always)]
fn pack<L: Lanes>(proof: L::Proof, bytes: &[u8; PACK_BYTES], len: usize) -> PackedWord {
    let (fours, _) = bytes.as_chunks::<8>();
    let bits = fours.iter().rev().fold(0, |bits, four| bits << 24 | L::pack_trails(proof, u64::from_le_bytes(*four)));
    let mask = 1_u64.wrapping_shl((len as u32).wrapping_mul(3)).wrapping_sub(1);
    let packed = bits & mask | (len as u64) << 59;
    PackedWord(if len > 2 * MAX_PACKED_LEN { 0 } else { packed })
}
