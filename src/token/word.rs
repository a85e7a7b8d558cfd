//! Finds the end and the kind of a segment by the word boundary rules of UAX #29, character by character.
//!
//! The end of a segment does not depend on the text before its start. So the rules go forward from one boundary to the
//! next. WB6, WB7b and WB12 look ahead: over one middle sign, to the next character that WB4 does not ignore.

use crate::rules::unicode::{WORD, category, word as wb};
use crate::token::TokenKind;

/// A segment of a text.
#[derive(Clone, Copy)]
pub(super) struct Segment {
    pub end: usize,
    /// The word property of its first character.
    first: u8,
    /// The categories of its characters, one bit each.
    categories: u8,
}

/// The categories of signs, one bit each.
pub(super) const SIGNS: u8 = 1 << category::PUNCTUATION | 1 << category::SYMBOL | 1 << category::EMOJI;
/// U+20E3 COMBINING ENCLOSING KEYCAP: with a digit, `#` or `*` it is an emoji.
pub(super) const KEYCAP: char = '\u{20E3}';
/// U+FE0F VARIATION SELECTOR-16: emoji presentation, as in a keycap.
pub(super) const EMOJI_STYLE: char = '\u{FE0F}';

impl Segment {
    /// Whether the segment contains a letter or a number.
    #[inline(always)]
    pub fn is_wordlike(self) -> bool {
        self.categories & (1 << category::LETTER | 1 << category::NUMBER) != 0
    }

    /// Whether the segment may have a sign, as far as its categories tell. Connectors count as signs, and a keycap is a mark.
    #[inline(always)]
    pub fn may_have_signs(self) -> bool {
        self.categories & (SIGNS | 1 << category::MARK) != 0
    }

    /// The kind of the segment, which is `text`.
    #[inline(always)]
    pub fn kind(self, text: &str) -> TokenKind {
        const PLAIN: u8 = 1 << category::LETTER | 1 << category::MARK;
        if self.categories == 1 << category::EMOJI {
            return TokenKind::Emoji;
        }
        let pictograph = is_pictograph(self.first & 31);
        let is_plain = || self.categories & !PLAIN == 0 && !is_styled_letter(text);
        if self.categories & 1 << category::LETTER != 0 && (!pictograph || is_plain()) {
            return TokenKind::Word;
        }
        self.other_kind(text)
    }

    fn other_kind(self, text: &str) -> TokenKind {
        let has = |category: u8| self.categories & 1 << category != 0;
        let mut after_first = text.chars();
        after_first.next();
        let emoji_style = after_first.as_str().starts_with(EMOJI_STYLE);
        let is_keycap = || text.ends_with(KEYCAP) && (has(category::NUMBER) || text.starts_with(['#', '*']));
        if is_pictograph(self.first & 31) && emoji_style || has(category::MARK) && is_keycap() {
            TokenKind::Emoji
        } else if has(category::LETTER) {
            TokenKind::Word
        } else if has(category::NUMBER) {
            TokenKind::Number
        } else if has(category::EMOJI) {
            TokenKind::Emoji
        } else {
            match self.first >> 5 {
                category::SPACE => TokenKind::Space,
                category::PUNCTUATION => TokenKind::Punctuation,
                category::SYMBOL => TokenKind::Symbol,
                _ => TokenKind::Other,
            }
        }
    }
}

/// Whether a text is one character with U+FE0F behind it, as the emoji `ℹ️`.
fn is_styled_letter(text: &str) -> bool {
    text.strip_suffix(EMOJI_STYLE).is_some_and(|base| base.chars().nth(1).is_none())
}

fn is_pictograph(class: u8) -> bool {
    matches!(class, wb::PICTOGRAPH | wb::ALETTER_PICTOGRAPH)
}

/// The segment that starts at `start`, which is a boundary inside the text.
#[inline(always)]
pub(super) fn segment(text: &str, start: usize) -> Segment {
    let (first, len) = WORD.at(text, start);
    let mut cursor = SegmentCursor { text, at: start + len, categories: 1 << (first >> 5) };
    cursor.finish(first & 31);
    Segment { end: cursor.at, first, categories: cursor.categories }
}

