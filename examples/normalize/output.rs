//! Where text is written: standard output, or a file that has its name only when it is whole.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub enum Sink {
    Stdout(io::Stdout),
    File(Whole),
}

impl Sink {
    pub fn write(&mut self, text: &str) -> Result<(), Failure> {
        match self {
            Self::Stdout(out) => out.write_all(text.as_bytes()).map_err(Failure::of_stdout),
            Self::File(file) => file.write(text),
        }
    }

    /// Ends the text: the file has its name from now on.
    pub fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Stdout(mut out) => out.flush().map_err(Failure::of_stdout),
            Self::File(file) => file.finish(),
        }
    }
}

/// Why writing ends.
pub enum Failure {
    /// Nobody reads any more.
    BrokenPipe,
    Message(String),
}

impl Failure {
    fn of_stdout(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Message(format!("standard output: {error}")),
        }
    }
}

/// A file written beside its place and moved there at its end. Dropped before that, it leaves nothing.
pub struct Whole {
    path: PathBuf,
    temporary: PathBuf,
    file: Option<File>,
}

impl Whole {
    pub fn create(path: &Path) -> Result<Self, Failure> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let temporary = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let file = OpenOptions::new().write(true).create_new(true).open(&temporary);
        let file = file.map_err(|error| Failure::Message(format!("{}: {error}", path.display())))?;
        Ok(Self { path: path.into(), temporary, file: Some(file) })
    }

    pub fn write(&mut self, text: &str) -> Result<(), Failure> {
        let Some(file) = &mut self.file else { return Ok(()) };
        file.write_all(text.as_bytes()).map_err(|error| self.failure(error))
    }

    pub fn finish(mut self) -> Result<(), Failure> {
        std::fs::rename(&self.temporary, &self.path).map_err(|error| self.failure(error))?;
        self.file = None;
        Ok(())
    }

    fn failure(&self, error: io::Error) -> Failure {
        Failure::Message(format!("{}: {error}", self.path.display()))
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            // What cannot be removed was never under the file's name.
            let _ = std::fs::remove_file(&self.temporary);
        }
    }
}

/// Prints a text and ends, quietly where nobody reads on.
pub fn say(program: &str, text: &str) -> ExitCode {
    let mut sink = Sink::Stdout(io::stdout());
    match sink.write(text).and_then(|()| sink.finish()) {
        Ok(()) | Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Err(Failure::Message(message)) => {
            eprintln!("{program}: {message}");
            ExitCode::FAILURE
        }
    }
}
