//! How often each character occurs in a text, and its class in Arabic text, which naqi's functions decide.

use naqi::letters::{self, TATWEEL};
use naqi::step::Digits;
use std::cmp::Reverse;

/// Ten bytes for each code point of Unicode, for any length of the text.
pub struct Characters {
    counts: Vec<u64>,
    /// The classes of the characters that occur.
    classes: Vec<Option<Class>>,
    pub letters: u64,
    pub marks: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Letter,
    Mark,
    Tatweel,
    Form,
    AsciiDigit,
    ArabicDigit,
    PersianDigit,
    BidiControl,
    Joiner,
    Invisible,
    Space,
    OtherLetter,
    Other,
}

impl Class {
    pub fn of(c: char) -> Self {
        let text = &*c.encode_utf8(&mut [0; 4]).to_owned();
        match c {
            TATWEEL => Self::Tatweel,
            _ if letters::is_mark(c) => Self::Mark,
            _ if naqi::digits(text, Digits::Ascii).bytes().all(|byte| byte.is_ascii_digit()) => Self::digit(text),
            _ if naqi::unify_forms(text) != text => Self::Form,
            _ if letters::is_letter(c) => Self::Letter,
            _ if naqi::strip_bidi(text).is_empty() => Self::BidiControl,
            _ if naqi::strip_joiners(text).is_empty() => Self::Joiner,
            _ if naqi::strip_invisible(text).is_empty() => Self::Invisible,
            _ if c.is_whitespace() => Self::Space,
            _ if c.is_alphabetic() => Self::OtherLetter,
            _ => Self::Other,
        }
    }

    fn digit(text: &str) -> Self {
        match text {
            _ if naqi::digits(text, Digits::Ascii) == text => Self::AsciiDigit,
            _ if naqi::digits(text, Digits::Arabic) == text => Self::ArabicDigit,
            _ => Self::PersianDigit,
        }
    }

    /// Whether a reader cannot see it.
    pub fn is_unseen(self) -> bool {
        matches!(self, Self::BidiControl | Self::Joiner | Self::Invisible)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Letter => "Arabic letters",
            Self::Mark => "Arabic marks",
            Self::Tatweel => "tatweel",
            Self::Form => "presentation forms",
            Self::AsciiDigit => "ASCII digits",
            Self::ArabicDigit => "Arabic-Indic digits",
            Self::PersianDigit => "extended Arabic-Indic digits",
            Self::BidiControl => "bidi controls",
            Self::Joiner => "joiners (ZWJ, ZWNJ)",
            Self::Invisible => "other invisible characters",
            Self::Space => "spaces and line ends",
            Self::OtherLetter => "letters of other scripts",
            Self::Other => "punctuation and all else",
        }
    }

    pub const ALL: [Class; 13] = [
        Self::Letter,
        Self::Mark,
        Self::Tatweel,
        Self::Form,
        Self::AsciiDigit,
        Self::ArabicDigit,
        Self::PersianDigit,
        Self::BidiControl,
        Self::Joiner,
        Self::Invisible,
        Self::Space,
        Self::OtherLetter,
        Self::Other,
    ];
}

impl Characters {
    pub fn new() -> Self {
        let count = char::MAX as usize + 1;
        Self { counts: vec![0; count], classes: vec![None; count], letters: 0, marks: 0 }
    }

    pub fn add_text(&mut self, text: &str) {
        for c in text.chars() {
            self.counts[c as usize] += 1;
            match *self.classes[c as usize].get_or_insert_with(|| Class::of(c)) {
                Class::Letter => self.letters += 1,
                Class::Mark => self.marks += 1,
                _ => {}
            }
        }
    }

    /// Every character of the text, with its class and count, in order.
    pub fn iter(&self) -> impl Iterator<Item = (char, Class, u64)> + '_ {
        ('\0'..=char::MAX).filter_map(|c| Some((c, self.classes[c as usize]?, self.counts[c as usize])))
    }

    /// Characters of some classes, the most frequent first.
    pub fn of(&self, wanted: impl Fn(Class) -> bool) -> Vec<(char, u64)> {
        let of_class = self.iter().filter(|&(_, class, _)| wanted(class));
        let mut rows: Vec<(char, u64)> = of_class.map(|(c, _, count)| (c, count)).collect();
        rows.sort_by_key(|&(c, count)| (Reverse(count), c));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_its_characters() {
        let examples = "بَـ\u{FEFB}5٥۵\u{202E}\u{200C}\u{200B} a.";
        let found: Vec<Class> = examples.chars().map(Class::of).collect();
        assert_eq!(found, Class::ALL);
        assert_eq!(Class::of('\u{66B}'), Class::Other); // the decimal separator is no digit
    }
}
