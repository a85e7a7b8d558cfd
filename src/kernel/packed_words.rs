//! Packed words, in lanes: the words of a text, those of a few Arabic letters and marks as numbers.
//!
//! ```text
//! words   = classify's starts and ends
//! pairs   = trails of U+0620 to U+065F behind their lead        the high half of a trail tells the lead
//! a word all of whose lanes are pairs is packed, if it has ten at most: the trails of eight bytes at a time
//! ```

use super::classify::{Classes, Doubt, Open, SPAN, WordMarks, masks};
use super::lanes::{BLOCK, Lanes, low_bits};
use super::packed::{MOST_PACKED, Packed};
use super::slots::Slots;
use super::window::Window;
use core::ops::Range;

/// The words that the last blocks have settled, and the place behind them.
pub(crate) struct PackedWords {
    pub marks: WordMarks,
    found: [PackedWord; FULL + MOST_FOUND],
    count: usize,
    /// Whether the open word is of such characters, so far.
    open_is_plain: bool,
}

/// A word, and what it is as a number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PackedWord {
    /// Empty where it is of other characters, or too many.
    pub packed: Packed,
    pub start: usize,
    pub end: usize,
}

/// The most words of a block, with one that was open before it and one that is left to the rules.
const MOST_FOUND: usize = BLOCK / 2 + 2;
/// How many words are enough: no block is begun with more.
const FULL: usize = 64;
/// Bytes from which a word is packed.
const PACK: usize = 24;

impl PackedWords {
    pub fn new() -> Self {
        let none = PackedWord { packed: Packed::default(), start: 0, end: 0 };
        Self { marks: WordMarks::default(), found: [none; FULL + MOST_FOUND], count: 0, open_is_plain: true }
    }

    /// The words since [`Self::clear`].
    #[inline(always)]
    pub fn found(&self) -> &[PackedWord] {
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
        let packed = text.get(span.clone()).and_then(Packed::of).unwrap_or_default();
        self.add(PackedWord { packed, start: span.start, end: span.end });
    }

    #[inline(always)]
    fn add(&mut self, word: PackedWord) {
        if let Some(place) = self.found.get_mut(self.count) {
            *place = word;
            self.count += 1;
        }
    }
}

/// For each high nibble of a trail, the lead that stands before it in U+0620 to U+065F.
const LEAD_OF: [u8; 16] = [!0, !0, !0, !0, !0, !0, !0, !0, 0xD9, 0xD9, 0xD8, 0xD8, !0, !0, !0, !0];

/// The words of the next block, behind those that are there.
#[inline(always)]
pub(super) fn packed_words<L: Lanes>(proof: L::Proof, classes: &Classes, text: &str, out: &mut PackedWords) {
    let (bytes, at) = (text.as_bytes(), out.marks.at);
    let window = Window::<L>::at(proof, bytes, at, SPAN);
    let slots = Slots::of(proof, window.bytes);
    let masks = masks(proof, classes, &slots, &window, text, at);
    let pairs = window.bytes.high_nibble().lookup(&LEAD_OF).equals(window.bytes.previous()).top_bits();
    let odd = !(pairs | pairs >> 1) >> window.first & low_bits(window.len);
    let open_is_plain = out.marks.open.is_none() || out.open_is_plain;
    masks.words(&mut out.marks, at + window.len == bytes.len(), 0);
    if out.marks.doubt != Doubt::None && out.marks.doubt != Doubt::Segment {
        return;
    }
    if let Some((Open { start, .. }, end)) = out.marks.closed {
        let is_plain = open_is_plain && odd & low_bits(end - at) == 0;
        let packed = if is_plain { pack::<L>(proof, text, start, end) } else { Packed::default() };
        out.add(PackedWord { packed, start, end });
    }
    let WordMarks { mut starts, mut ends, .. } = out.marks;
    while starts != 0 {
        let (first, behind) = (starts.trailing_zeros() as usize, ends.trailing_zeros() as usize);
        let (start, end) = (at + first, at + behind);
        let is_plain = odd & (low_bits(behind) >> first << first) == 0;
        let packed = if is_plain { pack::<L>(proof, text, start, end) } else { Packed::default() };
        out.add(PackedWord { packed, start, end });
        (starts, ends) = (starts & (starts - 1), ends & ends.wrapping_sub(1));
    }
    if let Some(word) = out.marks.open {
        let goes_on = word.start < at;
        let start = if goes_on { 0 } else { word.start - at };
        out.open_is_plain = (!goes_on || open_is_plain) && odd >> start == 0;
    }
}

/// A word of characters that can be packed, if it has few enough.
#[inline(always)]
fn pack<L: Lanes>(proof: L::Proof, text: &str, start: usize, end: usize) -> Packed {
    let len = (end - start) / 2;
    if len > MOST_PACKED {
        return Packed::default();
    }
    let Some(bytes) = text.as_bytes().get(start..).and_then(|rest| rest.first_chunk::<PACK>()) else {
        return text.get(start..end).and_then(Packed::of).unwrap_or_default();
    };
    let (fours, _) = bytes.as_chunks::<8>();
    let bits = fours.iter().rev().fold(0, |bits, four| bits << 24 | L::close_trails(proof, u64::from_le_bytes(*four)));
    Packed(bits & low_bits(6 * len) | (len as u64) << 60)
}
