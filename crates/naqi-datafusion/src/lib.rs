#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

#[cfg(feature = "ballista")]
pub mod ballista;
mod constants;
mod equals;
mod find;
mod fingerprint;
mod function;
mod inspect;
mod lineage;
mod normalize;
mod operation;
mod parsed;
mod registry;
mod rewritten;
#[cfg(feature = "ballista")]
mod rules;
mod stem;
mod texts;
mod tokens;
mod words;

pub use constants::NormalizeConstants;
pub use registry::{functions, register, register_functions};
