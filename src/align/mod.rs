//! The way back: which bytes of the source each byte of the output came from.

mod aligner;
mod build;
mod offsets;
mod units;

pub use offsets::{Offsets, convert_offsets};

pub(crate) use aligner::{Aligner, AlignerState};
pub(crate) use units::{AlignedUnit, UnitCursor};

use crate::kernel::{Observer, UnitBits};
use alloc::borrow::Cow;
use core::fmt;
use core::ops::Range;

/// A normalized text, and the way back from it.
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
    /// What [`Normalizer::normalize`](crate::Normalizer::normalize) gives: borrowed exactly when nothing changed.
    pub text: Cow<'t, str>,
    /// Which bytes of it came from which bytes of the source.
    pub alignment: Alignment,
}

impl Aligned<'_> {
    /// The source of a range of [`text`](Self::text), as [`Alignment::source`] gives it; where nothing changed, too, a
    /// range widens to whole characters.
    pub fn source(&self, output: Range<usize>) -> Range<usize> {
        self.alignment.source(self.widened(output))
    }

    /// What was written for a range of the source, as [`Alignment::output`] gives it; where nothing changed, too, a
    /// range widens to whole characters.
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

/// Which bytes of an output came from which bytes of its source, both ways.
///
/// Source and output are cut into *units*: a written character with what is deleted behind it (a letter with its marks,
/// a tatweel, a bidi control), or what is written together for more than one (أ for ا + U+0654, the words of ﷺ). What
/// is deleted at the very beginning belongs to no letter, and has an empty output. A range widens to whole units, so a
/// mapped range never cuts a character. An empty range stays empty, at the start of its unit.
///
/// Made by [`Normalizer::align`](crate::Normalizer::align). Offsets are in bytes; [`convert_offsets`] gives code points
/// and UTF-16. Every range is answered, one beyond the text as far as the text goes.
///
/// It takes a bit for each byte of the source, a few bytes for each 4,096, and two for each unit of exceptions length: 13 to
/// 15 % of real text. Where no character changed it takes nothing, and cannot know where characters start: a range is
/// then given back as it is ([`Aligned`], which has the text, widens it there, too). A range costs some hundred
/// nanoseconds, however long the text.
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
    /// The bytes of the source for which a range of the output was written.
    ///
    /// ```
    /// let aligned = naqi::preset::SEARCH.align("ﻻ ﷺ");
    /// assert_eq!(aligned.text, "لا صلي الله عليه وسلم");
    /// assert_eq!(aligned.alignment.source(0..2), 0..3); // ل came from ﻻ
    /// assert_eq!(aligned.alignment.source(12..20), 4..7); // الله is a part of ﷺ
    /// ```
    pub fn source(&self, output: Range<usize>) -> Range<usize> {
        let (start, end) = clamped(output, self.output_len);
        if self.is_unchanged() {
            return start..end;
        }
        if start == end {
            let at = if start == self.output_len { self.source_len } else { self.unit_of_output(start).source.start };
            return at..at;
        }
        let first = self.unit_of_output(start);
        match end <= first.output.end {
            true => first.source,
            false => first.source.start..self.unit_of_output(end - 1).source.end,
        }
    }

    /// The bytes of the output that were written for a range of the source.
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

    /// The way back through two normalizers, the second of which took what the first one wrote.
    ///
    /// Asked of two that do not follow one another it maps what there is. Takes linear time.
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
        // What is gathered for the next unit; and how far both have come in the text between.
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
            // Where both have a cut, a unit ends.
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
        joined
    }

    /// Whether each character was written for itself, so that source and output are the same text and nothing is held.
    ///
    /// Rules that undo each other may give the same text in other units: `map(ا=اب, ب=)` writes the ب of `اب` for its ا.
    /// Then this is `false`.
    pub fn is_unchanged(&self) -> bool {
        self.units.index.is_empty()
    }

    /// How long the source is, in bytes.
    pub fn source_len(&self) -> usize {
        self.source_len
    }

    /// How long the output is, in bytes.
    pub fn output_len(&self) -> usize {
        self.output_len
    }

    /// Bytes that the alignment holds in memory, beside its own few words.
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

/// A range in a text of this length, one that ends before it starts taken as empty.
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
