//! Text on a terminal: control characters made visible, isolates, colours.

pub mod code_points;
pub mod figures;
mod isolate;
pub mod printable;
pub mod progress;

pub use isolate::isolate;
pub use printable::Printable;

use clap::ValueEnum;
use std::io::IsTerminal;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// If standard output is a terminal and NO_COLOR is not set
    #[default]
    Auto,
    Always,
    Never,
}

/// `--color`, for all that follows.
pub fn set_color(when: ColorWhen) {
    match when {
        ColorWhen::Auto => anstream::ColorChoice::Auto,
        ColorWhen::Always => anstream::ColorChoice::AlwaysAnsi,
        ColorWhen::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// Whether standard output gets colours.
pub fn has_color() -> bool {
    match anstream::AutoStream::choice(&std::io::stdout()) {
        anstream::ColorChoice::Never => false,
        anstream::ColorChoice::Auto => std::io::stdout().is_terminal(),
        anstream::ColorChoice::Always | anstream::ColorChoice::AlwaysAnsi => true,
    }
}
