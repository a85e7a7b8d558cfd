//! The walk of an analyzer through a text: words, some at a time, and what becomes of each.

use crate::kernel::{self, Level, LookUps, PackedSpan, PackedTable, PackedWord};
use crate::search::analyzer::cache::{LEFT_OUT, Outcome, WordCache};
use crate::search::analyzer::text_cache::CachedTerms;
use crate::search::analyzer::words::{WordSink, for_some_words};
use crate::search::analyzer::{Analyzer, Stem, Term, bit, subwords};
use crate::search::stem::{self, Word};
use alloc::string::String;
use core::ops::Range;

/// What stands before a root key, so that it never meets a stem.
const ROOT_SIGN: &str = "√";

/// The state of a walk.
struct Walk<'w, F> {
    analyzer: &'w Analyzer,
    cache: &'w mut WordCache,
    text: &'w str,
    normalized: String,
    position: usize,
    found: F,
}

/// A walk that takes some words at a time.
struct Batches<'w, F> {
    walk: Walk<'w, F>,
    /// Room for what the cache knows of them.
    known: &'w mut LookUps,
    level: Level,
}

/// Calls `found` with each term of the text. See [`Analyzer::for_each_term_by`].
pub(super) fn for_each_term(analyzer: &Analyzer, cache: &mut WordCache, text: &str, found: impl FnMut(Term<'_>)) {
    if !analyzer.stems() {
        return for_each_normalized_word(analyzer, text, found);
    }
    let mut rooms = cache.rooms.take().unwrap_or_default();
    let walk = Walk { analyzer, cache, text, normalized: String::new(), position: 0, found };
    let mut strides = Batches { walk, known: &mut rooms.known, level: kernel::level() };
    for_some_words(&analyzer.normalizer.pipeline().packed, text, &mut rooms.words, &mut strides);
    cache.rooms = Some(rooms);
}

/// The terms of an analyzer that leaves words as they are when they are normalized.
fn for_each_normalized_word(analyzer: &Analyzer, text: &str, mut found: impl FnMut(Term<'_>)) {
    let mut position = 0;
    analyzer.normalizer.for_each_term(text, |word, term| {
        subwords::for_each(term, |text| {
            found(Term { text, span: word.span(), position, is_root_key: false });
            position += 1;
        });
    });
}

impl<F: FnMut(Term<'_>)> WordSink for Batches<'_, F> {
    #[inline(always)]
    fn lines(&self) -> &PackedTable {
        &self.walk.cache.words
    }

    fn take(&mut self, words: &[PackedSpan]) {
        let Self { walk, known, level } = self;
        // Stop words go by here: no branch hangs on what is one.
        kernel::look_up(*level, &walk.cache.words, words, LEFT_OUT, known);
        for word in known.misses().filter_map(|n| words.get(n)).filter(|word| word.packed == PackedWord::NONE) {
            walk.cache.texts.prefetch(&walk.text[word.start..word.end]);
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
                        PackedWord::NONE => walk.give_pieces(span),
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
    fn give_stem(&mut self, stem: &str, root_key: PackedWord, span: Range<usize>) {
        let position = self.position;
        (self.found)(Term { text: stem, span: span.clone(), position, is_root_key: false });
        if root_key != PackedWord::NONE {
            (self.found)(Term { text: root_key.write(ROOT_SIGN, &mut [0; _]), span, position, is_root_key: true });
        }
        self.position += 1;
    }

    /// Gives what becomes of a word that the cache does not know, or knows to be looked at.
    #[inline(never)]
    fn look_at(&mut self, packed: PackedWord, span: Range<usize>) {
        let known = Outcome::read(self.cache.words.get_in_neighbor(packed)).or_else(|| {
            let outcome = self.outcome_of_source(packed)?;
            self.cache.keep_word(packed, outcome);
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
    fn outcome_of_source(&self, packed: PackedWord) -> Option<Outcome> {
        let word = self.analyzer.normalizer.pipeline().packed.write(packed)?;
        (!subwords::is_several(word)).then(|| self.outcome(word))
    }

    /// What becomes of a normalized word.
    #[inline]
    fn outcome(&self, word: PackedWord) -> Outcome {
        match stem::outcome(word, self.analyzer.wanted()) {
            Some((stem, root_key)) => Outcome::Stem(stem, root_key),
            None => Outcome::LeftOut,
        }
    }

    /// Gives what becomes of the pieces of a word.
    #[inline(never)]
    fn give_pieces(&mut self, span: Range<usize>) {
        let Self { analyzer, cache, text, normalized, position, found, .. } = self;
        let source = &text[span.clone()];
        let mut give = |text: &str, is_root_key| {
            // A root key stands where the term before it does.
            let position = if is_root_key { *position - 1 } else { core::mem::replace(position, *position + 1) };
            if !text.is_empty() {
                found(Term { text, span: span.clone(), position, is_root_key });
            }
        };
        if let Some(becomes) = cache.texts.find(source) {
            return becomes.for_each(give);
        }
        let mut becomes = CachedTerms::default();
        normalized.clear();
        analyzer.normalizer.normalize_into(source, normalized);
        for part in normalized.split(' ').filter(|part| !part.is_empty()) {
            subwords::for_each(part, |piece| {
                for_each_term_of_piece(analyzer, piece, |text, is_root_key| {
                    becomes.push(text, is_root_key);
                    give(text, is_root_key);
                });
            });
        }
        cache.keep_text(source, &becomes);
    }
}

/// Calls `give` with the terms of a normalized piece, and whether each is a root key; with nothing where it is left out.
fn for_each_term_of_piece(analyzer: &Analyzer, piece: &str, mut give: impl FnMut(&str, bool)) {
    match Word::read(piece) {
        None if analyzer.stem == Stem::Full => give(&stem::folded_text(piece), false),
        None => give(piece, false),
        Some(word) if word.category().is_some_and(|c| analyzer.left_out & bit(c) != 0) => give("", false),
        Some(word) => {
            match analyzer.stem {
                Stem::None => give(piece, false),
                Stem::Light => give(&piece[word.light()], false),
                Stem::Full => give(&stem::full(piece), false),
            }
            if analyzer.root_key {
                give(&[ROOT_SIGN, &*stem::root_key(piece)].concat(), true);
            }
        }
    }
}
