//! The subcommands. Each has its options, and a function `run`.

pub mod analyze;
pub mod bench;
pub mod completions;
pub mod concordance;
pub mod corpus;
pub mod explain;
pub mod highlight;
#[cfg(feature = "tantivy")]
pub mod index;
pub mod man;
pub mod normalize;
#[cfg(feature = "tantivy")]
pub mod query;
pub mod repair;
pub mod search;
pub mod segment;
#[cfg(feature = "sql")]
pub mod sql;
pub mod tokenize;
