//! The rest, which is by character: repetition, digits, what is known, and the spaces between.

use super::Model;
use crate::python;
use regex::Regex;
use std::sync::LazyLock;

/// What a character is to the spaces around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Stands with its like, apart from letters.
    Digit,
    /// An Arabic letter.
    Letter,
    /// A Latin letter or a square bracket, which stands with everything.
    Plain,
    /// Stands alone.
    Sign,
    /// A space, or becomes one.
    Gap,
}

/// Words, numbers and signs with one space between them.
pub(super) fn space(text: &str, model: Model) -> String {
    let mut words = Words { out: String::with_capacity(text.len() + text.len() / 8), chain: None };
    let (mut last, mut count) = (None, 0_usize);
    for c in text.chars() {
        count = if last == Some(c) { count + 1 } else { 1 };
        last = Some(c);
        if count < 3 || is_digit(c) {
            let (kind, c) = known(c, model);
            words.push(kind, c);
        }
    }
    words.finish()
}

/// What a character is, and what is written for it.
fn known(c: char, model: Model) -> (Kind, char) {
    match c {
        '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}' => (Kind::Letter, c),
        ' ' => (Kind::Gap, c),
        '0'..='9' => (Kind::Digit, c),
        '٠'..='٩' => (Kind::Digit, char::from(b'0' + (c as u32 - '٠' as u32) as u8)),
        'a'..='z' | 'A'..='Z' | '[' | ']' => (Kind::Plain, c),
        '/' => (Kind::Sign, '-'),
        '&' => (Kind::Gap, c),
        _ if c.is_ascii_graphic() || is_in_vocabulary(c) => (Kind::Sign, c),
        _ if model == Model::V02Twitter && !python::is_space(c) && is_in_emoji(c) => (Kind::Sign, c),
        _ => (Kind::Gap, c),
    }
}

/// What the peer lists beside ASCII, letters and digits: its signs and those of Arabic, the marks that it has not
/// stripped, four high hamza letters, a pause mark of the Quran, and a sign of Oriya that must have come in by mistake.
fn is_in_vocabulary(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{66C}' | '\u{671}'..='\u{674}' | '\u{6DA}' | '\u{B4D}') || "«·»،؛؟–—‘’“”…".contains(c)
}

/// The code points of the emoji that `emoji` 1.4 lists, which are those of Unicode 13: the emoji themselves, and what
/// joins them, ends a keycap, or spells the flags of England, Scotland and Wales. U+FE0F is one too, but becomes a gap.
fn is_in_emoji(c: char) -> bool {
    static EMOJI: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[\p{Emoji}&&\p{Age:13.0}]").ok());
    match c {
        '\u{E0061}'..='\u{E007A}' => "gbengsctwls".contains(char::from((c as u32 - 0xE0000) as u8)),
        '\u{200D}' | '\u{20E3}' | '\u{E007F}' => true,
        _ => EMOJI.as_ref().is_some_and(|emoji| emoji.is_match(c.encode_utf8(&mut [0; 4]))),
    }
}

/// A decimal digit of any script: these may repeat.
fn is_digit(c: char) -> bool {
    static DIGIT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(python::DIGIT).ok());
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    c.is_numeric() && DIGIT.as_ref().is_some_and(|digit| digit.is_match(c.encode_utf8(&mut [0; 4])))
}

/// What is written so far.
struct Words {
    out: String,
    /// The runs of digits and letters at its end that stood together in the text.
    chain: Option<Chain>,
}

struct Chain {
    start: usize,
    runs: usize,
    first: Kind,
    last: Kind,
}

impl Words {
    fn push(&mut self, kind: Kind, c: char) {
        match (kind, &mut self.chain) {
            (Kind::Digit | Kind::Letter, Some(chain)) => {
                if chain.last != kind {
                    self.out.push(' ');
                    chain.runs += 1;
                    chain.last = kind;
                }
                self.out.push(c);
            }
            (Kind::Digit | Kind::Letter, None) => {
                self.chain = Some(Chain { start: self.out.len(), runs: 1, first: kind, last: kind });
                self.out.push(c);
            }
            (Kind::Plain, _) => {
                self.end_chain();
                self.out.push(c);
            }
            (Kind::Sign, _) => {
                self.end_chain();
                self.gap();
                self.out.push(c);
                self.out.push(' ');
            }
            (Kind::Gap, _) => {
                self.end_chain();
                self.gap();
            }
        }
    }

    /// The peer sets spaces around each pair of digits and then letters, and, where no such pair was, around letters and
    /// then digits: which leaves a Latin letter at letters before the first pair, and at digits behind the last.
    fn end_chain(&mut self) {
        let Some(chain) = self.chain.take() else { return };
        if chain.runs == 2 || chain.runs > 2 && chain.last == Kind::Letter {
            self.gap();
        }
        let stands_at_word = !matches!(self.out.as_bytes()[..chain.start].last(), None | Some(b' '));
        if stands_at_word && (chain.runs == 2 || chain.runs > 2 && chain.first == Kind::Digit) {
            self.out.insert(chain.start, ' ');
        }
    }

    fn gap(&mut self) {
        if !matches!(self.out.as_bytes().last(), None | Some(b' ')) {
            self.out.push(' ');
        }
    }

    fn finish(mut self) -> String {
        self.end_chain();
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out
    }
}
