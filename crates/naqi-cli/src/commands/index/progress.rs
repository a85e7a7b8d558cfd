//! The progress of a run: a bar on a terminal, lines on request.

use crate::args::Options;
use crate::walk::{Found, walk};
use crate::warn::warn;
use indicatif::{HumanBytes, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// The smallest amount of text that gets a bar.
const LONG: u64 = 8 << 20;
/// The interval between lines.
const EVERY: Duration = Duration::from_secs(10);

pub struct Progress {
    bar: ProgressBar,
    /// When the last line was written, if lines are.
    last: Option<Instant>,
}

impl Progress {
    pub fn new(options: &Options) -> Self {
        let on_terminal = io::stderr().is_terminal();
        if !on_terminal && !options.progress {
            return Self { bar: ProgressBar::hidden(), last: None };
        }
        // The length of standard input is unknown.
        let knows_end = options.inputs.iter().all(|input| input.as_os_str() != "-");
        let total = knows_end.then(|| walk(options).map(bytes).sum::<u64>());
        let bar = match total {
            Some(total) if on_terminal && total > LONG => ProgressBar::new(total)
                .with_style(style("{bar:32} {percent:>3} %  {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left")),
            None if on_terminal => ProgressBar::no_length().with_style(style("{spinner} {bytes}  {bytes_per_sec}")),
            _ => ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden()),
        };
        Self { bar, last: (!on_terminal).then(Instant::now) }
    }

    /// Counts bytes that are read.
    pub fn took(&mut self, bytes: u64) {
        self.bar.inc(bytes);
        if self.last.is_some_and(|last| last.elapsed() >= EVERY) {
            self.last = Some(Instant::now());
            warn("index", &self.line());
        }
    }

    /// Prints a message without disturbing the bar.
    pub fn say(&self, message: &str) {
        self.bar.suspend(|| warn("index", message));
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

fn bytes(found: Found) -> u64 {
    match found {
        Found::File { bytes, .. } => bytes,
        // A file that cannot be read does not count.
        Found::Fault(_) => 0,
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
