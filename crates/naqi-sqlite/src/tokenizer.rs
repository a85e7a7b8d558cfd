//! The tokenizer `naqi` of FTS5.

use crate::arguments::Arguments;
use crate::connection::Connection;
use crate::ffi::fts5::{Purpose, Token, Tokenizer};
use crate::rules;
use crate::text::with_spaces;
use crate::words::Words;
use naqi::Analyzer;
use std::cell::RefCell;

/// A tokenizer of a table.
pub(crate) struct NaqiTokenizer {
    analyzer: Analyzer,
    words: RefCell<Words>,
    separates: bool,
}

/// The first version whose `highlight()` allows tokens that overlap: 3.44. Older ones repeat text.
const OVERLAPS: i32 = 3_044_000;

impl Tokenizer for NaqiTokenizer {
    type Shared = Connection;

    fn create(connection: &Connection, arguments: &[&[u8]]) -> Option<Self> {
        let made = Arguments::parse(arguments).and_then(|arguments| {
            rules::check_tokenizer(connection, &arguments)?;
            Ok(arguments.analyzer)
        });
        match made {
            Ok(analyzer) => {
                let words = RefCell::new(Words::new(analyzer.clone()));
                Some(Self { analyzer, words, separates: connection.database.version() < OVERLAPS })
            }
            Err(error) => {
                connection.report(error);
                None
            }
        }
    }

    fn tokenize(&self, text: &[u8], purpose: Purpose, found: &mut dyn FnMut(Token<'_>)) {
        let text = with_spaces(text);
        let mut end = 0;
        // The words of a ligature have the same span: in an old SQLite those after the first one an empty span at its end.
        let mut separate = |mut token: Token<'_>| {
            if !token.is_colocated {
                token.span.start = token.span.start.max(end);
                end = end.max(token.span.end);
            }
            found(token);
        };
        let found: &mut dyn FnMut(Token<'_>) = if self.separates { &mut separate } else { found };
        match self.words.try_borrow_mut() {
            Ok(mut words) => words.for_each(&text, purpose, found),
            // An auxiliary function that tokenizes a text while it gets the tokens of another one.
            Err(_) => Words::new(self.analyzer.clone()).for_each(&text, purpose, found),
        }
    }
}
