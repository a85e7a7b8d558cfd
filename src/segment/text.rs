//! The segments of the words of a text.

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

    /// Appends what [`to_text`](Self::to_text) gives. The output has at most nine times as many bytes as the text.
    pub fn push_text(&self, text: &str, style: Style, output: &mut String) {
        let mut done = 0;
        let mut is_before_stem = true;
        for segment in self.segments(text) {
            let span = segment.span();
            output.push_str(&text[done..span.start]);
            done = span.end;
            if segment.starts_word {
                is_before_stem = true;
            } else {
                output.push_str(match style {
                    Style::Penn if is_before_stem => "+ ",
                    Style::Penn => " +",
                    Style::Plus => "+",
                    Style::Spaces => " ",
                });
            }
            is_before_stem &= segment.is_proclitic;
            output.push_str(segment.unwritten);
            output.push_str(segment.text);
        }
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
    /// Goes to the next word between signs and `_`.
    fn next_word(&mut self) -> Option<()> {
        while self.rest.is_empty() {
            match self.parts.as_mut().and_then(Iterator::next) {
                Some(part) => (self.rest, self.at) = (part.text(), part.span().start),
                None => {
                    let word = self.words.next()?;
                    if let Some(segments) = Segments::of_plain(word.text(), self.scheme) {
                        (self.segments, self.start) = (segments, word.span().start);
                        return Some(());
                    }
                    self.parts = Some(parts(word));
                }
            }
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
}

impl core::iter::FusedIterator for TextSegments<'_> {}
