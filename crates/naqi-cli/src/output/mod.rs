//! The target of text: standard output, or the file of `--output`.

pub mod tsv;
pub mod whole;

pub use whole::{Failure, Whole};

use crate::terminal::has_color;
use crate::terminal::printable::visible_lines;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

const BUFFER: usize = 1 << 16;

/// Where a subcommand writes its text.
pub struct Output {
    sink: Sink,
}

enum Sink {
    /// Control characters of the text must not reach the terminal.
    Terminal {
        out: io::Stdout,
        is_in_line: bool,
    },
    Pipe(BufWriter<io::Stdout>),
    File(BufWriter<Whole>),
    /// A device or a pipe with a name: a file must not take its place.
    Device(BufWriter<File>, PathBuf),
}

impl Output {
    /// The file, which gets its name when the output ends, or standard output.
    pub fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let sink = match path {
            Some(path) if is_device(path) => {
                let file = OpenOptions::new().write(true).open(path).map_err(|error| Failure::of_file(path, &error))?;
                Sink::Device(BufWriter::with_capacity(BUFFER, file), path.into())
            }
            Some(path) => Sink::File(BufWriter::with_capacity(BUFFER, Whole::create(path)?)),
            None if io::stdout().is_terminal() => Sink::Terminal { out: io::stdout(), is_in_line: false },
            None => Sink::Pipe(BufWriter::with_capacity(BUFFER, io::stdout())),
        };
        Ok(Self { sink })
    }

    /// Whether a person reads it, and not a program: a terminal, or with `--color always` a pipe to a pager.
    pub fn is_for_reader(&self) -> bool {
        self.is_terminal() || self.has_color()
    }

    pub fn is_terminal(&self) -> bool {
        matches!(self.sink, Sink::Terminal { .. })
    }

    /// A file gets no colours.
    pub fn has_color(&self) -> bool {
        !matches!(self.sink, Sink::File(_) | Sink::Device(..)) && has_color()
    }

    /// Writes lines of text. On a terminal their control characters are visible.
    pub fn write(&mut self, text: &str) -> Result<(), Failure> {
        match &mut self.sink {
            Sink::Terminal { .. } => self.write_styled(&visible_lines(text)),
            _ => self.write_styled(text),
        }
    }

    /// Writes text that is safe for a terminal, with its colours.
    pub fn write_styled(&mut self, text: &str) -> Result<(), Failure> {
        match &mut self.sink {
            Sink::Terminal { out, is_in_line } => {
                if !text.is_empty() {
                    *is_in_line = !text.ends_with('\n');
                }
                out.write_all(text.as_bytes()).map_err(Failure::of_stdout)
            }
            Sink::Pipe(out) => out.write_all(text.as_bytes()).map_err(Failure::of_stdout),
            Sink::File(file) => file.write_all(text.as_bytes()).map_err(|error| file.get_ref().failure(&error)),
            Sink::Device(file, path) => file.write_all(text.as_bytes()).map_err(|error| Failure::of_file(path, &error)),
        }
    }

    /// Passes on what is buffered, so that a message comes after the text before it, and on a terminal in a line of its own.
    pub fn flush(&mut self) -> Result<(), Failure> {
        if let Sink::Terminal { is_in_line: true, .. } = self.sink {
            self.write_styled("\n")?;
        }
        self.pass_on()
    }

    fn pass_on(&mut self) -> Result<(), Failure> {
        match &mut self.sink {
            Sink::Terminal { out, .. } => out.flush().map_err(Failure::of_stdout),
            Sink::Pipe(out) => out.flush().map_err(Failure::of_stdout),
            Sink::File(file) => file.flush().map_err(|error| file.get_ref().failure(&error)),
            Sink::Device(file, path) => file.flush().map_err(|error| Failure::of_file(path, &error)),
        }
    }

    /// Ends the output: names the file.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.pass_on()?;
        match self.sink {
            Sink::File(file) => match file.into_inner() {
                Ok(file) => file.finish().map(drop),
                Err(error) => {
                    let (error, file) = error.into_parts();
                    Err(file.get_ref().failure(&error))
                }
            },
            _ => Ok(()),
        }
    }
}

/// Whether it is there, and is neither a file nor a folder: /dev/null, a pipe with a name.
fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir())
}
