//! Written words, in lanes: the words of a block and what the pages write for them, found and written at once.
//!
//! ```text
//! keep    = compact's mask of the block          one bit a byte of source
//! words   = classify's starts and ends
//! a word from s to e is written from rank(s) to rank(e), rank(n) being the ones of `keep` below n
//!
//! text       D9 83 D9 80 D8 AA    20    D9 81 D9 8A           "كـت في"
//! keep        1  1  0  0  1  1     1     1  1  1  1
//! word        0 ......... 6 ends         7 ......... 11        written 0..4, and 5..9
//! ```
//!
//! A word with a character that the pages do not settle alone is found as well, and its term left to the caller.

use crate::kernel::rewrite::compact::BlockRewriter;
use crate::kernel::segment::classify::{Classes, Doubt, Open, SPAN, WordMasks, masks};
use crate::kernel::simd::block::Block;
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes, low_bits};
use crate::kernel::tables::VectorTables;
use crate::kernel::tables::lookup::LookupIndex;
use core::mem::MaybeUninit;
use core::ops::Range;

/// The settled words of a block, each with what the pages write for it; and the word that is open behind it.
pub(crate) struct BlockTerms {
    pub marks: WordMasks,
    /// What is written; the open word's is at the front when the next block comes.
    written: [MaybeUninit<u8>; MOST_OPEN + 2 * size_of::<BlockBuffer>()],
    found: [Found; BLOCK / 2 + 1],
    count: usize,
    /// Where what is written of the open word's term stands, and how much that is; whether the pages settle it so far.
    open: (usize, usize),
    open_is_settled: bool,
}

#[derive(Clone, Copy)]
struct Found {
    start: usize,
    end: usize,
    written: (u16, u16),
    has_letter: bool,
    is_settled: bool,
}

/// A word of a block.
pub(crate) struct BlockTerm<'b> {
    pub span: Range<usize>,
    pub has_letter: bool,
    /// What the pages write for it, which may be nothing; `None` where they do not settle it alone.
    pub term: Option<&'b str>,
}

/// The longest term of an open word, in bytes, that waits for the rest; one that is longer is left to the rules.
const MOST_OPEN: usize = 192;

impl BlockTerms {
    pub fn new() -> Self {
        let none = Found { start: 0, end: 0, written: (0, 0), has_letter: false, is_settled: false };
        Self {
            marks: WordMasks::default(),
            written: [MaybeUninit::new(0); MOST_OPEN + 2 * size_of::<BlockBuffer>()],
            found: [none; BLOCK / 2 + 1],
            count: 0,
            open: (0, 0),
            open_is_settled: true,
        }
    }

    /// Leaves the term of the word that is open to the caller: it started under other pages.
    pub fn unsettle_open(&mut self) {
        self.open_is_settled = false;
    }

    #[inline(always)]
    pub fn iter(&self) -> impl Iterator<Item = BlockTerm<'_>> {
        self.found[..self.count].iter().map(|word| BlockTerm {
            span: word.start..word.end,
            has_letter: word.has_letter,
            term: word.is_settled.then(|| self.text(word.written)),
        })
    }

    /// What is written from one place to another, both settled words' edges.
    #[inline(always)]
    fn text(&self, (from, to): (u16, u16)) -> &str {
        let term = &self.written[from as usize..to as usize];
        // SAFETY: the room is initialised from the start; words are whole characters, and what is written for whole
        // characters that the pages settle is whole characters.
        unsafe { core::str::from_utf8_unchecked(&*(core::ptr::from_ref(term) as *const [u8])) }
    }
}

#[inline(always)]
pub(in crate::kernel) fn block_terms<L: Lanes>(
    proof: L::Proof,
    tables: &VectorTables,
    classes: &Classes,
    text: &str,
    out: &mut BlockTerms,
) {
    let (bytes, at) = (text.as_bytes(), out.marks.at);
    let window = Block::<L>::at(proof, bytes, at, SPAN);
    let slots = LookupIndex::of(proof, window.bytes);
    let masks = masks(proof, classes, &slots, &window, text, at);
    let block = BlockRewriter { proof, tables, bytes }.rewrite(&window, &slots, at);
    let keep = block.keep >> window.first;
    let mut unsettled = block.special >> window.first;
    if tables.writes_space {
        // A term that holds a space is several.
        let spaces = block.bytes.equals(L::splat(proof, b' ')).top_bits() >> window.first;
        unsettled |= spaces & keep & masks.word;
    }
    let is_open = out.marks.open.is_some();
    let (from, mut kept) = if is_open { out.open } else { (0, 0) };
    let open_is_settled = !is_open || out.open_is_settled;
    let mut stop = 0;
    if kept > MOST_OPEN {
        (kept, stop) = (0, 1);
    }
    masks.words(&mut out.marks, at + window.len == bytes.len(), stop);
    out.count = 0;
    if out.marks.doubt != Doubt::None && out.marks.doubt != Doubt::Segment {
        return;
    }
    // What waits came from one block, or stands at the front.
    if from != 0
        && let Some(open) = out.written[from..].first_chunk::<BLOCK>().copied()
    {
        out.written[..BLOCK].copy_from_slice(&open);
    }
    if let Some(room) = out.written[kept..].first_chunk_mut() {
        block.bytes.compress_or_store(block.keep, room);
    }
    let mut count = 0;
    if let Some((Open { start, has_letter }, end)) = out.marks.closed {
        let written = (0, (kept + rank(keep, (end - at) as u32)) as u16);
        let is_settled = open_is_settled && unsettled & low_bits(end - at) == 0;
        out.found[0] = Found { start, end, written, has_letter, is_settled };
        count = 1;
    }
    let WordMasks { mut starts, mut ends, letters, .. } = out.marks;
    while starts != 0 {
        let (start, end) = (starts.trailing_zeros(), ends.trailing_zeros());
        let lanes = low_bits(end as usize) >> start << start;
        let Some(place) = out.found.get_mut(count) else { break };
        *place = Found {
            start: at + start as usize,
            end: at + end as usize,
            written: ((kept + rank(keep, start)) as u16, (kept + rank(keep, end)) as u16),
            has_letter: letters & lanes != 0,
            is_settled: unsettled & lanes == 0,
        };
        count += 1;
        (starts, ends) = (starts & (starts - 1), ends & ends.wrapping_sub(1));
    }
    out.count = count;
    if let Some(word) = out.marks.open {
        let goes_on = word.start < at;
        let start = if goes_on { 0 } else { (word.start - at) as u32 };
        let from = if goes_on { 0 } else { kept + rank(keep, start) };
        out.open = (from, kept + keep.count_ones() as usize - from);
        out.open_is_settled = (!goes_on || open_is_settled) && unsettled >> start == 0;
    }
}

/// How many of the lowest `n` lanes are kept.
#[inline(always)]
fn rank(keep: u64, n: u32) -> usize {
    (keep & ((1 << n) - 1)).count_ones() as usize
}
