//! `naqi corpus`: a report on texts: spellings that normalization unifies, marks, letters, lengths, the vocabulary.
//!
//! Text is read line by line; memory holds a row for each distinct word, up to a limit.

mod characters;
mod chunks;
mod growth;
mod json;
mod labels;
mod lengths;
mod page;
mod plots;
mod power;
mod report;
mod run;
mod shown;
mod table;
mod tally;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use run::run;

use crate::options::{InputOptions, OutputOption, PageOptions, RuleOptions};
use clap::{Args, ValueEnum};
use std::num::NonZero;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    rules: RuleOptions,
    /// Rows of the long tables
    #[arg(long, value_name = "N", default_value = "25")]
    top: NonZero<usize>,
    /// The maximum number of distinct words in memory. Beyond it the rarest are dropped, and the report says how many
    #[arg(long, value_name = "N", default_value = "1000000")]
    limit: NonZero<usize>,
    /// How the report is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    output: OutputOption,
    #[command(flatten)]
    page: PageOptions,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables in plain text
    #[value(alias = "table")]
    Text,
    /// One object
    Json,
    /// One object on one line
    Jsonl,
    /// A page with tables and plots
    Html,
}
