//! The walk of a chain through a text: words, some at a time, and what becomes of each.

use crate::kernel::{self, Known, Level, Packed, PackedLines, PackedWord};
use crate::search::analyzer::cache::{LEFT_OUT, Memo, Outcome};
use crate::search::analyzer::text_cache::Becomes;
use crate::search::analyzer::words::{Taker, for_some_words};
use crate::search::analyzer::{Chain, Stem, Term, bit, subwords as pieces};
use crate::search::stem::{self, Word};
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

/// A walk that takes some words at a time.
struct Strides<'w, F> {
    walk: Walk<'w, F>,
    /// Room for what the memo knows of them.
    known: &'w mut Known,
    level: Level,
}

/// Calls `found` with each term of the text. See [`Chain::for_each_term_by`].
pub(super) fn for_each_term(chain: &Chain, memo: &mut Memo, text: &str, found: impl FnMut(Term<'_>)) {
    if !chain.stems() {
        return for_each_normalized_word(chain, text, found);
    }
    let mut rooms = memo.rooms.take().unwrap_or_default();
    let walk = Walk { chain, memo, text, normalized: String::new(), position: 0, found };
    let mut strides = Strides { walk, known: &mut rooms.known, level: kernel::level() };
    for_some_words(&chain.normalizer.passage().packed, text, &mut rooms.words, &mut strides);
    memo.rooms = Some(rooms);
}

/// The terms of a chain that leaves words as they are when they are normalized.
fn for_each_normalized_word(chain: &Chain, text: &str, mut found: impl FnMut(Term<'_>)) {
    let mut position = 0;
    chain.normalizer.for_each_term(text, |word, term| {
        pieces::for_each(term, |text| {
            found(Term { text, span: word.span(), position, is_root_key: false });
            position += 1;
        });
    });
}

impl<F: FnMut(Term<'_>)> Taker for Strides<'_, F> {
    #[inline(always)]
    fn lines(&self) -> &PackedLines {
        &self.walk.memo.words
    }

    fn take(&mut self, words: &[PackedWord]) {
        let Self { walk, known, level } = self;
        // Stop words go by here: no branch hangs on what is one.
        kernel::look_up(*level, &walk.memo.words, words, LEFT_OUT, known);
        for word in known.strangers().filter_map(|n| words.get(n)).filter(|word| word.packed == Packed::NONE) {
            walk.memo.texts.bring_near(&walk.text[word.start..word.end]);
        }
        // The position of the first word, if each before the next one had one; pieces move it.
        let mut first = walk.position;
        for found in known.found() {
            let Some(word) = words.get(found.n) else { break };
            let span = word.start..word.end;
            walk.position = first.wrapping_add(found.n);
            match Outcome::read(found.values) {
                Some(Outcome::Stem(_, root_key)) => walk.give_stem(found.text(), root_key, span),
                _ => {
                    match word.packed {
                        Packed::NONE => walk.give_pieces(span),
                        packed => walk.look_at(packed, span),
                    }
                    first = walk.position.wrapping_sub(found.n + 1);
                }
            }
        }
        walk.position = first.wrapping_add(words.len());
    }
}

impl<F: FnMut(Term<'_>)> Walk<'_, F> {
    #[inline(always)]
    fn give_stem(&mut self, stem: &str, root_key: Packed, span: Range<usize>) {
        let position = self.position;
        (self.found)(Term { text: stem, span: span.clone(), position, is_root_key: false });
        if root_key != Packed::NONE {
            (self.found)(Term { text: root_key.write(ROOT_SIGN, &mut [0; _]), span, position, is_root_key: true });
        }
        self.position += 1;
    }

    /// Gives what becomes of a word that the memo does not know, or knows to be looked at.
    #[inline(never)]
    fn look_at(&mut self, packed: Packed, span: Range<usize>) {
        let known = Outcome::read(self.memo.words.beside(packed)).or_else(|| {
            let outcome = self.outcome_of_source(packed)?;
            self.memo.keep_word(packed, outcome);
            Some(outcome)
        });
        match known {
            Some(Outcome::Stem(stem, root_key)) => self.give_stem(stem.write("", &mut [0; _]), root_key, span),
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
    #[inline(never)]
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
        memo.keep_text(source, &becomes);
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
