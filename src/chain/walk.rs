//! The walk of a chain through a text: words, normalized, some at a time, and what becomes of each.

use super::memo::{Memo, Normalized, Outcome};
use super::{Chain, Stem, Term, bit, pieces};
use crate::kernel::{Packed, PackedWord, ROOM_TO_WRITE};
use crate::stem::{self, Word};
use crate::token::for_some_words;
use alloc::string::String;
use core::ops::Range;

/// What stands before a root key, so that it never meets a stem.
const ROOT_SIGN: &str = "√";

/// The state of a walk.
struct Walk<'w, F> {
    chain: &'w Chain,
    memo: &'w mut Memo,
    text: &'w str,
    normalized: String,
    position: usize,
    found: F,
}

/// Calls `found` with each term of the text. See [`Chain::for_each_term_by`].
pub(super) fn for_each_term(chain: &Chain, memo: &mut Memo, text: &str, found: impl FnMut(Term<'_>)) {
    if !chain.stems() {
        return words_alone(chain, text, found);
    }
    let mut walk = Walk { chain, memo, text, normalized: String::new(), position: 0, found };
    for_some_words(text, |words| walk.take(words));
}

/// The terms of a chain that leaves words as they are when they are normalized.
fn words_alone(chain: &Chain, text: &str, mut found: impl FnMut(Term<'_>)) {
    let mut position = 0;
    chain.normalizer.for_each_term(text, |word, term| {
        pieces::for_each(term, |text| {
            found(Term { text, span: word.span(), position, is_root_key: false });
            position += 1;
        });
    });
}

impl<F: FnMut(Term<'_>)> Walk<'_, F> {
    fn take(&mut self, words: &[PackedWord]) {
        // The places of all are asked for at once, and none is waited for alone.
        words.iter().for_each(|word| self.memo.prefetch(word.packed));
        let mut room = [0; _];
        for word in words {
            let span = word.start..word.end;
            match self.memo.outcome(word.packed) {
                Some(Outcome::Stem(stem, root_key)) => self.give_stem(stem, root_key, span, &mut room),
                Some(Outcome::LeftOut) => self.position += 1,
                _ => self.look_at(word.packed, span),
            }
        }
    }

    #[inline(always)]
    fn give_stem(&mut self, stem: Packed, root_key: Packed, span: Range<usize>, room: &mut [u8; ROOM_TO_WRITE]) {
        let position = self.position;
        (self.found)(Term { text: stem.write("", room), span: span.clone(), position, is_root_key: false });
        if root_key != Packed::default() {
            (self.found)(Term { text: root_key.write(ROOT_SIGN, room), span, position, is_root_key: true });
        }
        self.position += 1;
    }

    fn give(&mut self, outcome: Outcome, span: Range<usize>) {
        match outcome {
            Outcome::Stem(stem, root_key) => self.give_stem(stem, root_key, span, &mut [0; _]),
            Outcome::LeftOut => self.position += 1,
            Outcome::Other => self.give_pieces(span),
        }
    }

    /// Gives what becomes of a word that the memo does not know, or knows to be looked at.
    #[inline(never)]
    fn look_at(&mut self, packed: Packed, span: Range<usize>) {
        if let Some(outcome) = self.memo.outcome_beside(packed) {
            return self.give(outcome, span);
        }
        let Self { chain, memo, text, normalized, .. } = self;
        let word = &text[span.clone()];
        let mut normalize = || {
            normalized.clear();
            chain.normalizer.normalize_into(word, normalized);
            match Packed::of(normalized) {
                Some(packed) if !pieces::is_several(packed) => Normalized::Packed(packed),
                _ if normalized == word && stays(word) => Normalized::Same,
                _ => Normalized::Other,
            }
        };
        let found = match packed.len() {
            0 => memo.normalized(word, normalize),
            _ => normalize(),
        };
        let outcome = match found {
            Normalized::Packed(word) if word == packed => self.find_outcome(word),
            Normalized::Packed(word) => self.outcome(word),
            Normalized::Other => Outcome::Other,
            Normalized::Same => {
                (self.found)(Term { text: word, span, position: self.position, is_root_key: false });
                self.position += 1;
                return;
            }
        };
        if packed != Packed::default() {
            self.memo.keep(packed, outcome);
        }
        self.give(outcome, span);
    }

    /// What becomes of a normalized word.
    fn outcome(&self, word: Packed) -> Outcome {
        self.memo.outcome(word).or_else(|| self.memo.outcome_beside(word)).unwrap_or_else(|| self.find_outcome(word))
    }

    fn find_outcome(&self, word: Packed) -> Outcome {
        match stem::outcome(word, self.chain.wanted()) {
            Some((stem, root_key)) => Outcome::Stem(stem, root_key),
            None => Outcome::LeftOut,
        }
    }

    /// Gives what becomes of the pieces of a word.
    #[inline(never)]
    fn give_pieces(&mut self, span: Range<usize>) {
        let mut normalized = core::mem::take(&mut self.normalized);
        normalized.clear();
        self.chain.normalizer.normalize_into(&self.text[span.clone()], &mut normalized);
        for part in normalized.split(' ').filter(|part| !part.is_empty()) {
            pieces::for_each(part, |piece| match Packed::of(piece) {
                Some(packed) => match self.outcome(packed) {
                    Outcome::Other => self.give_text(piece, span.clone()),
                    outcome => self.give(outcome, span.clone()),
                },
                None => self.give_text(piece, span.clone()),
            });
        }
        self.normalized = normalized;
    }

    /// Gives what becomes of a piece that is no number: of a long word, or of what is no Arabic word.
    fn give_text(&mut self, piece: &str, span: Range<usize>) {
        let Self { chain, found, position, .. } = self;
        let mut give = |text: &str, is_root_key| {
            found(Term { text, span: span.clone(), position: *position, is_root_key });
        };
        match Word::read(piece) {
            None if chain.stem == Stem::Full => give(&stem::folded_text(piece), false),
            None => give(piece, false),
            Some(word) if word.category().is_some_and(|c| chain.left_out & bit(c) != 0) => {}
            Some(word) => {
                match chain.stem {
                    Stem::None => give(piece, false),
                    Stem::Light => give(&piece[word.light()], false),
                    Stem::Full => give(&stem::full(piece), false),
                }
                if chain.root_key {
                    give(&[ROOT_SIGN, &*stem::root_key(piece)].concat(), true);
                }
            }
        }
        self.position += 1;
    }
}

/// Whether a normalized word is one piece that stays as it is, and has no stem.
fn stays(word: &str) -> bool {
    let (mut count, mut same) = (0, true);
    pieces::for_each(word, |piece| {
        count += 1;
        same &= piece == word;
    });
    count == 1 && same && !word.contains(' ') && Word::read(word).is_none() && stem::folded_text(word) == word
}
