//! The segments of a text one after the other: from the kernel's masks where they settle it, else by the rules.

use crate::kernel::{self, Doubt, Level, SegmentMasks};
use crate::rules::unicode::{WORD, sort, word as wb};
use crate::token::classes::CLASSES;
use crate::token::word::{Segment, ends_a_word, segment};
use crate::token::{Token, TokenKind};
use core::ops::Range;

/// All segments of a text. See [`tokens`](crate::tokens).
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    level: Level,
    /// Where the block starts, and where what it settled ends.
    block: usize,
    at: usize,
    marks: SegmentMasks,
    streak: Streak,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let (level, marks, streak) = (kernel::level(), SegmentMasks::default(), Streak::default());
        Self { text, level, block: 0, at: 0, marks, streak }
    }

    /// Where the next token starts.
    #[inline]
    pub(super) fn next_start(&self) -> usize {
        if self.marks.starts == 0 { self.at } else { self.block + self.marks.starts.trailing_zeros() as usize }
    }

    /// Goes on at a place further on, as if it were a boundary.
    pub(super) fn go_on(&mut self, at: usize) {
        (self.at, self.marks) = (at, SegmentMasks::default());
    }

    /// The next token, and whether it holds a letter or a number.
    #[inline]
    pub(super) fn next_with_wordlike(&mut self) -> Option<(Token<'t>, bool)> {
        let Self { block, at, .. } = *self;
        let starts = &mut self.marks.starts;
        if *starts == 0 {
            return if self.level == Level::Plain { self.by_rules() } else { self.refill() };
        }
        let from = starts.trailing_zeros();
        *starts &= *starts - 1;
        let start = block + from as usize;
        let end = if *starts == 0 { at } else { block + starts.trailing_zeros() as usize };
        let text = &self.text[start..end];
        if self.marks.words >> from & 1 == 0 {
            return Some((Token { text, start, kind: Segment::alone(self.text, start, end).kind(text) }, false));
        }
        Some((Token { text, start, kind: kind_of(self.marks.letters, from, (end - block) as u32) }, true))
    }

    #[inline(never)]
    fn refill(&mut self) -> Option<(Token<'t>, bool)> {
        if self.at >= self.text.len() {
            return None;
        }
        if !self.marks.doubt
            && !self.streak.goes_on()
            && let Some(marks) = kernel::segments(self.level, &CLASSES, self.text, self.at)
        {
            (self.block, self.at, self.marks) = (self.at, self.at + marks.settled, marks);
            if marks.starts != 0 {
                return self.next_with_wordlike();
            }
        }
        self.marks.doubt = false;
        let start = self.at;
        let found = self.by_rules();
        self.streak.note(start..self.at);
        found
    }

    #[inline(always)]
    fn by_rules(&mut self) -> Option<(Token<'t>, bool)> {
        if self.at >= self.text.len() {
            return None;
        }
        let (token, wordlike) = token_by_rules(self.text, self.at);
        self.at = token.start + token.text.len();
        Some((token, wordlike))
    }
}

/// The kind of the word or number whose bits these are among those of letters.
#[inline(always)]
fn kind_of(letters: u64, from: u32, to: u32) -> TokenKind {
    let letters = letters >> from;
    if letters & 1 != 0 || letters & ((1 << (to - from)) - 1) != 0 { TokenKind::Word } else { TokenKind::Number }
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
    walk: Walk<'t>,
    level: Level,
    blocks: kernel::WordMasks,
    streak: Streak,
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let (level, blocks, streak) = (kernel::level(), kernel::WordMasks::default(), Streak::default());
        Self { walk: Walk::new(text), level, blocks, streak }
    }

    /// The next word where the block has none left.
    #[inline(never)]
    fn refill(&mut self) -> Option<Token<'t>> {
        let text = self.walk.text;
        while self.blocks.at < text.len() {
            if self.blocks.doubt == Doubt::None && !self.streak.goes_on() {
                kernel::words(self.level, &CLASSES, text, &mut self.blocks);
                if let Some((word, end)) = self.blocks.closed {
                    let kind = if word.has_letter { TokenKind::Word } else { TokenKind::Number };
                    return Some(Token::word(text, word.start..end, kind));
                }
                if self.blocks.starts != 0 {
                    return self.settled();
                }
            } else {
                if let Some(word) = word_in_doubt(text, &mut self.blocks, &mut self.streak) {
                    return Some(word);
                }
            }
        }
        None
    }

    /// The next word that the block has settled; there is one.
    #[inline(always)]
    fn settled(&mut self) -> Option<Token<'t>> {
        let blocks = &mut self.blocks;
        let (from, to) = (blocks.starts.trailing_zeros(), blocks.ends.trailing_zeros());
        blocks.starts &= blocks.starts - 1;
        blocks.ends &= blocks.ends.wrapping_sub(1);
        let (start, end) = (blocks.block + from as usize, blocks.block + to as usize);
        Some(Token::word(self.walk.text, start..end, kind_of(blocks.letters, from, to)))
    }
}

impl<'t> Iterator for Words<'t> {
    type Item = Token<'t>;

    #[inline]
    fn next(&mut self) -> Option<Token<'t>> {
        if self.blocks.starts != 0 {
            self.settled()
        } else if self.level == Level::Plain {
            self.walk.next()
        } else {
            self.refill()
        }
    }
}

impl core::iter::FusedIterator for Words<'_> {}

