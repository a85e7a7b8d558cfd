//! Queries, their hits in a text, and how hits are shown on a terminal.

pub mod context;
pub mod needles;
pub mod options;
pub mod screen;
#[cfg(test)]
mod tests;

pub use needles::{Hit, Needles};
pub use options::QueryOptions;
