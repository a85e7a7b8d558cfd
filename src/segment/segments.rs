//! The segments of a word.

use crate::segment::divide::for_each_segment;
use crate::segment::{Role, Scheme};
use core::iter::FusedIterator;
use core::ops::Range;

/// A segment of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Segment<'w> {
    pub(super) text: &'w str,
    pub(super) start: usize,
    pub(super) role: Role,
    pub(super) unwritten: Unwritten,
    pub(super) is_proclitic: bool,
    pub(super) starts_word: bool,
    pub(super) ends_word: bool,
}

impl<'w> Segment<'w> {
    /// The segment as the word writes it, with the marks and tatweels of its letters. The texts of all segments, one after
    /// the other, are the word.
    ///
    /// Only an article can be empty: see [`unwritten`](Self::unwritten).
    pub fn text(&self) -> &'w str {
        self.text
    }

    /// The range of its bytes in the text that was given.
    ///
    /// ```
    /// let pronoun = naqi::segment("كتابهم").last().unwrap();
    /// assert_eq!((pronoun.span(), pronoun.text()), (8..12, "هم"));
    /// ```
    pub fn span(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// What the segment is.
    pub fn role(&self) -> Role {
        self.role
    }

    /// The letters before [`text`](Self::text) that the word does not write, because `ل` is written together with the article: an
    /// alef, or the whole article, and else nothing.
    ///
    /// ```
    /// let mut of_the_house = naqi::segment("للبيت").skip(1);
    /// let article = of_the_house.next().unwrap();
    /// assert_eq!(article.text(), "ل");
    /// assert_eq!(article.unwritten(), "ا");
    ///
    /// // The article of a word in `ل` is not written at all.
    /// let article = naqi::segment("للجنة").nth(1).unwrap();
    /// assert_eq!((article.text(), article.unwritten()), ("", "ال"));
    /// ```
    pub fn unwritten(&self) -> &'static str {
        match self.unwritten {
            Unwritten::Nothing => "",
            Unwritten::Alef => "ا",
            Unwritten::Article => "ال",
        }
    }

    /// Whether it is the first segment of its word.
    pub fn starts_word(&self) -> bool {
        self.starts_word
    }

    /// Whether it is the last segment of its word.
    pub fn ends_word(&self) -> bool {
        self.ends_word
    }
}

/// What is missing before a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Unwritten {
    Nothing,
    Alef,
    Article,
}

/// The most segments of a word: five proclitics, the stem, three endings and three enclitics.
const MAX_SEGMENTS: usize = 12;

/// Iterates over the segments of a word. See [`segment`](super::segment()).
#[derive(Clone, Debug)]
pub struct Segments<'w> {
    word: &'w str,
    starts: [Start; MAX_SEGMENTS],
    len: usize,
    next: usize,
}

/// A segment that starts at an offset of its word.
#[derive(Clone, Copy, Debug)]
struct Start {
    offset: u32,
    role: Role,
    unwritten: Unwritten,
    is_proclitic: bool,
}

impl<'w> Segments<'w> {
    pub(super) fn new(word: &'w str, scheme: Scheme) -> Self {
        let start = Start { offset: 0, role: Role::Stem, unwritten: Unwritten::Nothing, is_proclitic: false };
        let mut segments = Self { word, starts: [start; MAX_SEGMENTS], len: 0, next: 0 };
        for_each_segment(word, scheme, &mut |Segment { start, role, unwritten, is_proclitic, .. }| {
            if let Some(free) = segments.starts.get_mut(segments.len) {
                // A word with segments is shorter than 4 GiB.
                *free = Start { offset: start as u32, role, unwritten, is_proclitic };
                segments.len += 1;
            }
        });
        segments
    }
}

impl<'w> Iterator for Segments<'w> {
    type Item = Segment<'w>;

    fn next(&mut self) -> Option<Segment<'w>> {
        let Start { offset, role, unwritten, is_proclitic } = *self.starts[..self.len].get(self.next)?;
        self.next += 1;
        let end = self.starts[..self.len].get(self.next).map_or(self.word.len(), |next| next.offset as usize);
        let start = offset as usize;
        let (starts_word, ends_word) = (self.next == 1, self.next == self.len);
        Some(Segment { text: &self.word[start..end], start, role, unwritten, is_proclitic, starts_word, ends_word })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len - self.next, Some(self.len - self.next))
    }
}

impl ExactSizeIterator for Segments<'_> {}
impl FusedIterator for Segments<'_> {}
