//! Post-processing: what depends on the neighbours of a character in the output, after the table.
//!
//! ```text
//! output of the table ─▶ Latin marks ─▶ stray ZWNJs ─▶ vowels ─▶ laughter ─▶ positional ─▶ doubles ─▶ stretch
//!        ─▶ thousands ─▶ Latin digits ─▶ spaced digits ─▶ spaces ─▶ affixes ─▶ repeated ─▶ output
//! ```
//!
//! Each filter is a state machine over characters. It holds back a bounded number of them, whatever the length of the text. A
//! test of the bytes finds text that it leaves unchanged, which is passed on as a whole.

mod affixes;
mod characters;
mod doubles;
mod latin_digits;
mod latin_marks;
mod laughter;
mod particle;
mod positional;
mod quotes;
mod spaces;
mod stray_zwnj;
#[cfg(test)]
mod tests;
mod thousands;
mod unchanged;
mod vowels;

use crate::kernel::Patterns;
use crate::pipeline::sink::Sink;
use crate::rules::letters::numbers::{JOINED_THOUSANDS, is_digit};
use crate::rules::letters::{self, variants};
use crate::rules::step::{AffixBoundary, Spacing};
use crate::rules::unicode;
use affixes::Affixes;
use alloc::vec::Vec;
use doubles::Doubles;
use latin_digits::LatinDigits;
use latin_marks::LatinMarks;
pub(crate) use latin_marks::leaves_composite;
use laughter::Laughter;
use positional::Positional;
use spaces::Spaces;
use stray_zwnj::StrayZwnj;
use thousands::Thousands;
use unchanged::{Words, first_hit, is_doubled, may_be_tripled, word_start};
use vowels::Vowels;

/// Part of a normalizer's fingerprint. Changes whenever the output of post-processing changes.
pub(crate) const VERSION: &[u8] = b"postprocess 1";
/// Parts of the fingerprint of a normalizer with these rules.
const LATIN_MARKS_VERSION: u8 = 1;
const STRAY_ZWNJ_VERSION: u8 = 1;
const VOWELS_VERSION: u8 = 1;
const LAUGHTER_VERSION: u8 = 1;
const DOUBLES_VERSION: u8 = 3;
const REPEATED_VERSION: u8 = 1;
const SPACING_VERSION: u8 = 5;
const SPACED_DIGITS_VERSION: u8 = 3;
const THOUSANDS_VERSION: u8 = 1;
const LATIN_DIGITS_VERSION: u8 = 1;
const AFFIXES_VERSION: u8 = 2;

/// Which rules run.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct PostProcessing {
    pub collapse_spaces: bool,
    pub trim: bool,
    /// The greatest number of equal letters in a row.
    pub stretch: Option<u8>,
    /// Whether letters of the rasm are written by their position.
    pub positional: bool,
    /// Whether letters of other scripts than Arabic are composed with their marks.
    pub latin_marks: bool,
    /// Whether ZWNJs that separate no letters are deleted.
    pub stray_zwnj: bool,
    pub vowels: VowelRules,
    pub laughter: bool,
    /// Whether runs of three letters and more become one or two by the list of words.
    pub doubles: bool,
    /// Whether runs of one sign become one.
    pub repeated: bool,
    pub spacing: Option<Spacing>,
    /// Whether a space is written between a digit and an Arabic letter.
    pub space_digits: bool,
    /// Whether separators of thousands are deleted; for each of [`JOINED_THOUSANDS`] whether one that is in no number becomes a space.
    pub thousands: Option<[bool; JOINED_THOUSANDS.len()]>,
    /// Whether the digits of names with Latin letters are ASCII.
    pub latin_digits: bool,
    /// What is written between a word and its affix.
    pub affixes: Option<AffixBoundary>,
}

