//! Runs an analyzer over a text: looks up batches of words in the cache, and analyzes the words that it lacks.

use crate::align::UnitCursor;
use crate::kernel::{PackedSpan, PackedWord};
use crate::search::analyzer::cache::{AnalyzedWord, STOP_WORD, WordCache};
use crate::search::analyzer::packed_table::{LookUps, PackedTable};
use crate::search::analyzer::text_cache::{self, CachedTerms};
use crate::search::analyzer::words::{WordSink, for_each_batch};
use crate::search::analyzer::{Analyzer, Stem, Term, TermKind, bit, social, subwords};
use crate::search::stem::{self, ArabicWord};
use crate::search::terms::between_spaces;
use crate::token::{Token, TokenKind};
use alloc::string::String;
use core::ops::Range;

/// The value whose words a look-up leaves out if stop words have a term: no word has it.
const NO_VALUE: u64 = STOP_WORD + 1;

/// Passes the terms of a text's words to `found`.
struct Emitter<'w, F> {
    analyzer: &'w Analyzer,
    cache: &'w mut WordCache,
    text: &'w str,
    /// The buffers for a word's normalized text, and for its terms.
    normalized: String,
    terms: CachedTerms,
    /// The position of the next term.
    position: usize,
    found: F,
}

/// Looks up the words of a batch, and emits their terms.
struct Batches<'w, F> {
    emitter: Emitter<'w, F>,
    /// The buffer for the cached values of a batch.
    known: &'w mut LookUps,
}

