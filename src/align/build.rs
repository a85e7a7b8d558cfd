//! How an alignment is made: text through a normalizer with a record of it, and the record settled.

use super::units::pack;
use super::{Aligned, Aligner, Alignment, BLOCK, Before};
use crate::kernel::{MOST_ONES, Record};
use crate::normalizer::Normalizer;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

impl Normalizer {
    /// The text, normalized, with the way back: which bytes of the source each byte came from.
    ///
    /// Nothing is allocated where nothing changes. See [`Aligned`].
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
        alignment.marks.written = Vec::new();
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
            alignment.clear();
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
        alignment.clear();
        let mut aligner = Aligner::new(self.passage());
        while aligner.advance(text, out, alignment) {}
        alignment.finish();
    }
}

impl Alignment {
    pub(crate) fn unchanged(len: usize) -> Self {
        Self { source_len: len, output_len: len, ..Self::default() }
    }

    pub(super) fn clear(&mut self) {
        self.marks.clear();
        self.index.clear();
        self.unusual.clear();
        self.longer.clear();
        (self.source_len, self.output_len) = (0, 0);
    }

    /// Adds a unit.
    pub(super) fn add(&mut self, source: usize, output: usize) {
        self.marks.unit(source, output);
        if self.marks.written.len() > 2 * BLOCK / 64 {
            self.settle();
        }
    }

    /// Settles the words of marks whose next word is known.
    pub(super) fn settle(&mut self) {
        let upto = self.marks.starts.len().saturating_sub(1);
        self.settle_words(upto, None);
    }

    /// Settles all: nothing more comes.
    pub(super) fn finish(&mut self) {
        let (starts, written) = self.marks.last;
        self.source_len = self.marks.len;
        if self.source_len % 64 > 0 {
            self.marks.starts.push(starts);
            self.marks.written.push(written);
        }
        self.settle_words(self.marks.starts.len(), Some(self.source_len));
        self.marks.written.clear();
        self.marks.longer.clear();
    }

    /// Looks for units of which another number of bytes is written than [`Usual`] says.
    fn settle_words(&mut self, upto: usize, end: Option<usize>) {
        let mut longer = 0;
        for word in self.marks.taken..upto {
            if word % (BLOCK / 64) == 0 {
                self.index.push(Before { output: self.output_len, unusual: self.unusual.len() });
            }
            let usual = self.usual(word, end);
            let starts = usual.starts;
            let behind = self.marks.starts.get(word + 1).copied().unwrap_or(0);
            let [written, more] =
                [0, 1].map(|n| self.marks.written.get(word + n - self.marks.taken).copied().unwrap_or(0));
            let (inside, inside_more) = (written & !starts, more & !behind);
            let ahead = |n: u32| inside >> n | inside_more << (64 - n);
            let two = starts & ahead(1);
            let three = two & ahead(2);
            let four = three & ahead(3);
            self.output_len += usual.sum(!0);
            let mut odd = two ^ usual.two | three ^ usual.three | four | starts & !written;
            while odd != 0 {
                let lane = odd & odd.wrapping_neg();
                odd ^= lane;
                let place = word * 64 + lane.trailing_zeros() as usize;
                let len = if written & lane != 0 {
                    [lane, two, three, four].iter().filter(|mask| *mask & lane != 0).count()
                } else {
                    let found = self.marks.longer.get(longer).map_or(0, |l| l.1);
                    longer += 1;
                    found
                };
                self.note(place, len as isize - usual.sum(lane) as isize);
            }
        }
        self.marks.longer.drain(..longer);
        self.marks.take(upto);
    }

    fn note(&mut self, place: usize, difference: isize) {
        if difference == 0 {
            return;
        }
        self.output_len = self.output_len.saturating_add_signed(difference);
        let entry = pack(place, difference).unwrap_or_else(|entry| {
            self.longer.push((place, difference as usize));
            entry
        });
        self.unusual.push(entry);
    }
}

const _: () = assert!(MOST_ONES == 4, "settling reads four ones");
