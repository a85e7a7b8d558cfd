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
use terminal::Printable;

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return wrong_arguments(&error),
    };
    messages::set_quiet(cli.global.quiet);
    terminal::set_color(cli.global.color);
    match cli.command.run() {
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

/// Prints clap's help, or its error, in which the arguments' control characters are visible.
fn wrong_arguments(error: &clap::Error) -> ExitCode {
    let given = || std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    let shown = || given().map(|argument| Printable(&argument).to_string());
    if given().eq(shown()) {
        error.exit();
    }
    // Clap prints an argument's colours and drops other commands, so it gets arguments without any.
    match cli::Cli::try_parse_from(shown()) {
        Err(error) => error.exit(),
        Ok(_) => messages::lines(&error.render().to_string()),
    }
    Outcome::WrongUsage.into()
}
