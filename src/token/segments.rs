//! Iterates over the segments of a text: by the kernel's masks, and by the scalar rules where the masks do not decide.

use crate::kernel::{self, Level, Undecided, WordBatch};
use crate::rules::unicode::{WORD, category, word as wb};
use crate::token::classes::CLASSES;
use crate::token::word::{is_word_end, segment};
use crate::token::{Token, TokenKind};
use core::ops::Range;

/// All segments of a text. See [`tokens`](crate::tokens).
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    /// The words after `word`.
    words: Words<'t>,
    /// The next word, if it is found.
    word: Option<Token<'t>>,
    /// Where the next token starts. No word starts before `gap_end`.
    at: usize,
    gap_end: usize,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { words: Words::new(text), word: None, at: 0, gap_end: 0 }
    }

    /// The same by the scalar rules alone: a block of the kernel costs as much as a dozen segments.
    pub(super) fn by_rules_alone(text: &'t str) -> Self {
        let mut tokens = Self::new(text);
        tokens.words.level = Level::Plain;
        tokens
    }

    /// Where the next token starts.
    #[inline]
    pub(super) fn next_start(&self) -> usize {
        self.at
    }

    /// Continues at `at`, and treats it as a boundary. `at` is not before the next token.
    pub(super) fn jump_to(&mut self, at: usize) {
        self.words.jump_to(at);
        (self.word, self.at, self.gap_end) = (None, at, at);
    }

    /// The next token, and whether it contains a letter or a number.
    #[inline]
    pub(super) fn next_with_wordlike(&mut self) -> Option<(Token<'t>, bool)> {
        let text = self.words.batch.text();
        loop {
            if self.at < self.gap_end {
                return Some(self.sign(text));
            }
            if let Some(word) = self.word.take() {
                self.at = word.start + word.text.len();
                self.gap_end = self.at;
                return Some((word, true));
            }
            if self.at >= text.len() {
                return None;
            }
            if self.words.level == Level::Plain {
                let found = token_by_rules(text, self.at);
                self.at += found.0.text.len();
                self.gap_end = self.at;
                return Some(found);
            }
            // Not up to the next word: text without words would be read again for each jump.
            self.word = self.words.next_of_batch().or_else(|| self.words.next_of_next_batch());
            self.gap_end = self.word.map_or(self.words.batch.at, |word| word.start);
        }
    }

    /// The next token, which starts before `gap_end`, and whether it contains a letter or a number.
    #[inline(always)]
    fn sign(&mut self, text: &'t str) -> (Token<'t>, bool) {
        let start = self.at;
        // A space before a word, as most signs are.
        if self.gap_end - start == 1 && self.word.is_some() && text.as_bytes()[start] == b' ' {
            self.at = self.gap_end;
            return (Token { text: &text[start..self.at], start, kind: TokenKind::Space }, false);
        }
        let found = token_by_rules(text, start);
        self.at += found.0.text.len();
        if self.at > self.gap_end {
            // The end of a batch without words divides no segment.
            self.jump_to(self.at);
        }
        found
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

/// The segments that contain a letter or a number. See [`words`](crate::words).
#[derive(Clone, Debug)]
pub struct Words<'t> {
    batch: WordBatch<'t>,
    level: Level,
    rules: BatchRules,
}

impl<'t> Words<'t> {
    #[inline]
    pub(super) fn new(text: &'t str) -> Self {
        Self { batch: WordBatch::new(text), level: kernel::level(), rules: BatchRules::default() }
    }

    /// Continues at `at`, and treats it as a boundary.
    fn jump_to(&mut self, at: usize) {
        self.batch.resume(at);
        self.rules.boundary = at;
    }

    /// The next word, when the batch has no more.
    #[inline(never)]
    fn refill(&mut self) -> Option<Token<'t>> {
        while self.rules.has_more(&self.batch) {
            if self.rules.are_next(&self.batch) {
                if let Some(word) = self.rules.advance(&mut self.batch) {
                    return Some(word.token);
                }
            } else {
                kernel::fill_batch(self.level, &CLASSES, &mut self.batch);
                if let Some(word) = self.next_of_batch() {
                    return Some(word);
                }
            }
        }
        None
    }

    /// The next word if it is in the next batch, or in the next segment that is for the rules. If there is none, none starts
    /// before `batch.at`. Words, which skip what is none, have a loop of their own: it takes 10 % less where the rules
    /// find every segment.
    #[inline(never)]
    fn next_of_next_batch(&mut self) -> Option<Token<'t>> {
        if !self.rules.are_next(&self.batch) {
            kernel::fill_batch(self.level, &CLASSES, &mut self.batch);
            let word = self.next_of_batch();
            if word.is_some() || !self.rules.are_next(&self.batch) {
                return word;
            }
        }
        self.rules.advance(&mut self.batch).map(|word| word.token)
    }

    #[inline(always)]
    fn next_of_batch(&mut self) -> Option<Token<'t>> {
        self.batch.next().map(Token::of_batch)
    }
}

