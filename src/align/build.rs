//! Builds alignments: `Normalizer::align` and `align_into`.

use crate::align::aligner::SLICE_BYTES;
use crate::align::{Aligned, Aligner, Alignment};
use crate::normalizer::Normalizer;
use alloc::borrow::Cow;
use alloc::string::String;

impl Normalizer {
    /// Normalizes a text, and returns the output with its alignment: which source bytes each output byte came from.
    ///
    /// For a text that does not change, the alignment takes no memory, and nothing is allocated, unless there are
    /// post-processing steps or a normal form, which need a buffer to compare. See [`Aligned`].
    ///
    /// ```
    /// let aligned = naqi::preset::SEARCH.align("قالت المُتَّحِدة");
    /// assert_eq!(aligned.text, "قالت المتحده");
    /// assert_eq!(aligned.source(9..23), 9..31);
    /// ```
    pub fn align<'t>(&self, text: &'t str) -> Aligned<'t> {
        let unchanged = Aligned { text: Cow::Borrowed(text), alignment: Alignment::unchanged(text.len()) };
        if self.is_known_unchanged(text) {
            return unchanged;
        }
        let (mut out, mut alignment) = (String::with_capacity(text.len()), Alignment::default());
        alignment.units.starts.reserve_exact(text.len().div_ceil(64));
        self.write_aligned(text, &mut out, &mut alignment);
        if alignment.is_unchanged() {
            return unchanged;
        }
        alignment.units.drop_scratch();
        Aligned { text: if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }, alignment }
    }

    /// [`Normalizer::align`] with buffers that are reused: appends the normalized text to `out`, which is not cleared,
    /// and replaces `alignment` by that of the appended text.
    ///
    /// ```
    /// let (mut out, mut alignment) = (String::new(), naqi::align::Alignment::default());
    /// // Two lines, and where the word is in each.
    /// let lines = [
    ///     (0..12, "كِتابٌ"),
    ///     (0..8, "كتاب"),
    /// ];
    /// for (hit, line) in lines {
    ///     out.clear();
    ///     naqi::preset::SEARCH.align_into(line, &mut out, &mut alignment);
    ///     assert_eq!(out, "كتاب");
    ///     assert_eq!(alignment.source(0..8), hit);
    /// }
    /// ```
    pub fn align_into(&self, text: &str, out: &mut String, alignment: &mut Alignment) {
        if self.is_known_unchanged(text) {
            out.push_str(text);
            return alignment.set_unchanged(text.len());
        }
        self.write_aligned(text, out, alignment);
    }

    /// A cheap test that each character is its own output.
    fn is_known_unchanged(&self, text: &str) -> bool {
        self.pipeline().is_direct() && self.pipeline().keeps_characters(text)
    }

    fn write_aligned(&self, text: &str, out: &mut String, alignment: &mut Alignment) {
        alignment.units.clear();
        let before = out.len();
        if self.pipeline().is_direct() && text.len() <= SLICE_BYTES {
            self.pipeline().run(text, out, &mut alignment.units);
        } else {
            let mut aligner = Aligner::new(self.pipeline());
            while aligner.advance(text, out, &mut alignment.units) {
                alignment.units.commit();
            }
        }
        alignment.finish();
        if out[before..] == *text && alignment.starts_are_characters(text) {
            alignment.set_unchanged(text.len());
        }
    }
}

impl Alignment {
    pub(crate) fn unchanged(len: usize) -> Self {
        Self { source_len: len, output_len: len, ..Self::default() }
    }

    fn set_unchanged(&mut self, len: usize) {
        self.units.clear();
        (self.source_len, self.output_len) = (len, len);
    }

    /// Whether a unit starts at each character of the source and nowhere else. A unit writes at least one character, so
    /// if the output equals the source, each character is then its own output.
    fn starts_are_characters(&self, source: &str) -> bool {
        let starts =
            |bytes: &[u8]| bytes.iter().rev().fold(0, |starts, &byte| starts << 1 | u64::from(byte & 0xC0 != 0x80));
        source.as_bytes().chunks(64).zip(&self.units.starts).all(|(bytes, &word)| starts(bytes) == word)
    }

    /// Makes this the alignment of the aligner's next slice alone. `out` is overwritten by the output.
    pub(crate) fn of_slice(&mut self, aligner: &mut Aligner, text: &str, out: &mut String) {
        out.clear();
        self.units.clear();
        aligner.advance(text, out, &mut self.units);
        self.finish();
    }

    /// Ends the alignment; no unit may follow.
    pub(super) fn finish(&mut self) {
        self.units.finish();
        (self.source_len, self.output_len) = (self.units.len, self.units.output);
    }
}