/// Which vowels are deleted.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct VowelRules {
    /// Those at the end of a word.
    pub last: bool,
    /// A fathatan at the end of a word, with its alef.
    pub tanwin_alef: bool,
    /// Those that the letters tell.
    pub redundant: bool,
    /// Fathatans that the table would delete before the rule on their alef: deleted after it.
    pub fathatan: bool,
    pub open_fathatan: bool,
}

impl VowelRules {
    fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl PostProcessing {
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Whether a second run changes nothing, if the table does not.
    pub fn is_idempotent(self) -> bool {
        // These rules change the words that the others look at, and each other's.
        let shortenings = [self.stretch.is_some(), self.doubles, self.laughter].into_iter().filter(|is| *is).count();
        let changes_words = shortenings > 0 || self.positional;
        shortenings <= 1
            && (self.vowels.is_empty() || !changes_words && !self.latin_marks)
            && (self.affixes.is_none() || self.vowels.is_empty() && !changes_words)
    }

    /// Whether spaces are written that the text does not have, or in place of others.
    pub fn writes_spaces(self) -> bool {
        self.collapses_spaces() || self.space_digits || self.thousands.is_some_and(|spaces| spaces.contains(&true))
    }

    /// Whether ZWNJs are written that the text does not have.
    pub fn writes_zwnj(self) -> bool {
        self.affixes == Some(AffixBoundary::Zwnj)
    }

    fn collapses_spaces(self) -> bool {
        self.collapse_spaces || self.trim || self.spacing.is_some()
    }

    /// The greatest ratio of the lengths of output and input: a space before and after a sign or digit of one byte.
    pub fn max_growth(self) -> usize {
        let spaces = if self.spacing.is_some() || self.space_digits { 3 } else { 1 };
        // A ZWNJ has three bytes, and a space between two letters of two bytes becomes one.
        let affixes = if self.writes_zwnj() { 2 } else { 1 };
        // U+0344 COMBINING GREEK DIALYTIKA TONOS, of two bytes, is composed to two marks.
        let marks = if self.latin_marks { 2 } else { 1 };
        spaces.max(affixes) * marks
    }

    /// Calls `put` with what distinguishes these rules in a fingerprint.
    pub fn fingerprint(self, put: &mut dyn FnMut(&[u8])) {
        // Rules of the first version, for all normalizers.
        put(&[self.collapse_spaces, self.trim, self.positional].map(u8::from));
        put(&[self.stretch.unwrap_or(0)]);
        let mut put_rule = |name: &[u8], version: u8, is_used: bool, value: u8| {
            if is_used {
                put(name);
                put(&[version, value]);
            }
        };
        let VowelRules { last, tanwin_alef, redundant, fathatan, open_fathatan } = self.vowels;
        let vowels = [last, tanwin_alef, redundant, fathatan, open_fathatan];
        let vowels = vowels.into_iter().fold(0, |bits, is_set| bits << 1 | u8::from(is_set));
        put_rule(b"latin marks", LATIN_MARKS_VERSION, self.latin_marks, 0);
        put_rule(b"stray zwnj", STRAY_ZWNJ_VERSION, self.stray_zwnj, 0);
        put_rule(b"vowels", VOWELS_VERSION, vowels != 0, vowels);
        put_rule(b"laughter", LAUGHTER_VERSION, self.laughter, 0);
        put_rule(b"doubles", DOUBLES_VERSION, self.doubles, 0);
        put_rule(b"repeated", REPEATED_VERSION, self.repeated, 0);
        put_rule(b"digits", SPACED_DIGITS_VERSION, self.space_digits, 0);
        let spaces = self.thousands.unwrap_or_default().iter().fold(0, |bits, is| bits << 1 | u8::from(*is));
        put_rule(b"thousands", THOUSANDS_VERSION, self.thousands.is_some(), spaces);
        put_rule(b"latin digits", LATIN_DIGITS_VERSION, self.latin_digits, 0);
        put_rule(b"spacing", SPACING_VERSION, self.spacing.is_some(), self.spacing.map_or(0, |spacing| spacing as u8));
        put_rule(
            b"affixes",
            AFFIXES_VERSION,
            self.affixes.is_some(),
            self.affixes.map_or(0, |boundary| boundary as u8),
        );
    }

    /// Whether a text may be split before the character: the output before it is that at a text's end, and the output
    /// from it on is that of a text's start.
    #[cfg(feature = "parallel")]
    pub fn may_split_before(self, c: char) -> bool {
        let has_words =
            self.positional || self.stretch.is_some() || !self.vowels.is_empty() || self.laughter || self.doubles;
        let in_word = has_words && (letters::is_letter(c) || continues_word(c));
        let in_spaces = self.trim || self.collapse_spaces && characters::is_space(c);
        let in_signs = self.repeated || self.spacing.is_some() || self.space_digits;
        let in_numbers = self.thousands.is_some() || self.latin_digits;
        let in_affixes = self.affixes.is_some() && affixes::may_join_across(c);
        let in_letter = self.latin_marks && unicode::combining_class(c) != 0;
        let in_zwnj = self.stray_zwnj && stray_zwnj::may_depend_on_before(c);
        unicode::is_line_break(c)
            || !in_word && !in_spaces && !in_signs && !in_numbers && !in_affixes && !in_letter && !in_zwnj
    }
}

/// Whether a character that is no letter does not end a word of Arabic letters: a mark, a tatweel, or one without width.
fn continues_word(c: char) -> bool {
    let without_width = [unicode::INVISIBLE, unicode::BIDI_CONTROLS, unicode::JOIN_CONTROLS];
    !c.is_ascii() && (c == letters::TATWEEL || is_mark(c) || without_width.iter().any(|set| unicode::contains(set, c)))
}

/// Whether it is a mark of any script.
fn is_mark(c: char) -> bool {
    letters::is_tashkeel(c) || unicode::combining_class(c) != 0 || letters::is_mark(c)
}

/// Texts of fewer bytes are not looked at as a whole.
const SHORT: usize = 8;

/// A rule over characters.
trait Filter {
    /// Receives the next character, the output for the source from `from` on, and writes what is decided to `next`.
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize));

    /// Writes what is held back, at the end of a text. The next character starts a text.
    fn finish(&mut self, next: &mut dyn FnMut(char, usize));

    /// The length of the first part of a text that passes through unchanged, by a look at its bytes.
    fn unchanged(&self, _: &str) -> usize {
        0
    }

    /// Takes notice of text that was passed through unchanged.
    fn skip(&mut self, _: &str) {}

    /// Writes the output for the first part of a text, as far as a look at its bytes decides it. Returns its length.
    #[inline]
    fn pass(&mut self, text: &str, next: &mut dyn FnMut(&str)) -> usize {
        let unchanged = &text[..self.unchanged(text)];
        if !unchanged.is_empty() {
            self.skip(unchanged);
            next(unchanged);
        }
        unchanged.len()
    }

    /// [`Self::push`] for each character of a text.
    #[inline]
    fn push_str(&mut self, text: &str, from: usize, next: &mut dyn FnMut(&str, usize)) {
        let mut rest = text;
        while !rest.is_empty() {
            // A few characters take less time one by one.
            let passed = if rest.len() < SHORT { 0 } else { self.pass(rest, &mut |text| next(text, from)) };
            let mut chars = rest[passed..].chars();
            if let Some(c) = chars.next() {
                self.push(c, from, &mut |c, from| next(c.encode_utf8(&mut [0; 4]), from));
            }
            rest = chars.as_str();
        }
    }
}

