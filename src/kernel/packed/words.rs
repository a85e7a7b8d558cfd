//! PackedWord words, in lanes: the words of a text, those of a few Arabic letters and marks as numbers.
//!
//! ```text
//! words   = those of a calm block, or classify's starts and ends
//! pairs   = trails of U+0620 to U+065F behind their lead        the high half of a trail tells the lead
//! a word all of whose lanes are pairs is packed, if it has ten at most: the trails of eight bytes at a time
//! a block with marks is copied without what is deleted, and its words are packed from the copy
//! ```

use crate::kernel::dispatch::dispatch;
use crate::kernel::level::Level;
use crate::kernel::packed::rewrite::PackedRewrite;
use crate::kernel::packed::table::PackedTable;
use crate::kernel::packed::{EIGHT, FULL, MOST_PACKED, MOST_WORDS, PackedSpan, PackedWord};
use crate::kernel::segment::classify::{Classes, Doubt, Open, SPAN, WordMasks, masks};
use crate::kernel::segment::simple_block::{SimpleBlock, SimpleBlockSets};
use crate::kernel::simd::block::Block;
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes, block_buffer, low_bits};
use crate::kernel::tables::byte_sets::{LEAD_OF, rows};
use crate::kernel::tables::lookup::LookupIndex;
use core::ops::Range;

/// The words that the last blocks have settled, and the place behind them.
#[derive(Clone, Debug)]
pub(crate) struct PackedSpans {
    pub marks: WordMasks,
    found: [PackedSpan; MOST_WORDS],
    count: usize,
    /// Whether the open word is of such characters, so far.
    open_is_plain: bool,
}

/// More bytes than a packed word has.
const TOO_LONG: usize = 2 * MOST_PACKED + 2;
/// Bytes from which a word is packed.
const PACK: usize = 24;

impl Default for PackedSpans {
    fn default() -> Self {
        let none = PackedSpan { packed: PackedWord::NONE, start: 0, end: 0 };
        Self { marks: WordMasks::default(), found: [none; MOST_WORDS], count: 0, open_is_plain: true }
    }
}

impl PackedSpans {
    /// Begins a text: as new, but for what lies in the room.
    pub fn begin(&mut self) {
        (self.marks, self.count, self.open_is_plain) = (WordMasks::default(), 0, true);
    }

    /// The words since [`Self::clear`].
    #[inline(always)]
    pub fn found(&self) -> &[PackedSpan] {
        &self.found[..self.count]
    }

    /// Whether the words are to be taken and cleared before more are looked for.
    #[inline(always)]
    pub fn is_full(&self) -> bool {
        self.count >= FULL
    }

    #[inline(always)]
    pub fn clear(&mut self) {
        self.count = 0;
    }

    /// Puts a word behind the others that no block has found.
    pub fn push(&mut self, text: &str, span: Range<usize>) {
        let packed = text.get(span.clone()).and_then(PackedWord::of).unwrap_or_default();
        self.add(PackedSpan { packed, start: span.start, end: span.end });
    }

    /// Puts the words of a calm block there, not packed yet.
    #[inline(always)]
    fn wait<L: Lanes>(&mut self, block: &SimpleBlock<L>) {
        let (at, mut starts, mut ends) = (self.marks.at, block.starts, block.ends);
        let (count, mut n) = (starts.count_ones() as usize, 0);
        // Eight at a time, whether there are so many or not: no branch hangs on the number of words.
        while n < count {
            let eight = self.found.get_mut(self.count + n..self.count + n + EIGHT).unwrap_or_default();
            for word in eight {
                word.start = at + starts.trailing_zeros() as usize;
                word.end = at + ends.trailing_zeros() as usize;
                (starts, ends) = (starts & starts.wrapping_sub(1), ends & ends.wrapping_sub(1));
            }
            n += EIGHT;
        }
        self.count += count;
        self.go_on(block);
    }

    /// Goes on behind a calm block.
    #[inline(always)]
    fn go_on<L: Lanes>(&mut self, block: &SimpleBlock<L>) {
        self.marks.go_on(self.marks.at + block.settled);
        self.marks.cut = true;
    }

    #[inline(always)]
    fn add(&mut self, word: PackedSpan) {
        if let Some(place) = self.found.get_mut(self.count) {
            *place = word;
            self.count += 1;
        }
    }
}

