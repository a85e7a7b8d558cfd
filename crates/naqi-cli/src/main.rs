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

use clap::builder::{StyledStr, Styles};
use clap::error::ContextValue;
use clap::{CommandFactory, Error, FromArgMatches};
use cli::Cli;
use outcome::{Outcome, WrongUsage};
use output::Failure;
use std::process::ExitCode;
use terminal::Printable;

fn main() -> ExitCode {
    let cli = match arguments() {
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

/// The arguments. Otherwise clap's help or its error is printed, and the exit code returned.
fn arguments() -> Result<Cli, ExitCode> {
    let mut command = Cli::command();
    let is_printable = std::env::args_os().all(|argument| {
        let argument = argument.to_string_lossy();
        Printable(&argument).to_string() == argument
    });
    if !is_printable {
        // An error then has no colours of clap, which would be taken for those of an argument.
        command = command.styles(Styles::plain());
    }
    let matches = command.try_get_matches_from_mut(std::env::args_os());
    match matches.and_then(|matches| Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))) {
        Ok(cli) => Ok(cli),
        Err(error) if is_printable || !error.use_stderr() => error.exit(),
        Err(error) => {
            messages::lines(&visible(error).render().ansi().to_string());
            Err(Outcome::WrongUsage.into())
        }
    }
}

/// The error, with the parts that it quotes from the arguments escaped. An error of a value escapes what it quotes itself.
fn visible(mut error: Error) -> Error {
    let shown = |text: &str| Printable(text).to_string();
    let shown_tip = |tip: &StyledStr| StyledStr::from(shown(&tip.ansi().to_string()));
    let parts: Vec<_> = error.context().map(|(kind, value)| (kind, value.clone())).collect();
    for (kind, value) in parts {
        let value = match value {
            ContextValue::String(text) => ContextValue::String(shown(&text)),
            ContextValue::Strings(texts) => ContextValue::Strings(texts.iter().map(|text| shown(text)).collect()),
            ContextValue::StyledStrs(tips) => ContextValue::StyledStrs(tips.iter().map(shown_tip).collect()),
            // The usage: it quotes nothing, and has several lines.
            other => other,
        };
        error.insert(kind, value);
    }
    error
}
