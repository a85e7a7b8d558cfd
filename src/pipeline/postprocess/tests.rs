//! Slices through post-processing, compared with the same text character by character.

use super::*;
use crate::rules::letters::numbers::JOINED_THOUSANDS;
use crate::rules::letters::variants::{CLOSING_SIGNS, OPENING_SIGNS, POSITIONAL, REPEATABLE, SPACED_SIGNS};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// What the filters look for, and what is beside it. A part in two is a single character.
const PARTS: [&str; 52] = [
    "هه",
    "ههه",
    "خخ",
    "هاها",
    "هاهاه",
    "ہاہاہ",
    "رر",
    "الله",
    "جمييل",
    "جد",
    "كتاب",
    "مَدْرَسَةٌ",
    "إِنَّ",
    "قَالُوا",
    "هدًى",
    "كتابًا",
    "كتاب\u{64B}ا",
    "ب\u{8F0}ا",
    "\u{8AA}\u{8AA}\u{8AA}",
    "\u{10EC2}\u{10EC2}\u{10EC2}",
    "می روم",
    "می\u{200C}\u{200C} روم",
    "کتاب ها",
    "ناپذیر",
    "  ",
    " \n ",
    "\u{2028}",
    "\u{85} ",
    "5",
    "2024",
    "٢٠",
    "۱",
    "漢字",
    "😀😀",
    "abc ",
    " :-)",
    ":((",
    ";'",
    ":-",
    "د.",
    "و",
    "لـ",
    "بال",
    "[1]",
    "ق.م",
    "12,345",
    ",۶۷۸",
    "٬٠١٢،",
    "۳۴۵۶۷۸۹۰",
    "mp۳-",
    "e\u{301}\u{650}",
    "e\u{302}\u{323}",
];
const SINGLE: &str = "اأبهخلوىيں\u{66F}ةی\u{64B}\u{64E}\u{650}\u{651}\u{652}\u{654}\u{65F}\u{670}\u{6E1}\u{8F0}\u{301}\u{640}\u{200C}\u{200F} \t\n\r\u{A0}aA_@#";

/// Numbers without order (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    /// A text of some parts. Few kinds of parts in one text make rare neighbours common.
    fn text(&mut self) -> String {
        let signs = [OPENING_SIGNS, CLOSING_SIGNS, SPACED_SIGNS, REPEATABLE].concat();
        let singles: Vec<char> = SINGLE.chars().chain(signs).chain(POSITIONAL.iter().map(|p| p.0)).collect();
        let kinds: Vec<String> = (0..1 + self.below(8))
            .map(|_| match self.below(2) {
                0 => PARTS[self.below(PARTS.len())].into(),
                _ => singles[self.below(singles.len())].into(),
            })
            .collect();
        let is_spaced = self.below(2) == 0;
        let mut text = String::new();
        for _ in 0..self.below(40) {
            text += &kinds[self.below(kinds.len())];
            if is_spaced && self.below(3) == 0 {
                text.push(' ');
            }
        }
        text
    }

    fn rules(&mut self) -> PostProcessing {
        let mut is = |n: usize| self.below(n) == 0;
        let vowels = match is(3) {
            true => {
                VowelRules { last: is(2), tanwin_alef: is(3), redundant: is(3), fathatan: is(4), open_fathatan: is(4) }
            }
            false => VowelRules::default(),
        };
        PostProcessing {
            vowels,
            latin_marks: is(4),
            stray_zwnj: is(4),
            collapse_spaces: is(4),
            trim: is(4),
            stretch: if is(4) { Some(if is(2) { 1 } else { 2 }) } else { None },
            positional: is(6),
            laughter: is(4),
            doubles: is(4),
            repeated: is(4),
            spacing: match (is(6), is(6)) {
                (true, _) => Some(Spacing::After),
                (_, true) => Some(Spacing::Around),
                _ => None,
            },
            space_digits: is(5),
            thousands: if is(4) { Some([is(2), is(2)]) } else { None },
            latin_digits: is(4),
            affixes: if is(8) { Some(AffixBoundary::Zwnj) } else { None },
        }
    }
}

/// The characters that are written, each with its source offset.
#[derive(Default, Debug, PartialEq)]
struct Written(Vec<(char, usize)>);

