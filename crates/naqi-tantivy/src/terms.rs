//! The terms of a text, kept until tantivy asks for them; the buffers are reused for the next text.

use naqi::Analyzer;
use std::ops::Range;
use tantivy::tokenizer::Token;

/// The maximum capacity kept from text to text: larger buffers are freed.
const MAX_KEPT_BYTES: usize = 1 << 20;

/// Terms in one buffer, in the order in which they were found.
#[derive(Default)]
pub(crate) struct Terms {
    text: String,
    entries: Vec<Entry>,
    next: usize,
}

struct Entry {
    /// The term's end in `text`; it starts at the end of the one before.
    end: usize,
    source: Range<usize>,
    position: usize,
}

impl Terms {
    /// Removes all terms.
    pub fn clear(&mut self) {
        self.text.clear();
        self.text.shrink_to(MAX_KEPT_BYTES);
        self.entries.clear();
        self.entries.shrink_to(MAX_KEPT_BYTES / size_of::<Entry>());
        self.next = 0;
    }

    /// Finds the terms of a text and appends them.
    pub fn find(&mut self, analyzer: &Analyzer, text: &str) {
        analyzer.for_each_term(text, |term| {
            self.text.push_str(term.text);
            self.entries.push(Entry { end: self.text.len(), source: term.span, position: term.position });
        });
    }

    /// Writes the next term into a token. Its span and position are those in the analyzed text.
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
