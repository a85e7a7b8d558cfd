//! A text's terms, kept until tantivy asks for them one by one; the room is used again for the next text.

use naqi::Analyzer;
use std::ops::Range;
use tantivy::tokenizer::Token;

/// What is kept from text to text, at most: a long text's room is given back.
const KEPT: usize = 1 << 20;

/// Terms one behind the other, in the order in which they were found.
#[derive(Default)]
pub(crate) struct Terms {
    text: String,
    entries: Vec<Entry>,
    next: usize,
}

struct Entry {
    /// Where the term ends in `text`; it starts where the one before ends.
    end: usize,
    source: Range<usize>,
    position: usize,
}

impl Terms {
    /// Forgets all terms.
    pub fn clear(&mut self) {
        self.text.clear();
        self.text.shrink_to(KEPT);
        self.entries.clear();
        self.entries.shrink_to(KEPT / size_of::<Entry>());
        self.next = 0;
    }

    /// Finds the terms of a text, behind those that are here.
    pub fn find(&mut self, analyzer: &Analyzer, text: &str) {
        analyzer.for_each_term(text, |term| {
            self.text.push_str(term.text);
            self.entries.push(Entry { end: self.text.len(), source: term.span, position: term.position });
        });
    }

    /// Puts the next term into a token. Its spans and positions are those in the text that was looked through.
    pub fn take(&mut self, token: &mut Token) -> bool {
        let Some(entry) = self.entries.get(self.next) else { return false };
        let start = self.next.checked_sub(1).map_or(0, |last| self.entries[last].end);
        token.text.clear();
        token.text.push_str(&self.text[start..entry.end]);
        (token.offset_from, token.offset_to) = (entry.source.start, entry.source.end);
        (token.position, token.position_length) = (entry.position, 1);
        self.next += 1;
        true
    }
}
