//! PyArabic 0.6.15.

use crate::operation::Operation;

/// Its operations.
pub const OPERATIONS: &[Operation] = &[];