impl<'t> Iterator for Words<'t> {
    type Item = Token<'t>;

    #[inline(always)]
    fn next(&mut self) -> Option<Token<'t>> {
        match self.next_of_batch() {
            Some(word) => Some(word),
            None if self.level == Level::Plain => {
                let mut words = ScalarWords { text: self.batch.text(), at: self.batch.at };
                let word = words.next();
                self.batch.at = words.at;
                word
            }
            None => self.refill(),
        }
    }
}

impl core::iter::FusedIterator for Words<'_> {}

/// What the scalar rules find between batches: the segments that the masks do not decide, and streaks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BatchRules {
    streak: ScalarStreak,
    /// A boundary before which the rules have found everything.
    boundary: usize,
}

impl BatchRules {
    /// Whether there is text after the words of the batch.
    #[inline(always)]
    pub fn has_more(&self, batch: &WordBatch<'_>) -> bool {
        batch.at < batch.text().len()
    }

    /// Whether the next segment is for the rules.
    #[inline(always)]
    pub fn are_next(&self, batch: &WordBatch<'_>) -> bool {
        batch.undecided != Undecided::Nothing || self.streak.is_active()
    }

    /// Advances by the segment that the masks do not decide, or by the next one of a streak, and returns it if it is a
    /// word or a number.
    #[inline(never)]
    pub fn advance<'t>(&mut self, batch: &mut WordBatch<'t>) -> Option<FoundWord<'t>> {
        let text = batch.text();
        let start = match batch.undecided {
            Undecided::Nothing | Undecided::Segment => batch.at,
            Undecided::SegmentOfCharacter => segment_start(text, batch.at).max(self.boundary),
        };
        let (end, word) = segment_by_rules(text, start, batch.at, &mut self.streak);
        self.boundary = end;
        batch.resume(end);
        batch.is_small = self.streak.is_recent();
        word
    }
}

/// The words of a text by the scalar rules alone, without the kernel.
#[derive(Clone, Debug)]
pub(crate) struct ScalarWords<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> ScalarWords<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Skips a space before an ALetter: neither WB3d nor WB4 applies, so it is a segment of its own (WB999).
    #[inline(always)]
    fn skip_space(&mut self) {
        let bytes = self.text.as_bytes();
        let is_letter = |property: u8| property & 31 == wb::ALETTER;
        if bytes[self.at] == b' ' && self.at + 1 < bytes.len() && is_letter(WORD.at(self.text, self.at + 1).0) {
            self.at += 1;
        }
    }

    #[inline(always)]
    fn next(&mut self) -> Option<Token<'t>> {
        while self.at < self.text.len() {
            self.skip_space();
            if let Some(word) = self.segment() {
                return Some(word.token);
            }
        }
        None
    }

    /// The next word, with `is_run` if `run` covered all of it.
    ///
    /// If the word starts with a letter, `run` gets the word's start and returns the end of the letters and their
    /// marks.
    #[inline(always)]
    pub fn next_by_run(&mut self, mut run: impl FnMut(usize) -> Option<usize>) -> Option<FoundWord<'t>> {
        const LETTER: u8 = wb::ALETTER | category::LETTER << 5;
        while self.at < self.text.len() {
            self.skip_space();
            let start = self.at;
            if WORD.at(self.text, start).0 == LETTER
                && let Some(end) = run(start).filter(|&end| is_word_end(self.text, end))
            {
                self.at = end;
                let token = Token { text: &self.text[start..end], start, kind: TokenKind::Word };
                return Some(FoundWord { token, is_run: true, may_have_signs: false });
            }
            if let Some(word) = self.segment() {
                return Some(word);
            }
        }
        None
    }

    /// Advances by the segment that starts here, and returns it if it is a word or a number.
    #[inline(always)]
    fn segment(&mut self) -> Option<FoundWord<'t>> {
        let (span, word) = word_by_rules(self.text, self.at);
        self.at = span.end;
        word
    }
}

