//! What other libraries do to Arabic text, byte for byte, for those who come from them.
//!
//! # Where this comes from
//!
//! What the peers do was learnt by running them and comparing outputs. The code is this project's own; no source code of a
//! peer stands in it. Data of theirs that decide an output (Lucene's stop words and affixes, what CAMeL Tools' `arclean`
//! writes, which texts AraBERT's preprocessor takes for links) are named in the README with whose they are.

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
