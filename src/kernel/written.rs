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

use super::classify::{Classes, Doubt, Open, SPAN, WordMarks, masks};
use super::compact::rewrite;
use super::lanes::{BLOCK, Lanes, Room, low_bits};
use super::sheets::Sheets;
use super::slots::Slots;
use super::window::Window;
use core::mem::MaybeUninit;
use core::ops::Range;

/// The settled words of a block, each with what the pages write for it; and the word that is open behind it.
pub(crate) struct WrittenWords {
    pub words: WordMarks,
    /// WrittenWords; the open word's is at the front when the next block comes.
    written: [MaybeUninit<u8>; MOST_OPEN + 2 * size_of::<Room>()],
    spans: [Span; BLOCK / 2 + 1],
    count: usize,
    /// Where what is written of the open word's term stands, and how much that is.
    open: (usize, usize),
}

#[derive(Clone, Copy)]
struct Span {
    start: usize,
    end: usize,
    written: (u16, u16),
    has_letter: bool,
}

/// The longest term of an open word, in bytes, that waits for the rest; one that is longer is left to the rules.
const MOST_OPEN: usize = 192;

impl WrittenWords {
    pub fn new() -> Self {
        let span = Span { start: 0, end: 0, written: (0, 0), has_letter: false };
        Self {
            words: WordMarks::default(),
            written: [MaybeUninit::new(0); MOST_OPEN + 2 * size_of::<Room>()],
            spans: [span; BLOCK / 2 + 1],
            count: 0,
            open: (0, 0),
        }
    }

    /// Each word's place in the text, whether it holds a letter, and its term, which may be empty.
    #[inline(always)]
    pub fn iter(&self) -> impl Iterator<Item = (Range<usize>, bool, &str)> {
        self.spans[..self.count].iter().map(|span| {
            let term = &self.written[span.written.0 as usize..span.written.1 as usize];
            // SAFETY: the room is initialised from the start; words are whole characters, and what is written for
            // whole characters is whole characters.
            let term = unsafe { core::str::from_utf8_unchecked(&*(core::ptr::from_ref(term) as *const [u8])) };
            (span.start..span.end, span.has_letter, term)
        })
    }
}

#[inline(always)]
pub(super) fn written_words<L: Lanes>(
    proof: L::Proof,
    sheets: &Sheets,
    classes: &Classes,
    text: &str,
    out: &mut WrittenWords,
) {
    let (bytes, at) = (text.as_bytes(), out.words.at);
    let window = Window::<L>::at(proof, bytes, at, SPAN);
    let slots = Slots::of(proof, window.bytes);
    let masks = masks(proof, classes, &slots, &window, text, at);
    let block = rewrite(proof, sheets, &slots, &window, bytes, at);
    let keep = block.keep >> window.first;
    // A term that holds a space is several: the caller sees to it.
    let mut stop = if block.special < BLOCK { 1 << (block.special - window.first) } else { 0 };
    if sheets.writes_space {
        let spaces = block.bytes.equals(L::splat(proof, b' ')).top_bits() >> window.first & keep & masks.word;
        stop |= spaces & spaces.wrapping_neg();
    }
    let is_open = out.words.open.is_some();
    let (from, mut kept) = if is_open { out.open } else { (0, 0) };
    if kept > MOST_OPEN {
        (kept, stop) = (0, 1);
    }
    masks.words(&mut out.words, at + window.len == bytes.len(), stop);
    let words = &out.words;
    out.count = 0;
    if words.doubt != Doubt::None && words.doubt != Doubt::Segment {
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
    let mut count = 0;
    if let Some((Open { start, has_letter }, end)) = words.closed {
        let written = (0, (kept + rank(keep, (end - at) as u32)) as u16);
        out.spans[0] = Span { start, end, written, has_letter };
        count = 1;
    }
    let (mut starts, mut ends) = (words.starts, words.ends);
    while starts != 0 {
        let (start, end) = (starts.trailing_zeros(), ends.trailing_zeros());
        let written = ((kept + rank(keep, start)) as u16, (kept + rank(keep, end)) as u16);
        let has_letter = words.letters & low_bits(end as usize) >> start << start != 0;
        let Some(span) = out.spans.get_mut(count) else { break };
        *span = Span { start: at + start as usize, end: at + end as usize, written, has_letter };
        count += 1;
        (starts, ends) = (starts & (starts - 1), ends & ends.wrapping_sub(1));
    }
    out.count = count;
    if let Some(word) = words.open {
        let from = if word.start < at { 0 } else { kept + rank(keep, (word.start - at) as u32) };
        out.open = (from, kept + keep.count_ones() as usize - from);
    }
}

/// How many of the lowest `n` lanes are kept.
#[inline(always)]
fn rank(keep: u64, n: u32) -> usize {
    (keep & ((1 << n) - 1)).count_ones() as usize
}