/// How many of the next segments the scalar rules find in a row, before the kernel sees the next block.
///
/// A block costs as much as a dozen segments by the rules, and in some texts its masks decide almost nothing: in Han,
/// or where a mark follows each sign. Each time that the masks decided fewer than [`FEW_BYTES`] between two segments
/// for the rules, the next streak is longer: 1, 3, 7, …, 63 segments.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ScalarStreak {
    left: u8,
    len: u8,
    /// Where the last segment by the rules ended.
    end: usize,
}

/// The longest streak, in segments.
const MAX_STREAK: u8 = 63;
/// Fewer bytes than this between two segments by the rules do not repay a block.
const FEW_BYTES: usize = 16;

impl ScalarStreak {
    /// Whether the next segment is for the rules. If so, the text before it ends at a boundary.
    #[inline(always)]
    pub fn is_active(&self) -> bool {
        self.left > 0
    }

    /// Whether the masks decided little between the last two segments for the rules.
    #[inline(always)]
    pub fn is_recent(&self) -> bool {
        self.len > 0
    }

    /// Adds a segment that the rules have found, in a streak or because the masks did not decide it.
    #[inline]
    pub fn add(&mut self, segment: Range<usize>) {
        if self.left > 0 {
            self.left -= 1;
        } else {
            let is_near = segment.start.saturating_sub(self.end) < FEW_BYTES;
            self.len = if is_near { (2 * self.len + 1).min(MAX_STREAK) } else { 0 };
            self.left = self.len;
        }
        self.end = segment.end;
    }
}

/// A word or a number that the scalar rules have found.
pub(crate) struct FoundWord<'t> {
    pub token: Token<'t>,
    /// Whether it is a run of simple letters: see [`ScalarWords::next_by_run`].
    pub is_run: bool,
    /// Whether signs may divide it: see [`Segment::may_have_signs`](crate::token::word::Segment::may_have_signs).
    pub may_have_signs: bool,
}

/// The segment that starts at `start`, added to the streak: where it ends, and its token if it is a word or a number. `decided`
/// is the end of what the masks have decided.
#[inline(always)]
fn segment_by_rules<'t>(
    text: &'t str,
    start: usize,
    decided: usize,
    streak: &mut ScalarStreak,
) -> (usize, Option<FoundWord<'t>>) {
    let (span, word) = word_by_rules(text, start);
    debug_assert!(span.end > decided || span.end == decided && span.start < decided, "byte {decided}");
    // The segment does not end before `decided`. If it did, the same words would be found again, without an end.
    let end = span.end.max(decided);
    streak.add(span);
    (end, word)
}

/// The start of the segment that the character before `at` belongs to: back over Extend, Format and ZWJ (WB4) to their
/// base, and over a row of spaces (WB3d), which a ZWJ may join to a pictograph (WB3c).
fn segment_start(text: &str, at: usize) -> usize {
    let (mut start, mut in_spaces) = (at, false);
    for (before, _) in text[..at].char_indices().rev() {
        match WORD.at(text, before).0 & 31 {
            wb::WSEG_SPACE => (start, in_spaces) = (before, true),
            _ if in_spaces => return start,
            wb::EXTEND | wb::FORMAT | wb::ZWJ => start = before,
            // WB3a: there is a boundary after a line break, so WB4 does not join what follows to it.
            wb::CR | wb::LF | wb::NEWLINE => return start,
            _ => return before,
        }
    }
    start
}

/// The token that starts at `start`, a boundary inside the text, and whether it contains a letter or a number.
#[inline(always)]
pub(crate) fn token_by_rules(text: &str, start: usize) -> (Token<'_>, bool) {
    let segment = segment(text, start);
    let text = &text[start..segment.end];
    (Token { text, start, kind: segment.kind(text) }, segment.is_wordlike())
}

/// The span of the segment that starts at `start`, a boundary inside the text, and its token if it is a word or a
/// number. The kind of other segments is not computed.
#[inline(always)]
fn word_by_rules(text: &str, start: usize) -> (Range<usize>, Option<FoundWord<'_>>) {
    let segment = segment(text, start);
    let word = segment.is_wordlike().then(|| {
        let text = &text[start..segment.end];
        let token = Token { text, start, kind: segment.kind(text) };
        FoundWord { token, is_run: false, may_have_signs: segment.may_have_signs() }
    });
    (start..segment.end, word)
}
