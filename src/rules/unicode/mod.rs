//! Unicode's properties, looked up in generated tables.

#[rustfmt::skip] // made by a program
mod tables;

pub(crate) use tables::{
    ARABIC_ASSIGNED, ARABIC_CLASSES, ARABIC_MARKS, BIDI_CONTROLS, COMPOSITES, FOLDS, FORM_TEXTS, FORMS, FULL_FOLDS,
    INVISIBLE, JOIN_CONTROLS, JOINING_GROUPS, JoiningGroup, SENTENCE, SPACES, WORD, category, sentence, word,
};
pub use tables::{SEGMENTATION_VERSION, Script, UNICODE_VERSION};

/// A byte for each code point: two-byte characters in one array, the others in pages of 64 behind two steps.
pub(crate) struct Trie<const MIDS: usize, const LEAVES: usize> {
    low: [u8; 0x800],
    roots: [u8; 0x110],
    mids: [[u16; 64]; MIDS],
    leaves: [[u8; 64]; LEAVES],
}

impl<const MIDS: usize, const LEAVES: usize> Trie<MIDS, LEAVES> {
    /// The value of the character that starts at `at`, and the character's length.
    /// `at` is a character boundary inside `text`.
    #[inline(always)]
    pub fn at(&self, text: &str, at: usize) -> (u8, usize) {
        let bytes = text.as_bytes();
        let lead = bytes[at];
        if lead < 0x80 {
            (self.low[lead as usize], 1)
        } else if lead < 0xE0 {
            (self.two_bytes(lead, bytes[at + 1]), 2)
        } else {
            self.longer(&bytes[at..])
        }
    }

    /// The values of characters of one and two bytes, by code point.
    pub const fn low(&self) -> &[u8; 0x800] {
        &self.low
    }

    /// The value of a character of one byte.
    #[inline(always)]
    pub fn one_byte(&self, byte: u8) -> u8 {
        self.low[byte as usize & 0x7F]
    }

    /// The value of a character of two bytes.
    #[inline(always)]
    pub fn two_bytes(&self, lead: u8, trail: u8) -> u8 {
        self.low[(lead as usize & 0x1F) << 6 | trail as usize & 0x3F]
    }

    /// The value of a character of three or four bytes, and its length.
    #[inline(never)]
    fn longer(&self, bytes: &[u8]) -> (u8, usize) {
        let trail = |n: usize| (bytes[n] & 0x3F) as u32;
        let lead = bytes[0] as u32;
        if lead < 0xF0 {
            return (self.of((lead & 0x0F) << 12 | trail(1) << 6 | trail(2)), 3);
        }
        (self.of((lead & 0x07) << 18 | trail(1) << 12 | trail(2) << 6 | trail(3)), 4)
    }

    #[inline]
    fn of(&self, c: u32) -> u8 {
        let mid = &self.mids[self.roots[(c >> 12) as usize] as usize];
        self.leaves[mid[(c >> 6 & 0x3F) as usize] as usize][(c & 0x3F) as usize]
    }
}

/// Whether one of the ranges holds the code point; the ranges are sorted.
pub(crate) fn holds(ranges: &[(u32, u32)], c: char) -> bool {
    let c = c as u32;
    ranges.binary_search_by(|&(first, last)| order(first, last, c)).is_ok()
}

/// The joining group of an Arabic letter.
pub(crate) fn joining_group(c: char) -> Option<JoiningGroup> {
    let c = c as u32;
    let at = JOINING_GROUPS.binary_search_by(|&(first, last, _)| order(first, last, c)).ok()?;
    Some(JOINING_GROUPS[at].2)
}

/// Vowel signs of Tibetan that are starters and decompose to marks: the only such characters there can be.
const STARTERS_MADE_OF_MARKS: [char; 3] = ['\u{F73}', '\u{F75}', '\u{F81}'];

/// The canonical combining class; for a starter that is made of marks, that of the first of them. In the Arabic blocks
/// it is the generated tables', so that a newer `unicode-normalization` changes nothing there.
pub(crate) fn combining_class(c: char) -> u8 {
    let n = c as u32;
    // Most of the text: ASCII and Latin, Arabic letters.
    if matches!(c, '\0'..='\u{2FF}' | '\u{620}'..='\u{64A}') {
        return 0;
    }
    if STARTERS_MADE_OF_MARKS.contains(&c) {
        return 129;
    }
    match ARABIC_CLASSES.binary_search_by(|&(first, last, _)| order(first, last, n)) {
        Ok(at) => ARABIC_CLASSES[at].2,
        Err(_) if in_arabic_block(c) => 0,
        Err(_) => unicode_normalization::char::canonical_combining_class(c),
    }
}

/// Whether Unicode keeps the code point's place for Arabic.
pub(crate) fn in_arabic_block(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{870}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFE}' | '\u{10EC0}'..='\u{10EFF}' | '\u{1EE00}'..='\u{1EEFF}')
}

/// Whether the code point stands in an Arabic block and had no character yet when the tables were made.
pub(crate) fn is_unassigned_arabic(c: char) -> bool {
    in_arabic_block(c) && !holds(ARABIC_ASSIGNED, c)
}

/// The letter that a letter and a mark are together, canonically.
pub(crate) fn composite(letter: char, mark: char) -> Option<char> {
    COMPOSITES.iter().find(|&&(l, m, _)| (l, m) == (letter, mark)).map(|c| c.2)
}

/// The letter and the mark that a letter is made of, canonically.
pub(crate) fn decomposed(letter: char) -> Option<(char, char)> {
    COMPOSITES.iter().find(|c| c.2 == letter).map(|c| (c.0, c.1))
}

impl Script {
    /// The script of a character. Costs a binary search.
    ///
    /// ```
    /// use naqi::Script;
    /// assert_eq!(Script::of('ع'), Script::Arabic);
    /// assert_eq!(Script::of('\u{64E}'), Script::Inherited);
    /// ```
    pub fn of(c: char) -> Self {
        script(c)
    }
}

/// The script of a code point.
pub(crate) fn script(c: char) -> Script {
    let scripts = tables::SCRIPTS;
    let after = scripts.partition_point(|s| s.0 <= c as u32);
    scripts[after.saturating_sub(1)].1
}

fn order(first: u32, last: u32, c: u32) -> core::cmp::Ordering {
    use core::cmp::Ordering::{Equal, Greater, Less};
    if last < c {
        Less
    } else if first > c {
        Greater
    } else {
        Equal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_as_large_as_the_docs_say() {
        let tables = [
            ("word", size_of_val(&WORD)),
            ("sentence", size_of_val(&SENTENCE)),
            ("scripts", size_of_val(tables::SCRIPTS)),
            ("steps", size_of_val(FORMS) + FORM_TEXTS.len() + size_of_val(FOLDS) + size_of_val(JOINING_GROUPS)),
        ];
        assert_eq!(tables, [("word", 34064), ("sentence", 29328), ("scripts", 3648), ("steps", 13742)]);
    }

    #[test]
    fn combining_classes_are_those_of_unicode_normalization() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            let mut first = '\0';
            unicode_normalization::char::decompose_canonical(c, |d| first = if first == '\0' { d } else { first });
            let expected = unicode_normalization::char::canonical_combining_class(first);
            assert_eq!(combining_class(c), expected, "{:04X}", c as u32);
        }
    }
}
