//! Text on standard output, quietly where nobody reads on.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// Prints a text and ends.
pub fn say(program: &str, text: &str) -> ExitCode {
    let mut out = io::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{program}: standard output: {error}");
            ExitCode::FAILURE
        }
    }
}
