//! The parts of a word between the signs that UAX #29 joins to Arabic letters, as in `ج.م.ع` and `كتاب.pdf`.
//!
//! ```text
//! a sign           punctuation, a symbol or a pictograph, with the marks and format characters after it
//! a run of signs   divides the word beside a letter of the Arabic script; always with U+060D or a keycap in it
//! a part           what is left between such runs, with a letter or a number in it
//! ```
//!
//! Other signs stay in their word: `1,234.56`, `example.com`, `don't`. So do connectors (ExtendNumLet) everywhere: `كأس_العالم`.

use crate::rules::letters::TATWEEL;
use crate::rules::unicode::{Script, WORD, category, script, word as wb};
use crate::token::word::{EMOJI_STYLE, KEYCAP, SIGNS, is_ignored};
use crate::token::{Token, TokenKind};
use core::ops::Range;

/// U+060D ARABIC DATE SEPARATOR.
const DATE_SEPARATOR: char = '\u{60D}';

/// The parts of a word of UAX #29 that are terms of their own. Most words have one part, which is the word.
pub(crate) fn parts(word: Token<'_>) -> Parts<'_> {
    Parts { word, at: 0 }
}

/// Whether a text contains a letter or a number.
#[inline]
pub(crate) fn has_letter_or_number(text: &str) -> bool {
    let is_one = |at: usize| matches!(WORD.at(text, at).0 >> 5, category::LETTER | category::NUMBER);
    text.char_indices().any(|(at, _)| is_one(at))
}

/// Whether a word of UAX #29 is ASCII, or has neither signs nor a keycap: then no sign divides it.
fn is_one_part(word: &str) -> bool {
    if word.is_ascii() {
        return true;
    }
    let mut at = 0;
    while at < word.len() {
        let (property, len) = WORD.at(word, at);
        if is_sign(property) || len == KEYCAP.len_utf8() && word[at..].starts_with(KEYCAP) {
            return false;
        }
        at += len;
    }
    true
}

/// Whether a character with this property is a sign. Connectors are none.
#[inline(always)]
fn is_sign(property: u8) -> bool {
    SIGNS >> (property >> 5) & 1 == 1 && property & 31 != wb::EXTEND_NUM_LET
}

/// Iterates over the parts of a word. See [`parts`].
#[derive(Clone, Debug)]
pub(crate) struct Parts<'t> {
    word: Token<'t>,
    /// The offset in the word up to which parts were found.
    at: usize,
}

impl<'t> Iterator for Parts<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        if self.at == 0 && is_one_part(self.word.text) {
            self.at = self.word.text.len();
            return Some(self.word);
        }
        while self.at < self.word.text.len() {
            let mut reader = Reader::new(self.word.text, self.at);
            let part = reader.next_part();
            self.at = reader.at;
            if part == (0..self.word.text.len()) {
                return Some(self.word);
            }
            if let Some(kind) = reader.kind {
                let start = self.word.start + part.start;
                return Some(Token { text: &self.word.text[part], start, kind });
            }
        }
        None
    }
}

