//! Hits of queries in any spelling, and the text around them.

pub mod context;
pub mod needles;

pub use needles::{Hit, Needles, Place, segments};
