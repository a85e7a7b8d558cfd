//! `naqi concordance`: finds queries in any spelling, and shows each hit between the words around it (keyword in
//! context).
//!
//! Text is read line by line; memory holds the rows that are shown, and the spellings.

mod fields;
mod forms;
mod page;
mod row;
mod rows;
mod run;
mod table;
#[cfg(test)]
mod tests;

pub use run::run;

use crate::hits::QueryOptions;
use crate::options::{OutputOption, PageOptions};
use clap::{Args, ValueEnum};
use rows::Sort;

#[derive(Args)]
#[command(
    override_usage = "naqi concordance [OPTIONS] <QUERY> [FILE]...\n       naqi concordance [OPTIONS] -e <QUERY>... [FILE]..."
)]
pub struct Options {
    #[command(flatten)]
    query: QueryOptions,
    /// Columns of context on each side
    #[arg(long, value_name = "N", default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=1000))]
    width: u16,
    /// The order of the rows
    #[arg(long, value_enum, value_name = "HOW", default_value_t)]
    sort: Sort,
    /// The number of rows to show, the first in that order
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    limit: u32,
    /// How rows are shown
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    output: OutputOption,
    #[command(flatten)]
    page: PageOptions,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// On a terminal, and with --color always, aligned columns; else columns with a tab between: before, word, after,
    /// file:line. Below the rows stand the spellings of the word, each with its count
    Text,
    /// A row for each hit: file, line, before, word, after. Tab, line feed, carriage return and backslash are \t, \n, \r
    /// and \\
    Tsv,
    /// An object for each row, with the same fields, and the hits in the word: [[start, end, "query"], …], in bytes
    Jsonl,
    /// A page of the rows, and of the spellings
    Html,
}
