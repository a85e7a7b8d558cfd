//! The subcommands. Each has its options, and a function `run`.

pub mod analyze;
#[cfg(feature = "tantivy")]
pub mod index;
pub mod search;
pub mod tokenize;

use crate::cli::Command;
use crate::outcome::Outcome;

pub fn run(command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Analyze(options) => analyze::run(&options),
        #[cfg(feature = "tantivy")]
        Command::Index(options) => index::run(&options),
        Command::Search(options) => search::run(options),
        Command::Tokenize(options) => tokenize::run(&options),
    }
}
