//! Finds sentences by UAX #29, and by a tailoring for Arabic prose.

use crate::rules::letters::{TATWEEL, is_letter};
use crate::rules::unicode::{self, SENTENCE, sentence as sb};
use crate::token::{Token, TokenKind};

/// The rules that end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum SentenceRules {
    Annex29,
    Arabic,
}

/// Abbreviations whose full stop does not end a sentence: titles, eras, addresses. Nor does that of a single letter.
/// U+0640 ARABIC TATWEEL is part of that for the Hijri era.
const ABBREVIATIONS: &[&str] = &[
    "أ.د",
    "د.م",
    "أ.م",
    "م.م",
    "ص.ب",
    "ق.م",
    "ب.م",
    "ق.ه\u{640}",
    "ه\u{640}",
    "إلخ",
    "الخ",
    "ج.م",
    "ر.س",
    "د.إ",
    "د.ك",
    "د.ع",
    "ص.ص",
    "رض",
    "عج",
    "تح",
    "مج",
    "ط.ت",
];
/// The longest abbreviation with bidi controls in it, in bytes.
const MAX_ABBREVIATION: usize = 64;
/// U+061B ARABIC SEMICOLON ends a sentence of Arabic prose, but not by UAX #29.
const ARABIC_SEMICOLON: char = '؛';

/// The sentences of a text. See [`sentences`](crate::sentences).
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    text: &'t str,
    at: usize,
    rules: SentenceRules,
}

impl<'t> Sentences<'t> {
    pub(super) fn new(text: &'t str, rules: SentenceRules) -> Self {
        Self { text, at: 0, rules }
    }
}

impl<'t> Iterator for Sentences<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        self.at = match self.rules {
            SentenceRules::Annex29 => end(self.text, start, SentenceRules::Annex29),
            SentenceRules::Arabic => arabic_end(self.text, start),
        };
        Some(Token { text: &self.text[start..self.at], start, kind: TokenKind::Sentence })
    }
}

impl core::iter::FusedIterator for Sentences<'_> {}

/// The class of the character at `at`, and its length.
fn peek(text: &str, at: usize) -> Option<(u8, usize)> {
    (at < text.len()).then(|| SENTENCE.at(text, at))
}

/// Skips characters of a class, and the Extend and Format after each (SB5).
fn skip(text: &str, mut at: usize, class: u8) -> usize {
    loop {
        match peek(text, at) {
            Some((c, len)) if c == class => at = skip_ignored(text, at + len),
            _ => return at,
        }
    }
}

/// Skips Extend and Format (SB5).
fn skip_ignored(text: &str, mut at: usize) -> usize {
    while let Some((sb::EXTEND | sb::FORMAT, len)) = peek(text, at) {
        at += len;
    }
    at
}

/// The end of the sentence that starts at `start`: by UAX #29, and for Arabic prose also after an Arabic semicolon.
fn end(text: &str, start: usize, rules: SentenceRules) -> usize {
    let mut at = start;
    let mut before = sb::OTHER;
    while let Some((class, len)) = peek(text, at) {
        at += len;
        match class {
            sb::CR | sb::LF | sb::SEP => return after_paragraph(text, at, class),
            sb::EXTEND | sb::FORMAT => continue, // SB5
            sb::ATERM | sb::STERM => {
                at = skip_ignored(text, at);
                match after_terminator(text, at, class, before) {
                    Ok(next) => at = next,
                    Err(end) => return end,
                }
            }
            _ if rules == SentenceRules::Arabic && text[..at].ends_with(ARABIC_SEMICOLON) => {
                at = skip(text, skip(text, skip_ignored(text, at), sb::CLOSE), sb::SP);
                return match peek(text, at) {
                    Some((class @ (sb::CR | sb::LF | sb::SEP), len)) => after_paragraph(text, at + len, class),
                    _ => at,
                };
            }
            _ => {}
        }
        before = class;
    }
    text.len()
}

/// SB3, SB4: the end of the sentence after a line end of class `class`, which may be CR LF.
fn after_paragraph(text: &str, at: usize, class: u8) -> usize {
    if class == sb::CR && text.as_bytes().get(at) == Some(&b'\n') { at + 1 } else { at }
}

