//! The class of each character for the kernel that finds word boundaries by masks, computed from Word_Break and
//! category.

use crate::kernel::{Class, Classes, FlatTable, GENERAL_PUNCTUATION, NibbleSet};
use crate::rules::unicode::{WORD, category, word as wb};
use crate::token::word::KEYCAP;

/// The classes of all characters.
pub(crate) static CLASSES: Classes = {
    let mut classes = Classes {
        bits: [NibbleSet::NONE; 3],
        flat: FlatTable::ZERO,
        low: &LOW_CLASSES,
        punctuation: &PUNCTUATION,
        other,
    };
    let mut c = 0;
    while c < LOW_CLASSES.len() {
        classes.add(c as u32, LOW_CLASSES[c]);
        c += 1;
    }
    classes
};

/// The classes of the characters of one and two bytes.
pub(crate) static LOW_CLASSES: [Class; 0x800] = {
    let (mut classes, mut c) = ([Class::Sign; 0x800], 0);
    while c < classes.len() {
        classes[c] = class(WORD.low()[c]);
        c += 1;
    }
    classes
};

/// The classes of the 64 characters from U+2000 on.
static PUNCTUATION: [Class; 64] = {
    let (mut classes, mut n) = ([Class::Sign; 64], 0);
    while n < classes.len() {
        classes[n] = class(WORD.value(GENERAL_PUNCTUATION + n as u32));
        n += 1;
    }
    classes
};

/// The class for a word property (Word_Break and category).
///
/// A segment is a word if it contains a letter or a number by category, and the masks see Word_Break only. Where the
/// two disagree, the class is undecided and the scalar rules decide: an ALetter that is not a letter by category, a
/// number that is not Numeric, Han.
const fn class(property: u8) -> Class {
    let (class, category) = (property & 31, property >> 5);
    let no_word = category != category::LETTER && category != category::NUMBER;
    match class {
        wb::ALETTER if category == category::LETTER => Class::Letter,
        wb::NUMERIC if category == category::NUMBER => Class::Number,
        wb::EXTEND | wb::FORMAT if no_word => Class::Joiner,
        wb::EXTEND_NUM_LET if no_word => Class::Underscore,
        wb::MID_LETTER | wb::MID_NUM | wb::MID_NUM_LET | wb::SINGLE_QUOTE if no_word => Class::Middle,
        wb::WSEG_SPACE | wb::DOUBLE_QUOTE | wb::LF | wb::NEWLINE | wb::OTHER | wb::PICTOGRAPH if no_word => Class::Sign,
        _ => Class::Undecided,
    }
}

/// The class of the character at `at`. A keycap is undecided: it makes an emoji of a number, which only the rules know.
fn other(text: &str, at: usize) -> Class {
    match class(WORD.at(text, at).0) {
        Class::Joiner if text[at..].starts_with(KEYCAP) => Class::Undecided,
        class => class,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::MIXED_PICTOGRAPHS;

    #[test]
    fn pictographs_that_are_not_mixed_are_signs() {
        let class_of = |c: char| class(WORD.at(c.encode_utf8(&mut [0; 4]), 0).0);
        let pictures = (0x1F000..0x20000).filter(|c| !MIXED_PICTOGRAPHS.contains(&(c & !63)));
        assert!(pictures.filter_map(char::from_u32).all(|c| class_of(c) == Class::Sign));
        for first in MIXED_PICTOGRAPHS {
            assert!((first..first + 64).filter_map(char::from_u32).any(|c| class_of(c) != Class::Sign), "{first:X}");
        }
    }
}
