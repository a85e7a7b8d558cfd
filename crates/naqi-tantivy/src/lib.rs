//! naqi inside tantivy: Arabic text is found however it is written, and marked as it is written.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod terms;
mod tokenizer;

pub use tokenizer::{ChainTokenizer, ChainTokens};