impl Sink for Written {
    fn write(&mut self, text: &str, from: usize) {
        self.0.extend(text.chars().map(|c| (c, from)));
    }
}

/// The judge: no filter sees more than one character at a time.
fn by_characters<'t>(rules: PostProcessing, chunks: impl Iterator<Item = (usize, &'t str)>) -> Written {
    let (mut processor, mut out) = (PostProcessor::new(rules), Written::default());
    for (from, chunk) in chunks {
        chunk.chars().for_each(|c| push_char(&mut processor.0, c, from, &mut |c, from| out.write_char(c, from)));
    }
    processor.finish(&mut out);
    out
}

fn by_slices<'t>(rules: PostProcessing, chunks: impl Iterator<Item = (usize, &'t str)>) -> Written {
    let (mut processor, mut out) = (PostProcessor::new(rules), Written::default());
    chunks.for_each(|(from, chunk)| processor.push(chunk, from, &mut out));
    processor.finish(&mut out);
    out
}

fn assert_slices_agree(rules: PostProcessing, text: &str, split_points: &[usize]) {
    let ends = split_points.iter().copied().chain([text.len()]);
    let starts = [0].into_iter().chain(split_points.iter().copied());
    let chunks = starts.zip(ends).map(|(start, end)| (start, &text[start..end]));
    assert_eq!(
        by_slices(rules, chunks.clone()),
        by_characters(rules, chunks),
        "{} {split_points:?}",
        text.escape_unicode()
    );
}

#[test]
fn slices_give_what_characters_give() {
    let mut random = Random(7);
    for _ in 0..100_000 {
        let (rules, text) = (random.rules(), random.text());
        assert_slices_agree(rules, &text, &[]);
        let boundaries: Vec<usize> = (1..text.len()).filter(|&n| text.is_char_boundary(n)).collect();
        let some: Vec<usize> = boundaries.iter().copied().filter(|_| random.below(12) == 0).collect();
        assert_slices_agree(rules, &text, &some);
    }
}

#[test]
fn every_split_point_gives_what_characters_give() {
    let mut random = Random(8);
    for _ in 0..1000 {
        let (rules, text) = (random.rules(), random.text());
        (1..text.len()).filter(|&n| text.is_char_boundary(n)).for_each(|n| assert_slices_agree(rules, &text, &[n]));
    }
}

/// The bytes of the patterns are those of the tables.
#[test]
fn every_character_that_a_filter_acts_on_is_found_by_its_patterns() {
    for c in ('\0'..=char::MAX).filter(|&c| !c.is_ascii_alphabetic()) {
        let check = |patterns: &Patterns, text: String| assert!(patterns.find(&text, 0).is_some(), "{text:?}");
        let is_sign = [OPENING_SIGNS, CLOSING_SIGNS, SPACED_SIGNS].iter().any(|signs| signs.contains(&c));
        if is_sign || unicode::is_line_break(c) {
            check(&spaces::SIGNS, c.into());
        }
        if unicode::is_line_break(c) {
            check(&spaces::SPACES, format!(" {c}"));
        }
        if REPEATABLE.contains(&c) {
            check(&super::REPEATABLE, format!("{c}{c}"));
        }
        if ('\u{300}'..='\u{36F}').contains(&c) {
            check(&latin_marks::MARK_BYTES, c.into());
        }
        if c == letters::ZWNJ {
            check(&stray_zwnj::BYTES, c.into());
        }
        if JOINED_THOUSANDS.contains(&c) {
            check(&thousands::SEPARATORS, c.into());
        }
        if is_digit(c) {
            if !c.is_ascii() {
                check(&latin_digits::DIGITS, c.into());
            }
            check(&DIGITS, format!("{c}ب"));
            check(&DIGITS, format!("ب{c}"));
        }
        if unicode::contains(variants::HARAKAT, c) {
            check(&vowels::MARKS, c.into());
            check(&vowels::LAST_MARKS, format!("{c} "));
        }
    }
}

#[test]
fn signs_that_are_known_sooner_are_not_alphanumeric() {
    let is_same = |c: &char| characters::is_alphanumeric(*c) == (letters::is_letter(*c) || c.is_alphanumeric());
    assert_eq!(('\0'..=char::MAX).find(|c| !is_same(c)), None);
}