/// The part of a segment that is read: its end so far, and its categories.
struct SegmentCursor<'t> {
    text: &'t str,
    at: usize,
    categories: u8,
}

impl SegmentCursor<'_> {
    /// The class and length of the character at `at`, and the bit of its category.
    #[inline(always)]
    fn peek(&self, at: usize) -> Option<(u8, usize, u8)> {
        (at < self.text.len()).then(|| {
            let (property, len) = WORD.at(self.text, at);
            (property & 31, len, 1 << (property >> 5))
        })
    }

    /// Advances to the end of the segment, whose first character has the class `first`.
    #[inline(always)]
    fn finish(&mut self, first: u8) {
        if first == wb::ALETTER {
            self.letters();
            if is_word_end(self.text, self.at) {
                return;
            }
        } else if is_single(first) {
            // Only WB4 (a mark follows) and WB3d (a space follows a space) can join anything to it.
            match self.peek(self.at) {
                Some((next, ..)) if is_ignored(next) || (next, first) == (wb::WSEG_SPACE, wb::WSEG_SPACE) => {}
                _ => return,
            }
        }
        self.finish_by_rules(first);
    }

    #[inline(never)]
    fn finish_by_rules(&mut self, first: u8) {
        let mut class = first;
        match class {
            wb::CR => {
                if self.text.as_bytes().get(self.at) == Some(&b'\n') {
                    self.at += 1; // WB3
                }
                return;
            }
            wb::LF | wb::NEWLINE => return, // WB3a
            wb::WSEG_SPACE => self.spaces(),
            _ => {}
        }
        let mut after_zwj = class == wb::ZWJ;
        loop {
            // WB4: skip Extend, Format and ZWJ. WB3c needs to know whether a ZWJ is the last of them.
            let (next, len, bit) = loop {
                let Some((next, len, bit)) = self.peek(self.at) else { return };
                if !is_ignored(next) {
                    break (next, len, bit);
                }
                after_zwj = next == wb::ZWJ;
                self.at += len;
                self.categories |= bit;
            };
            let pictograph = after_zwj && is_pictograph(next); // WB3c
            class = match self.joined(class, next, self.at + len) {
                _ if pictograph => next,
                Some(class) => class,
                None => return,
            };
            self.at += len;
            self.categories |= bit;
            after_zwj = false;
            if class == wb::ALETTER {
                self.letters();
            }
        }
    }

    /// WB3d: spaces join spaces.
    #[inline]
    fn spaces(&mut self) {
        while let Some((wb::WSEG_SPACE, len, _)) = self.peek(self.at) {
            self.at += len;
        }
    }

    /// Advances over ALetter, Extend and Format (WB5, WB4), the whole of most words.
    #[inline(always)]
    fn letters(&mut self) {
        const { assert!(wb::EXTEND < wb::ALETTER && wb::FORMAT < wb::ALETTER && wb::NUMERIC > wb::ALETTER) };
        let bytes = self.text.as_bytes();
        let (mut at, mut categories) = (self.at, self.categories);
        while let Some(&lead) = bytes.get(at) {
            let (property, len) = match bytes.get(at + 1) {
                Some(&trail) if lead & 0xE0 == 0xC0 => (WORD.two_bytes(lead, trail), 2),
                _ if lead < 0x80 => (WORD.one_byte(lead), 1),
                _ => WORD.at(self.text, at),
            };
            if property & 31 > wb::ALETTER {
                break;
            }
            categories |= 1 << (property >> 5);
            at += len;
        }
        (self.at, self.categories) = (at, categories);
    }

    /// Decides whether the next character, of class `next` and before offset `after`, joins a character of class
    /// `class`.
    ///
    /// Returns the left class of the next decision. After a middle sign (WB6, WB7b, WB12) that is the class before the
    /// sign: the look-ahead has already found the character that WB7, WB7c and WB11 require after it.
    #[inline]
    fn joined(&self, class: u8, next: u8, after: usize) -> Option<u8> {
        let (joins, left) = match (class, next) {
            (wb::ALETTER | wb::HEBREW_LETTER | wb::ALETTER_PICTOGRAPH, _) => match next {
                wb::ALETTER | wb::HEBREW_LETTER | wb::ALETTER_PICTOGRAPH => (true, next), // WB5
                wb::NUMERIC | wb::EXTEND_NUM_LET => (true, next),                         // WB9, WB13a
                wb::MID_LETTER | wb::MID_NUM_LET | wb::SINGLE_QUOTE if self.next_is(after, is_letter) => (true, class), // WB6, WB7
                wb::SINGLE_QUOTE => (class == wb::HEBREW_LETTER, next), // WB7a
                wb::DOUBLE_QUOTE => {
                    (class == wb::HEBREW_LETTER && self.next_is(after, |c| c == wb::HEBREW_LETTER), class)
                } // WB7b, WB7c
                _ => return None,
            },
            (wb::NUMERIC, wb::MID_NUM | wb::MID_NUM_LET | wb::SINGLE_QUOTE) => {
                (self.next_is(after, |c| c == wb::NUMERIC), class) // WB11, WB12
            }
            (wb::NUMERIC, _) => (next == wb::NUMERIC || next == wb::EXTEND_NUM_LET || is_letter(next), next), // WB8, WB13a, WB10
            (wb::KATAKANA, _) => (matches!(next, wb::KATAKANA | wb::EXTEND_NUM_LET), next), // WB13, WB13a
            (wb::EXTEND_NUM_LET, _) => {
                (matches!(next, wb::NUMERIC | wb::KATAKANA | wb::EXTEND_NUM_LET) || is_letter(next), next) // WB13a, WB13b
            }
            // WB15, WB16: a flag is a pair, so its second half joins no third one.
            (wb::REGIONAL_INDICATOR, _) => (next == wb::REGIONAL_INDICATOR, wb::OTHER),
            _ => return None,
        };
        joins.then_some(left)
    }

    /// Whether the next character that WB4 does not ignore has a class for which `matches` is true.
    fn next_is(&self, mut at: usize, matches: impl Fn(u8) -> bool) -> bool {
        loop {
            match self.peek(at) {
                Some((class, len, _)) if is_ignored(class) => at += len,
                Some((class, ..)) => return matches(class),
                None => return false,
            }
        }
    }
}

