//! Reads the texts line by line.

use indicatif::{ProgressBar, ProgressStyle};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};

/// The smallest amount of text that gets a progress bar.
const LONG: u64 = 8 << 20;
/// The longest line that is held in memory.
const MAX_LINE: u64 = 16 << 20;

pub enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "standard input".into(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// The reason to stop reading.
pub enum Stop<E> {
    /// This input cannot be read to its end; others can.
    Input(String),
    /// The receiver of the lines wants no more.
    Sink(E),
}

/// Passes on each line of an input with its number, without its line feed, until the receiver stops.
pub fn each_line<E>(
    input: &Input,
    progress: &ProgressBar,
    mut take: impl FnMut(usize, &str) -> Result<(), E>,
) -> Result<(), Stop<E>> {
    let failed = |error: io::Error| Stop::Input(error.to_string());
    let mut source: Box<dyn BufRead> = match input {
        Input::Stdin => Box::new(io::stdin().lock()),
        Input::File(path) => Box::new(BufReader::with_capacity(1 << 16, open(path).map_err(failed)?)),
    };
    let (mut line, mut number, mut offset) = (Vec::new(), 0, 0);
    loop {
        line.clear();
        let len = source.by_ref().take(MAX_LINE).read_until(b'\n', &mut line).map_err(failed)?;
        if len == 0 {
            return Ok(());
        }
        if len as u64 == MAX_LINE && line.last() != Some(&b'\n') {
            let most = MAX_LINE >> 20;
            return Err(Stop::Input(format!(
                "the line at byte {offset} is longer than {most} MiB: break it into lines"
            )));
        }
        number += 1;
        let text = std::str::from_utf8(&line).map_err(|error| {
            let at = offset + error.valid_up_to();
            Stop::Input(format!("invalid UTF-8 (byte {at}, line {number}): convert the text to UTF-8"))
        })?;
        let text = text.strip_suffix('\n').unwrap_or(text);
        take(number, text.strip_suffix('\r').unwrap_or(text)).map_err(Stop::Sink)?;
        offset += len;
        progress.inc(len as u64);
    }
}

fn open(path: &Path) -> io::Result<File> {
    match fs::metadata(path)?.is_dir() {
        true => Err(io::Error::other("it is a directory")),
        false => File::open(path),
    }
}

/// An error if the page would overwrite a text.
pub fn check_page(page: Option<&PathBuf>, inputs: &[Input]) -> Result<(), String> {
    let Some(Ok(place)) = page.map(|page| page.canonicalize()) else { return Ok(()) };
    let is_page =
        |input: &&Input| matches!(input, Input::File(path) if path.canonicalize().ok().as_ref() == Some(&place));
    match inputs.iter().find(is_page) {
        Some(input) => Err(format!("--html would overwrite {}; choose another name", input.name())),
        None => Ok(()),
    }
}

/// A bar for long texts, on a terminal.
pub fn progress(inputs: &[Input]) -> ProgressBar {
    let length = |input: &Input| match input {
        Input::Stdin => None,
        Input::File(path) => fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|about| about.len()),
    };
    let total: Option<u64> = inputs.iter().map(length).sum();
    match total {
        Some(total) if total > LONG && io::stderr().is_terminal() => {
            let style =
                ProgressStyle::with_template("{bar:40} {percent:>3} %  {bytes} of {total_bytes}  {bytes_per_sec}");
            ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        }
        _ => ProgressBar::hidden(),
    }
}
