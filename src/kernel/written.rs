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

use super::classify::{Classes, Doubt, Open, SPAN, WordMarks, masks};
use super::compact::rewrite;
use super::lanes::{BLOCK, Lanes, Room, low_bits};
use super::packed::{MOST_PACKED, Packed};
use super::sheets::Sheets;
use super::slots::Slots;
use super::window::Window;
use core::mem::MaybeUninit;
use core::ops::Range;

/// The settled words of the last blocks, each with what the pages write for it; and the word that is open behind them.
pub(crate) struct WrittenWords {
    pub marks: WordMarks,
    /// What is written for the last block; the open word's is at the front when the next block comes.
    written: [MaybeUninit<u8>; MOST_OPEN + 2 * size_of::<Room>()],
    found: [FoundWord; FULL + MOST_FOUND],
    count: usize,
    has_unpacked: bool,
    /// Where what is written of the open word's term stands, and how much that is; whether the pages settle it so far.
    open: (usize, usize),
    open_is_settled: bool,
}

/// A word, and its term.
#[derive(Clone, Copy)]
pub(crate) struct FoundWord {
    /// Its term as one number, where that was asked for and can be.
    pub packed: Packed,
    pub start: usize,
    pub end: usize,
    written: (u16, u16),
    pub has_letter: bool,
    is_settled: bool,
}

/// The longest term of an open word, in bytes, that waits for the rest; one that is longer is left to the rules.
const MOST_OPEN: usize = 192;
/// Bytes from which a term is packed.
const PACK: usize = 24;
/// The most words of a block, with one that was open before it and one that is left to the rules.
const MOST_FOUND: usize = BLOCK / 2 + 2;
/// How many words are enough: no block is begun with more.
const FULL: usize = 64;

impl WrittenWords {
    pub fn new() -> Self {
        let none = FoundWord::new(0..0, Packed::default());
        Self {
            marks: WordMarks::default(),
            written: [MaybeUninit::new(0); MOST_OPEN + 2 * size_of::<Room>()],
            found: [none; FULL + MOST_FOUND],
            count: 0,
            has_unpacked: false,
            open: (0, 0),
            open_is_settled: true,
        }
    }

    /// Leaves the term of the word that is open to the caller: it started under other pages.
    pub fn unsettle_open(&mut self) {
        self.open_is_settled = false;
    }

    /// The words since [`Self::clear`].
    #[inline(always)]
    pub fn found(&self) -> &[FoundWord] {
        &self.found[..self.count]
    }

    /// Whether a word of the last block was not packed.
    #[inline(always)]
    pub fn has_unpacked(&self) -> bool {
        self.has_unpacked
    }

    /// Whether the words are to be taken and cleared before the next block.
    #[inline(always)]
    pub fn is_full(&self) -> bool {
        self.count >= FULL
    }

    #[inline(always)]
    pub fn clear(&mut self) {
        self.count = 0;
    }

    /// What the pages write for a word of the last block, which may be nothing; `None` where they do not settle it alone.
    #[inline(always)]
    pub fn term(&self, word: &FoundWord) -> Option<&str> {
        word.is_settled.then(|| self.text(word.written))
    }

    pub fn set_packed(&mut self, n: usize, packed: Packed) {
        self.found[n].packed = packed;
    }

    /// Puts a word behind the others that no block has found.
    pub fn push(&mut self, span: Range<usize>, packed: Packed) {
        if let Some(place) = self.found.get_mut(self.count) {
            *place = FoundWord::new(span, packed);
            self.count += 1;
        }
    }

    /// What is written from one place to another, both settled words' edges.
    #[inline(always)]
    fn text(&self, (from, to): (u16, u16)) -> &str {
        let term = &self.written[from as usize..to as usize];
        // SAFETY: the room is initialised from the start; words are whole characters, and what is written for whole
        // characters that the pages settle is whole characters.
        unsafe { core::str::from_utf8_unchecked(&*(core::ptr::from_ref(term) as *const [u8])) }
    }

    /// The bytes that a term starts with, and what stands behind it.
    #[inline(always)]
    fn first_bytes(&self, from: usize) -> Option<&[u8; PACK]> {
        let bytes = self.written.get(from..)?.first_chunk::<PACK>()?;
        // SAFETY: the room is initialised from the start.
        Some(unsafe { &*core::ptr::from_ref(bytes).cast() })
    }
}

impl FoundWord {
    /// A word whose term is not written.
    fn new(span: Range<usize>, packed: Packed) -> Self {
        Self { packed, start: span.start, end: span.end, written: (0, 0), has_letter: true, is_settled: false }
    }
}

