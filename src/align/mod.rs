//! Offset mapping: which source bytes each output byte came from.

mod aligner;
mod build;
mod joined_masks;
mod offsets;
mod unit_bits;
mod units;

pub use offsets::{Offsets, convert_offsets};

pub(crate) use aligner::{Aligner, AlignerState};
pub(crate) use units::{AlignedUnit, UnitCursor};

use crate::align::unit_bits::UnitBits;
use crate::kernel::Observer;
use alloc::borrow::Cow;
use core::fmt;
use core::ops::Range;

/// A normalized text, and its alignment with the source.
///
/// ```
/// let verse = "بِسْمِ ٱللَّهِ";
/// let aligned = naqi::preset::SEARCH.align(verse);
/// assert_eq!(aligned.text, "بسم الله");
/// let hit = aligned.text.find("الله").unwrap();
/// let span = aligned.source(hit..hit + "الله".len());
/// assert_eq!(&verse[span], "ٱللَّهِ");
/// ```
#[derive(Clone, Debug)]
pub struct Aligned<'t> {
    /// The output of [`Normalizer::normalize`](crate::Normalizer::normalize), borrowed exactly when it equals the
    /// source.
    pub text: Cow<'t, str>,
    /// Which of its bytes came from which source bytes.
    pub alignment: Alignment,
}

impl Aligned<'_> {
    /// The source range of a range of [`text`](Self::text), by [`Alignment::source`]. If nothing changed, the range is
    /// widened to whole characters, too.
    ///
    /// ```
    /// let aligned = naqi::preset::LIGHT.align("كِتَاب");
    /// assert_eq!(aligned.text, "كتاب");
    /// assert_eq!(aligned.source(2..4), 4..8); // the second letter, with its fatha
    /// ```
    pub fn source(&self, output: Range<usize>) -> Range<usize> {
        self.alignment.source(self.widened(output))
    }

    /// The output range of a range of the source, by [`Alignment::output`]. If nothing changed, the range is widened to
    /// whole characters, too.
    ///
    /// ```
    /// let aligned = naqi::preset::LIGHT.align("كِتَاب");
    /// assert_eq!(aligned.output(4..8), 2..4);
    /// ```
    pub fn output(&self, source: Range<usize>) -> Range<usize> {
        self.alignment.output(self.widened(source))
    }

    fn widened(&self, range: Range<usize>) -> Range<usize> {
        if !self.alignment.is_unchanged() {
            return range;
        }
        let len = self.text.len();
        let (start, end) = (range.start.min(len), range.end.min(len));
        let is_boundary = |n: &usize| self.text.is_char_boundary(*n);
        let is_empty = start >= end;
        let start = (0..=start).rev().find(is_boundary).unwrap_or(0);
        if is_empty {
            return start..start;
        }
        start..(end..=len).find(is_boundary).unwrap_or(len).max(start)
    }
}

/// Maps ranges of an output to ranges of its source, and back.
///
/// Source and output are divided into *units*. A unit is a kept character with what is deleted after it (a letter with
/// its marks, a tatweel, a bidi control), or several characters that are written together (`أ` for `ا` + U+0654, the words
/// of `ﷺ`). What is deleted at the very beginning is a unit with an empty output. A range is widened to whole units, so a
/// mapped range never splits a character. An empty range stays empty, at the start of its unit.
///
/// Made by [`Normalizer::align`](crate::Normalizer::align). Offsets are in bytes; [`convert_offsets`] converts them to
/// code points and UTF-16. A range beyond the text is clamped to it.
///
/// An alignment takes 13 to 15 % of the size of real text: a bit for each source byte, a few bytes for each 4,096, and two
/// bytes for each unit whose output length differs from the predicted one. If no character changed, it takes no memory.
/// It does not know then where characters start, so it returns a range as it is; [`Aligned`] has the text, and widens it.
///
/// A query takes some hundred nanoseconds, whatever the length of the text. If nearly every unit is an exception, as in a
/// text of ligatures like U+FDFA, it takes up to some twenty microseconds.
///
/// ```
/// let naqi = &naqi::preset::LIGHT;
/// let mut out = String::new();
/// let mut alignment = naqi::align::Alignment::default();
/// naqi.align_into("كِتَاب", &mut out, &mut alignment);
/// assert_eq!(out, "كتاب");
/// assert_eq!(alignment.source(2..4), 4..8); // ت with its fatha
/// assert_eq!(alignment.output(6..8), 2..4); // the fatha belongs to ت
/// ```
#[derive(Clone, Default)]
pub struct Alignment {
    units: UnitBits,
    source_len: usize,
    output_len: usize,
}

impl Alignment {
    /// The source range that a range of the output was written for.
    ///
    /// ```
    /// let aligned = naqi::preset::SEARCH.align("ﻻ ﷺ");
    /// assert_eq!(aligned.text, "لا صلي الله عليه وسلم");
    /// assert_eq!(aligned.alignment.source(0..2), 0..3); // ل came from ﻻ
    /// assert_eq!(aligned.alignment.source(12..20), 4..7); // الله is a part of ﷺ
    /// ```
    pub fn source(&self, output: Range<usize>) -> Range<usize> {
        self.source_from(&mut UnitCursor::default(), output)
    }

