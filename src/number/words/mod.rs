//! Numbers in words.

mod grammar;
mod lexicon;

use crate::number::is_invisible;
use crate::rules::letters::{ALEF_HAMZA_ABOVE, FATHATAN, HAMZA_ABOVE, OPEN_FATHATAN, TATWEEL, is_letter, is_mark};
use crate::rules::unicode::is_line_break;
use crate::token::{Parts, TokenKind, Words, parts, words};
use alloc::string::String;
use alloc::vec::Vec;
use core::iter::{FlatMap, FusedIterator, Peekable};
use core::ops::Range;
use grammar::Lexeme;
use lexicon::{Kind, Lexicon, Prefix};

/// The number that a text is in words; `None` if it is none, or more than one. White space and invisible characters
/// around it are ignored. See [`find_words`] for the grammar.
///
/// ```
/// use naqi::number::parse_words;
/// let value = |text: &str| parse_words(text).map(|number| number.value());
/// assert_eq!(value("ألفٌ وخمسُمئة"), Some(1500));
/// assert_eq!(value("الف و خمسمائه"), Some(1500));
/// assert_eq!(value("خمسة خمسة"), None);
/// ```
pub fn parse_words(text: &str) -> Option<SpelledNumber<'_>> {
    let is_around = |c: char| c.is_whitespace() || is_invisible(c);
    let number = find_words(text).next()?;
    let (before, after) = (&text[..number.start], &text[number.span().end..]);
    (before.chars().all(is_around) && after.chars().all(is_around)).then_some(number)
}

/// The numbers of a text in words, in order: cardinals from 0 (`صفر`) to above 10¹² (`تريليون`).
///
/// - **Spellings** are compared without marks and tatweel, and with hamza, `ة` and `ى` unified, as search does. A
///   hundred is `مئة` or `مائة`, also `مية` or `ماية`; three hundred is one word or two. Both genders and all cases are
///   read, and whether they agree is not checked: `خمس عشرة`, and also `خمسة عشرة`.
/// - **Order** is that of the grammar: larger scales first, in each of them hundreds, a unit and tens, and `و` before
///   each part but the first, attached or apart. Words in another order are several numbers: `خمسة خمسة` is 5 and 5.
/// - **Scales** are `ألف` for 10³, `مليون` for 10⁶, `مليار` or `بليون` for 10⁹, and `تريليون` or `ترليون` for 10¹².
///   Thousands may stand before a larger scale: `ألف وخمسمئة مليار` is 1500 · 10⁹, and `ألف ألف` a million, as in older
///   texts. After whole hundreds one or two of the same scale may follow: `مئة ألف وألفان` is 102,000.
/// - **The form `ألفا`** (and `مليونا` …) is a thousand with a fathatan, after a number, and if a part with `و`
///   follows; else it is the dual before a noun, two thousand.
/// - **Before the first word** the letters `و` and `ف` and then `ب` or `ل` or `ك` may stand. They are not in the span.
/// - **White space** without a line end separates the words. A sign between them ends a number.
/// - **Not read** are words with the article, ordinals (`الثالث عشر`), scales after digits (`5 ملايين`), fractions
///   (`خمسة ونصف` and `نصف مليون`) and decimals (`فاصلة`), nor what is joined to them with `و`: no part of such a number is found.
///   Nor are the words of dialects that differ from these in more than a spelling (`تلاتة` and `حداشر`).
///
/// Words are read by their spelling alone: `ست` may also be a lady, and `صفر` a month.
///
/// Takes linear time, and memory for the longest run of number words.
///
/// ```
/// let text = "وصل ثلاثة آلاف وخمسمئة زائر بعشرين حافلة";
/// let found: Vec<_> = naqi::number::find_words(text).map(|n| n.value()).collect();
/// assert_eq!(found, [3500, 20]);
/// ```
pub fn find_words(text: &str) -> SpelledNumbers<'_> {
    let tokens = words(text).flat_map(parts as fn(_) -> _).peekable();
    SpelledNumbers { text, tokens, lexicon: Lexicon::get(), phrase: Vec::new(), at: 0, buffer: String::new() }
}

/// A number in words in a text.
///
/// ```
/// let number = naqi::number::find_words("بعد مئة عام").next().unwrap();
/// assert_eq!((number.value(), number.span()), (100, 7..13));
/// assert_eq!(number.text(), "مئة");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SpelledNumber<'t> {
    text: &'t str,
    start: usize,
    value: u64,
}

impl<'t> SpelledNumber<'t> {
    /// The words, without what is before the first one in the same word: the `و` of `وخمسة`.
    ///
    /// ```
    /// let number = naqi::number::find_words("كتاب وخمسة أقلام").next().unwrap();
    /// assert_eq!(number.text(), "خمسة");
    /// ```
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The range of its bytes in the text that was given.
    ///
    /// ```
    /// assert_eq!(naqi::number::parse_words(" مئة").unwrap().span(), 1..7);
    /// ```
    pub fn span(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The value, less than 10¹⁸.
    ///
    /// ```
    /// assert_eq!(naqi::number::parse_words("خمسة وعشرون ألفًا").unwrap().value(), 25_000);
    /// ```
    pub fn value(&self) -> u64 {
        self.value
    }
}

type WordParts<'t> = FlatMap<Words<'t>, Parts<'t>, fn(crate::token::Token<'t>) -> Parts<'t>>;