/// Goes on through the text's words until there are enough or one is for the rules, and finds what they are as numbers,
/// maybe without some of what the sheet deletes; nothing where the level is plain code.
#[inline]
pub(crate) fn packed_spans(
    level: Level,
    calm: &SimpleBlockSets,
    classes: &Classes,
    sheet: &PackedRewrite,
    text: &str,
    lines: &PackedTable,
    out: &mut PackedSpans,
) {
    dispatch!(level, fn entry(
        calm: &SimpleBlockSets,
        classes: &Classes,
        sheet: &PackedRewrite,
        text: &str,
        lines: &PackedTable,
        out: &mut PackedSpans,
    ) {
        vector<L>(proof) => packed_words_of::<L>(proof, calm, classes, sheet, text, lines, out),
        scalar => (),
    })
}

/// The words of the next blocks, behind those that are there, until there are enough or one is for the rules.
#[inline(always)]
fn packed_words_of<L: Lanes>(
    proof: L::Proof,
    calm: &SimpleBlockSets,
    classes: &Classes,
    sheet: &PackedRewrite,
    text: &str,
    lines: &PackedTable,
    out: &mut PackedSpans,
) {
    let noted = calm.joiners.or(sheet.deleted);
    let mut copy = [0; _];
    // From here on words wait to be packed: many in one loop.
    let mut waiting = out.count;
    while out.marks.at < text.len() && out.marks.doubt == Doubt::None && !out.is_full() {
        // A calm block begins with the word that the edge before it cut.
        if let Some(Open { start, .. }) = out.marks.open
            && out.marks.at - start <= FAR
        {
            out.marks.go_on(start);
        }
        let rest = text.as_bytes().get(out.marks.at..).filter(|_| out.marks.open.is_none());
        match rest.and_then(|rest| SimpleBlock::<L>::of(proof, calm, &noted, rest)) {
            Some(block) if block.noted == 0 && block.is_full => out.wait(&block),
            other => {
                pack_waiting::<L>(proof, text, lines, out, waiting);
                match other {
                    Some(block) => {
                        let rows = (block.low, block.row);
                        let held = Held::of(block.bytes, rows, sheet, 0, block.trails, block.others, &mut copy);
                        held.add::<L>(proof, out.marks.at, (block.starts, block.ends), lines, out);
                        out.go_on(&block);
                    }
                    None => classified_words::<L>(proof, classes, sheet, text, lines, &mut copy, out),
                }
                waiting = out.count;
            }
        }
    }
    pack_waiting::<L>(proof, text, lines, out, waiting);
}

/// Packs the words from a place of the list on.
#[inline(always)]
fn pack_waiting<L: Lanes>(proof: L::Proof, text: &str, lines: &PackedTable, out: &mut PackedSpans, from: usize) {
    for word in out.found.get_mut(from..out.count).unwrap_or_default() {
        word.packed = pack_span::<L>(proof, text, word.start, word.end);
        lines.prefetch(word.packed);
    }
}

/// How far an open word may reach back, to be begun again.
const FAR: usize = BLOCK - 8;

/// The bytes of a block that are copied, and others behind them.
type Copied = [u8; size_of::<BlockBuffer>() + PACK];

/// A block of which some words have marks, digits or what can not be packed: a copy without what is deleted.
///
/// ```text
/// from a word's start s to its end e there are rank(s) to rank(e) in the copy, rank(n) being the lanes kept below n
/// ```
struct Held<'c> {
    copy: &'c Copied,
    /// Lanes, from the one where the block starts: those that are copied, and those that can not be packed.
    keep: u64,
    odd: u64,
    /// The trails of what is deleted, and of what does not stand beside that.
    deleted: u64,
    unsettled: u64,
}

impl<'c> Held<'c> {
    /// The block that starts in a lane, by the trails of letters and marks, and what else it holds.
    #[inline(always)]
    fn of<L: Lanes>(
        bytes: L,
        (low, row): (L, L),
        sheet: &PackedRewrite,
        first: usize,
        trails: u64,
        odd: u64,
        copy: &'c mut Copied,
    ) -> Self {
        let deleted = sheet.deleted.member(low, row).top_bits() & trails;
        let keep = !(deleted | deleted >> 1) >> first << first;
        if let Some(room) = <[u8]>::first_chunk_mut(copy) {
            bytes.compress_or_store(keep, block_buffer(room));
        }
        let unsettled = (sheet.unsettled.member(low, row).top_bits() & trails) >> first;
        Self { copy, keep: keep >> first, odd: odd >> first, deleted: deleted >> first, unsettled }
    }

