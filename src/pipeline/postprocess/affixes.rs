//! Writes a half-space (U+200C ZERO WIDTH NON-JOINER), or nothing, in place of the space between a Persian word and its affix.
//!
//! ```text
//! word | spaces | word | spaces | word        spaces and the start of the word after them are held back
//! ```
//!
//! A word is a run of letters and marks. Whether two words are joined depends on the two, and on whether the first is joined
//! with the one before it; not on whether spaces or a ZWNJ are between them. So a second run decides the same. No affix has
//! more than [`LONGEST`] characters, so no more of a word is held back than is needed to know that it is no affix.

use crate::pipeline::postprocess::{Filter, is_mark};
use crate::rules::letters::affixes::{self, Host, LONGEST, List};
use crate::rules::letters::{ZWNJ, is_letter};
use crate::rules::step::AffixBoundary;
use alloc::string::String;
use alloc::vec::Vec;

/// The greatest number of spaces and ZWNJs between two words that are joined.
const MAX_SPACES: usize = 4;
/// The greatest number of characters of a word that are held back. A letter with more marks ends the search for an affix.
const MAX_HELD: usize = 48;

#[derive(Clone)]
pub(super) struct Affixes {
    boundary: AffixBoundary,
    /// The word before the spaces, if there is one.
    before: Option<Before>,
    /// The spaces that are not written yet.
    spaces: Vec<(char, usize)>,
    /// The word after them as far as it is held back.
    held: Vec<(char, usize)>,
    word: Word,
    /// An empty text, whose memory the next word uses.
    spare: String,
}

/// The word that is read.
#[derive(Clone, Default)]
struct Word {
    /// Its first characters, with the letters of the lists: one more than an affix has, at most.
    start: String,
    len: usize,
    letters: usize,
    last: Option<char>,
    /// Whether the rule joins it with the word before.
    is_joined: bool,
}

/// What a word tells of the word after it.
#[derive(Clone)]
struct Before {
    /// The whole word; empty if it is longer than any listed word.
    text: String,
    list: Option<List>,
    is_joined: bool,
    /// Whether it takes suffixes.
    is_host: bool,
    /// Whether it may be the first part of a compound.
    is_noun: bool,
    last: Option<char>,
}

impl Word {
    fn push(&mut self, c: char) {
        let c = affixes::as_listed(c);
        if self.len <= LONGEST {
            self.start.push(c);
        }
        self.len += 1;
        self.letters += usize::from(is_letter(c));
        self.last = Some(c);
    }

    /// The whole word; empty if it is longer than any listed word.
    fn listed(&self) -> &str {
        if self.len <= LONGEST { &self.start } else { "" }
    }

    /// The list of the whole word.
    fn list(&self) -> Option<List> {
        affixes::list_of(self.listed())
    }

    /// Ends the word: what it tells of the next one, which takes the memory of `spare`.
    fn take_as_before(&mut self, list: Option<List>, spare: String) -> Before {
        let mut text = core::mem::replace(&mut self.start, spare);
        if self.len > LONGEST {
            text.clear();
        }
        // A suffix alone is laughter, `ها ها`, or a mistake.
        let is_suffix = list == Some(List::Suffixes(Host::Any));
        let is_host = self.is_joined || self.letters > 1 && list != Some(List::FunctionWords) && !is_suffix;
        let before = Before {
            text,
            list,
            is_joined: self.is_joined,
            is_host,
            is_noun: is_host && (self.is_joined || list != Some(List::Determiners)),
            last: self.last,
        };
        (self.len, self.letters, self.last, self.is_joined) = (0, 0, None, false);
        before
    }
}

impl Before {
    /// Whether the rule joins the word with it. `list` is that of the word.
    fn joins(&self, word: &Word, list: Option<List>) -> bool {
        self.takes(word, list) && (self.is_joined || !self.makes_affix(word))
    }

    /// Whether both together are an affix: `نا پذیر` is `ناپذیر`. Joined with no word before, it would be in a second run.
    fn makes_affix(&self, word: &Word) -> bool {
        let (before, word) = (self.text.as_str(), word.listed());
        let both = || affixes::list_of(&[before, word].concat()).and_then(List::host);
        !before.is_empty() && !word.is_empty() && both().is_some_and(|host| self.list != Some(List::Suffixes(host)))
    }

    fn takes(&self, word: &Word, list: Option<List>) -> bool {
        if self.list == Some(List::Prefixes) && word.letters > 1 && list != Some(List::FunctionWords) {
            return true;
        }
        self.is_host
            && match list.and_then(List::host) {
                None => false,
                Some(Host::Any) => true,
                Some(Host::Noun) => self.is_noun,
                Some(Host::Heh) => self.last == Some('ه'),
                Some(Host::HehOrYeh) => matches!(self.last, Some('ه' | 'ی')),
            }
    }
}

impl Affixes {
    pub fn new(boundary: AffixBoundary) -> Self {
        Self {
            boundary,
            before: None,
            spaces: Vec::new(),
            held: Vec::new(),
            word: Word::default(),
            spare: String::new(),
        }
    }

    /// Decides whether the word is joined with the one before, and writes what is held back. `list` is that of the word.
    fn decide(&mut self, list: Option<List>, next: &mut dyn FnMut(char, usize)) {
        let Some(before) = self.before.take() else { return };
        self.word.is_joined = before.joins(&self.word, list);
        self.spare = before.text;
        self.spare.clear();
        match (self.word.is_joined, self.boundary, self.spaces.first()) {
            (true, AffixBoundary::Zwnj, Some(&(_, from))) => next(ZWNJ, from),
            (true, ..) => {}
            (false, ..) => self.spaces.iter().for_each(|&(c, from)| next(c, from)),
        }
        self.spaces.clear();
        self.held.drain(..).for_each(|(c, from)| next(c, from));
    }

    /// Ends the word that is read, if there is one.
    fn end_word(&mut self, next: &mut dyn FnMut(char, usize)) {
        if self.word.len > 0 {
            let list = self.word.list();
            self.decide(list, next);
            self.before = Some(self.word.take_as_before(list, core::mem::take(&mut self.spare)));
        }
    }

    /// Forgets the word before, and writes the spaces after it.
    fn end_words(&mut self, next: &mut dyn FnMut(char, usize)) {
        self.end_word(next);
        self.before = None;
        self.spaces.drain(..).for_each(|(c, from)| next(c, from));
    }
}

impl Filter for Affixes {
    #[inline]
    fn push(&mut self, c: char, from: usize, next: &mut dyn FnMut(char, usize)) {
        if is_letter(c) || self.word.len > 0 && is_mark(c) {
            self.word.push(c);
            if self.before.is_none() {
                return next(c, from);
            }
            self.held.push((c, from));
            if self.word.len > LONGEST && self.word.letters > 1 || self.word.len == MAX_HELD {
                // No list has a word this long.
                self.decide(None, next);
            }
        } else if is_space(c) {
            self.end_word(next);
            if self.before.is_some() && self.spaces.len() < MAX_SPACES {
                return self.spaces.push((c, from));
            }
            self.end_words(next);
            next(c, from);
        } else {
            self.end_words(next);
            next(c, from);
        }
    }

    fn finish(&mut self, next: &mut dyn FnMut(char, usize)) {
        self.end_words(next);
    }
}

/// Whether it is part of a word, or may stand between a word and its affix.
#[cfg(feature = "parallel")]
pub(super) fn may_join_across(c: char) -> bool {
    is_letter(c) || is_mark(c) || is_space(c)
}

/// Whether it may stand between a word and its affix.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | ZWNJ)
}