/// Whether no rule joins the character at `at` to an ALetter and its marks, whatever follows. If so, the word ends at `at`.
#[inline(always)]
pub(super) fn is_word_end(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        None | Some(b' ') => true,
        Some(_) => matches!(
            WORD.at(text, at).0 & 31,
            wb::MID_NUM | wb::CR | wb::LF | wb::NEWLINE | wb::WSEG_SPACE | wb::OTHER | wb::PICTOGRAPH | wb::KATAKANA
        ),
    }
}

/// Whether no rule joins a next character to one of this class, except WB4 (and WB3c after it) and, for spaces, WB3d.
#[inline(always)]
fn is_single(class: u8) -> bool {
    matches!(class, wb::MID_LETTER | wb::MID_NUM_LET | wb::MID_NUM | wb::SINGLE_QUOTE | wb::DOUBLE_QUOTE)
        || matches!(class, wb::WSEG_SPACE | wb::OTHER | wb::PICTOGRAPH)
}

/// Whether WB4 ignores the class.
#[inline(always)]
pub(super) fn is_ignored(class: u8) -> bool {
    matches!(class, wb::EXTEND | wb::FORMAT | wb::ZWJ)
}

/// AHLetter of UAX #29.
#[inline(always)]
fn is_letter(class: u8) -> bool {
    matches!(class, wb::ALETTER | wb::HEBREW_LETTER | wb::ALETTER_PICTOGRAPH)
}