/// A rule in use.
#[derive(Clone)]
enum Stage {
    LatinMarks(LatinMarks),
    StrayZwnj(StrayZwnj),
    Vowels(Words<Vowels>),
    Laughter(Words<Laughter>),
    Positional(Positional),
    Doubles(Words<Doubles>),
    Stretch(Words<Stretch>),
    Thousands(Thousands),
    LatinDigits(LatinDigits),
    SpacedDigits(SpacedDigits),
    Spaces(Spaces),
    Affixes(Affixes),
    Repeated(Repeated),
}

impl Stage {
    fn filter(&mut self) -> &mut dyn Filter {
        match self {
            Self::LatinMarks(filter) => filter,
            Self::StrayZwnj(filter) => filter,
            Self::Vowels(filter) => filter,
            Self::Laughter(filter) => filter,
            Self::Positional(filter) => filter,
            Self::Doubles(filter) => filter,
            Self::Stretch(filter) => filter,
            Self::Thousands(filter) => filter,
            Self::LatinDigits(filter) => filter,
            Self::SpacedDigits(filter) => filter,
            Self::Spaces(filter) => filter,
            Self::Affixes(filter) => filter,
            Self::Repeated(filter) => filter,
        }
    }
}

/// The state of post-processing between two characters: the rules in use, in order.
#[derive(Clone)]
pub(crate) struct PostProcessor(Vec<Stage>);

