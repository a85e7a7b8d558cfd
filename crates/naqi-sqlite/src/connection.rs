//! What the tokenizers and functions of a connection share: its handle, and the last error of a tokenizer.

use crate::ffi::database::Database;
use std::cell::RefCell;

/// A connection. SQLite calls what belongs to it on one thread at a time.
pub(crate) struct Connection {
    pub database: Database,
    error: RefCell<Option<String>>,
}

impl Connection {
    pub fn new(database: Database) -> Self {
        Self { database, error: RefCell::new(None) }
    }

    /// Keeps an error, for `naqi_error()`, and writes it to SQLite's log: FTS5 has no message for it.
    pub fn report(&self, error: &str) {
        self.database.log(error);
        *self.error.borrow_mut() = Some(error.into());
    }

    /// The last error.
    pub fn error(&self) -> Option<String> {
        self.error.borrow().clone()
    }
}
