//! The segments of the words of a text.

use crate::segment::divide::{for_each_of_plain, for_each_segment};
use crate::segment::parse::plain;
use crate::segment::{Scheme, Segment, Segments};
use crate::token::{Parts, Words, parts, words};
use alloc::string::String;

/// Divides the words of texts into segments.
///
/// Words are those of [`words`](crate::words()), divided at signs and at `_`. A word that is no Arabic word of at most
/// [`LONGEST`](super::LONGEST) letters is one segment.
///
/// ```
/// use naqi::segment::{Scheme, Segmenter, Style};
///
/// let segmenter = Segmenter::new(Scheme::Clitics);
/// let text = "وقرأتها للطلاب، 2024";
/// assert_eq!(segmenter.to_text(text, Style::Plus), "و+قرأت+ها ل+ال+طلاب، 2024");
/// assert_eq!(segmenter.to_text(text, Style::Penn), "و+ قرأت +ها ل+ ال+ طلاب، 2024");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Segmenter {
    scheme: Scheme,
}

/// How segments are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Style {
    /// A space between segments, and a `+` on the side of the stem. Models that were trained on segmented text, such as
    /// AraBERT's, read this.
    #[default]
    Penn,
    /// A `+` between segments, as Farasa prints them.
    Plus,
    /// A space between segments.
    Spaces,
}

crate::names::named! { Style, "style of segments", "segment::Style";
    Penn = "penn",
    Plus = "plus",
    Spaces = "spaces",
}

impl Segmenter {
    /// A segmenter of a scheme.
    pub fn new(scheme: Scheme) -> Self {
        Self { scheme }
    }

    /// The segments of all words of a text, in order, with their spans in the text. Takes linear time and allocates nothing.
    ///
    /// ```
    /// use naqi::segment::{Role, Scheme, Segmenter};
    /// let text = "في بيتهم";
    /// let found: Vec<_> = Segmenter::new(Scheme::Clitics).segments(text).map(|s| (s.span(), s.role())).collect();
    /// assert_eq!(found, [(0..4, Role::Stem), (5..11, Role::Stem), (11..15, Role::Pronoun)]);
    /// ```
    pub fn segments<'t>(&self, text: &'t str) -> TextSegments<'t> {
        TextSegments {
            scheme: self.scheme,
            words: words(text),
            parts: None,
            rest: "",
            at: 0,
            segments: Segments::new("", self.scheme),
            start: 0,
        }
    }

    /// The text with its words written as segments, and all else as it is. A `+` of the text is not escaped.
    pub fn to_text(&self, text: &str, style: Style) -> String {
        let mut output = String::new();
        self.push_text(text, style, &mut output);
        output
    }

    /// Appends what [`to_text`](Self::to_text) gives. The output is at most three times as long as the text.
    pub fn push_text(&self, text: &str, style: Style, output: &mut String) {
        let mut done = 0;
        let mut is_before_stem = true;
        self.segments(text).for_each(|segment| {
            output.push_str(&text[done..segment.start]);
            done = segment.start + segment.text.len();
            if !segment.starts_word {
                output.push_str(match style {
                    Style::Penn if is_before_stem => "+ ",
                    Style::Penn => " +",
                    Style::Plus => "+",
                    Style::Spaces => " ",
                });
            }
            is_before_stem = segment.is_proclitic;
            output.push_str(segment.unwritten());
            output.push_str(segment.text);
        });
        output.push_str(&text[done..]);
    }
}

/// Iterates over the segments of the words of a text. See [`Segmenter::segments`].
#[derive(Clone, Debug)]
pub struct TextSegments<'t> {
    scheme: Scheme,
    words: Words<'t>,
    parts: Option<Parts<'t>>,
    /// What is left of the part, and its offset.
    rest: &'t str,
    at: usize,
    segments: Segments<'t>,
    /// The offset of the word that is divided.
    start: usize,
}

impl<'t> TextSegments<'t> {
    /// Takes the next part of the word that was begun, if there is one.
    fn has_parts(&mut self) -> bool {
        let part = self.parts.as_mut().and_then(Iterator::next);
        if let Some(part) = &part {
            (self.rest, self.at) = (part.text(), part.span().start);
        }
        part.is_some()
    }

    /// Goes to the next word between signs and `_`.
    fn next_word(&mut self) -> Option<()> {
        while self.rest.is_empty() {
            if self.has_parts() {
                continue;
            }
            let word = self.words.next()?;
            if plain(word.text()).is_some() {
                (self.segments, self.start) = (Segments::new(word.text(), self.scheme), word.span().start);
                return Some(());
            }
            self.parts = Some(parts(word));
        }
        let len = self.rest.find('_').unwrap_or(self.rest.len());
        self.start = self.at;
        self.segments = Segments::new(&self.rest[..len], self.scheme);
        let skipped = self.rest.len().min(len + 1);
        (self.rest, self.at) = (&self.rest[skipped..], self.at + skipped);
        Some(())
    }
}

impl<'t> Iterator for TextSegments<'t> {
    type Item = Segment<'t>;

    fn next(&mut self) -> Option<Segment<'t>> {
        loop {
            if let Some(segment) = self.segments.next() {
                return Some(Segment { start: self.start + segment.start, ..segment });
            }
            self.next_word()?;
        }
    }

    /// Faster than a loop over [`next`](Self::next).
    fn for_each<F: FnMut(Segment<'t>)>(mut self, mut each: F) {
        // What is left of a word that was begun.
        while self.segments.len() > 0 || !self.rest.is_empty() || self.has_parts() {
            self.next().into_iter().for_each(&mut each);
        }
        let scheme = self.scheme;
        self.words.for_each(|word| {
            let start = word.span().start;
            let mut emit = |segment: Segment<'t>| each(Segment { start: start + segment.start, ..segment });
            if !for_each_of_plain(word.text(), scheme, &mut emit) {
                for part in parts(word) {
                    let mut at = part.span().start;
                    for piece in part.text().split('_') {
                        for_each_segment(piece, scheme, &mut |s| each(Segment { start: at + s.start, ..s }));
                        at += piece.len() + 1;
                    }
                }
            }
        });
    }
}

impl core::iter::FusedIterator for TextSegments<'_> {}
