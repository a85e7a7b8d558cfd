//! The progress over the bytes of the inputs: a bar on a terminal, lines on request.

use crate::input::Input;
use crate::messages;
use indicatif::{HumanBytes, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fs;
use std::io::{self, IsTerminal};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The smallest amount of text that gets a bar.
const LONG: u64 = 8 << 20;
/// The interval between lines.
const EVERY: Duration = Duration::from_secs(10);

/// What is shown, on standard error.
#[derive(Clone, Copy)]
pub struct Show {
    /// A bar, if standard error is a terminal. Not beside an output on the terminal.
    pub bar: bool,
    /// Lines, if standard error is no terminal.
    pub lines: bool,
}

pub struct Progress {
    bar: ProgressBar,
    /// When the last line was written, if lines are.
    last_line: Option<Mutex<Instant>>,
}

impl Progress {
    pub fn new<'i>(inputs: impl IntoIterator<Item = &'i Input>, show: Show) -> Self {
        let on_terminal = io::stderr().is_terminal();
        let has_bar = show.bar && on_terminal && !messages::is_quiet();
        let has_lines = show.lines && !on_terminal && !messages::is_quiet();
        let total: Option<u64> = inputs.into_iter().map(len).sum();
        let bar = match total {
            Some(total) if has_bar && total > LONG => ProgressBar::new(total)
                .with_style(style("{bar:32} {percent:>3} %  {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left")),
            None if has_bar => ProgressBar::no_length().with_style(style("{spinner} {bytes}  {bytes_per_sec}")),
            _ => ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden()),
        };
        Self { bar, last_line: has_lines.then(|| Mutex::new(Instant::now())) }
    }

    /// Counts bytes that are read.
    pub fn add(&self, bytes: u64) {
        self.bar.inc(bytes);
        // Another thread that holds the lock writes the line.
        let Some(Ok(mut last)) = self.last_line.as_ref().map(Mutex::try_lock) else { return };
        if last.elapsed() >= EVERY {
            *last = Instant::now();
            messages::note(&self.line());
        }
    }

    /// Prints an error without disturbing the bar.
    pub fn error(&self, message: &str) {
        self.bar.suspend(|| messages::error(message));
    }

    /// Prints a note without disturbing the bar.
    pub fn note(&self, message: &str) {
        self.bar.suspend(|| messages::note(message));
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn line(&self) -> String {
        let (done, elapsed) = (self.bar.position(), self.bar.elapsed());
        let rate = done as f64 / elapsed.as_secs_f64().max(1e-9);
        let shown = format!("{}, {}/s", HumanBytes(done), HumanBytes(rate as u64));
        match self.bar.length() {
            Some(total) => {
                let left = Duration::try_from_secs_f64(total.saturating_sub(done) as f64 / rate).unwrap_or_default();
                format!("{shown}, of {}; {} left", HumanBytes(total), HumanDuration(left))
            }
            None => shown,
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.finish();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// The length of a file; that of standard input and of a pipe is unknown. A file that cannot be read does not count.
fn len(input: &Input) -> Option<u64> {
    match input {
        Input::Stdin => None,
        Input::File(path) => match fs::metadata(path) {
            Ok(about) => about.is_file().then_some(about.len()),
            Err(_) => Some(0),
        },
    }
}
