//! Promises of the example, one word each.
