//! The operations of other libraries on Arabic text, byte for byte, for users who migrate from them.
//!
//! # Provenance
//!
//! The peers' behaviour was learnt by running them and comparing outputs. The code is this project's own and contains
//! no source code of a peer. Data of theirs that decide an output (Lucene's stop words and affixes, the mapping of
//! CAMeL Tools' `arclean`, the links of AraBERT's preprocessor) are listed in the README with their owners.

#![cfg_attr(docsrs, feature(doc_cfg))]
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

/// The examples of the README are compiled and run with those of the docs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
