//! What each character is to the kernel that finds words by masks: the class table, made of the tables of Unicode.

use crate::kernel::{Class, Classes, NibbleSet};
use crate::rules::unicode::{WORD, sort, word as wb};
use crate::token::word::KEYCAP;

/// The classes of all characters.
pub(crate) static CLASSES: Classes = {
    let mut classes = Classes { bits: [NibbleSet::NONE; 3], other };
    let mut c = 0;
    while c < LOW_CLASSES.len() {
        classes.add(c as u32, LOW_CLASSES[c]);
        c += 1;
    }
    classes
};

/// The classes of the characters of one and two bytes.
pub(crate) const LOW_CLASSES: [Class; 0x800] = {
    let (mut classes, mut c) = ([Class::Sign; 0x800], 0);
    while c < classes.len() {
        classes[c] = class(WORD.low()[c]);
        c += 1;
    }
    classes
};

/// The class of a word break property with its sort.
///
/// Whatever the bit arithmetic would not treat as the rules do is undecided: a letter that is no letter by its sort, a
/// number that stands alone, Han.
const fn class(property: u8) -> Class {
    let (class, sort) = (property & 31, property >> 5);
    let holds_no_word = sort != sort::LETTER && sort != sort::NUMBER;
    match class {
        wb::ALETTER if sort == sort::LETTER => Class::Letter,
        wb::NUMERIC if sort == sort::NUMBER => Class::Number,
        wb::EXTEND | wb::FORMAT if holds_no_word => Class::Joiner,
        wb::EXTEND_NUM_LET if holds_no_word => Class::Underscore,
        wb::MID_LETTER | wb::MID_NUM | wb::MID_NUM_LET | wb::SINGLE_QUOTE if holds_no_word => Class::Middle,
        wb::WSEG_SPACE if holds_no_word => Class::Space,
        wb::DOUBLE_QUOTE | wb::LF | wb::NEWLINE | wb::OTHER | wb::PICTOGRAPH if holds_no_word => Class::Sign,
        _ => Class::Undecided,
    }
}

/// The class of the character at `at`. A keycap makes an emoji of a number, so the rules see to it.
fn other(text: &str, at: usize) -> Class {
    match class(WORD.at(text, at).0) {
        Class::Joiner if text[at..].starts_with(KEYCAP) => Class::Undecided,
        class => class,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{MIXED_PICTOGRAPHS, PUNCTUATION_FORMATS, PUNCTUATION_SIGNS};

    #[test]
    fn the_signs_that_calm_blocks_may_have_are_signs() {
        let class_of = |c: char| class(WORD.at(c.encode_utf8(&mut [0; 4]), 0).0);
        assert!(PUNCTUATION_SIGNS.iter().all(|c| class_of(*c) == Class::Sign));
        assert!(PUNCTUATION_FORMATS.iter().all(|c| class_of(*c) == Class::Joiner));
        let pictures = (0x1F000..0x20000).filter(|c| !MIXED_PICTOGRAPHS.contains(&(c & !63)));
        assert!(pictures.filter_map(char::from_u32).all(|c| class_of(c) == Class::Sign));
        for first in MIXED_PICTOGRAPHS {
            assert!((first..first + 64).filter_map(char::from_u32).any(|c| class_of(c) != Class::Sign), "{first:X}");
        }
    }
}
