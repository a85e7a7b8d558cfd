//! The subcommands. Each has its options, and a function `run`.

pub mod normalize;
pub mod tokenize;

use crate::cli::Command;
use crate::outcome::Outcome;

pub fn run(command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Normalize(options) => normalize::run(&options),
        Command::Tokenize(options) => tokenize::run(&options),
    }
}