/// For each high nibble of a trail, the lead that stands before it in U+0620 to U+065F.
const LEAD_OF: [u8; 16] = [!0, !0, !0, !0, !0, !0, !0, !0, 0xD9, 0xD9, 0xD8, 0xD8, !0, !0, !0, !0];

/// The words of the next block, behind those that are there; with `PACKS`, as numbers, too.
#[inline(always)]
pub(super) fn written_words<L: Lanes, const PACKS: bool>(
    proof: L::Proof,
    sheets: &Sheets,
    classes: &Classes,
    text: &str,
    out: &mut WrittenWords,
) {
    let (bytes, at) = (text.as_bytes(), out.marks.at);
    let window = Window::<L>::at(proof, bytes, at, SPAN);
    let slots = Slots::of(proof, window.bytes);
    let masks = masks(proof, classes, &slots, &window, text, at);
    let block = rewrite(proof, sheets, &slots, &window, bytes, at);
    let keep = block.keep >> window.first;
    let mut unsettled = block.special >> window.first;
    if sheets.writes_space {
        // A term that holds a space is several.
        let spaces = block.bytes.equals(L::splat(proof, b' ')).top_bits() >> window.first;
        unsettled |= spaces & keep & masks.word;
    }
    let odd = if PACKS {
        let pairs = block.bytes.high_nibble().lookup(&LEAD_OF).equals(block.bytes.previous()).top_bits();
        !(pairs | pairs >> 1) >> window.first & keep
    } else {
        0
    };
    let is_open = out.marks.open.is_some();
    let (from, mut kept) = if is_open { out.open } else { (0, 0) };
    let open_is_settled = !is_open || out.open_is_settled;
    let mut stop = 0;
    if kept > MOST_OPEN {
        (kept, stop) = (0, 1);
    }
    masks.words(&mut out.marks, at + window.len == bytes.len(), stop);
    out.has_unpacked = false;
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
        block.bytes.pack(block.keep, room);
    }
    let (mut count, mut unpacked) = (out.count, false);
    if let Some((Open { start, has_letter }, end)) = out.marks.closed {
        let lanes = low_bits(end - at);
        let written = (0, (kept + rank(keep, (end - at) as u32)) as u16);
        let is_settled = open_is_settled && unsettled & lanes == 0;
        let packed =
            if PACKS && is_settled { Packed::of(out.text(written)).unwrap_or_default() } else { Packed::default() };
        unpacked |= packed == Packed::default();
        out.found[count] = FoundWord { packed, start, end, written, has_letter, is_settled };
        count += 1;
    }
    let WordMarks { mut starts, mut ends, letters, .. } = out.marks;
    while starts != 0 {
        let (start, end) = (starts.trailing_zeros(), ends.trailing_zeros());
        let (from, to) = (kept + rank(keep, start), kept + rank(keep, end));
        let lanes = low_bits(end as usize) >> start << start;
        let packed =
            if PACKS && (odd | unsettled) & lanes == 0 { pack::<L>(proof, out, from, to) } else { Packed::default() };
        unpacked |= packed == Packed::default();
        let Some(place) = out.found.get_mut(count) else { break };
        *place = FoundWord {
            start: at + start as usize,
            end: at + end as usize,
            written: (from as u16, to as u16),
            has_letter: letters & lanes != 0,
            is_settled: unsettled & lanes == 0,
            packed,
        };
        count += 1;
        (starts, ends) = (starts & (starts - 1), ends & ends.wrapping_sub(1));
    }
    (out.count, out.has_unpacked) = (count, unpacked);
    if let Some(word) = out.marks.open {
        let goes_on = word.start < at;
        let start = if goes_on { 0 } else { (word.start - at) as u32 };
        let from = if goes_on { 0 } else { kept + rank(keep, start) };
        out.open = (from, kept + keep.count_ones() as usize - from);
        out.open_is_settled = (!goes_on || open_is_settled) && unsettled >> start == 0;
    }
}

/// The term from one place to another, of characters that can be packed, as one number if it has few enough.
#[inline(always)]
fn pack<L: Lanes>(proof: L::Proof, out: &WrittenWords, from: usize, to: usize) -> Packed {
    let len = to.saturating_sub(from) / 2;
    let Some(bytes) = out.first_bytes(from).filter(|_| len <= MOST_PACKED) else { return Packed::default() };
    let (fours, _) = bytes.as_chunks::<8>();
    let bits = fours.iter().rev().fold(0, |bits, four| bits << 24 | L::close_trails(proof, u64::from_le_bytes(*four)));
    Packed(bits & low_bits(6 * len) | (len as u64) << 60)
}

/// How many of the lowest `n` lanes are kept.
#[inline(always)]
fn rank(keep: u64, n: u32) -> usize {
    (keep & ((1 << n) - 1)).count_ones() as usize
}
