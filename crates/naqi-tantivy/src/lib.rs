#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod checked;
mod differences;
mod error;
mod filter;
mod limits;
mod places;
mod query;
mod rules;
mod scan;
mod terms;
mod tokenizer;

pub use error::Error;
pub use filter::{AnalyzerFilter, Filtered, FilteredTokens};
pub use query::QueryParser;
pub use rules::{field_indexing, made_by, register, register_as_made, text_options, tokenizer_name};
pub use tokenizer::{AnalyzerTokenizer, AnalyzerTokens};
