//! Expansions: keeps the words that the table writes for one code point apart from what is written beside them.
//!
//! ```text
//! expansion  text with a space inside, written for one code point: ﷺ
//! space      written where an expansion touches a letter, a mark, a digit or another expansion
//! ﷲ          الله, but لله after an alef at a word's start: fonts drew ﷲ without its alef, so writers typed one
//! ```
//!
//! Marks after a character belong to it, so the space comes after the marks of an expansion. The kernels stop at these
//! code points, so other text pays nothing.

use crate::pipeline::compose::{cluster_end, write_composed};
use crate::pipeline::sink::Sink;
use crate::pipeline::table::Table;
use crate::rules::letters::allah::{ALLAH, ALLAH_LETTERS, CONJUNCTIONS, PREPOSITIONS};
use crate::rules::letters::{AIN, ALEF, BEH, DAL, DOTLESS_BEH, LAM, WAW};
use crate::rules::unicode::combining_class;

/// Part of a normalizer's fingerprint, if its table has expansions. Changes whenever their output changes.
pub(crate) const VERSION: &[u8] = b"expansion 2";

/// The greatest number of characters on which [`WordStart`] depends: one that is in no word, and those of `وبعبدا`.
const MAX_WORD_START: usize = 7;

/// Whether what is written depends on the neighbours of the code point, which the table rewrites to `text`.
pub(crate) fn depends_on_neighbours(c: char, text: &str) -> bool {
    is_expansion(text) || c == ALLAH && text == ALLAH_LETTERS
}

/// Whether the output for one code point is words with spaces between them.
pub(crate) fn is_expansion(text: &str) -> bool {
    text.len() > 2 && text.trim_matches(' ').contains(' ')
}

/// What is written last, as far as expansions depend on it.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Written {
    last: Last,
    word: WordStart,
}

/// The last character that is written, with its marks.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
enum Last {
    /// None, or a space.
    #[default]
    Space,
    /// A letter or a digit, or marks without a character that they belong to.
    Word,
    Expansion,
    Other,
}

/// The letters since the start of a word, without marks: those that may be before `ﷲ`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
enum WordStart {
    #[default]
    Empty,
    Conjunction,
    /// A preposition, or the `و` of an oath, alone or after a conjunction.
    Preposition,
    Ain,
    AinBeh,
    Abd,
    /// An alef, alone or after a prefix or `عبد`.
    Alef,
    Other,
}

impl Written {
    /// Whether an expansion was written last.
    pub fn is_expansion(self) -> bool {
        self.last == Last::Expansion
    }

    /// What is written last after more text.
    pub fn then(mut self, text: &str) -> Self {
        let mut bases = text.char_indices().rev().filter(|&(_, c)| combining_class(c) == 0);
        let start = bases.nth(MAX_WORD_START - 1).map_or(0, |(at, _)| at);
        if start > 0 {
            self = Self { last: Last::Other, word: WordStart::Other };
        }
        text[start..].chars().for_each(|c| self.push(c));
        self
    }

    fn push(&mut self, c: char) {
        use WordStart as W;
        if combining_class(c) != 0 {
            if self.last == Last::Space {
                self.last = Last::Word;
            }
            return;
        }
        let is_word = is_word_char(c);
        self.last = match c {
            _ if is_word => Last::Word,
            c if c.is_whitespace() => Last::Space,
            _ => Last::Other,
        };
        self.word = match (self.word, c) {
            _ if !is_word => W::Empty,
            (W::Empty | W::Conjunction | W::Preposition | W::Abd, ALEF) => W::Alef,
            (W::Empty | W::Conjunction | W::Preposition, AIN) => W::Ain,
            (W::Ain, BEH | DOTLESS_BEH) => W::AinBeh,
            (W::AinBeh, DAL) => W::Abd,
            (W::Empty, c) if CONJUNCTIONS.contains(&c) => W::Conjunction,
            (W::Empty | W::Conjunction, c) if PREPOSITIONS.contains(&c) => W::Preposition,
            (W::Empty, LAM) | (W::Conjunction, WAW) => W::Preposition,
            _ => W::Other,
        };
    }

    /// Whether a space has to be written before the output for one code point.
    fn needs_space_before(self, text: &str) -> bool {
        match self.last {
            Last::Word => is_expansion(text) && !text.starts_with(' '),
            Last::Expansion => starts_with_word(text),
            Last::Space | Last::Other => false,
        }
    }
}

/// Whether the output for one code point starts with a word that an expansion before it would touch.
fn starts_with_word(text: &str) -> bool {
    let is_word = |c| is_word_char(c) && combining_class(c) == 0;
    text.starts_with(is_word) || is_expansion(text) && !text.starts_with(' ')
}

/// Whether the output for a code point may depend on an expansion before it, or continue a word: unless it starts with
/// a sign or a space.
#[cfg(feature = "parallel")]
pub(crate) fn may_touch(text: &str) -> bool {
    is_expansion(text) || text.chars().next().is_none_or(|c| is_word_char(c) || combining_class(c) != 0)
}

/// Whether a character that is no mark is a letter or a digit.
#[inline]
pub(super) fn is_word_char(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}') || c.is_alphanumeric()
}

/// Keeps expansions apart from what is written beside them. Each text that it receives is the output for one code
/// point.
pub(crate) struct SpacingSink<'a, S> {
    written: &'a mut Written,
    sink: &'a mut S,
    /// Whether the table has expansions.
    is_active: bool,
}

