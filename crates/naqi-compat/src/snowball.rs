//! Snowball 3.1.

use crate::operation::Operation;

/// Its operations.
pub const OPERATIONS: &[Operation] = &[];
