//! Iterates over the words of a text, each with its term if the fast pass can write it.

use crate::kernel::{self, BlockTerm, BlockTerms, Fallback, Level};
use crate::normalizer::Normalizer;
use crate::pipeline::VocalisedRegion;
use crate::pipeline::table::Table;
use crate::search::terms::is_sure;
use crate::token::{CLASSES, ScalarStreak, ScalarWords, Token, TokenKind, advance_by_rules};
use alloc::string::String;

impl Normalizer {
    /// Calls `found` with each word, and with its term if the fast pass can write it and it has a letter or a number.
    #[inline(always)]
    pub(super) fn for_each_word<'t>(&self, text: &'t str, mut found: impl FnMut(Token<'t>, Option<&str>)) {
        let table = &self.pipeline().table;
        let level = match kernel::level() {
            level if self.pipeline().is_direct() && level != Level::Plain => level,
            _ => return self.for_each_word_scalar(text, found),
        };
        let mut blocks = WordBlocks::new(table, text);
        while blocks.has_more() {
            let tables = blocks.tables();
            kernel::block_terms(level, tables, &CLASSES, text, &mut blocks.words);
            for BlockTerm { span, has_letter, term } in blocks.words.iter() {
                let kind = if has_letter { TokenKind::Word } else { TokenKind::Number };
                let term = term.filter(|term| is_sure(term, span.len()));
                let token = Token::word(text, span, kind);
                if term.is_none() {
                    blocks.vocalised.observe_word(table, text, token.span());
                }
                found(token, term);
            }
            while blocks.needs_fallback() {
                if let Some(token) = blocks.word_by_rules() {
                    found(token, None);
                }
            }
        }
    }

    /// [`for_each_word`](Self::for_each_word) in scalar code.
    fn for_each_word_scalar<'t>(&self, text: &'t str, mut found: impl FnMut(Token<'t>, Option<&str>)) {
        let mut term = String::with_capacity(1024);
        let table = &self.pipeline().table;
        let mut trie = table.trie();
        let direct = self.pipeline().is_direct();
        let (mut words, mut vocalised) = (ScalarWords::new(text), VocalisedRegion::default());
        loop {
            term.clear();
            // A run of simple letters is found and written in one go.
            let run = |at| direct.then(|| kernel::compact_run(trie, text, at, &mut term)).flatten();
            let Some((word, written)) = words.next_by_run(run) else { return };
            if table.rewrites_uthmani() {
                if !written {
                    vocalised.observe_word(table, text, word.span());
                }
                trie = &table.tables_for(vocalised.contains(word.span().end)).trie;
            }
            // A space separates several terms.
            let is_one = written && !(table.tables().writes_space && term.as_bytes().contains(&b' '));
            found(word, Some(term.as_str()).filter(|term| is_one && is_sure(term, word.text().len())));
        }
    }
}

/// The words of a text, block by block.
struct WordBlocks<'n, 't> {
    table: &'n Table,
    text: &'t str,
    words: BlockTerms,
    vocalised: VocalisedRegion,
    is_vocalised: bool,
    streak: ScalarStreak,
}

impl<'n, 't> WordBlocks<'n, 't> {
    fn new(table: &'n Table, text: &'t str) -> Self {
        let (words, vocalised, streak) = (BlockTerms::new(), VocalisedRegion::default(), ScalarStreak::default());
        Self { table, text, words, vocalised, is_vocalised: false, streak }
    }

    fn has_more(&self) -> bool {
        self.words.masks.at < self.text.len()
    }

    /// The tables that rewrite the next block.
    #[inline(always)]
    fn tables(&mut self) -> &'n kernel::VectorTables {
        let is_vocalised = self.vocalised.contains(self.words.masks.at);
        if is_vocalised != self.is_vocalised {
            // An open word started under the other tables, so it is normalized by itself.
            self.words.discard_open_term();
            self.is_vocalised = is_vocalised;
        }
        self.table.tables_for(is_vocalised)
    }

    /// Whether the next segment is for the rules.
    #[inline(always)]
    fn needs_fallback(&self) -> bool {
        self.words.masks.fallback != Fallback::None || self.streak.is_active() && self.has_more()
    }

    /// The segment that is for the rules, if it is a word.
    #[inline(never)]
    fn word_by_rules(&mut self) -> Option<Token<'t>> {
        let token = advance_by_rules(self.text, &mut self.words.masks, &mut self.streak)?;
        self.vocalised.observe_word(self.table, self.text, token.span());
        Some(token)
    }
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
