//! Iterates over the words of a text, each with its term if the fast pass can write it.

use crate::kernel::{self, Level, PackedSpan, PackedSpans, PackedWord, TermBatch};
use crate::normalizer::Normalizer;
use crate::pipeline::VocalisedRegion;
use crate::search::terms::starts_with_letter;
use crate::token::{BatchRules, CLASSES, FoundWord, ScalarWords, Token, words};
use alloc::string::String;
use core::ops::Range;

/// The term of a word.
pub(super) enum Term<'a> {
    /// It is written, and has a letter or a number.
    Written(&'a str),
    /// The fast pass cannot write it. The word has no signs, so that it is one part.
    OfOnePart,
    /// The fast pass cannot write it, and signs may divide the word.
    OfParts,
}

impl Term<'_> {
    #[inline(always)]
    fn unwritten(may_have_signs: bool) -> Self {
        if may_have_signs { Self::OfParts } else { Self::OfOnePart }
    }
}

impl Normalizer {
    /// Calls `found` with each word and its term.
    #[inline(always)]
    pub(super) fn for_each_word<'t>(&self, text: &'t str, mut found: impl FnMut(Token<'t>, Term<'_>)) {
        let table = &self.pipeline().table;
        let level = match kernel::level() {
            Level::Plain => return self.for_each_word_scalar(text, found),
            _ if !self.pipeline().is_direct() || !table.keeps_letters() => {
                return words(text).for_each(|word| found(word, Term::OfParts));
            }
            level => level,
        };
        let (mut batch, mut rules, mut vocalised) =
            (TermBatch::new(text), BatchRules::default(), VocalisedRegion::default());
        while rules.has_more(&batch.words) {
            if rules.are_next(&batch.words) {
                if let Some(word) = rules.advance(&mut batch.words) {
                    vocalised.observe_word(table, text, word.token.span());
                    found(word.token, Term::unwritten(word.may_have_signs));
                }
                continue;
            }
            let tables = table.tables_for(vocalised.contains(batch.words.at));
            kernel::fill_terms(level, tables, &CLASSES, &mut batch);
            batch.for_each(|word, term| {
                let token = Token::of_batch(word);
                if has_letter(term, token.text().len()) {
                    return found(token, Term::Written(term));
                }
                vocalised.observe_word(table, text, token.span());
                // A word that the masks have found has no signs.
                found(token, Term::OfOnePart);
            });
        }
    }

    /// Adds the words of the text, with their packed terms if the fast pass can write and pack them. Calls `found` each time
    /// that some may have been added; it has to clear a full batch.
    #[inline(always)]
    pub(in crate::search) fn for_each_packed_batch(
        &self,
        text: &str,
        spans: &mut PackedSpans,
        mut found: impl FnMut(&mut PackedSpans),
    ) {
        let table = &self.pipeline().table;
        let mut add_one = |spans: &mut PackedSpans, span: Range<usize>, packed| {
            spans.add(PackedSpan { packed, start: span.start, end: span.end });
            found(spans);
        };
        let level = match kernel::level() {
            Level::Plain => {
                return self.for_each_word_scalar(text, |word, term| {
                    let packed = if let Term::Written(term) = term { PackedWord::of(term) } else { None };
                    add_one(spans, word.span(), packed.unwrap_or_default());
                });
            }
            _ if !self.pipeline().is_direct() => {
                return words(text).for_each(|word| add_one(spans, word.span(), PackedWord::NONE));
            }
            level => level,
        };
        let (mut batch, mut rules, mut vocalised) =
            (TermBatch::new(text), BatchRules::default(), VocalisedRegion::default());
        while rules.has_more(&batch.words) {
            if rules.are_next(&batch.words) {
                if let Some(word) = rules.advance(&mut batch.words) {
                    let span = word.token.span();
                    vocalised.observe_word(table, text, span.clone());
                    spans.add(PackedSpan { packed: PackedWord::NONE, start: span.start, end: span.end });
                }
            } else {
                let is_vocalised = vocalised.contains(batch.words.at);
                let before = spans.found().len();
                kernel::fill_packed_terms(level, table.tables_for(is_vocalised), &CLASSES, &mut batch, spans);
                if batch.has_odd && !is_vocalised {
                    for word in spans.found()[before..].iter().filter(|word| word.packed == PackedWord::NONE) {
                        vocalised.observe_word(table, text, word.start..word.end);
                    }
                }
            }
            found(spans);
        }
    }

    /// [`for_each_word`](Self::for_each_word) in scalar code.
    #[inline(never)]
    fn for_each_word_scalar<'t>(&self, text: &'t str, mut found: impl FnMut(Token<'t>, Term<'_>)) {
        let mut term = String::with_capacity(1024);
        let table = &self.pipeline().table;
        let mut trie = table.trie();
        let direct = self.pipeline().is_direct();
        let (mut words, mut vocalised) = (ScalarWords::new(text), VocalisedRegion::default());
        loop {
            term.clear();
            // A run of simple letters is found and written in one go.
            let run = |at| direct.then(|| kernel::compact_run(trie, text, at, &mut term)).flatten();
            let Some(FoundWord { token: word, is_run, may_have_signs }) = words.next_by_run(run) else { return };
            if table.rewrites_uthmani() {
                if !is_run {
                    vocalised.observe_word(table, text, word.span());
                }
                trie = &table.tables_for(vocalised.contains(word.span().end)).trie;
            }
            // A space separates several terms.
            let is_one = is_run && !(table.tables().writes_space && term.as_bytes().contains(&b' '));
            let is_term = is_one && has_letter(&term, word.text().len());
            found(word, if is_term { Term::Written(&term) } else { Term::unwritten(may_have_signs) });
        }
    }
}

/// Whether a word's term surely has a letter or a number. Nothing in it grows, and nothing of the same length is written for a letter
/// but letters; so if its length is the same, those of the word are there.
#[inline(always)]
fn has_letter(term: &str, word_len: usize) -> bool {
    term.len() == word_len || starts_with_letter(term)
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;
    use alloc::vec::Vec;

    /// After some fathas a text counts as vocalised, and other tables rewrite it from the next block on, which may start
    /// inside a word.
    #[test]
    fn a_word_that_is_open_where_the_tables_change_is_normalized_as_a_whole() {
        let normalizer = crate::search::analyzer::default().normalizer();
        // Each half of such a word by itself, a hamza and a fatha after it, would be rewritten letter by letter.
        for front in 0..130 {
            let text = ["a".repeat(front), " قَالَ وَكَتَبَ ".into(), "قُرْءَانٌ ءَاخَرُ ".repeat(4)].concat();
            let mut found = Vec::new();
            normalizer.for_each_term(&text, |word, term| found.push((word.span(), term.to_string())));
            let expected = normalizer.word_terms(&text).map(|(word, term)| (word.span(), term.into_owned()));
            assert!(expected.eq(found), "{front}");
        }
    }
}
