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
}

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
                Some(Self { analyzer, words })
            }
            Err(error) => {
                connection.report(error);
                None
            }
        }
    }

    fn tokenize(&self, text: &[u8], purpose: Purpose, found: &mut dyn FnMut(Token<'_>)) {
        let text = with_spaces(text);
        match self.words.try_borrow_mut() {
            Ok(mut words) => words.for_each(&text, purpose, found),
            // An auxiliary function that tokenizes a text while it gets the tokens of another one.
            Err(_) => Words::new(self.analyzer.clone()).for_each(&text, purpose, found),
        }
    }
}