/// Words in plain code: by the rules alone, character by character.
#[derive(Clone, Debug)]
pub(crate) struct Walk<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Walk<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Passes a space that stands before a letter of Arabic or Latin: it is a segment of its own.
    #[inline(always)]
    fn pass_space(&mut self) {
        let bytes = self.text.as_bytes();
        let is_letter = |property: u8| property & 31 == wb::ALETTER;
        if bytes[self.at] == b' ' && self.at + 1 < bytes.len() && is_letter(WORD.at(self.text, self.at + 1).0) {
            self.at += 1;
        }
    }

    #[inline(always)]
    fn next(&mut self) -> Option<Token<'t>> {
        while self.at < self.text.len() {
            self.pass_space();
            if let Some(token) = self.segment() {
                return Some(token);
            }
        }
        None
    }

    /// The next word, with whether `run` went through all of it.
    ///
    /// Where a word starts with a letter, `run` is offered its start, and returns how far letters and
    /// their marks go.
    #[inline(always)]
    pub fn next_by_run(&mut self, mut run: impl FnMut(usize) -> Option<usize>) -> Option<(Token<'t>, bool)> {
        const LETTER: u8 = wb::ALETTER | sort::LETTER << 5;
        while self.at < self.text.len() {
            self.pass_space();
            let start = self.at;
            if WORD.at(self.text, start).0 == LETTER
                && let Some(end) = run(start).filter(|&end| ends_a_word(self.text, end))
            {
                self.at = end;
                return Some((Token { text: &self.text[start..end], start, kind: TokenKind::Word }, true));
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
        let (span, word) = word_by_rules(self.text, self.at);
        self.at = span.end;
        word
    }
}

/// Segments that the rules are to find without a look at a block, where blocks have settled little between those that
/// they left to the rules: in Han, or where each sign is followed by a mark. A block costs as much as a dozen segments
/// by the rules, so the more of it is in vain, the longer the next streak is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Streak {
    left: u8,
    len: u8,
    /// Where the last segment by the rules ended.
    end: usize,
}

/// The most segments of a streak.
const LONGEST_STREAK: u8 = 63;
/// Bytes between two segments by the rules that are no more than a few segments by themselves.
const FEW_BYTES: usize = 16;

impl Streak {
    /// Whether the next segment is for the rules. What is settled ends at a boundary then.
    #[inline(always)]
    pub fn goes_on(&self) -> bool {
        self.left > 0
    }

    /// Takes note of a segment that the rules have found, in a streak or because a block left it to them.
    #[inline]
    pub fn note(&mut self, segment: Range<usize>) {
        if self.left > 0 {
            self.left -= 1;
        } else {
            let is_near = segment.start.saturating_sub(self.end) < FEW_BYTES;
            self.len = if is_near { (2 * self.len + 1).min(LONGEST_STREAK) } else { 0 };
            self.left = self.len;
        }
        self.end = segment.end;
    }
}

/// Takes the segment that a block leaves to the rules, or one of a streak, and goes on behind it. The segment, if it is a
/// word or a number.
#[inline]
pub(crate) fn word_in_doubt<'t>(
    text: &'t str,
    blocks: &mut kernel::WordMasks,
    streak: &mut Streak,
) -> Option<Token<'t>> {
    let (span, word) = word_by_rules(text, doubt_start(text, blocks));
    // The segment reaches the place in doubt. If it did not, going on behind it would give the same words again and
    // again, so the place never moves back.
    debug_assert!(span.end >= blocks.at && (span.end > blocks.at || span.start < blocks.at), "byte {}", blocks.at);
    blocks.go_on(span.end.max(blocks.at));
    streak.note(span);
    word
}

/// Where the segment starts that a block leaves to the rules: see [`Doubt`].
#[inline]
fn doubt_start(text: &str, blocks: &kernel::WordMasks) -> usize {
    match (blocks.doubt, blocks.open) {
        (Doubt::Open, Some(open)) => open.start,
        (Doubt::Before, _) if blocks.cut => segment_start(text, blocks.at),
        _ => blocks.at,
    }
}

/// The start of the segment of the character before `at`: back over what WB4 ignores to what it belongs to. What stands
/// before that is in another segment, or it does not matter, as with spaces.
fn segment_start(text: &str, at: usize) -> usize {
    let mut start = at;
    for (before, _) in text[..at].char_indices().rev() {
        match WORD.at(text, before).0 & 31 {
            wb::EXTEND | wb::FORMAT | wb::ZWJ => start = before,
            // WB3a: a line break is a segment of its own, and what WB4 ignores starts one behind it.
            wb::CR | wb::LF | wb::NEWLINE => return start,
            _ => return before,
        }
    }
    start
}

/// The token that starts at `start`, a boundary inside the text, and whether it holds a letter or a number.
#[inline(always)]
pub(crate) fn token_by_rules(text: &str, start: usize) -> (Token<'_>, bool) {
    let segment = segment(text, start);
    let text = &text[start..segment.end];
    (Token { text, start, kind: segment.kind(text) }, segment.is_wordlike())
}

/// The span of the segment that starts at `start`, a boundary inside the text, and the segment if it is a word: what kind
/// of sign it is else is not asked.
#[inline(always)]
pub(crate) fn word_by_rules(text: &str, start: usize) -> (Range<usize>, Option<Token<'_>>) {
    let segment = segment(text, start);
    let word = segment.is_wordlike().then(|| {
        let text = &text[start..segment.end];
        Token { text, start, kind: segment.kind(text) }
    });
    (start..segment.end, word)
}
