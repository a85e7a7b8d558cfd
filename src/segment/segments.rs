//! The segments of a word.

use crate::search::stem::letters::{LetterBits, Letters};
use crate::search::stem::steps::FoldedWord;
use crate::segment::analysis::analyze;
use crate::segment::parse::{ParsedWord, Vowels};
use crate::segment::{Role, Scheme, parse, roles};
use core::iter::FusedIterator;
use core::ops::Range;

/// A segment of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Segment<'w> {
    pub(super) text: &'w str,
    pub(super) start: usize,
    pub(super) role: Role,
    pub(super) unwritten: &'static str,
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
        self.unwritten
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

/// The most segments of a word: five proclitics, the stem, three endings and three enclitics.
const MAX_SEGMENTS: usize = 12;

/// Where a segment starts, and what it is.
#[derive(Clone, Copy, Debug)]
struct Start {
    offset: u32,
    role: Role,
    unwritten: Unwritten,
    is_proclitic: bool,
}

/// What is missing before a segment.
#[derive(Clone, Copy, Debug)]
enum Unwritten {
    Nothing,
    Alef,
    Article,
}

/// Iterates over the segments of a word. See [`segment`](super::segment()).
#[derive(Clone, Debug)]
pub struct Segments<'w> {
    word: &'w str,
    starts: [Start; MAX_SEGMENTS],
    len: usize,
    next: usize,
}

impl<'w> Segments<'w> {
    pub(super) fn new(word: &'w str, scheme: Scheme) -> Self {
        if let Some(segments) = Self::of_plain(word, scheme) {
            return segments;
        }
        let mut segments = Self::none(word);
        if let Some(ParsedWord { letters, offsets, vowels }) = ParsedWord::parse(word) {
            match letters.shortened() {
                Some(letters) => segments.divide(letters, scheme, Some(&vowels), |n| offsets[n]),
                None => segments.divide(letters, scheme, Some(&vowels), |n| offsets[n]),
            }
        } else {
            segments.len = !word.is_empty() as usize;
        }
        segments
    }

    /// The segments of a word of at most ten letters without marks; `None` for another text.
    #[inline]
    pub(super) fn of_plain(word: &'w str, scheme: Scheme) -> Option<Self> {
        let letters = parse::plain(word)?;
        let mut segments = Self::none(word);
        segments.divide(letters, scheme, None, |n| 2 * n as u32);
        Some(segments)
    }

    #[inline]
    fn none(word: &'w str) -> Self {
        let start = Start { offset: 0, role: Role::Stem, unwritten: Unwritten::Nothing, is_proclitic: false };
        Self { word, starts: [start; MAX_SEGMENTS], len: 0, next: 0 }
    }

    /// Divides the letters of a word; `offset` has the offset of a letter.
    #[inline]
    fn divide<B: LetterBits>(
        &mut self,
        letters: Letters<B>,
        scheme: Scheme,
        vowels: Option<&Vowels>,
        offset: impl Fn(usize) -> u32,
    ) {
        let analysis = &analyze(&FoldedWord::of(letters), scheme == Scheme::Morphemes, vowels);
        let joined = if scheme == Scheme::Atb { analysis.article_end } else { 0 };
        let cuts = (analysis.front | analysis.back | analysis.endings) & !joined & ((1 << letters.len) - 1);
        let stem_start = analysis.stem_start();
        let mut left = cuts | 1;
        while left != 0 {
            let start = left.trailing_zeros();
            left &= left - 1;
            let end = if left == 0 { letters.len } else { left.trailing_zeros() };
            // Marks before the first letter belong to the first segment.
            let offset = if start == 0 { 0 } else { offset(start as usize) };
            let is_hidden = analysis.hidden_article >> start & 1 != 0;
            let mut unwritten = match () {
                _ if analysis.alefs >> start & 1 != 0 => Unwritten::Alef,
                _ if analysis.articles >> start & 1 != 0 || is_hidden => Unwritten::Article,
                _ => Unwritten::Nothing,
            };
            if is_hidden && scheme != Scheme::Atb {
                self.push(Start { offset, role: Role::Article, unwritten, is_proclitic: true });
                unwritten = Unwritten::Nothing;
            }
            let role = roles::role(letters, analysis, start..end);
            self.push(Start { offset, role, unwritten, is_proclitic: end <= stem_start });
        }
    }

    #[inline]
    fn push(&mut self, start: Start) {
        if let Some(free) = self.starts.get_mut(self.len) {
            *free = start;
            self.len += 1;
        }
    }
}

impl<'w> Iterator for Segments<'w> {
    type Item = Segment<'w>;

    fn next(&mut self) -> Option<Segment<'w>> {
        let Start { offset, role, unwritten, is_proclitic } = *self.starts[..self.len].get(self.next)?;
        self.next += 1;
        let end = self.starts[..self.len].get(self.next).map_or(self.word.len(), |next| next.offset as usize);
        let start = offset as usize;
        let unwritten = match unwritten {
            Unwritten::Nothing => "",
            Unwritten::Alef => "ا",
            Unwritten::Article => "ال",
        };
        let (starts_word, ends_word) = (self.next == 1, self.next == self.len);
        Some(Segment { text: &self.word[start..end], start, role, unwritten, is_proclitic, starts_word, ends_word })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len - self.next, Some(self.len - self.next))
    }
}

impl ExactSizeIterator for Segments<'_> {}
impl FusedIterator for Segments<'_> {}
