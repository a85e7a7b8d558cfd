//! What other libraries do to Arabic text, byte for byte, for those who come from them.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod arabert;
pub mod camel;
mod classes;
pub mod lucene;
pub mod operation;
pub mod operations;
pub mod pyarabic;
mod rules;
pub mod snowball;

#[doc = include_str!("../COMING-FROM.md")]
pub mod coming_from {}

/// The examples of README are compiled and run with those of the docs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
