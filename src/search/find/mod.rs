//! Searches a text for a needle by normalized forms, and returns spans of the source.
//!
//! [`Normalizer::find_iter`] searches one text for one needle, a [`Finder`] many texts, and `ManyFinder` (feature `many`) for
//! many needles at once. All match inside words, unless `whole_words` is called.
//!
//! ```
//! use naqi::preset::SEARCH;
//! let text = "هذا الكِتاب، وذلك كتابٌ";
//! let finder = SEARCH.finder("كتاب");
//! assert_eq!(finder.find_iter(text).count(), 2);
//! assert_eq!(finder.whole_words().find_iter(text).count(), 1);
//! ```

#[cfg(feature = "many")]
mod many_needles;
mod matches;
mod one_needle;
mod output_buffer;
mod whole_words;

#[cfg(feature = "many")]
pub use many_needles::{FindManyIter, Found, ManyFinder};

use crate::normalizer::Normalizer;
use crate::vocalization::NeedleMarks;
use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;
use core::iter::FusedIterator;
use core::ops::Range;
use matches::{Matches, SLICE_BYTES};
use memchr::memmem;
use one_needle::OneNeedle;

impl Normalizer {
    /// The spans of the text whose normalized form equals that of the needle.
    ///
    /// See [`Finder`] for what matches. Takes linear time, and memory for the needle and for a slice of the text (64 KiB, or
    /// one letter with all its marks), however long the text. To search many texts for one needle, make a
    /// [`finder`](Self::finder).
    ///
    /// ```
    /// let verse = "ذَٰلِكَ ٱلْكِتَـٰبُ لَا رَيْبَ ۛ فِيهِ";
    /// let span = naqi::preset::QURAN.find_iter(verse, "لا ريب").next().unwrap();
    /// assert_eq!(&verse[span], "لَا رَيْبَ");
    /// ```
    pub fn find_iter<'n, 't>(&'n self, text: &'t str, needle: &str) -> FindIter<'n, 't> {
        let searcher = OneNeedle::new(Arc::new(memmem::Finder::new(self.normalize(needle).as_bytes()).into_owned()));
        FindIter(Matches::new(self, searcher, false, SLICE_BYTES, text))
    }

    /// A finder for one needle, to search many texts.
    ///
    /// ```
    /// let finder = naqi::preset::SEARCH.finder("المتحدة");
    /// assert_eq!(finder.find_iter("الولايات المُتَّحِدة").next(), Some(17..39));
    /// assert_eq!(finder.find_iter("الأمم").next(), None);
    /// ```
    ///
    /// A finder has a clone of the normalizer, which is cheap, and so no lifetime: both fit in one struct.
    ///
    /// ```
    /// struct Highlighter {
    ///     normalizer: naqi::Normalizer,
    ///     finder: naqi::Finder,
    /// }
    /// let normalizer = naqi::Normalizer::default();
    /// let highlighter = Highlighter { finder: normalizer.finder("كتاب"), normalizer };
    /// assert_eq!(highlighter.finder.find_iter("الكِتاب").count(), 1);
    /// ```
    pub fn finder(&self, needle: &str) -> Finder {
        let source = needle.into();
        let needle = self.normalize(needle);
        let searcher = memmem::Finder::new(needle.as_bytes()).into_owned();
        Finder {
            source,
            marks: None,
            normalizer: self.clone(),
            needle: needle.into(),
            searcher: Arc::new(searcher),
            whole_words: false,
            slice: SLICE_BYTES,
        }
    }
}

/// A compiled search for one needle. Made by [`Normalizer::finder`]; clones are cheap.
///
/// The search runs on the normalized text. Each result is the byte range of the original text that produced the match.
///
/// - A span is widened to whole units, as [`Alignment::source`](crate::Alignment::source) does: a letter with the marks
///   and the tatweel after it, all of `ﻻ` if its `ل` matches, all of `ﷺ` if one of its words matches. Marks that the
///   normalizer keeps are matched as letters are.
/// - Spans do not overlap: the search continues after the last span.
/// - The needle is normalized as a text of its own: [`Trim`](crate::Step::Trim) removes its outer spaces, and
///   [`Skeleton`](crate::Step::Skeleton) treats its last letter as the last of a word.
/// - A needle that is empty, or becomes empty, matches nothing: a lone tatweel, or marks alone that the normalizer strips. Then
///   [`needle`](Self::needle) is empty, so a program can tell it from a needle that does not occur. Marks alone that are kept
///   match those marks.
///
/// ```
/// let naqi = &naqi::preset::SEARCH;
/// let found = |text, needle| naqi.find_iter(text, needle).collect::<Vec<_>>();
/// let text = "عَلَيْهِ";
/// let needle = "عليه";
/// assert_eq!(found(text, needle), [0..16]); // with the last mark
/// let text = "محمد ﷺ";
/// let needle = "الله";
/// assert_eq!(found(text, needle), [9..12]); // the ligature has the words of its expansion
/// let needle = "ل";
/// assert_eq!(found(text, needle), [9..12]); // one match, although the ligature has four such letters
/// assert!(found("كـتـاب", "\u{640}").is_empty());
/// assert!(found(text, "\u{64E}").is_empty() && found(text, "").is_empty());
/// let kept = naqi::Normalizer::new(&[]);
/// assert_eq!(kept.find_iter("عَلَم", "\u{64E}").collect::<Vec<_>>(), [2..4, 6..8]);
/// let text = "عام ٢٠٢٤";
/// assert_eq!(found(text, "2024"), [7..15]);
/// ```
#[derive(Clone)]
pub struct Finder {
    normalizer: Normalizer,
    needle: String,
    searcher: Arc<memmem::Finder<'static>>,
    whole_words: bool,
    /// The needle as it was given.
    source: Arc<str>,
    marks: Option<Arc<NeedleMarks>>,
    slice: usize,
}