    /// Adds the words of some starts and ends, in a block that starts at a place of the text.
    #[inline(always)]
    fn add<L: Lanes>(
        &self,
        proof: L::Proof,
        at: usize,
        (mut starts, mut ends): (u64, u64),
        lines: &PackedTable,
        out: &mut PackedSpans,
    ) {
        while starts != 0 {
            let (first, behind) = (starts & starts.wrapping_neg(), ends & ends.wrapping_neg());
            let lanes = behind.wrapping_sub(first);
            let from = (self.keep & (first - 1)).count_ones() as usize;
            let is_left = (self.odd & lanes != 0) | (self.deleted & lanes != 0) & (self.unsettled & lanes != 0);
            let len = if is_left { TOO_LONG } else { (self.keep & lanes).count_ones() as usize };
            let bytes = self.copy.get(from..from + PACK).and_then(<[u8]>::first_chunk);
            let packed = bytes.map_or(PackedWord::NONE, |bytes| pack::<L>(proof, bytes, len));
            lines.prefetch(packed);
            let (start, end) = (at + starts.trailing_zeros() as usize, at + ends.trailing_zeros() as usize);
            out.add(PackedSpan { packed, start, end });
            (starts, ends) = (starts & (starts - 1), ends & ends.wrapping_sub(1));
        }
    }
}

/// The words of a block that is not calm.
#[inline(always)]
fn classified_words<L: Lanes>(
    proof: L::Proof,
    classes: &Classes,
    sheet: &PackedRewrite,
    text: &str,
    lines: &PackedTable,
    copy: &mut Copied,
    out: &mut PackedSpans,
) {
    let (bytes, at) = (text.as_bytes(), out.marks.at);
    let window = Block::<L>::at(proof, bytes, at, SPAN);
    let slots = LookupIndex::of(proof, window.bytes);
    let masks = masks(proof, classes, &slots, &window, text, at);
    let nibble = window.bytes.high_nibble();
    // As a number: LLVM would take its lanes apart one by one, to use them beyond the next branch.
    let trails = core::hint::black_box(nibble.lookup(&LEAD_OF).equals(window.bytes.previous()).top_bits());
    let rows = rows(proof, window.bytes, nibble);
    let held = Held::of(window.bytes, rows, sheet, window.first, trails, !(trails | trails >> 1), copy);
    let odd = held.odd & low_bits(window.len);
    let open_is_plain = out.marks.open.is_none() || out.open_is_plain;
    masks.words(&mut out.marks, at + window.len == bytes.len(), 0);
    if out.marks.doubt != Doubt::None && out.marks.doubt != Doubt::Segment {
        return;
    }
    if let Some((Open { start, .. }, end)) = out.marks.closed {
        let is_plain = open_is_plain && odd & low_bits(end - at) == 0;
        let packed = if is_plain { pack_span::<L>(proof, text, start, end) } else { PackedWord::NONE };
        lines.prefetch(packed);
        out.add(PackedSpan { packed, start, end });
    }
    held.add::<L>(proof, at, (out.marks.starts, out.marks.ends), lines, out);
    if let Some(word) = out.marks.open {
        let goes_on = word.start < at;
        let start = if goes_on { 0 } else { word.start - at };
        out.open_is_plain = (!goes_on || open_is_plain) && odd >> start == 0;
    }
}

/// A word of the text that can be packed, if it has few enough characters.
#[inline(always)]
fn pack_span<L: Lanes>(proof: L::Proof, text: &str, start: usize, end: usize) -> PackedWord {
    // A wrong end makes no slice, so nothing can run over.
    match text.as_bytes().get(start..).and_then(<[u8]>::first_chunk) {
        Some(bytes) => pack::<L>(proof, bytes, end.wrapping_sub(start)),
        None => text.get(start..end).and_then(PackedWord::of).unwrap_or_default(),
    }
}

/// The same of the first so many bytes.
#[inline(always)]
fn pack<L: Lanes>(proof: L::Proof, bytes: &[u8; PACK], len: usize) -> PackedWord {
    let (fours, _) = bytes.as_chunks::<8>();
    let bits = fours.iter().rev().fold(0, |bits, four| bits << 24 | L::pack_trails(proof, u64::from_le_bytes(*four)));
    let there = 1_u64.wrapping_shl((len as u32).wrapping_mul(3)).wrapping_sub(1);
    let packed = bits & there | (len as u64) << 59;
    PackedWord(if len > 2 * MOST_PACKED { 0 } else { packed })
}
