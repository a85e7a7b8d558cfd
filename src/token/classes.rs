//! The class of each character for the kernel that finds word boundaries by masks, computed from Word_Break and
//! category.

use crate::kernel::{ARABIC_LEAD, Class, Classes, FlatTable, GENERAL_PUNCTUATION, NibbleSet, TripleSet};
use crate::rules::unicode::{WORD, category, word as wb};
use crate::token::word::KEYCAP;

/// The classes of all characters.
pub(crate) static CLASSES: Classes = {
    let mut classes = Classes {
        bits: [NibbleSet::NONE; 3],
        flat: FlatTable::ZERO,
        others: OTHERS,
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

/// The characters that are not covered, without the signs among U+0080 to U+00BF and U+2000 to U+203F, and without each 64
/// characters from U+1F000 on that are signs: emoji.
const OTHERS: TripleSet = {
    let (pictographs, rest) = (1 << 0x1F, !0);
    let mut others = TripleSet::EMPTY
        .with(0, 0xC2, !signs(0x80, 1), rest)
        .with(1, 0xE2, 1, !signs(GENERAL_PUNCTUATION, 1))
        .with(2, 0xE2, !1, rest)
        .with(3, 0xF0, pictographs, !signs(0x1F000, 64))
        .with(4, 0xF0, !pictographs, rest);
    let mut lead = 0xC3;
    while lead < 0xF5 {
        if lead & 0xFC != ARABIC_LEAD && !matches!(lead, 0xE2 | 0xF0) {
            others = others.with(5, lead, rest, rest);
        }
        lead += 1;
    }
    others
};

/// A mask of 64 rows of `len` characters, from `first` on: those that have signs alone.
const fn signs(first: u32, len: u32) -> u64 {
    let (mut signs, mut n) = (!0, 0);
    while n < 64 * len {
        if !matches!(class(WORD.value(first + n)), Class::Sign) {
            signs &= !(1 << (n / len));
        }
        n += 1;
    }
    signs
}

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

/// The class for each word property.
static CLASS_OF: [Class; 256] = {
    let (mut classes, mut property) = ([Class::Sign; 256], 0);
    while property < classes.len() {
        classes[property] = class(property as u8);
        property += 1;
    }
    classes
};

/// The class of the character at `at`. A keycap is undecided: it makes an emoji of a number, which only the rules know.
fn other(text: &str, at: usize) -> Class {
    match CLASS_OF[WORD.at(text, at).0 as usize] {
        Class::Joiner if text[at..].starts_with(KEYCAP) => Class::Undecided,
        class => class,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Without a character that is no sign, boundaries would be wrong; with most signs, finding them would be slow.
    #[test]
    fn other_characters_lack_only_signs() {
        let mut bytes = [0; 4];
        let (mut found, mut pictographs) = (0, 0);
        for c in (0x80..=char::MAX as u32).filter(|c| c >> 8 != 6).filter_map(char::from_u32) {
            let text = &*c.encode_utf8(&mut bytes);
            let is_sign = class(WORD.at(text, 0).0) == Class::Sign;
            let is_other = OTHERS.has(text.as_bytes());
            assert!(is_sign || is_other, "{c:?}");
            found += usize::from(!is_other);
            pictographs += usize::from(is_sign && (0x1F000..0x20000).contains(&(c as u32)));
        }
        assert!(found > pictographs * 9 / 10, "{found} of {pictographs}");
        assert!(!['»', '“', '…', '😂'].iter().any(|c| OTHERS.has(c.encode_utf8(&mut bytes).as_bytes())));
    }
}