impl Finder {
    /// Ignores matches that start or end inside a word: both ends of a span are word boundaries of the source.
    ///
    /// Words are those of [`Normalizer::word_terms`]: UAX #29, but a sign beside an Arabic letter divides a word, as in `ج.م.ع` and
    /// `كتاب.pdf`. A prefix, such as `و` or `ال` or `ب`, belongs to its word: `علم` does not match in `العلم`. Of a needle of
    /// several words, or one that contains such a sign, only the outer ends are checked.
    ///
    /// ```
    /// let finder = naqi::preset::SEARCH.finder("علم").whole_words();
    /// assert_eq!(finder.find_iter("معلم العِلمِ عِلْمٌ").collect::<Vec<_>>(), [24..36]);
    /// let text = "لا.يوجد";
    /// let found = |needle| naqi::preset::SEARCH.finder(needle).whole_words().find_iter(text).next();
    /// let word = "يوجد";
    /// assert_eq!((found(word), found(text)), (Some(5..13), Some(0..13)));
    /// ```
    pub fn whole_words(self) -> Self {
        Self { whole_words: true, ..self }
    }

    /// Ignores matches whose marks contradict those of the needle.
    ///
    /// A needle without marks finds all spellings; `كُتِبَ` does not find `كَتَبَ`, but it finds `كتب` and itself. What
    /// contradicts what is that of [`vocalization::agreement`](crate::vocalization::agreement): other vowels, or a shadda where the
    /// other one has a vowel alone. Letters are compared as the normalizer writes them. The marks of the first 64 letters of
    /// a needle count, so each match of the letters takes a few microseconds at most.
    ///
    /// ```
    /// let text = "كَتَبَ كُتِبَ كتب";
    /// let found = |needle| naqi::preset::SEARCH.finder(needle).respecting_marks().find_iter(text).count();
    /// let bare = "كتب";
    /// assert_eq!(found(bare), 3);
    /// let passive = "كُتِبَ";
    /// assert_eq!(found(passive), 2);
    /// ```
    pub fn respecting_marks(self) -> Self {
        let marks = NeedleMarks::of(&self.source, &self.normalizer).map(Arc::new);
        Self { marks, ..self }
    }

    /// The normalized needle.
    ///
    /// ```
    /// assert_eq!(naqi::preset::SEARCH.finder("المُتَّحِدة").needle(), String::from("المتحده"));
    /// ```
    pub fn needle(&self) -> &str {
        &self.needle
    }

    /// The spans of the matches in a text, in order.
    ///
    /// ```
    /// let finder = naqi::preset::SEARCH.finder("علم");
    /// assert_eq!(finder.find_iter("معلم العِلمِ").count(), 2);
    /// ```
    pub fn find_iter<'f, 't>(&'f self, text: &'t str) -> FindIter<'f, 't> {
        let searcher = OneNeedle::new(self.searcher.clone());
        let matches = Matches::new(&self.normalizer, searcher, self.whole_words, self.slice, text);
        FindIter(matches.with_marks(self.marks.clone()))
    }

    /// Sets the bytes of source that are normalized at once. The matches do not depend on it.
    #[doc(hidden)]
    pub fn with_slice_bytes(self, bytes: usize) -> Self {
        Self { slice: bytes, ..self }
    }
}

impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { normalizer, needle, whole_words, marks, .. } = self;
        f.debug_struct("Finder")
            .field("normalizer", normalizer)
            .field("needle", needle)
            .field("whole_words", whole_words)
            .field("respects_marks", &marks.is_some())
            .finish()
    }
}

/// Iterates over the spans of the matches of one needle. See [`Normalizer::find_iter`].
pub struct FindIter<'n, 't>(Matches<'n, 't, OneNeedle>);

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
