//! Sentence boundaries by UAX #29, and the tailoring for Arabic prose.

use crate::rules::unicode::{SENTENCE, sentence as sb};
use crate::token::{Token, TokenKind};

/// Which rules end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Rules {
    Annex29,
    Arabic,
}

/// Abbreviations after whose point a sentence goes on: titles, eras, addresses. Single letters are taken besides.
const ABBREVIATIONS: &[&str] = &[
    "أ.د", "د.م", "أ.م", "م.م", "ص.ب", "ق.م", "ب.م", "ق.هـ", "هـ", "إلخ", "الخ", "ج.م", "ر.س", "د.إ", "د.ك", "د.ع",
    "ص.ص", "رض", "عج", "تح", "مج", "ط.ت",
];
/// What ends a sentence in Arabic prose and not by UAX #29.
const ARABIC_SEMICOLON: char = '\u{61B}';

/// The sentences of a text. See [`sentences`](crate::sentences).
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    text: &'t str,
    at: usize,
    rules: Rules,
}

impl<'t> Sentences<'t> {
    pub(super) fn new(text: &'t str, rules: Rules) -> Self {
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
            Rules::Annex29 => end(self.text, start, Rules::Annex29),
            Rules::Arabic => arabic_end(self.text, start),
        };
        Some(Token { text: &self.text[start..self.at], start, kind: TokenKind::Sentence })
    }
}

impl core::iter::FusedIterator for Sentences<'_> {}

/// The class of the character at `at`, and its length.
fn peek(text: &str, at: usize) -> Option<(u8, usize)> {
    (at < text.len()).then(|| SENTENCE.at(text, at))
}

/// Passes characters of a class, with what SB5 ignores behind each.
fn skip(text: &str, mut at: usize, class: u8) -> usize {
    loop {
        match peek(text, at) {
            Some((c, len)) if c == class => at = skip_ignored(text, at + len),
            _ => return at,
        }
    }
}

fn skip_ignored(text: &str, mut at: usize) -> usize {
    while let Some((sb::EXTEND | sb::FORMAT, len)) = peek(text, at) {
        at += len;
    }
    at
}

/// Where the sentence ends that starts at `start`, by UAX #29 and, for Arabic prose, behind ؛.
fn end(text: &str, start: usize, rules: Rules) -> usize {
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
            _ if rules == Rules::Arabic && text[..at].ends_with(ARABIC_SEMICOLON) => {
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

/// SB3, SB4: a line end is passed whole.
fn after_paragraph(text: &str, at: usize, class: u8) -> usize {
    if class == sb::CR && text.as_bytes().get(at) == Some(&b'\n') { at + 1 } else { at }
}

/// From behind a terminator: where the sentence goes on, or where it ends.
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
        Some(_) if terminator == sb::ATERM && lower_comes(text, at) => Ok(at), // SB8
        Some(_) => Err(at),                                         // SB11
    }
}

fn lower_comes(text: &str, mut at: usize) -> bool {
    while let Some((class, len)) = peek(text, at) {
        match class {
            sb::LOWER => return true,
            sb::OLETTER | sb::UPPER | sb::CR | sb::LF | sb::SEP | sb::ATERM | sb::STERM => return false,
            _ => at += len,
        }
    }
    false
}

/// Where a sentence of Arabic prose ends: it goes on behind an abbreviation.
fn arabic_end(text: &str, start: usize) -> usize {
    let mut to = end(text, start, Rules::Arabic);
    let mut before = None;
    let mut read = start;
    while to < text.len()
        && let Some(word) = abbreviation(text, read, to, before)
    {
        (before, read) = (Some(word), to);
        to = end(text, to, Rules::Arabic);
    }
    to
}

/// An abbreviation at the end of a part of a sentence: where the word starts, and whether the part ends with its point.
#[derive(Clone, Copy)]
struct Abbreviation {
    start: usize,
    at_end: bool,
}

/// The abbreviation in whose point the part `from..to` of a sentence ends, if it does, and with no line end. `before` is
/// the one at the end of the part before.
///
/// A word that goes on from the part before is not read again, so that time is linear: where it starts and that it
/// holds a letter is known.
fn abbreviation(text: &str, from: usize, to: usize, before: Option<Abbreviation>) -> Option<Abbreviation> {
    let part = &text[from..to];
    let spaceless = part.trim_end_matches(|c: char| c.is_whitespace() && !"\n\r\u{85}\u{2028}\u{2029}".contains(c));
    let body = spaceless.strip_suffix('.')?;
    let is_inside = |c: char| c.is_alphanumeric() || c == '.' || c == '\u{640}';
    let end_of_word = body.trim_end_matches(is_inside).len();
    let word = &body[end_of_word..];
    let goes_on = before.filter(|word| end_of_word == 0 && word.at_end);
    let start = goes_on.map_or(from + end_of_word, |word| word.start);
    let one_letter = word.rsplit('.').next().is_some_and(|last| last.chars().count() == 1);
    let holds_letter = goes_on.is_some() || word.chars().any(crate::rules::letters::is_letter);
    let is_known = || ABBREVIATIONS.contains(&&text[start..from + body.len()]);
    (holds_letter && (one_letter || is_known()))
        .then_some(Abbreviation { start, at_end: spaceless.len() == part.len() })
}