/// Calls `found` with each term of the text. See [`Analyzer::for_each_term_with_cache`].
pub(super) fn for_each_term(analyzer: &Analyzer, cache: &mut WordCache, text: &str, mut found: impl FnMut(Term<'_>)) {
    match analyzer.social {
        Some(options) => social::for_each_term(analyzer, options, cache, text, &mut found),
        None => _ = for_each_term_of_words(analyzer, cache, text, 0, found),
    }
}

/// Calls `found` with each term of the words of a text, the first at this position; returns the position after the last.
pub(super) fn for_each_term_of_words(
    analyzer: &Analyzer,
    cache: &mut WordCache,
    text: &str,
    position: usize,
    found: impl FnMut(Term<'_>),
) -> usize {
    if !analyzer.changes_words() {
        return for_each_normalized_word(analyzer, text, position, found);
    }
    let mut scratch = cache.scratch.take().unwrap_or_default();
    let (normalized, terms) = (String::new(), CachedTerms::default());
    let emitter = Emitter { analyzer, cache, text, normalized, terms, position, found };
    let mut batches = Batches { emitter, known: &mut scratch.known };
    for_each_batch(&analyzer.normalizer, text, &mut scratch.words, &mut batches);
    let position = batches.emitter.position;
    cache.scratch = Some(scratch);
    position
}

/// The same for an analyzer that only normalizes.
fn for_each_normalized_word(
    analyzer: &Analyzer,
    text: &str,
    mut position: usize,
    mut found: impl FnMut(Term<'_>),
) -> usize {
    analyzer.normalizer.for_each_normalized_word(text, |word, normalized| {
        for_each_subword(analyzer, word, normalized, |text, span| {
            found(Term { text, span, position, kind: TermKind::Stem });
            position += 1;
        });
    });
    position
}

/// Calls `found` with each subword of a word, which is normalized as given, and with its span in the text: that of the letters
/// it was written for, with their marks.
fn for_each_subword(analyzer: &Analyzer, word: Token<'_>, normalized: &str, mut found: impl FnMut(&str, Range<usize>)) {
    let (mut aligned, mut cursor) = (None, UnitCursor::default());
    for term in between_spaces(normalized) {
        subwords::for_each(&normalized[term.clone()], |subword, range| {
            if range.len() == normalized.len() {
                return found(subword, word.span());
            }
            let aligned = aligned.get_or_insert_with(|| analyzer.normalizer.align(word.text()).alignment);
            let source = aligned.source_from(&mut cursor, term.start + range.start..term.start + range.end);
            found(subword, word.span().start + source.start..word.span().start + source.end);
        });
    }
}

impl<F: FnMut(Term<'_>)> WordSink for Batches<'_, F> {
    #[inline(always)]
    fn table(&self) -> &PackedTable {
        &self.emitter.cache.words
    }

    fn take(&mut self, words: &[PackedSpan]) {
        let Self { emitter, known } = self;
        // Stop words are left out without a branch, which would be predicted badly.
        let skipped = if emitter.analyzer.word { NO_VALUE } else { STOP_WORD };
        emitter.cache.words.look_up(words, skipped, known);
        // The position of word n is `first + n` if each word so far took one position; a word of several subwords, or of
        // none, moves `first`.
        let mut first = emitter.position;
        for found in known.words() {
            let Some(word) = words.get(found.n) else { break };
            let (span, position) = (word.start..word.end, first.wrapping_add(found.n));
            if let Some(analyzed) = AnalyzedWord::from_values(found.values) {
                emitter.emit(analyzed, word.packed, span, position);
                continue;
            }
            emitter.position = position;
            match word.packed {
                PackedWord::NONE => emitter.emit_subwords(span),
                packed => emitter.emit_beside(packed, span),
            }
            first = emitter.position.wrapping_sub(found.n + 1);
        }
        emitter.position = first.wrapping_add(words.len());
    }
}

impl<F: FnMut(Term<'_>)> Emitter<'_, F> {
    /// Emits the terms of an analyzed word. The caller moves the position.
    #[inline(always)]
    fn emit(&mut self, analyzed: AnalyzedWord, word: PackedWord, span: Range<usize>, position: usize) {
        if let AnalyzedWord::Stem(stem, root_key) = analyzed {
            self.emit_term(TermKind::Stem, stem, span.clone(), position);
            if root_key != PackedWord::NONE {
                self.emit_term(TermKind::RootKey, root_key, span.clone(), position);
            }
        }
        if self.analyzer.word {
            let is_folded = self.analyzer.stem == Stem::Full;
            let word = if is_folded { stem::folded_packed(word) } else { word };
            self.emit_term(TermKind::Word, word, span, position);
        }
    }

    #[inline(always)]
    fn emit_term(&mut self, kind: TermKind, packed: PackedWord, span: Range<usize>, position: usize) {
        let mut buffer = [0; _];
        let text = packed.write(kind.sign(), &mut buffer);
        (self.found)(Term { text, span, position, kind });
    }

    /// Emits the terms of a packed word that is not in its own bucket.
    #[inline(never)]
    fn emit_beside(&mut self, packed: PackedWord, span: Range<usize>) {
        if let Some(analyzed) = AnalyzedWord::from_values(self.cache.words.get(packed)) {
            self.emit(analyzed, packed, span, self.position);
            self.position += 1;
            return;
        }
        if !subwords::is_one(packed) {
            return self.emit_subwords(span);
        }
        let analyzed = self.analyze(packed);
        self.cache.insert_word(packed, analyzed);
        self.emit(analyzed, packed, span, self.position);
        self.position += 1;
    }

    /// Analyzes a normalized word.
    #[inline]
    fn analyze(&self, word: PackedWord) -> AnalyzedWord {
        match stem::packed_stem(word, self.analyzer.stem_options()) {
            Some((stem, root_key)) => AnalyzedWord::Stem(stem, root_key),
            None => AnalyzedWord::StopWord,
        }
    }

    /// Emits the terms of each subword of a word.
    #[inline(never)]
    fn emit_subwords(&mut self, span: Range<usize>) {
        let Self { analyzer, cache, text, normalized, terms, position, found } = self;
        let start = span.start;
        let mut emit = |text: &str, span: Range<usize>, kind| {
            // Further terms have the position of their stem, or of the empty term of a stop word, before them.
            let position = match kind {
                TermKind::Stem => core::mem::replace(position, *position + 1),
                TermKind::RootKey | TermKind::Word => *position - 1,
            };
            if !text.is_empty() {
                found(Term { text, span: start + span.start..start + span.end, position, kind });
            }
        };
        if let Some(terms) = cache.texts.get(&text[start..], span.len()) {
            return text_cache::for_each_term(terms, emit);
        }
        terms.clear();
        let source = &text[span];
        let word = Token::word(source, 0..source.len(), TokenKind::Word);
        analyzer.normalizer.for_each_normalized_part(word, normalized, |part, normalized| {
            for_each_subword(analyzer, part, normalized, |subword, span| {
                for_each_term_of_subword(analyzer, subword, |text, kind| {
                    terms.push(text, span.clone(), kind);
                    emit(text, span.clone(), kind);
                });
            });
        });
        cache.insert_text(source, terms);
    }
}

/// Calls `emit` with each term of a normalized subword, and its kind; with an empty stem for a stop word.
fn for_each_term_of_subword(analyzer: &Analyzer, subword: &str, mut emit: impl FnMut(&str, TermKind)) {
    let Some(word) = ArabicWord::parse(subword) else {
        return match analyzer.stem {
            Stem::Full => emit(&stem::folded_text(subword), TermKind::Stem),
            Stem::None | Stem::Light => emit(subword, TermKind::Stem),
        };
    };
    let is_left_out = word.category().is_some_and(|c| analyzer.left_out & bit(c) != 0);
    match analyzer.stem {
        _ if is_left_out => emit("", TermKind::Stem),
        Stem::None => emit(subword, TermKind::Stem),
        Stem::Light => emit(&subword[word.light()], TermKind::Stem),
        Stem::Full => emit(&stem::full(subword), TermKind::Stem),
    }
    let mut emit_further = |kind: TermKind, text: &str| emit(&[kind.sign(), text].concat(), kind);
    if analyzer.root_key && !is_left_out {
        emit_further(TermKind::RootKey, &stem::root_key(subword));
    }
    match analyzer.stem {
        _ if !analyzer.word => {}
        Stem::Full => emit_further(TermKind::Word, &stem::folded_text(subword)),
        Stem::None | Stem::Light => emit_further(TermKind::Word, subword),
    }
}