impl PostProcessor {
    pub fn new(rules: PostProcessing) -> Self {
        let mut stages = Vec::new();
        let mut add = |stage: Option<Stage>| stages.extend(stage);
        add(rules.latin_marks.then(|| Stage::LatinMarks(LatinMarks::default())));
        add(rules.stray_zwnj.then(|| Stage::StrayZwnj(StrayZwnj::default())));
        add((!rules.vowels.is_empty()).then(|| Stage::Vowels(Words::new(Vowels::new(rules.vowels)))));
        add(rules.laughter.then(|| Stage::Laughter(Words::new(Laughter::default()))));
        add(rules.positional.then(|| Stage::Positional(Positional::default())));
        add(rules.doubles.then(|| Stage::Doubles(Words::new(Doubles::default()))));
        add(rules.stretch.map(|max_run| Stage::Stretch(Words::new(Stretch::new(max_run)))));
        add(rules.thousands.map(|spaces| Stage::Thousands(Thousands::new(spaces))));
        add(rules.latin_digits.then(|| Stage::LatinDigits(LatinDigits::default())));
        add(rules.space_digits.then(|| Stage::SpacedDigits(SpacedDigits::default())));
        add(rules.collapses_spaces().then(|| Stage::Spaces(Spaces::new(rules.trim, rules.spacing))));
        add(rules.affixes.map(|boundary| Stage::Affixes(Affixes::new(boundary))));
        // Deleting a space between two signs makes them a run.
        add(rules.repeated.then(|| Stage::Repeated(Repeated::default())));
        Self(stages)
    }

    /// Processes the next text, all of it output for the source from `from` on.
    pub fn push(&mut self, text: &str, from: usize, out: &mut impl Sink) {
        push(&mut self.0, text, from, &mut |text, from| out.write(text, from));
    }

    /// Ends the text: writes what is held back.
    pub fn finish(&mut self, out: &mut impl Sink) {
        let mut rest = &mut *self.0;
        while let [stage, after @ ..] = rest {
            stage.filter().finish(&mut |c, from| push_char(after, c, from, &mut |c, from| out.write_char(c, from)));
            rest = after;
        }
    }
}

/// Passes a text through stages.
fn push(stages: &mut [Stage], text: &str, from: usize, next: &mut dyn FnMut(&str, usize)) {
    match stages {
        [] => next(text, from),
        [stage, after @ ..] => {
            stage.filter().push_str(text, from, &mut |text, from| push(after, text, from, next));
        }
    }
}

/// Passes a character through stages.
fn push_char(stages: &mut [Stage], c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
    match stages {
        [] => next(c, from),
        [stage, after @ ..] => stage.filter().push(c, from, &mut |c, from| push_char(after, c, from, next)),
    }
}

