//! How a run ended: its exit code.

use std::process::ExitCode;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    #[default]
    Done,
    /// The search family: no text has what was asked for.
    NothingFound,
    /// Something could not be read or written. The rest was done, and a message was printed.
    Incomplete,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::NothingFound => 1,
            // Clap exits with 2 after wrong usage.
            Outcome::Incomplete => 3,
        })
    }
}
