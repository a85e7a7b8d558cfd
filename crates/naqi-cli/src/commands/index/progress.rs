//! The progress of a run: a bar on a terminal, lines on request.

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

pub struct Progress {
    bar: ProgressBar,
    /// When the last line was written, if lines are.
    last: Option<Mutex<Instant>>,
}

impl Progress {
    /// A bar on a terminal; elsewhere lines, if they are wanted.
    pub fn new(inputs: &[Input], wants_lines: bool) -> Self {
        let on_terminal = io::stderr().is_terminal();
        if messages::is_quiet() || !on_terminal && !wants_lines {
            return Self { bar: ProgressBar::hidden(), last: None };
        }
        let total: Option<u64> = inputs.iter().map(bytes).sum();
        let bar = match total {
            Some(total) if on_terminal && total > LONG => ProgressBar::new(total)
                .with_style(style("{bar:32} {percent:>3} %  {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left")),
            None if on_terminal => ProgressBar::no_length().with_style(style("{spinner} {bytes}  {bytes_per_sec}")),
            _ => ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden()),
        };
        Self { bar, last: (!on_terminal).then(|| Mutex::new(Instant::now())) }
    }

    /// Counts bytes that are read.
    pub fn took(&self, bytes: u64) {
        self.bar.inc(bytes);
        let Some(Ok(mut last)) = self.last.as_ref().map(Mutex::lock) else { return };
        if last.elapsed() >= EVERY {
            *last = Instant::now();
            messages::note(&self.line());
        }
    }

    /// Prints an error without disturbing the bar.
    pub fn error(&self, message: &str) {
        self.bar.suspend(|| messages::error(message));
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

/// The length of a file. That of standard input is unknown; a file that cannot be read does not count.
fn bytes(input: &Input) -> Option<u64> {
    match input {
        Input::Stdin => None,
        Input::File(path) => Some(fs::metadata(path).map_or(0, |about| about.len())),
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
