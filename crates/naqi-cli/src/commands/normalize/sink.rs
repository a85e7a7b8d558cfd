//! The target of one input: standard output, a file of its own, or nothing.

use super::utf8::Decoder;
use crate::output::{Failure, Whole};
use crate::terminal::printable::visible_lines;
use std::fs::Metadata;
use std::io::{self, IsTerminal, Write};

/// The target of one text. Blocks are written as they come: a buffer would copy them.
pub enum Sink {
    Stdout(io::Stdout),
    Terminal(Terminal),
    File(Whole),
    /// The text is observed only.
    Nowhere,
}

impl Sink {
    /// Standard output. On a terminal control characters are visible.
    pub fn stdout() -> Self {
        let out = io::stdout();
        match out.is_terminal() {
            true => Self::Terminal(Terminal { out, decoder: Decoder::new(true), is_in_line: false }),
            false => Self::Stdout(out),
        }
    }

    /// Ends the line on a terminal, so that a message has its own.
    pub fn end_line(&mut self) {
        if let Self::Terminal(terminal) = self
            && terminal.is_in_line
        {
            // The message says more than that the terminal is gone.
            let _ = terminal.out.write_all(b"\n").and_then(|()| terminal.out.flush());
            terminal.is_in_line = false;
        }
    }

    /// Ends the text: renames the file. Returns the file's metadata.
    pub fn finish(self) -> Result<Option<Metadata>, Failure> {
        match self {
            Self::Stdout(mut out) | Self::Terminal(Terminal { mut out, .. }) => {
                out.flush().map(|()| None).map_err(Failure::of_stdout)
            }
            Self::File(file) => file.finish().map(Some),
            Self::Nowhere => Ok(None),
        }
    }

    /// The failure to write.
    pub fn failure(&self, error: io::Error) -> Failure {
        match self {
            Self::Stdout(_) | Self::Terminal(_) | Self::Nowhere => Failure::of_stdout(error),
            Self::File(file) => file.failure(&error),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::Terminal(terminal) => terminal.write(bytes),
            Self::File(file) => file.write(bytes),
            Self::Nowhere => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) | Self::Terminal(Terminal { out, .. }) => out.flush(),
            Self::File(_) | Self::Nowhere => Ok(()),
        }
    }
}

/// Standard output on a terminal, which the text gives no commands.
pub struct Terminal {
    out: io::Stdout,
    decoder: Decoder,
    /// Whether the text so far does not end with a line end.
    is_in_line: bool,
}

impl Terminal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut visible = String::new();
        self.decoder.push(bytes, |text| visible.push_str(&visible_lines(text)));
        self.out.write_all(visible.as_bytes())?;
        if !visible.is_empty() {
            self.is_in_line = !visible.ends_with('\n');
        }
        Ok(bytes.len())
    }
}
