//! The command line: the subcommands, and the options that all of them have.

use crate::commands;
use crate::terminal::ColorWhen;
use clap::{Args, Parser, Subcommand};

/// The end of every help text.
pub const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  nothing was found (search, highlight, concordance, query)
  2  wrong usage
  3  something could not be read or written; the rest was done";

#[derive(Parser)]
#[command(name = "naqi", version, about, after_help = EXIT_CODES, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Args)]
pub struct Global {
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    pub color: ColorWhen,
    /// Print errors only: no notes, no progress
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

#[derive(Subcommand)]
pub enum Command {
    /// Print the index terms of each line: words without stop words, stemmed
    #[command(after_help = EXIT_CODES)]
    Analyze(commands::analyze::Options),
    /// Index texts into an index of tantivy on disk, which `naqi query` searches
    #[cfg(feature = "tantivy")]
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", commands::index::NOTE))]
    Index(Box<commands::index::Options>),
    /// Find a text in any spelling: print its lines, their number, or the place of each hit
    #[command(after_help = EXIT_CODES)]
    Search(commands::search::Options),
    /// Split text into words, all tokens, tokens of posts or sentences
    #[command(after_help = EXIT_CODES)]
    Tokenize(commands::tokenize::Options),
}
