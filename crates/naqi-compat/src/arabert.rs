//! AraBERT's preprocessor 1.0.1.

use crate::operation::Operation;

/// Its operations.
pub const OPERATIONS: &[Operation] = &[];
