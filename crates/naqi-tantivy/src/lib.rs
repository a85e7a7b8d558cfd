#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod build;
mod checked;
mod consonants;
mod dictionary;
mod differences;
mod error;
mod filter;
mod limits;
mod parsed;
mod places;
mod prefix;
mod query;
mod rules;
mod scan;
mod settings;
mod terms;
mod tokenizer;
mod weights;

pub use error::Error;
pub use filter::{AnalyzerFilter, Filtered, FilteredTokens};
pub use parsed::{Parsed, Substitution, WeightedTerm};
pub use query::QueryParser;
pub use rules::{field_indexing, made_by, register, register_as_made, text_options, tokenizer_name};
pub use tokenizer::{AnalyzerTokenizer, AnalyzerTokens};
pub use weights::Weights;
