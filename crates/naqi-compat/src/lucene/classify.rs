//! The class of each character for Lucene's StandardTokenizer.

use super::class::Class;
use super::differences::DIFFERENCES;
use naqi::Script;
use naqi::token::WordBreak;
use std::sync::LazyLock;

impl Class {
    pub fn of(c: char) -> Self {
        Self::low().get(c as usize).copied().unwrap_or_else(|| found(c))
    }

    /// The classes of the characters of one and two bytes, by code point.
    pub fn low() -> &'static [Self; 0x800] {
        static LOW: LazyLock<[Class; 0x800]> =
            LazyLock::new(|| std::array::from_fn(|c| char::from_u32(c as u32).map_or(Class::Other, found)));
        &LOW
    }
}

fn found(c: char) -> Class {
    let at = DIFFERENCES.partition_point(|&(_, last, _)| last < c as u32);
    match DIFFERENCES.get(at) {
        Some(&(first, _, class)) if first <= c as u32 => class,
        _ => by_naqi(c),
    }
}

fn by_naqi(c: char) -> Class {
    match WordBreak::of(c) {
        WordBreak::ALetter => Class::Letter,
        WordBreak::ALetterPictograph => Class::EmojiLetter,
        WordBreak::HebrewLetter => Class::Hebrew,
        WordBreak::Numeric => Class::Number,
        WordBreak::Katakana => Class::Katakana,
        WordBreak::ExtendNumLet => Class::Connector,
        WordBreak::MidLetter => Class::MidLetter,
        WordBreak::MidNum => Class::MidNumber,
        WordBreak::MidNumLet => Class::Mid,
        WordBreak::SingleQuote => Class::Apostrophe,
        WordBreak::DoubleQuote => Class::Quote,
        WordBreak::RegionalIndicator => Class::Flag,
        WordBreak::Pictograph => Class::Emoji,
        WordBreak::Zwj => Class::Joiner,
        WordBreak::Format => Class::Mark,
        WordBreak::Extend => match c {
            '\u{FE0E}' => Class::TextStyle,
            '\u{FE0F}' => Class::EmojiStyle,
            '\u{20E3}' => Class::Keycap,
            '\u{1F3FB}'..='\u{1F3FF}' => Class::Modifier,
            _ if parts_no_words(c) => Class::AsianMark,
            _ => Class::Mark,
        },
        _ => match Script::of(c) {
            _ if matches!(c, '#' | '*') => Class::KeycapBase,
            Script::Han | Script::Hiragana => Class::Ideograph,
            _ if c.is_alphabetic() && parts_no_words(c) => Class::Asian,
            _ => Class::Other,
        },
    }
}

/// The scripts of Line_Break=Complex_Context, which UAX #29 leaves to dictionaries.
fn parts_no_words(c: char) -> bool {
    use Script::{Ahom, Khmer, Lao, Myanmar, NewTaiLue, TaiLe, TaiTham, TaiViet, Thai};
    matches!(Script::of(c), Ahom | Khmer | Lao | Myanmar | NewTaiLue | TaiLe | TaiTham | TaiViet | Thai)
}
