//! Block terms: the words of a block and their normalized terms, found and rewritten at once.
//!
//! ```text
//! keep    = compact's mask of the block          one bit for each byte of source
//! words   = classify's starts and ends
//! the output of a word from s to e is rank(s)..rank(e), where rank(n) is the number of ones of `keep` below n
//!
//! text       D9 83 D9 80 D8 AA    20    D9 81 D9 8A           "كـت في"; tatweel (U+0640) is deleted
//! keep        1  1  0  0  1  1     1     1  1  1  1
//! word        0 ......... 6 ends         7 ......... 11        output 0..4, and 5..9
//! ```
//!
//! A word with a special character is found as well, but its term is left to the caller.

use crate::kernel::rewrite::compact::BlockRewriter;
use crate::kernel::segment::classify::{ClassMasks, Classes, Fallback, OpenWord, SegmentBlock, WordMasks};
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes, low_bits};
use crate::kernel::tables::VectorTables;
use core::mem::MaybeUninit;
use core::ops::Range;

/// The decided words of a block with their terms, and the word that is open at its end.
pub(crate) struct BlockTerms {
    pub masks: WordMasks,
    /// The rewritten block. The output of a word that was open before the block precedes it.
    output: [MaybeUninit<u8>; MAX_OPEN_OUTPUT + 2 * size_of::<BlockBuffer>()],
    words: [TermSpan; BLOCK / 2 + 1],
    count: usize,
    /// The start and the length of the open word's output so far, and whether its characters are all ordinary.
    open_output: (usize, usize),
    open_has_term: bool,
}

/// A word, and its term as a range of the output.
#[derive(Clone, Copy)]
struct TermSpan {
    start: usize,
    end: usize,
    output: (u16, u16),
    has_letter: bool,
    /// Whether the output is the term: the word has no special character.
    has_term: bool,
}

/// A word of a block.
pub(crate) struct BlockTerm<'b> {
    pub span: Range<usize>,
    pub has_letter: bool,
    /// The rewritten word, which may be empty. `None` if a character is special: then the table alone does not decide
    /// it.
    pub term: Option<&'b str>,
}

/// The most bytes of an open word's output that are kept for the next block. A longer word is left to the scalar rules.
const MAX_OPEN_OUTPUT: usize = 192;

impl BlockTerms {
    pub fn new() -> Self {
        let none = TermSpan { start: 0, end: 0, output: (0, 0), has_letter: false, has_term: false };
        Self {
            masks: WordMasks::default(),
            output: [MaybeUninit::new(0); MAX_OPEN_OUTPUT + 2 * size_of::<BlockBuffer>()],
            words: [none; BLOCK / 2 + 1],
            count: 0,
            open_output: (0, 0),
            open_has_term: true,
        }
    }

    /// Leaves the term of the open word to the caller, because the next block is rewritten by another table.
    pub fn discard_open_term(&mut self) {
        self.open_has_term = false;
    }

    #[inline(always)]
    pub fn iter(&self) -> impl Iterator<Item = BlockTerm<'_>> {
        self.words[..self.count].iter().map(|word| BlockTerm {
            span: word.start..word.end,
            has_letter: word.has_letter,
            term: word.has_term.then(|| self.text(word.output)),
        })
    }

    /// A range of the output that is the term of a word.
    #[inline(always)]
    fn text(&self, (from, to): (u16, u16)) -> &str {
        let term = &self.output[from as usize..to as usize];
        // SAFETY: the output is initialised. A word is whole characters, and without special ones so is its output.
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
    let (bytes, at) = (text.as_bytes(), out.masks.at);
    let segment_block = SegmentBlock::<L>::at(proof, text, at);
    let masks = ClassMasks::of(proof, classes, &segment_block);
    let SegmentBlock { block, index, .. } = &segment_block;
    let rewritten = BlockRewriter { proof, tables, bytes }.rewrite(block, index, at);
    let keep = rewritten.keep >> block.first;
    let mut special = rewritten.special >> block.first;
    if tables.writes_space {
        // A space in a word's output divides it into several terms.
        let spaces = rewritten.bytes.equals(L::splat(proof, b' ')).top_bits() >> block.first;
        special |= spaces & keep & masks.word;
    }
    let is_open = out.masks.open.is_some();
    let (from, mut kept) = if is_open { out.open_output } else { (0, 0) };
    let open_has_term = !is_open || out.open_has_term;
    let mut stop = 0;
    if kept > MAX_OPEN_OUTPUT {
        (kept, stop) = (0, 1);
    }
    masks.words(&mut out.masks, segment_block.is_last(), stop);
    out.count = 0;
    if out.masks.fallback != Fallback::None && out.masks.fallback != Fallback::Segment {
        return;
    }
    // Moves the open word's output to the front. It is there already, or it is from the last block alone, and so no
    // longer than a block.
    if from != 0
        && let Some(open) = out.output[from..].first_chunk::<BLOCK>().copied()
    {
        out.output[..BLOCK].copy_from_slice(&open);
    }
    if let Some(buffer) = out.output[kept..].first_chunk_mut() {
        rewritten.bytes.compress_or_store(rewritten.keep, buffer);
    }
    let mut count = 0;
    if let Some((OpenWord { start, has_letter }, end)) = out.masks.closed {
        let output = (0, (kept + rank(keep, (end - at) as u32)) as u16);
        let has_term = open_has_term && special & low_bits(end - at) == 0;
        out.words[0] = TermSpan { start, end, output, has_letter, has_term };
        count = 1;
    }
    let WordMasks { mut starts, mut ends, letters, .. } = out.masks;
    while starts != 0 {
        let (start, end) = (starts.trailing_zeros(), ends.trailing_zeros());
        let lanes = low_bits(end as usize) >> start << start;
        let Some(place) = out.words.get_mut(count) else { break };
        *place = TermSpan {
            start: at + start as usize,
            end: at + end as usize,
            output: ((kept + rank(keep, start)) as u16, (kept + rank(keep, end)) as u16),
            has_letter: letters & lanes != 0,
            has_term: special & lanes == 0,
        };
        count += 1;
        (starts, ends) = (starts & (starts - 1), ends & ends.wrapping_sub(1));
    }
    out.count = count;
    if let Some(word) = out.masks.open {
        let is_continued = word.start < at;
        let start = if is_continued { 0 } else { (word.start - at) as u32 };
        let from = if is_continued { 0 } else { kept + rank(keep, start) };
        out.open_output = (from, kept + keep.count_ones() as usize - from);
        out.open_has_term = (!is_continued || open_has_term) && special >> start == 0;
    }
}

/// The number of kept lanes among the lowest `n`.
#[inline(always)]
fn rank(keep: u64, n: u32) -> usize {
    (keep & ((1 << n) - 1)).count_ones() as usize
}
