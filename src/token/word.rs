//! Word boundaries by UAX #29, and what each segment is.
//!
//! A segment that starts at a boundary ends at the same place whatever stands before it, so text is cut by going
//! forward from one boundary to the next, with a look ahead over one sign in the middle of a word.

use crate::rules::unicode::{WORD, sort, word as wb};
use crate::token::TokenKind;

/// Where a segment ends, its first character's property, and the sorts of characters in it as bits.
#[derive(Clone, Copy)]
pub(super) struct Segment {
    pub end: usize,
    first: u8,
    sorts: u8,
}

/// What makes a keycap of a number.
pub(super) const KEYCAP: char = '\u{20E3}';

impl Segment {
    /// A character that is a segment of its own.
    #[inline(always)]
    pub fn alone(text: &str, start: usize, end: usize) -> Self {
        let first = WORD.at(text, start).0;
        Self { end, first, sorts: 1 << (first >> 5) }
    }

    #[inline(always)]
    pub fn is_wordlike(self) -> bool {
        self.sorts & (1 << sort::LETTER | 1 << sort::NUMBER) != 0
    }

    /// What the segment is that covers this text.
    #[inline(always)]
    pub fn kind(self, text: &str) -> TokenKind {
        const PLAIN: u8 = 1 << sort::LETTER | 1 << sort::MARK;
        let pictograph = is_pictograph(self.first & 31);
        if self.sorts & 1 << sort::LETTER != 0 && (self.sorts & !PLAIN == 0 || !pictograph) {
            return TokenKind::Word;
        }
        self.rarer_kind(text)
    }

    fn rarer_kind(self, text: &str) -> TokenKind {
        let holds = |sort: u8| self.sorts & 1 << sort != 0;
        let mut after_first = text.chars();
        after_first.next();
        let emoji_style = after_first.as_str().starts_with('\u{FE0F}');
        if is_pictograph(self.first & 31) && emoji_style || holds(sort::NUMBER) && text.ends_with(KEYCAP) {
            TokenKind::Emoji
        } else if holds(sort::LETTER) {
            TokenKind::Word
        } else if holds(sort::NUMBER) {
            TokenKind::Number
        } else if holds(sort::EMOJI) {
            TokenKind::Emoji
        } else {
            match self.first >> 5 {
                sort::SPACE => TokenKind::Space,
                sort::PUNCTUATION => TokenKind::Punctuation,
                sort::SYMBOL => TokenKind::Symbol,
                _ => TokenKind::Other,
            }
        }
    }
}

fn is_pictograph(class: u8) -> bool {
    matches!(class, wb::PICTOGRAPH | wb::ALETTER_PICTOGRAPH)
}

/// The segment that starts at `start`, which is a boundary inside the text.
#[inline(always)]
pub(super) fn segment(text: &str, start: usize) -> Segment {
    let (first, len) = WORD.at(text, start);
    let mut cursor = Cursor { text, at: start + len, sorts: 1 << (first >> 5) };
    cursor.run(first & 31);
    Segment { end: cursor.at, first, sorts: cursor.sorts }
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
    sorts: u8,
}

