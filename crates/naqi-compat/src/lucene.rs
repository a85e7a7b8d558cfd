//! Lucene 9.9.

use crate::operation::Operation;

/// Its operations.
pub const OPERATIONS: &[Operation] = &[];
