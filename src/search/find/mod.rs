//! Finding: where in a text something stands that is written the same once both are normalized.

#[cfg(feature = "many")]
mod many;
mod one;
mod scan;
mod whole;
mod window;

#[cfg(feature = "many")]
pub use many::{FindManyIter, Found, ManyFinder};

use crate::normalizer::Normalizer;
use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;
use core::iter::FusedIterator;
use core::ops::Range;
use memchr::memmem;
use one::One;
use scan::{SLICE, Scan};

impl Normalizer {
    /// The spans of the text that read as the needle does, once both are normalized.
    ///
    /// See [`Finder`] for what counts as found. Takes linear time, and memory for the needle and a slice of the text (of
    /// 64 KiB, or one letter with all its marks), however long the text. To look for the same needle in many texts, make
    /// a [`finder`](Self::finder).
    ///
    /// ```
    /// let verse = "ذَٰلِكَ ٱلْكِتَـٰبُ لَا رَيْبَ ۛ فِيهِ";
    /// let span = naqi::preset::QURAN.find_iter(verse, "لا ريب").next().unwrap();
    /// assert_eq!(&verse[span], "لَا رَيْبَ");
    /// ```
    pub fn find_iter<'n, 't>(&'n self, text: &'t str, needle: &str) -> FindIter<'n, 't> {
        self.finder(needle).find_iter(text)
    }

    /// A needle made ready to be looked for in many texts.
    ///
    /// ```
    /// let finder = naqi::preset::SEARCH.finder("المتحدة");
    /// assert_eq!(finder.find_iter("الولايات المُتَّحِدة").next(), Some(17..39));
    /// assert_eq!(finder.find_iter("الأمم").next(), None);
    /// ```
    pub fn finder(&self, needle: &str) -> Finder<'_> {
        let needle = self.normalize(needle);
        let searcher = memmem::Finder::new(needle.as_bytes()).into_owned();
        Finder {
            normalizer: self,
            needle: needle.into(),
            searcher: Arc::new(searcher),
            whole_words: false,
            slice: SLICE,
        }
    }
}

/// A needle, normalized and made ready. Made by [`Normalizer::finder`]; a clone costs next to nothing.
///
/// What is found is a range of the normalized text that equals the normalized needle; what is given is the span of the
/// *source* that it was written for.
///
/// - A span is widened to whole units, as [`Alignment::source`](crate::Alignment::source) does: a letter with the marks
///   and the tatweel behind it, all of ﻻ where its ل is found, all of ﷺ where one of its words is. Marks that the
///   normalizer keeps are text as letters are.
/// - Spans do not overlap: the next match is looked for behind the last span.
/// - The needle is normalized alone. One that comes out empty (a lone tatweel, marks that are stripped) finds nothing;
///   [`Trim`](crate::Step::Trim) takes its outer spaces; [`Skeleton`](crate::Step::Skeleton) takes its last letter for
///   the last one of a word.
///
/// ```
/// let naqi = &naqi::preset::SEARCH;
/// let found = |text, needle| naqi.find_iter(text, needle).collect::<Vec<_>>();
/// assert_eq!(found("عَلَيْهِ", "عليه"), [0..16]); // the last mark too
/// assert_eq!(found("ﻻ", "ل"), [0..3]);
/// assert_eq!(found("محمد ﷺ", "الله"), [9..12]);
/// assert_eq!(found("محمد ﷺ", "ل"), [9..12]); // once, though ﷺ has four of them
/// assert!(found("كـتـاب", "\u{640}").is_empty());
/// assert_eq!(found("عام ٢٠٢٤", "2024"), [7..15]);
/// ```
#[derive(Clone)]
pub struct Finder<'n> {
    normalizer: &'n Normalizer,
    needle: String,
    searcher: Arc<memmem::Finder<'static>>,
    whole_words: bool,
    slice: usize,
}

impl<'n> Finder<'n> {
    /// Leaves out what begins or ends inside a word: both ends of a span are word boundaries of the source by UAX #29.
    ///
    /// A proclitic (و, ال, ب) is a part of its word, and a needle of several words is whole when its outer ends are.
    ///
    /// ```
    /// let finder = naqi::preset::SEARCH.finder("علم").whole_words();
    /// assert_eq!(finder.find_iter("معلم العِلمِ عِلْمٌ").collect::<Vec<_>>(), [24..36]);
    /// ```
    pub fn whole_words(self) -> Self {
        Self { whole_words: true, ..self }
    }

    /// The needle as it is looked for: normalized.
    pub fn needle(&self) -> &str {
        &self.needle
    }

    /// The spans in which the needle is found, in order.
    pub fn find_iter<'t>(&self, text: &'t str) -> FindIter<'n, 't> {
        let one = One::new(self.searcher.clone());
        FindIter(Scan::new(self.normalizer, one, self.whole_words, self.slice, text))
    }

    /// Takes so many bytes of source at a time; what is found does not depend on it.
    #[doc(hidden)]
    pub fn slices_of(self, bytes: usize) -> Self {
        Self { slice: bytes, ..self }
    }
}

impl fmt::Debug for Finder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { normalizer, needle, whole_words, .. } = self;
        f.debug_struct("Finder")
            .field("normalizer", normalizer)
            .field("needle", needle)
            .field("whole_words", whole_words)
            .finish()
    }
}

/// Spans in which one needle is found. See [`Normalizer::find_iter`].
pub struct FindIter<'n, 't>(Scan<'n, 't, One>);

impl Iterator for FindIter<'_, '_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        self.0.next().map(|(span, _)| span)
    }
}

impl FusedIterator for FindIter<'_, '_> {}

impl fmt::Debug for FindIter<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FindIter").finish_non_exhaustive()
    }
}
