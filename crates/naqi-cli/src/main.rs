//! The command `naqi`: its subcommands, and what all of them share.

mod cli;
mod commands;
mod direction;
mod files;
mod hits;
#[cfg(feature = "tantivy")]
mod index;
mod input;
mod messages;
mod options;
mod outcome;
mod output;
mod page;
mod terminal;

use clap::Parser;
use outcome::{Outcome, WrongUsage};
use output::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return wrong_arguments(&error),
    };
    messages::set_quiet(cli.global.quiet);
    terminal::set_color(cli.global.color);
    match commands::run(cli.command) {
        Ok(outcome) => outcome,
        Err(error) => ended_by(&error),
    }
    .into()
}

/// How a run ended that has no outcome; prints why.
fn ended_by(error: &anyhow::Error) -> Outcome {
    // `naqi … | head`
    if matches!(error.downcast_ref(), Some(Failure::BrokenPipe)) {
        return Outcome::Done;
    }
    messages::error(&format!("{error:#}"));
    if error.is::<WrongUsage>() { Outcome::WrongUsage } else { Outcome::Incomplete }
}

/// Prints clap's help or error. Clap prints arguments as they are, so their control characters are made visible here.
fn wrong_arguments(error: &clap::Error) -> ExitCode {
    let mut arguments = std::env::args_os();
    if !arguments.any(|argument| argument.to_string_lossy().chars().any(terminal::printable::is_command)) {
        error.exit();
    }
    messages::usage(&error.render().to_string());
    Outcome::WrongUsage.into()
}