impl Cursor<'_> {
    /// The class and length of the next character, and its bit among the sorts.
    #[inline(always)]
    fn peek(&self, at: usize) -> Option<(u8, usize, u8)> {
        (at < self.text.len()).then(|| {
            let (property, len) = WORD.at(self.text, at);
            (property & 31, len, 1 << (property >> 5))
        })
    }

    #[inline(always)]
    fn run(&mut self, first: u8) {
        if first == wb::ALETTER {
            self.letters();
            if ends_a_word(self.text, self.at) {
                return;
            }
        } else if stands_alone(first) {
            // A space or a sign, and then neither a mark nor another space.
            match self.peek(self.at) {
                Some((next, ..)) if is_ignored(next) || (next, first) == (wb::WSEG_SPACE, wb::WSEG_SPACE) => {}
                _ => return,
            }
        }
        self.go_on(first);
    }

    #[inline(never)]
    fn go_on(&mut self, first: u8) {
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
            // WB4, and WB3c for what follows a ZWJ.
            let (next, len, bit) = loop {
                let Some((next, len, bit)) = self.peek(self.at) else { return };
                if !is_ignored(next) {
                    break (next, len, bit);
                }
                after_zwj = next == wb::ZWJ;
                self.at += len;
                self.sorts |= bit;
            };
            let pictograph = after_zwj && is_pictograph(next);
            class = match self.joined(class, next, self.at + len) {
                _ if pictograph => next,
                Some(class) => class,
                None => return,
            };
            self.at += len;
            self.sorts |= bit;
            after_zwj = false;
            if class == wb::ALETTER {
                self.letters();
            }
        }
    }

    /// WB3d.
    #[inline]
    fn spaces(&mut self) {
        while let Some((wb::WSEG_SPACE, len, _)) = self.peek(self.at) {
            self.at += len;
        }
    }

    /// WB5 and WB4 where nothing but letters and their marks stand.
    #[inline(always)]
    fn letters(&mut self) {
        const { assert!(wb::EXTEND < wb::ALETTER && wb::FORMAT < wb::ALETTER && wb::NUMERIC > wb::ALETTER) };
        let bytes = self.text.as_bytes();
        let (mut at, mut sorts) = (self.at, self.sorts);
        while let Some(&lead) = bytes.get(at) {
            let (property, len) = match bytes.get(at + 1) {
                Some(&trail) if lead & 0xE0 == 0xC0 => (WORD.two_bytes(lead, trail), 2),
                _ if lead < 0x80 => (WORD.one_byte(lead), 1),
                _ => WORD.at(self.text, at),
            };
            if property & 31 > wb::ALETTER {
                break;
            }
            sorts |= 1 << (property >> 5);
            at += len;
        }
        (self.at, self.sorts) = (at, sorts);
    }

    /// The class to go on with, if there is no boundary between a character of class `class` (and what WB4 ignores)
    /// and the next one, behind which stands `after`. A sign in the middle of a word or number leaves the class.
    #[inline]
    fn joined(&self, class: u8, next: u8, after: usize) -> Option<u8> {
        let (joins, then) = match (class, next) {
            (wb::ALETTER | wb::HEBREW_LETTER | wb::ALETTER_PICTOGRAPH, _) => match next {
                wb::ALETTER | wb::HEBREW_LETTER | wb::ALETTER_PICTOGRAPH => (true, next), // WB5
                wb::NUMERIC | wb::EXTEND_NUM_LET => (true, next),                         // WB9, WB13a
                wb::MID_LETTER | wb::MID_NUM_LET | wb::SINGLE_QUOTE if self.comes(after, is_letter) => (true, class), // WB6, WB7
                wb::SINGLE_QUOTE => (class == wb::HEBREW_LETTER, next), // WB7a
                wb::DOUBLE_QUOTE => {
                    (class == wb::HEBREW_LETTER && self.comes(after, |c| c == wb::HEBREW_LETTER), class)
                } // WB7b, WB7c
                _ => return None,
            },
            (wb::NUMERIC, wb::MID_NUM | wb::MID_NUM_LET | wb::SINGLE_QUOTE) => {
                (self.comes(after, |c| c == wb::NUMERIC), class) // WB11, WB12
            }
            (wb::NUMERIC, _) => (next == wb::NUMERIC || next == wb::EXTEND_NUM_LET || is_letter(next), next), // WB8, WB13a, WB10
            (wb::KATAKANA, _) => (matches!(next, wb::KATAKANA | wb::EXTEND_NUM_LET), next), // WB13, WB13a
            (wb::EXTEND_NUM_LET, _) => {
                (matches!(next, wb::NUMERIC | wb::KATAKANA | wb::EXTEND_NUM_LET) || is_letter(next), next) // WB13a, WB13b
            }
            // WB15, WB16: a third one starts anew.
            (wb::REGIONAL_INDICATOR, _) => (next == wb::REGIONAL_INDICATOR, wb::OTHER),
            _ => return None,
        };
        joins.then_some(then)
    }

    /// Whether the next character but those that WB4 ignores is of such a class.
    fn comes(&self, mut at: usize, such: impl Fn(u8) -> bool) -> bool {
        loop {
            match self.peek(at) {
                Some((class, len, _)) if is_ignored(class) => at += len,
                Some((class, ..)) => return such(class),
                None => return false,
            }
        }
    }
}

/// Whether what stands at `at`, behind a letter and its marks, joins nothing, whatever comes after it.
#[inline(always)]
pub(super) fn ends_a_word(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        None | Some(b' ') => true,
        Some(_) => matches!(
            WORD.at(text, at).0 & 31,
            wb::MID_NUM | wb::CR | wb::LF | wb::NEWLINE | wb::WSEG_SPACE | wb::OTHER | wb::PICTOGRAPH | wb::KATAKANA
        ),
    }
}

/// Whether a character of the class joins nothing that follows but what WB4 ignores, and spaces a space.
#[inline(always)]
fn stands_alone(class: u8) -> bool {
    matches!(class, wb::MID_LETTER | wb::MID_NUM_LET | wb::MID_NUM | wb::SINGLE_QUOTE | wb::DOUBLE_QUOTE)
        || matches!(class, wb::WSEG_SPACE | wb::OTHER | wb::PICTOGRAPH)
}

#[inline(always)]
fn is_ignored(class: u8) -> bool {
    matches!(class, wb::EXTEND | wb::FORMAT | wb::ZWJ)
}

#[inline(always)]
fn is_letter(class: u8) -> bool {
    matches!(class, wb::ALETTER | wb::HEBREW_LETTER | wb::ALETTER_PICTOGRAPH)
}