/// Iterates over the numbers of a text in words. See [`find_words`].
///
/// ```
/// let mut numbers = naqi::number::find_words("خمسة خمسة");
/// assert_eq!(numbers.by_ref().map(|n| n.value()).collect::<Vec<_>>(), [5, 5]);
/// ```
#[derive(Clone)]
pub struct SpelledNumbers<'t> {
    text: &'t str,
    tokens: Peekable<WordParts<'t>>,
    lexicon: &'static Lexicon,
    /// Number words with nothing but spaces between them, and the index of the next one.
    phrase: Vec<Lexeme>,
    at: usize,
    /// Receives normalized words.
    buffer: String,
}

impl core::fmt::Debug for SpelledNumbers<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("SpelledNumbers").field("text", &self.text).finish_non_exhaustive()
    }
}

impl<'t> Iterator for SpelledNumbers<'t> {
    type Item = SpelledNumber<'t>;

    fn next(&mut self) -> Option<SpelledNumber<'t>> {
        loop {
            while self.at < self.phrase.len() {
                let (found, next) = grammar::next_number(&self.phrase, self.at);
                self.at = next;
                if let Some((value, words)) = found
                    && let (Some(first), Some(last)) = (self.phrase.get(words.start), self.phrase.get(words.end - 1))
                {
                    let (start, end) = (first.span.start, last.span.end);
                    return Some(SpelledNumber { text: &self.text[start..end], start, value });
                }
            }
            if !self.read_phrase() {
                return None;
            }
        }
    }
}

impl FusedIterator for SpelledNumbers<'_> {}

impl SpelledNumbers<'_> {
    /// Reads the next number words up to another word, a sign or a line end. Returns whether there are any.
    fn read_phrase(&mut self) -> bool {
        self.at = 0;
        self.phrase.clear();
        let mut and = None;
        while let Some(token) = self.tokens.peek().copied() {
            let span = token.span();
            if let Some(end) = self.phrase.last().map(|last| and.unwrap_or(last.span.end))
                && !self.text[end..span.start].chars().all(is_space)
            {
                break;
            }
            let lexeme = match token.kind() {
                TokenKind::Number => Some((Kind::Digits, Prefix::None, span.start)),
                _ => self.lexeme(token.text(), span.start),
            };
            match lexeme {
                Some((Kind::And, ..)) if and.is_none() => and = Some(span.end),
                Some((kind, prefix, start)) if kind != Kind::And => {
                    if (kind, prefix) == (Kind::Ten, Prefix::None) {
                        self.read_one_as_and_one();
                    }
                    let is_apart = and.take().is_some_and(|end| self.text[end..start].chars().all(is_space));
                    let prefix = if is_apart && prefix == Prefix::None { Prefix::And } else { prefix };
                    let has_fathatan = token.text().contains([FATHATAN, OPEN_FATHATAN]);
                    self.phrase.push(Lexeme { kind, prefix, has_fathatan, span: start..span.end });
                    if token.text().contains(ALEFS_WITH_HAMZA) {
                        self.read_one_as_and_one();
                    }
                }
                _ if !self.phrase.is_empty() => break,
                _ => and = None,
            }
            self.tokens.next();
        }
        !self.phrase.is_empty()
    }

    /// The word `واحد` is read as `وأحد` before ten, and where a hamza is written: `و` and the one of eleven.
    fn read_one_as_and_one(&mut self) {
        let Some(last) = self.phrase.last_mut() else { return };
        let word = &self.text[last.span.clone()];
        let mut letters = word.char_indices().filter(|&(_, c)| is_letter(c));
        // `واحدة` and `واحدا` have five letters.
        if last.kind == Kind::Unit(1)
            && letters.clone().count() == 4
            && let Some((at, _)) = letters.nth(1)
        {
            (last.kind, last.prefix) = (Kind::UnitOfTen(1), Prefix::And);
            last.span.start += at;
        }
    }

    /// The number word that a word is, its prefix, and where it starts after the prefix.
    fn lexeme(&mut self, word: &str, start: usize) -> Option<(Kind, Prefix, usize)> {
        self.buffer.clear();
        self.lexicon.normalizer().normalize_into(word, &mut self.buffer);
        let (kind, prefix, letters) = self.lexicon.read(&self.buffer)?;
        if letters == 0 {
            return Some((kind, prefix, start));
        }
        // The prefix has so many letters, each with its marks.
        let rest = word.char_indices().filter(|&(_, c)| is_letter(c)).nth(letters).map_or("", |(at, _)| &word[at..]);
        let term_start = self.buffer.char_indices().nth(letters).map_or(self.buffer.len(), |(at, _)| at);
        let is_same = self.lexicon.normalizer().normalize(rest) == self.buffer[term_start..];
        is_same.then_some((kind, prefix, start + word.len() - rest.len()))
    }
}

/// ALEF WITH HAMZA ABOVE, HAMZA ABOVE on an alef, and presentation forms.
const ALEFS_WITH_HAMZA: [char; 4] = [ALEF_HAMZA_ABOVE, HAMZA_ABOVE, '\u{FE83}', '\u{FE84}'];

/// Whether a character may be between the words of a number.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !is_line_break(c) || is_invisible(c) || is_mark(c) || c == TATWEEL
}