/// Decides whether a sentence ends after a terminator: `Err` has its end, `Ok` where to continue reading.
///
/// `at` is after the terminator, `before` the class of the character before it.
fn after_terminator(text: &str, at: usize, terminator: u8, before: u8) -> Result<usize, usize> {
    if terminator == sb::ATERM {
        match peek(text, at) {
            Some((sb::NUMERIC, _)) => return Ok(at), // SB6
            Some((sb::UPPER, _)) if matches!(before, sb::UPPER | sb::LOWER) => return Ok(at), // SB7
            _ => {}
        }
    }
    let at = skip(text, skip(text, at, sb::CLOSE), sb::SP); // SB9, SB10
    match peek(text, at) {
        None => Err(text.len()),
        Some((class @ (sb::CR | sb::LF | sb::SEP), len)) => Err(after_paragraph(text, at + len, class)),
        Some((sb::SCONTINUE | sb::ATERM | sb::STERM, _)) => Ok(at), // SB8a
        Some(_) if terminator == sb::ATERM && lower_follows(text, at) => Ok(at), // SB8
        Some(_) => Err(at),                                         // SB11
    }
}

/// The right side of SB8: whether Lower follows before any other letter, line end or terminator.
fn lower_follows(text: &str, mut at: usize) -> bool {
    while let Some((class, len)) = peek(text, at) {
        match class {
            sb::LOWER => return true,
            sb::OLETTER | sb::UPPER | sb::CR | sb::LF | sb::SEP | sb::ATERM | sb::STERM => return false,
            _ => at += len,
        }
    }
    false
}

/// The end of a sentence of Arabic prose that starts at `start`. A part that ends with an abbreviation does not end it.
fn arabic_end(text: &str, start: usize) -> usize {
    let mut to = end(text, start, SentenceRules::Arabic);
    let mut last = None;
    let mut from = start;
    while to < text.len()
        && let Some(word) = abbreviation(text, from, to, last)
    {
        (last, from) = (Some(word), to);
        to = end(text, to, SentenceRules::Arabic);
    }
    to
}

/// Whether the character is a bidi control (UAX #9). Editors insert them around the full stop of an abbreviation.
fn is_bidi_control(c: char) -> bool {
    unicode::contains(unicode::BIDI_CONTROLS, c)
}

/// An abbreviation at the end of a part of a sentence.
#[derive(Clone, Copy)]
struct Abbreviation {
    start: usize,
    /// Whether the part ends with the full stop: no space follows it.
    is_unspaced: bool,
}

/// The abbreviation at the end of the part `from..to` of a sentence, if the part ends with its full stop and spaces,
/// and not with a line end. `last` is the abbreviation at the end of the part before.
///
/// A word may continue over several parts (`أ.د.`). Its start, and that it contains a letter, are known from `last`, so
/// that no part is read twice and time is linear.
fn abbreviation<'t>(text: &'t str, from: usize, to: usize, last: Option<Abbreviation>) -> Option<Abbreviation> {
    let part = &text[from..to];
    // The line ends are LF, CR, U+0085 NEXT LINE, U+2028 LINE SEPARATOR and U+2029 PARAGRAPH SEPARATOR.
    let unspaced = part.trim_end_matches(|c: char| c.is_whitespace() && !"\n\r\u{85}\u{2028}\u{2029}".contains(c));
    let body = unspaced.trim_end_matches(is_bidi_control).strip_suffix('.')?.trim_end_matches(is_bidi_control);
    let is_inside = |c: char| c.is_alphanumeric() || c == '.' || c == TATWEEL || is_bidi_control(c);
    let word_start = body.trim_end_matches(is_inside).len();
    let word = &body[word_start..];
    let continued = last.filter(|word| word_start == 0 && word.is_unspaced);
    let start = continued.map_or(from + word_start, |word| word.start);
    let visible = |text: &'t str| text.chars().filter(|&c| !is_bidi_control(c));
    let one_letter = word.rsplit('.').next().is_some_and(|last| visible(last).take(2).count() == 1);
    let has_letter = continued.is_some() || word.chars().any(is_letter);
    let whole = &text[start..from + body.len()];
    // Longer words are not read again for each of their parts.
    let is_known =
        || whole.len() <= MAX_ABBREVIATION && ABBREVIATIONS.iter().any(|known| visible(whole).eq(known.chars()));
    (has_letter && (one_letter || is_known()))
        .then_some(Abbreviation { start, is_unspaced: unspaced.len() == part.len() })
}
