//! The command `naqi`: its subcommands, and what all of them share.

mod cli;
mod commands;
mod direction;
mod files;
mod hits;
mod input;
mod messages;
mod options;
mod outcome;
mod output;
mod page;
mod terminal;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    messages::set_quiet(cli.global.quiet);
    terminal::set_color(cli.global.color);
    match commands::run(cli.command) {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            messages::error(&format!("{error:#}"));
            outcome::Outcome::Incomplete.into()
        }
    }
}
