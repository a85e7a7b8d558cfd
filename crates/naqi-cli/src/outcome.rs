//! How a run ended: its exit code.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::process::ExitCode;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    #[default]
    Done,
    /// The search family: no text has what was asked for.
    NothingFound,
    /// Something could not be read or written. The rest was done, and a message was printed.
    Incomplete,
    /// The arguments are wrong.
    WrongUsage,
}

impl Outcome {
    /// Whether all was read.
    pub fn of(complete: bool) -> Self {
        if complete { Self::Done } else { Self::Incomplete }
    }

    /// The same for the search family.
    pub fn of_search(complete: bool, found: bool) -> Self {
        match (complete, found) {
            (false, _) => Self::Incomplete,
            (true, false) => Self::NothingFound,
            (true, true) => Self::Done,
        }
    }
}

/// What is wrong with arguments that clap accepts. As the error of a run it gives exit code 2.
#[derive(Debug)]
pub struct WrongUsage(String);

impl WrongUsage {
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl Display for WrongUsage {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for WrongUsage {}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::NothingFound => 1,
            // Clap's own code.
            Outcome::WrongUsage => 2,
            Outcome::Incomplete => 3,
        })
    }
}
