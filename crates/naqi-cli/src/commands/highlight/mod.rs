//! `naqi highlight`: finds queries in any spelling, and highlights them in the original text.
//!
//! Text is read line by line; memory holds a line, and the content of the page, up to a limit.

mod json;
mod lines;
mod page;
mod run;
#[cfg(test)]
mod tests;
mod window;

pub use run::run;

use crate::hits::QueryOptions;
use crate::options::{OutputOption, PageOptions};
use clap::{Args, ValueEnum};

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    query: QueryOptions,
    /// Lines to show before and after each line with hits
    #[arg(long, short = 'C', value_name = "N", default_value_t = 0)]
    context: usize,
    /// How hits are shown
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    output: OutputOption,
    #[command(flatten)]
    page: PageOptions,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// On a terminal, and with --color always, lines under the file's name, each with its number, the text isolated from
    /// both; else file:number:text, or file-number-text for a line without hits
    Text,
    /// A line for each line: {"file", "line", "text", "hits": [[start, end, "query"], …]}. Offsets are bytes of the text
    Jsonl,
    /// A page with the first 1000 hits and a list of them
    Html,
}