impl<'a, S: Sink> SpacingSink<'a, S> {
    pub fn new(table: &Table, written: &'a mut Written, sink: &'a mut S) -> Self {
        Self { written, sink, is_active: table.has_expansions() }
    }

    /// Whether an expansion was written last.
    pub fn is_at_expansion(&self) -> bool {
        self.written.is_expansion()
    }

    /// Ends the expansion that was written last, if it is known whether a word follows.
    pub fn end_expansion(&mut self, word_follows: Option<bool>) {
        match word_follows {
            Some(true) => self.write_space(),
            Some(false) => self.written.last = Last::Other,
            None => {}
        }
    }

    /// Writes a space after an expansion, as a part of its unit.
    fn write_space(&mut self) {
        self.sink.write(" ", 0);
        *self.written = self.written.then(" ");
    }
}

impl<S: Sink> Sink for SpacingSink<'_, S> {
    fn write(&mut self, text: &str, from: usize) {
        if !self.is_active || text.is_empty() {
            return self.sink.write(text, from);
        }
        if self.written.needs_space_before(text) {
            match self.is_at_expansion() {
                true => self.write_space(),
                false => self.sink.write(" ", from),
            }
        }
        self.sink.write(text, from);
        *self.written = self.written.then(text);
        if is_expansion(text) && !text.ends_with(' ') {
            self.written.last = Last::Expansion;
        }
    }

    fn write_output(&mut self, c: char, text: &str, from: usize) {
        let follows_alef = || self.written.word == WordStart::Alef;
        match text.strip_prefix(ALEF).filter(|_| c == ALLAH && text == ALLAH_LETTERS && follows_alef()) {
            Some(rest) if self.is_active => self.write(rest, from),
            _ => self.write(text, from),
        }
    }
}

/// What is beside a text that is processed.
pub(crate) struct Neighbours<'t> {
    /// What was written before the output from `described` on.
    before: Written,
    described: usize,
    /// The source after the text; `None` if it is not known yet.
    following: Option<&'t str>,
}

impl<'t> Neighbours<'t> {
    /// The neighbours of a text whose output starts at `described`.
    pub fn new(before: Written, described: usize, following: Option<&'t str>) -> Self {
        Self { before, described, following }
    }

    /// Those of a whole text whose output starts at `described`.
    pub fn of_text(described: usize) -> Self {
        Self::new(Written::default(), described, Some(""))
    }

    /// Sets what is written at the end of `out`.
    pub fn set_written(&mut self, written: Written, out: &str) {
        (self.before, self.described) = (written, out.len());
    }

    /// What is written at the end of `out`.
    pub fn written(&self, out: &str) -> Written {
        self.before.then(out.get(self.described..).unwrap_or_default())
    }

    /// Whether a word is written first for `rest`, the end of the text, and the source after it; `None` if it depends
    /// on source that is not known.
    pub fn word_follows(&self, table: &Table, composes: bool, rest: &str) -> Option<bool> {
        let mut texts = [rest, self.following.unwrap_or_default()].into_iter();
        let follows = texts.find_map(|text| word_starts(table, composes, text));
        follows.or(self.following.map(|_| false))
    }
}

/// Whether what is written for a text starts with a word; `None` if nothing is written.
fn word_starts(table: &Table, composes: bool, text: &str) -> Option<bool> {
    let (mut rest, mut first) = (text, FirstOutput(None));
    while !rest.is_empty() && first.0.is_none() {
        let (cluster, after) = rest.split_at(cluster_end(table, rest, 0));
        write_clusters(table, composes, cluster, &mut first);
        rest = after;
    }
    first.0
}

/// Writes the output of composition and table for whole clusters.
pub(super) fn write_clusters(table: &Table, composes: bool, clusters: &str, sink: &mut impl Sink) {
    if !composes {
        return clusters.char_indices().for_each(|(at, c)| sink.write_output(c, table.output_of(c, &mut [0; 4]), at));
    }
    write_composed(table, clusters, sink);
}

/// Whether the first text that is written starts with a word.
struct FirstOutput(Option<bool>);

impl Sink for FirstOutput {
    fn write(&mut self, text: &str, _: usize) {
        if !text.is_empty() {
            self.0 = self.0.or(Some(starts_with_word(text)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use unicode_normalization::UnicodeNormalization;

    /// Law 3: a sign with a mark, such as U+2260, decomposes to a sign and a mark.
    #[test]
    fn canonically_equivalent_texts_are_the_same_to_an_expansion() {
        for c in
            (0..=0x10FFFF).filter_map(char::from_u32).filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        {
            let composed = Written::default().then(c.encode_utf8(&mut [0; 4]));
            let decomposed: String = [c].into_iter().nfd().collect();
            assert_eq!(composed.last, Written::default().then(&decomposed).last, "{:04X}", c as u32);
            assert_eq!(starts_with_word(&decomposed), starts_with_word(c.encode_utf8(&mut [0; 4])), "{:04X}", c as u32);
        }
    }

    #[test]
    fn a_text_in_parts_gives_what_the_whole_gives() {
        let text = " عبدا \u{64E}بَا(ا\u{64E}عا وعبدا عَبِدُا وبَعبدا فوا ولا\n\u{301}";
        for at in (0..=text.len()).filter(|&n| text.is_char_boundary(n)) {
            for end in (at..=text.len()).filter(|&n| text.is_char_boundary(n)) {
                let mut each = Written::default();
                text[..end].chars().for_each(|c| each.push(c));
                assert_eq!(Written::default().then(&text[..at]).then(&text[at..end]), each, "{at} {end}");
            }
        }
    }
}
