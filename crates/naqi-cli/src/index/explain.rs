//! Errors of tantivy as messages that say what can be done.

use std::io::{self, ErrorKind};
use tantivy::TantivyError;

const FULL: &str = "no space is left: free some space, then run the same command again";

/// The message for an error of tantivy.
pub fn explain(error: &TantivyError) -> String {
    match error {
        TantivyError::LockFailure(..) => "another run writes into this index: wait for its end".into(),
        TantivyError::IoError(io) if is_full(io) => FULL.into(),
        error => {
            let message = error.to_string();
            // An error from another thread is only text.
            if message.contains("StorageFull") || message.contains("No space left") { FULL.into() } else { message }
        }
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}
