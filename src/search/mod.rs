//! From text to index terms, and the spans of matches.

pub mod analyzer;
pub mod find;
pub mod stem;
pub mod terms;
