//! A progress bar for long inputs, on a terminal.

use crate::input::Input;
use crate::messages;
use crate::output::Output;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::{fs, io};

/// The smallest amount of text that gets a bar.
const LONG: u64 = 8 << 20;

pub struct Bar(ProgressBar);

impl Bar {
    /// A bar over the bytes of the inputs, if their length is known. None beside an output on the terminal.
    pub fn new(inputs: &[Input], output: &Output) -> Self {
        if output.is_terminal() { Self(ProgressBar::hidden()) } else { Self::before_output(inputs) }
    }

    /// The same, for an output that is written when all inputs are read.
    pub fn before_output(inputs: &[Input]) -> Self {
        let length = |input: &Input| match input {
            Input::Stdin => None,
            Input::File(path) => fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|about| about.len()),
        };
        let total: Option<u64> = inputs.iter().map(length).sum();
        let is_seen = io::stderr().is_terminal() && !messages::is_quiet();
        Self(match total {
            Some(total) if total > LONG && is_seen => {
                let style =
                    ProgressStyle::with_template("{bar:40} {percent:>3} %  {bytes} of {total_bytes}  {bytes_per_sec}");
                ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
            }
            _ => ProgressBar::hidden(),
        })
    }

    pub fn add(&self, bytes: u64) {
        self.0.inc(bytes);
    }

    /// Hides the bar while something else is printed.
    pub fn suspend<T>(&self, print: impl FnOnce() -> T) -> T {
        self.0.suspend(print)
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
