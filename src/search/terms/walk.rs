//! The walk over a text's words, each with its term where the one pass settles that.

use crate::kernel::{self, BlockTerm, BlockTerms, Doubt, Level};
use crate::normalizer::Normalizer;
use crate::pipeline::Vocalised;
use crate::pipeline::table::Table;
use crate::token::{CLASSES, ScalarStreak, ScalarWords, Token, TokenKind, advance_by_rules};
use alloc::string::String;

impl Normalizer {
    /// Calls `found` with each word, and with its term where the one pass settles that; it may be empty.
    #[inline(always)]
    pub(super) fn for_each_word<'t>(&self, text: &'t str, mut found: impl FnMut(Token<'t>, Option<&str>)) {
        let table = &self.pipeline().table;
        let level = match kernel::level() {
            level if self.pipeline().is_direct() && level != Level::Plain => level,
            _ => return self.one_by_one(text, found),
        };
        let mut blocks = Blocks::new(table, text);
        while blocks.is_left() {
            let tables = blocks.tables();
            kernel::block_terms(level, tables, &CLASSES, text, &mut blocks.words);
            for BlockTerm { span, has_letter, term } in blocks.words.iter() {
                let kind = if has_letter { TokenKind::Word } else { TokenKind::Number };
                let token = Token::word(text, span, kind);
                if term.is_none() {
                    blocks.vocalised.notice_word(table, text, token.span());
                }
                found(token, term);
            }
            while blocks.is_in_doubt() {
                if let Some(token) = blocks.word_by_rules() {
                    found(token, None);
                }
            }
        }
    }

    /// The same as [`Self::for_each_word`] in plain code.
    fn one_by_one<'t>(&self, text: &'t str, mut found: impl FnMut(Token<'t>, Option<&str>)) {
        let mut term = String::with_capacity(1024);
        let table = &self.pipeline().table;
        let mut pages = table.pages();
        let direct = self.pipeline().is_direct();
        let (mut words, mut vocalised) = (ScalarWords::new(text), Vocalised::default());
        loop {
            term.clear();
            // A run of plain letters is found and written at once.
            let run = |at| direct.then(|| kernel::compact_run(pages, text, at, &mut term)).flatten();
            let Some((word, written)) = words.next_by_run(run) else { return };
            if table.reads_words() {
                if !written {
                    vocalised.notice_word(table, text, word.span());
                }
                pages = &table.tables_for(vocalised.is_at(word.span().end)).pages;
            }
            // A term that holds a space is several.
            let is_one = written && !(table.tables().writes_space && term.as_bytes().contains(&b' '));
            found(word, is_one.then_some(term.as_str()));
        }
    }
}

/// A walk in blocks of 63 bytes.
struct Blocks<'n, 't> {
    table: &'n Table,
    text: &'t str,
    words: BlockTerms,
    vocalised: Vocalised,
    is_vocalised: bool,
    streak: ScalarStreak,
}

impl<'n, 't> Blocks<'n, 't> {
    fn new(table: &'n Table, text: &'t str) -> Self {
        let (words, vocalised, streak) = (BlockTerms::new(), Vocalised::default(), ScalarStreak::default());
        Self { table, text, words, vocalised, is_vocalised: false, streak }
    }

    fn is_left(&self) -> bool {
        self.words.marks.at < self.text.len()
    }

    /// What the next block is written by.
    #[inline(always)]
    fn tables(&mut self) -> &'n kernel::VectorTables {
        let is_vocalised = self.vocalised.is_at(self.words.marks.at);
        if is_vocalised != self.is_vocalised {
            // The stops of one or the other are enough for a whole word.
            self.words.unsettle_open();
            self.is_vocalised = is_vocalised;
        }
        self.table.tables_for(is_vocalised)
    }

    /// Whether the next segment is for the rules.
    #[inline(always)]
    fn is_in_doubt(&self) -> bool {
        self.words.marks.doubt != Doubt::None || self.streak.is_active() && self.is_left()
    }

    /// The segment that is for the rules, if it is a word.
    #[inline(never)]
    fn word_by_rules(&mut self) -> Option<Token<'t>> {
        let token = advance_by_rules(self.text, &mut self.words.marks, &mut self.streak)?;
        self.vocalised.notice_word(self.table, self.text, token.span());
        Some(token)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;
    use alloc::vec::Vec;

    /// Fathas make a text vocalised, so that it is written by other pages from some block on: whatever word that cuts.
    #[test]
    fn a_word_that_is_open_where_text_becomes_vocalised_is_normalized_as_a_whole() {
        let normalizer = crate::search::analyzer::default().normalizer();
        // Each of both halves of such a word alone would be written letter by letter: a hamza, and a fatha behind it.
        for front in 0..130 {
            let text = ["a".repeat(front), " قَالَ وَكَتَبَ ".into(), "قُرْءَانٌ ءَاخَرُ ".repeat(4)].concat();
            let mut found = Vec::new();
            normalizer.for_each_term(&text, |word, term| found.push((word.span(), term.to_string())));
            let expected = normalizer.terms(&text).map(|(word, term)| (word.span(), term.into_owned()));
            assert!(expected.eq(found), "{front}");
        }
    }
}
