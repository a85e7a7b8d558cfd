//! An entry for the targets of `fuzz/`, with the feature `__fuzzing` alone: the kernels' levels by name.
//!
//! No part of the public face: it may change in any version.

use crate::kernel::{self, Level};

/// The names of the levels that this processor has, plain code first.
pub fn levels() -> impl Iterator<Item = &'static str> {
    Level::ALL.into_iter().filter(|level| level.is_available()).map(Level::name)
}

/// Runs something on this thread with the kernels of one level, whatever was chosen for the process. `None`, with nothing
/// run, where the processor lacks the level or no level has the name.
pub fn at_level<T>(name: &str, run: impl FnOnce() -> T) -> Option<T> {
    let level = Level::ALL.into_iter().find(|level| level.name() == name)?;
    kernel::at_level(level, run)
}
