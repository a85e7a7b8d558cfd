//! The walk of a chain through a text: words, some at a time, and what becomes of each.

use super::memo::{LEFT_OUT, Memo, Outcome};
use super::texts::Becomes;
use super::{Chain, Stem, Term, bit, pieces};
use crate::kernel::{self, Known, Level, Packed, PackedLines, PackedWord, ROOM_TO_WRITE};
use crate::stem::{self, Word};
use crate::token::{Taker, for_some_words};
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
    /// Room for what the memo knows of some words.
    known: Known,
    level: Level,
    found: F,
}

/// Calls `found` with each term of the text. See [`Chain::for_each_term_by`].
pub(super) fn for_each_term(chain: &Chain, memo: &mut Memo, text: &str, found: impl FnMut(Term<'_>)) {
    if !chain.stems() {
        return words_alone(chain, text, found);
    }
    let (known, level) = (Known::new(), kernel::level());
    let mut walk = Walk { chain, memo, text, normalized: String::new(), position: 0, known, level, found };
    for_some_words(&chain.normalizer.passage().packed, text, &mut walk);
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

impl<F: FnMut(Term<'_>)> Taker for Walk<'_, F> {
    #[inline(always)]
    fn lines(&self) -> &PackedLines {
        &self.memo.words
    }

    fn take(&mut self, words: &[PackedWord]) {
        // Stop words go by here: no branch hangs on what is one.
        kernel::look_up(self.level, &self.memo.words, words, LEFT_OUT, &mut self.known);
        for word in self.known.strangers().filter_map(|n| words.get(n)).filter(|word| word.packed == Packed::default())
        {
            self.memo.texts.bring_near(&self.text[word.start..word.end]);
        }
        // The position of the first word, if each before the next one had one; pieces move it.
        let (mut first, mut room) = (self.position, [0; _]);
        for n in 0..self.known.count {
            let Some(&(n, values)) = self.known.all.get(n) else { break };
            let Some(word) = words.get(n) else { break };
            let span = word.start..word.end;
            self.position = first.wrapping_add(n);
            match Outcome::read(values) {
                Some(Outcome::Stem(stem, root_key)) => self.give_stem(stem, root_key, span, &mut room),
                _ => {
                    self.look_at(word.packed, span);
                    first = self.position.wrapping_sub(n + 1);
                }
            }
        }
        self.position = first.wrapping_add(words.len());
    }
}

impl<F: FnMut(Term<'_>)> Walk<'_, F> {
    #[inline(always)]
    fn give_stem(&mut self, stem: Packed, root_key: Packed, span: Range<usize>, room: &mut [u8; ROOM_TO_WRITE]) {
        let position = self.position;
        (self.found)(Term { text: stem.write("", room), span: span.clone(), position, is_root_key: false });
        if root_key != Packed::default() {
            (self.found)(Term { text: root_key.write(ROOT_SIGN, room), span, position, is_root_key: true });
        }
        self.position += 1;
    }

    /// Gives what becomes of a word that the memo does not know, or knows to be looked at.
    #[inline(never)]
    fn look_at(&mut self, packed: Packed, span: Range<usize>) {
        let known = Outcome::read(self.memo.words.beside(packed)).or_else(|| {
            let outcome = self.outcome_of_source(packed)?;
            self.memo.words.keep(packed, outcome.numbers());
            Some(outcome)
        });
        match known {
            Some(Outcome::Stem(stem, root_key)) => self.give_stem(stem, root_key, span, &mut [0; _]),
            Some(Outcome::LeftOut) => self.position += 1,
            _ => self.give_pieces(span),
        }
    }

    /// What becomes of a packed word, if it is normalized letter by letter and one piece.
    #[inline]
    fn outcome_of_source(&self, packed: Packed) -> Option<Outcome> {
        let word = self.chain.normalizer.passage().packed.write(packed)?;
        (!pieces::is_several(word)).then(|| self.outcome(word))
    }

    /// What becomes of a normalized word.
    #[inline]
    fn outcome(&self, word: Packed) -> Outcome {
        match stem::outcome(word, self.chain.wanted()) {
            Some((stem, root_key)) => Outcome::Stem(stem, root_key),
            None => Outcome::LeftOut,
        }
    }

    /// Gives what becomes of the pieces of a word.
    fn give_pieces(&mut self, span: Range<usize>) {
        let Self { chain, memo, text, normalized, position, found, .. } = self;
        let source = &text[span.clone()];
        let mut give = |text: &str, is_root_key| {
            // A root key stands where the term before it does.
            let position = if is_root_key { *position - 1 } else { core::mem::replace(position, *position + 1) };
            if !text.is_empty() {
                found(Term { text, span: span.clone(), position, is_root_key });
            }
        };
        if let Some(becomes) = memo.texts.find(source) {
            return becomes.for_each(give);
        }
        let mut becomes = Becomes::default();
        normalized.clear();
        chain.normalizer.normalize_into(source, normalized);
        for part in normalized.split(' ').filter(|part| !part.is_empty()) {
            pieces::for_each(part, |piece| {
                for_each_term_of_piece(chain, piece, |text, is_root_key| {
                    becomes.push(text, is_root_key);
                    give(text, is_root_key);
                });
            });
        }
        memo.texts.keep(source, &becomes);
    }
}

/// Calls `give` with the terms of a normalized piece, and whether each is a root key; with nothing where it is left out.
fn for_each_term_of_piece(chain: &Chain, piece: &str, mut give: impl FnMut(&str, bool)) {
    match Word::read(piece) {
        None if chain.stem == Stem::Full => give(&stem::folded_text(piece), false),
        None => give(piece, false),
        Some(word) if word.category().is_some_and(|c| chain.left_out & bit(c) != 0) => give("", false),
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
}
