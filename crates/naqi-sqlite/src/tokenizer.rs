//! The tokenizer `naqi` of FTS5.

use crate::connection::Connection;
use crate::ffi::fts5::{Purpose, Token, Tokenizer};
use crate::rules::{self, Refusal};
use crate::text::{lossy, with_spaces};
use crate::words::Words;
use naqi::Analyzer;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// A tokenizer of a table.
pub(crate) struct NaqiTokenizer {
    connection: Rc<Connection>,
    /// The arguments behind `naqi`.
    arguments: Vec<String>,
    /// None as long as it is refused. The table can be dropped or accepted meanwhile, so the rules are compared at each use.
    ready: OnceCell<Ready>,
}

/// What tokenizes.
struct Ready {
    analyzer: Analyzer,
    words: RefCell<Words>,
}

/// The first version whose `highlight()` allows tokens that overlap: 3.44. Older ones repeat text.
const OVERLAPS: i32 = 3_044_000;

impl Tokenizer for NaqiTokenizer {
    type Shared = Connection;

    fn create(connection: &Rc<Connection>, arguments: &[&[u8]]) -> Option<Self> {
        let arguments = arguments.iter().map(|argument| lossy(argument).into_owned()).collect();
        let tokenizer = Self { connection: connection.clone(), arguments, ready: OnceCell::new() };
        match tokenizer.ready() {
            Err(refusal) if !refusal.has_table => None,
            _ => Some(tokenizer),
        }
    }

    fn tokenize(&self, text: &[u8], purpose: Purpose, found: &mut dyn FnMut(Token<'_>)) -> bool {
        let Ok(ready) = self.ready() else { return false };
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
        let found: &mut dyn FnMut(Token<'_>) =
            if self.connection.database.version() < OVERLAPS { &mut separate } else { found };
        match ready.words.try_borrow_mut() {
            Ok(mut words) => words.for_each(&text, purpose, found),
            // An auxiliary function that tokenizes a text while it gets the tokens of another one.
            Err(_) => Words::new(ready.analyzer.clone()).for_each(&text, purpose, found),
        }
        true
    }
}

impl NaqiTokenizer {
    /// What tokenizes, made when the rules are those of the table.
    fn ready(&self) -> Result<&Ready, Refusal> {
        if let Some(ready) = self.ready.get() {
            return Ok(ready);
        }
        match rules::analyzer(&self.connection, &self.arguments) {
            Ok(analyzer) => Ok(self.ready.get_or_init(|| {
                let words = RefCell::new(Words::new(analyzer.clone()));
                Ready { analyzer, words }
            })),
            Err(refusal) => {
                self.connection.report(&refusal.message);
                Err(refusal)
            }
        }
    }
}
