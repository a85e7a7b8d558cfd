//! CAMeL Tools 1.6.

use crate::operation::Operation;

/// Its operations.
pub const OPERATIONS: &[Operation] = &[];
