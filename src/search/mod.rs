//! Index terms of a text, and spans of matches.

pub mod analyzer;
pub mod decisions;
pub mod find;
pub mod stem;
pub mod terms;
