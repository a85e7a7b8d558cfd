//! The command `naqi`: its subcommands, and what all of them share.

mod arguments;
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

use outcome::{Outcome, WrongUsage};
use output::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match arguments::read() {
        Ok(cli) => cli,
        Err(code) => return code,
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
