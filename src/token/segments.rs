//! The segments of a text one after the other: from the kernel's masks where they settle it, else by the rules.

use super::classes::CLASSES;
use super::word::{Segment, ends_a_word, segment};
use super::{Kind, Token};
use crate::kernel::{self, Level, Marks};
use crate::unicode::{WORD, sort, word as wb};

/// A place in a text, and what a block from there on has settled.
#[derive(Clone, Copy, Debug)]
struct Blocks {
    level: Level,
    /// Where the block starts, and where what it settled ends.
    start: usize,
    at: usize,
    marks: Marks,
}

impl Blocks {
    fn new() -> Self {
        Self { level: kernel::level(), start: 0, at: 0, marks: Marks::default() }
    }

    /// Goes on from `at`: classifies the next block, or says that the segment there is for the rules to find.
    /// Not at the text's end.
    #[inline]
    fn advance(&mut self, text: &str) -> ByRules {
        if self.marks.doubt {
            self.marks.doubt = false;
            return ByRules::Yes;
        }
        let Some(marks) = kernel::classify(self.level, &CLASSES, text, self.at) else { return ByRules::Yes };
        self.start = self.at;
        self.at += marks.settled;
        self.marks = marks;
        ByRules::No
    }

    /// The kind of the word whose bits these are.
    #[inline(always)]
    fn kind(&self, start: u32, end: u32) -> Kind {
        let letters = self.marks.letters >> start;
        if letters & 1 != 0 || letters & ((1 << (end - start)) - 1) != 0 { Kind::Word } else { Kind::Number }
    }
}

#[derive(PartialEq)]
enum ByRules {
    Yes,
    No,
}

/// All segments of a text. See [`tokens`](crate::tokens).
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    blocks: Blocks,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, blocks: Blocks::new() }
    }

    /// The next token, and whether it holds a letter or a number.
    #[inline]
    pub(super) fn next_with_wordlike(&mut self) -> Option<(Token<'t>, bool)> {
        let Blocks { start: block, at, .. } = self.blocks;
        let segments = &mut self.blocks.marks.segments;
        if *segments != 0 {
            let from = segments.trailing_zeros();
            *segments &= *segments - 1;
            let start = block + from as usize;
            let end = if *segments == 0 { at } else { block + segments.trailing_zeros() as usize };
            let text = &self.text[start..end];
            if self.blocks.marks.words >> from & 1 == 1 {
                let kind = self.blocks.kind(from, (end - block) as u32);
                return Some((Token { text, start, kind }, true));
            }
            return Some((Token { text, start, kind: Segment::alone(self.text, start, end).kind(text) }, false));
        }
        self.refill()
    }

    #[inline(never)]
    fn refill(&mut self) -> Option<(Token<'t>, bool)> {
        if self.blocks.at >= self.text.len() {
            return None;
        }
        if self.blocks.advance(self.text) == ByRules::No && self.blocks.marks.segments != 0 {
            return self.next_with_wordlike();
        }
        self.blocks.marks.doubt = false;
        let start = self.blocks.at;
        let segment = segment(self.text, start);
        self.blocks.at = segment.end;
        let text = &self.text[start..segment.end];
        Some((Token { text, start, kind: segment.kind(text) }, segment.is_wordlike()))
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    #[inline]
    fn next(&mut self) -> Option<Token<'t>> {
        self.next_with_wordlike().map(|(token, _)| token)
    }
}

impl core::iter::FusedIterator for Tokens<'_> {}

/// The segments that hold a letter or a number. See [`words`](crate::words).
#[derive(Clone, Debug)]
pub struct Words<'t> {
    text: &'t str,
    blocks: Blocks,
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, blocks: Blocks::new() }
    }

    /// Passes a space that stands before a letter of Arabic or Latin: it is a segment of its own.
    #[inline(always)]
    fn pass_space(&mut self) {
        let bytes = self.text.as_bytes();
        let at = self.blocks.at;
        let is_letter = |property: u8| property & 31 == wb::ALETTER;
        if bytes[at] == b' ' && at + 1 < bytes.len() && is_letter(WORD.at(self.text, at + 1).0) {
            self.blocks.at += 1;
        }
    }

    /// The next word, with whether `run` went through all of it.
    ///
    /// Where a word starts with a letter, `run` is offered its start, and returns how far letters and
    /// their marks go.
    #[inline(always)]
    pub(crate) fn next_by_run(&mut self, mut run: impl FnMut(usize) -> Option<usize>) -> Option<(Token<'t>, bool)> {
        const LETTER: u8 = wb::ALETTER | sort::LETTER << 5;
        while self.blocks.at < self.text.len() {
            self.pass_space();
            let start = self.blocks.at;
            if WORD.at(self.text, start).0 == LETTER {
                if let Some(end) = run(start).filter(|&end| ends_a_word(self.text, end)) {
                    self.blocks.at = end;
                    return Some((Token { text: &self.text[start..end], start, kind: Kind::Word }, true));
                }
            }
            if let Some(token) = self.segment() {
                return Some((token, false));
            }
        }
        None
    }

    /// The segment that starts here, if it is a word; goes on behind it.
    #[inline(always)]
    fn segment(&mut self) -> Option<Token<'t>> {
        let (token, wordlike) = token_by_rules(self.text, self.blocks.at);
        self.blocks.at = token.start + token.text.len();
        wordlike.then_some(token)
    }

    /// The next word where no block has one left.
    #[inline(never)]
    fn refill(&mut self) -> Option<Token<'t>> {
        while self.blocks.at < self.text.len() {
            if self.blocks.level == Level::Plain {
                self.pass_space();
            } else if self.blocks.advance(self.text) == ByRules::No {
                if self.blocks.marks.starts != 0 {
                    return self.settled();
                }
                continue;
            }
            if let Some(token) = self.segment() {
                return Some(token);
            }
        }
        None
    }

    /// The next word that the block has settled; there is one.
    #[inline(always)]
    fn settled(&mut self) -> Option<Token<'t>> {
        let marks = &mut self.blocks.marks;
        let (from, to) = (marks.starts.trailing_zeros(), marks.ends.trailing_zeros());
        marks.starts &= marks.starts - 1;
        marks.ends &= marks.ends - 1;
        let (start, end) = (self.blocks.start + from as usize, self.blocks.start + to as usize);
        Some(Token { text: &self.text[start..end], start, kind: self.blocks.kind(from, to) })
    }
}

/// The token that starts at `start`, a boundary inside the text, and whether it holds a letter or a number.
#[inline(always)]
pub(crate) fn token_by_rules(text: &str, start: usize) -> (Token<'_>, bool) {
    let segment = segment(text, start);
    let text = &text[start..segment.end];
    (Token { text, start, kind: segment.kind(text) }, segment.is_wordlike())
}

impl<'t> Iterator for Words<'t> {
    type Item = Token<'t>;

    #[inline]
    fn next(&mut self) -> Option<Token<'t>> {
        if self.blocks.marks.starts != 0 { self.settled() } else { self.refill() }
    }
}

impl core::iter::FusedIterator for Words<'_> {}
