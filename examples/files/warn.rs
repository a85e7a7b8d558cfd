//! Messages on standard error.

use crate::printable::Printable;
use std::io::{self, Write};

/// A line that begins with the program's name. Untrusted text in it is escaped, so it stays one line.
pub fn warn(program: &str, message: &str) {
    say(&format!("{program}: {}\n", Printable(message)));
}

/// Text that is meant for a terminal.
pub fn say(text: &str) {
    // An error on standard error cannot be reported.
    let _ = io::stderr().write_all(text.as_bytes());
}
