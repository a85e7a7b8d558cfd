//! The progress of a run: a bar on a terminal, lines on request.

use super::Options;
use crate::input::Input;
use crate::messages;
use indicatif::{HumanBytes, HumanDuration, ProgressBar, ProgressStyle};
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
    lines: Option<Mutex<Instant>>,
}

impl Progress {
    /// For all these inputs. The bar is shown if standard error is a terminal and the output is not printed on it.
    pub fn new(options: &Options, inputs: &[&Input]) -> Self {
        let on_terminal = io::stderr().is_terminal();
        let is_quiet = messages::is_quiet();
        let has_bar = on_terminal && !is_quiet && (options.output.is_some() || !io::stdout().is_terminal());
        let total: Option<u64> = inputs.iter().map(|input| len(input)).sum();
        let bar = match total {
            Some(total) if has_bar && total > LONG => ProgressBar::new(total)
                .with_style(style("{bar:32} {percent:>3} %  {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left")),
            None if has_bar => ProgressBar::no_length().with_style(style("{spinner} {bytes}  {bytes_per_sec}")),
            _ => ProgressBar::with_draw_target(total, indicatif::ProgressDrawTarget::hidden()),
        };
        let lines = (options.progress && !on_terminal && !is_quiet).then(|| Mutex::new(Instant::now()));
        Self { bar, lines }
    }

    /// Counts bytes that are read.
    pub fn took(&self, bytes: u64) {
        self.bar.inc(bytes);
        let Some(lines) = &self.lines else { return };
        let Ok(mut last) = lines.try_lock() else { return };
        if last.elapsed() >= EVERY {
            *last = Instant::now();
            messages::note(&self.line());
        }
    }

    /// Prints an error without disturbing the bar.
    pub fn error(&self, message: &str) {
        self.bar.suspend(|| messages::error(message));
    }

    pub fn note(&self, message: &str) {
        self.bar.suspend(|| messages::note(message));
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn line(&self) -> String {
        let (done, elapsed) = (self.bar.position(), self.bar.elapsed());
        let rate = done as f64 / elapsed.as_secs_f64().max(1e-9);
        let told = format!("{}, {}/s", HumanBytes(done), HumanBytes(rate as u64));
        match self.bar.length() {
            Some(total) => {
                let left = Duration::try_from_secs_f64(total.saturating_sub(done) as f64 / rate).unwrap_or_default();
                format!("{told}, of {}; {} left", HumanBytes(total), HumanDuration(left))
            }
            None => told,
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// The length of a file; a pipe's is unknown.
fn len(input: &Input) -> Option<u64> {
    match input {
        Input::Stdin => None,
        // A file that cannot be read does not count.
        Input::File(path) => match fs::metadata(path) {
            Ok(about) => about.is_file().then_some(about.len()),
            Err(_) => Some(0),
        },
    }
}