    /// [`Self::source`], faster if the last query with this cursor was a little before.
    pub(crate) fn source_from(&self, cursor: &mut UnitCursor, output: Range<usize>) -> Range<usize> {
        let (start, end) = clamped(output, self.output_len);
        if self.is_unchanged() {
            return start..end;
        }
        if start == end && start == self.output_len {
            return self.source_len..self.source_len;
        }
        let first = self.unit_of_output_from(cursor, start);
        match (start == end, end <= first.output.end) {
            (true, _) => first.source.start..first.source.start,
            (_, true) => first.source,
            _ => first.source.start..self.unit_of_output_from(cursor, end - 1).source.end,
        }
    }

    /// The output range that was written for a range of the source.
    ///
    /// ```
    /// let aligned = naqi::preset::SEARCH.align("ﻻ ﷺ");
    /// assert_eq!(aligned.alignment.output(4..7), 5..38);
    /// ```
    pub fn output(&self, source: Range<usize>) -> Range<usize> {
        let (start, end) = clamped(source, self.source_len);
        if self.is_unchanged() {
            return start..end;
        }
        if start == end {
            let at = if start == self.source_len { self.output_len } else { self.unit_of_source(start).output.start };
            return at..at;
        }
        let first = self.unit_of_source(start);
        match end <= first.source.end {
            true => first.output,
            false => first.output.start..self.unit_of_source(end - 1).output.end,
        }
    }

    /// The alignment of two normalizers one after the other: `next` aligns the output of this one.
    ///
    /// Takes linear time. If the lengths of the text between do not match, the common part is mapped.
    ///
    /// ```
    /// use naqi::step::Scheme;
    /// let arabic = naqi::preset::LIGHT.align("مُتَّحِدة");
    /// let latin = naqi::Normalizer::new(&[naqi::Step::Transliterate(Scheme::Buckwalter)]).align(&arabic.text);
    /// assert_eq!(latin.text, "mtHdp");
    /// assert_eq!(arabic.alignment.then(&latin.alignment).source(1..2), 4..10);
    /// ```
    pub fn then(&self, next: &Self) -> Self {
        if next.is_unchanged() {
            return self.clone();
        }
        if self.is_unchanged() {
            return next.clone();
        }
        let mut joined = Self::default();
        let (mut ours, mut theirs) = (self.iter_units(), next.iter_units());
        // The lengths of the unit that is being joined; and the position of both alignments in the text between.
        let (mut source, mut output, mut middle) = (0, 0, (0, 0));
        loop {
            let ours_next = if middle.0 <= middle.1 { ours.next() } else { None };
            let theirs_next = if ours_next.is_none() { theirs.next() } else { None };
            if let Some(unit) = ours_next.or_else(|| if theirs_next.is_none() { ours.next() } else { None }) {
                source += unit.source.len();
                middle.0 += unit.output.len();
            } else if let Some(unit) = theirs_next {
                output += unit.output.len();
                middle.1 += unit.source.len();
            } else {
                break;
            }
            // A joined unit ends where units of both end.
            if middle.0 == middle.1 && source > 0 {
                joined.units.unit(source, output);
                joined.units.commit();
                (source, output) = (0, 0);
            }
        }
        if source > 0 {
            joined.units.unit(source, output);
        }
        joined.finish();
        joined.units.drop_scratch();
        joined
    }

    /// Whether each character is its own output. Then source and output are equal, and the alignment takes no memory.
    ///
    /// Equal texts may consist of other units: in the text `ab`, `map(a=ab, b=)` writes the `b` for the `a`. Then this is
    /// `false`.
    ///
    /// ```
    /// let light = &naqi::preset::LIGHT;
    /// assert!(light.align("كتاب").alignment.is_unchanged());
    /// assert!(!light.align("كِتاب").alignment.is_unchanged());
    /// ```
    pub fn is_unchanged(&self) -> bool {
        self.units.index.is_empty()
    }

    /// The length of the source in bytes.
    ///
    /// ```
    /// assert_eq!(naqi::preset::LIGHT.align("كِتَاب").alignment.source_len(), 12);
    /// ```
    pub fn source_len(&self) -> usize {
        self.source_len
    }

    /// The length of the output in bytes.
    ///
    /// ```
    /// assert_eq!(naqi::preset::LIGHT.align("كِتَاب").alignment.output_len(), 8);
    /// ```
    pub fn output_len(&self) -> usize {
        self.output_len
    }

    /// The heap memory of the alignment, in bytes.
    ///
    /// ```
    /// let text = "مُتَّحِدة ".repeat(1000);
    /// let aligned = naqi::preset::SEARCH.align(&text);
    /// assert!(aligned.alignment.size() * 100 <= text.len() * 15);
    /// assert_eq!(naqi::preset::SEARCH.align("سلام").alignment.size(), 0);
    /// ```
    pub fn size(&self) -> usize {
        let UnitBits { starts, index, exceptions, long_exceptions, .. } = &self.units;
        size_of_val(&**starts) + size_of_val(&**index) + size_of_val(&**exceptions) + size_of_val(&**long_exceptions)
    }
}

/// Clamps a range to a text of this length. A range that ends before it starts is empty.
fn clamped(range: Range<usize>, len: usize) -> (usize, usize) {
    let start = range.start.min(len);
    (start, range.end.clamp(start, len))
}

impl fmt::Debug for Alignment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Alignment")
            .field("source_len", &self.source_len)
            .field("output_len", &self.output_len)
            .field("size", &self.size())
            .finish_non_exhaustive()
    }
}
