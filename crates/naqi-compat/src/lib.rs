//! What other libraries do to Arabic text, byte for byte, for those who come from them.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod arabert;
pub mod camel;
mod classes;
pub mod lucene;
pub mod operation;
pub mod pyarabic;
mod python;
mod rules;
pub mod snowball;