/// Limits runs of one letter.
#[derive(Clone)]
struct Stretch {
    /// The greatest number of equal letters in a row.
    max_run: u8,
    /// The letter that was written last, and how many times in a row.
    run: Option<(char, u8)>,
}

impl Stretch {
    fn new(max_run: u8) -> Self {
        Self { max_run, run: None }
    }
}

impl Filter for Stretch {
    #[inline]
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        // How many of this letter were written in a row.
        let before = self.run.filter(|&(letter, _)| letter == c).map_or(0, |(_, count)| count);
        if !letters::is_letter(c) {
            self.run = None;
        } else if before < self.max_run {
            self.run = Some((c, before + 1));
        } else {
            return;
        }
        next(c, from);
    }

    fn finish(&mut self, _: &mut dyn FnMut(char, usize)) {
        self.run = None;
    }

    fn unchanged(&self, text: &str) -> usize {
        let run = if self.max_run == 1 { first_hit(text, is_doubled) } else { first_hit(text, may_be_tripled) };
        word_start(text, run)
    }
}

/// Digits of U+0660 to U+0669 and U+06F0 to U+06F9.
const ARABIC_DIGITS: Patterns =
    Patterns::NONE.or(&[&[(0xD9, 0xD9)], &[(0xA0, 0xA9)]]).or(&[&[(0xDB, 0xDB)], &[(0xB0, 0xB9)]]);

/// And those of ASCII beside other characters than ASCII.
static DIGITS: Patterns = ARABIC_DIGITS.or(&[&[(b'0', b'9')], &[(0x80, 0xFF)]]).or(&[&[(0x80, 0xFF)], &[(b'0', b'9')]]);

/// Writes a space between a digit and an Arabic letter.
#[derive(Clone, Default)]
struct SpacedDigits {
    /// The last character that is no mark.
    before: Option<char>,
    /// Whether it is a hamza behind a digit: Urdu's sign of a year, which belongs to the number.
    is_year_sign: bool,
}

impl Filter for SpacedDigits {
    #[inline]
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        if unicode::combining_class(c) == 0 {
            let is_after_digit = self.before.is_some_and(is_digit);
            let is_letter = letters::is_letter(c);
            let ends_number = (is_after_digit && c != letters::HAMZA || self.is_year_sign) && is_letter;
            if ends_number || is_digit(c) && self.before.is_some_and(letters::is_letter) {
                next(' ', from);
            }
            self.is_year_sign = is_after_digit && c == letters::HAMZA;
            self.before = Some(c);
        }
        next(c, from);
    }

    fn finish(&mut self, _: &mut dyn FnMut(char, usize)) {
        *self = Self::default();
    }

    fn unchanged(&self, text: &str) -> usize {
        if self.is_year_sign || self.before.is_some_and(is_digit) || text.starts_with(is_digit) {
            return 0;
        }
        let hit = DIGITS.find(text, 0).unwrap_or(text.len());
        (0..=hit).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
    }

    fn skip(&mut self, text: &str) {
        self.before = text.chars().rev().find(|&c| unicode::combining_class(c) == 0).or(self.before);
    }
}

/// Two signs of [`variants::REPEATABLE`] in a row.
static REPEATABLE: Patterns = Patterns::NONE.or_chars(&[variants::REPEATABLE], 2);

/// Writes a sign once where it is repeated.
#[derive(Clone, Default)]
struct Repeated {
    last: Option<char>,
}

impl Filter for Repeated {
    #[inline]
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        if self.last == Some(c) && variants::REPEATABLE.contains(&c) {
            return;
        }
        self.last = Some(c);
        next(c, from);
    }

    fn finish(&mut self, _: &mut dyn FnMut(char, usize)) {
        self.last = None;
    }

    fn unchanged(&self, text: &str) -> usize {
        if text.chars().next() == self.last { 0 } else { REPEATABLE.find(text, 0).unwrap_or(text.len()) }
    }

    fn skip(&mut self, text: &str) {
        self.last = text.chars().next_back();
    }
}
