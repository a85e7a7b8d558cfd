//! How an alignment is made: text through a normalizer, with a record of it.

use super::aligner::SLICE;
use super::{Aligned, Aligner, Alignment};
use crate::normalizer::Normalizer;
use alloc::borrow::Cow;
use alloc::string::String;

impl Normalizer {
    /// The text, normalized, with the way back: which bytes of the source each byte came from.
    ///
    /// Where nothing changes nothing is held, and nothing allocated either, unless there are tidy steps or a normal form:
    /// these need a buffer to find out. See [`Aligned`].
    ///
    /// ```
    /// let aligned = naqi::preset::SEARCH.align("قالت المُتَّحِدة");
    /// assert_eq!(aligned.text, "قالت المتحده");
    /// assert_eq!(aligned.source(9..23), 9..31);
    /// ```
    pub fn align<'t>(&self, text: &'t str) -> Aligned<'t> {
        let unchanged = Aligned { text: Cow::Borrowed(text), alignment: Alignment::unchanged(text.len()) };
        if self.stays(text) {
            return unchanged;
        }
        let (mut out, mut alignment) = (String::with_capacity(text.len()), Alignment::default());
        alignment.marks.starts.reserve_exact(text.len().div_ceil(64));
        self.write_aligned(text, &mut out, &mut alignment);
        if out == text {
            return unchanged;
        }
        alignment.marks.drop_scratch();
        Aligned { text: Cow::Owned(out), alignment }
    }

    /// The same on buffers kept from call to call: appends the normalized text to `out`, which is not cleared, and makes
    /// `alignment` that of what was appended.
    ///
    /// ```
    /// let (mut out, mut alignment) = (String::new(), naqi::align::Alignment::default());
    /// for (line, hit) in [("كِتابٌ", 0..12), ("كتاب", 0..8)] {
    ///     out.clear();
    ///     naqi::preset::SEARCH.align_into(line, &mut out, &mut alignment);
    ///     assert_eq!(out, "كتاب");
    ///     assert_eq!(alignment.source(0..8), hit);
    /// }
    /// ```
    pub fn align_into(&self, text: &str, out: &mut String, alignment: &mut Alignment) {
        if self.stays(text) {
            out.push_str(text);
            alignment.marks.clear();
            (alignment.source_len, alignment.output_len) = (text.len(), text.len());
            return;
        }
        self.write_aligned(text, out, alignment);
    }

    /// Whether the text is known, at the cost of a look, to come out as it is.
    fn stays(&self, text: &str) -> bool {
        self.passage().is_direct() && self.passage().first_change(text).is_none()
    }

    fn write_aligned(&self, text: &str, out: &mut String, alignment: &mut Alignment) {
        alignment.marks.clear();
        if self.passage().is_direct() && text.len() <= SLICE {
            self.passage().run(text, out, &mut alignment.marks);
            return alignment.finish();
        }
        let mut aligner = Aligner::new(self.passage());
        while aligner.advance(text, out, &mut alignment.marks) {
            alignment.marks.settle();
        }
        alignment.finish();
    }
}

impl Alignment {
    pub(crate) fn unchanged(len: usize) -> Self {
        Self { source_len: len, output_len: len, ..Self::default() }
    }

    /// Makes this the record of the next slice that the aligner takes, alone; `out` is written over.
    pub(crate) fn of_slice(&mut self, aligner: &mut Aligner, text: &str, out: &mut String) {
        out.clear();
        self.marks.clear();
        aligner.advance(text, out, &mut self.marks);
        self.finish();
    }

    /// Nothing more comes.
    pub(super) fn finish(&mut self) {
        self.marks.finish();
        (self.source_len, self.output_len) = (self.marks.len, self.marks.output);
    }
}