/// Reads one part, character by character.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// The kind of the part: none without a letter or a number.
    kind: Option<TokenKind>,
    /// Whether the last letter or number is an Arabic letter.
    is_after_arabic: bool,
    /// The run of signs before `at`: its start, and whether it divides the word whatever is beside it.
    run: Option<(usize, bool)>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, at: usize) -> Self {
        Self { text, at, kind: None, is_after_arabic: false, run: None }
    }

    /// The span of the next part, and of what is skipped if it has no kind. `at` is then where the part after it starts.
    fn next_part(&mut self) -> Range<usize> {
        let mut start = self.at;
        while self.at < self.text.len() {
            let (property, len) = WORD.at(self.text, self.at);
            let (class, category) = (property & 31, property >> 5);
            match category {
                category::LETTER | category::NUMBER => {
                    let is_arabic = category == category::LETTER && self.is_arabic_letter();
                    if let Some((end, divides)) = self.run.take()
                        && (divides || is_arabic || self.is_after_arabic)
                    {
                        if self.kind.is_some() {
                            return start..end;
                        }
                        start = self.at;
                    }
                    self.is_after_arabic = is_arabic;
                    let is_letter = category == category::LETTER || self.kind == Some(TokenKind::Word);
                    self.kind = Some(if is_letter { TokenKind::Word } else { TokenKind::Number });
                }
                _ if is_ignored(class) => self.add_keycap(start),
                _ if is_sign(property) => {
                    let (start, divides) = self.run.unwrap_or((self.at, false));
                    self.run = Some((start, divides || self.text[self.at..].starts_with(DATE_SEPARATOR)));
                }
                _ => {}
            }
            self.at += len;
        }
        match self.run {
            Some((end, divides)) if divides || self.is_after_arabic => start..end,
            _ => start..self.at,
        }
    }

    /// Letters of the Arabic script. Tatweel belongs to several scripts, but it only stretches Arabic letters here.
    fn is_arabic_letter(&self) -> bool {
        let letter = self.text[self.at..].chars().next();
        letter.is_some_and(|c| !c.is_ascii() && (c == TATWEEL || script(c) == Script::Arabic))
    }

    /// Adds a keycap at `at` to the signs, with U+FE0F before it.
    fn add_keycap(&mut self, start: usize) {
        if self.text[self.at..].starts_with(KEYCAP) {
            let before = self.text[start..self.at].strip_suffix(EMOJI_STYLE).map_or(self.at - start, str::len);
            let (start, _) = self.run.unwrap_or((start + before, true));
            self.run = Some((start, true));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, WORD, has_letter_or_number, is_one_part, is_sign};
    use crate::token::TokenKind::{Number, Word};
    use crate::token::word::segment;
    use crate::token::{TokenKind, parts, words};
    use alloc::format;
    use alloc::vec::Vec;

    fn parts_of(text: &str) -> Vec<(&str, TokenKind)> {
        words(text).flat_map(parts).map(|part| (part.text(), part.kind())).collect()
    }

    fn texts(text: &str) -> Vec<&str> {
        words(text)
            .flat_map(parts)
            .inspect(|part| assert_eq!(&text[part.span()], part.text()))
            .map(|p| p.text())
            .collect()
    }

    #[test]
    fn signs_beside_arabic_letters_divide_words() {
        assert_eq!(texts("ج.م.ع"), ["ج", "م", "ع"]);
        assert_eq!(texts("قال:نعم لا.يوجد"), ["قال", "نعم", "لا", "يوجد"]);
        assert_eq!(parts_of("كتاب.pdf"), [("كتاب", Word), ("pdf", Word)]);
        assert_eq!(parts_of("1\u{2060}٫ب"), [("1\u{2060}", Number), ("ب", Word)]);
        assert_eq!(texts("ab.c.نعم"), ["ab.c", "نعم"]);
        assert_eq!(texts("هـ.قِ.مٌ"), ["هـ", "قِ", "مٌ"]);
        assert_eq!(texts("لا.\u{200F}نعم"), ["لا", "نعم"]);
        assert_eq!(texts("نعم\u{200D}😀"), ["نعم\u{200D}"]);
        assert_eq!(texts("٥٫كجم"), ["٥", "كجم"]);
    }

    #[test]
    fn date_separators_and_keycaps_divide_numbers() {
        assert_eq!(parts_of("٢٠٢٤؍٠١؍١٥"), [("٢٠٢٤", Number), ("٠١", Number), ("١٥", Number)]);
        assert_eq!(parts_of("1\u{FE0F}\u{20E3}2\u{20E3}"), [("1", Number), ("2", Number)]);
        assert_eq!(parts_of("ب\u{20E3}"), [("ب", Word)]);
    }

    /// `Parts` returns such a word without a `Reader`, and terms do not ask for its parts: a `Reader` would return the same.
    #[test]
    fn words_without_dividing_signs_have_one_part() {
        let (mut one_part, mut no_signs) = (0, 0);
        for c in ('\u{80}'..=char::MAX).filter(|&c| has_letter_or_number(c.encode_utf8(&mut [0; 4]))) {
            for text in [format!("ب{c}ب"), format!("a{c}1{c}1"), format!("{c}{c}")] {
                for word in words(&text).filter(|word| word.text.contains(c)) {
                    let is_one = is_one_part(word.text);
                    let has_no_signs = !segment(&text, word.start).may_have_signs();
                    if is_one || has_no_signs {
                        let mut reader = Reader::new(word.text, 0);
                        assert_eq!(
                            (reader.next_part(), reader.kind),
                            (0..word.text.len(), Some(word.kind)),
                            "{text:?}"
                        );
                    }
                    (one_part, no_signs) = (one_part + usize::from(is_one), no_signs + usize::from(has_no_signs));
                }
            }
        }
        // There are 150,000 letters and numbers.
        assert!(one_part > 400_000 && no_signs > 400_000, "{one_part} {no_signs}");
    }

    /// Not only letters: a mark, a format character or a sign between letters. Signs of words in ASCII divide nothing.
    #[test]
    fn words_with_any_character_have_one_part_if_it_is_no_dividing_sign() {
        for c in char::MIN..=char::MAX {
            for text in [format!("ب{c}ب"), format!("a{c}1{c}1")] {
                for word in words(&text).filter(|word| is_one_part(word.text)) {
                    assert_eq!(Reader::new(word.text, 0).next_part(), 0..word.text.len(), "{text:?}");
                    let has_sign = word.text.chars().any(|c| is_sign(category_and_class(c)));
                    assert!(!has_sign || word.text.is_ascii(), "{text:?}");
                }
            }
        }
    }

    fn category_and_class(c: char) -> u8 {
        WORD.at(c.encode_utf8(&mut [0; 4]), 0).0
    }

    #[test]
    fn other_words_have_one_part() {
        for text in ["1234.56", "1,2", "example.com", "don't", "snake_case", "٣٫٥", "5،000", "کتاب\u{200C}ها", "1.5a"]
        {
            assert_eq!(texts(text), [text]);
        }
        assert_eq!(texts("ذَ\u{202F}\u{670}لِكَ"), ["ذَ\u{202F}\u{670}لِكَ"]);
    }
}
