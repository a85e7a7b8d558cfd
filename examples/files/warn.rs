//! What a program says on standard error.

use crate::printable::Printable;
use std::io::{self, Write};

/// A line that begins with the program's name. Whatever text it repeats, it stays one line and commands no terminal.
pub fn warn(program: &str, message: &str) {
    say(&format!("{program}: {}\n", Printable(message)));
}

/// Text that is made for a terminal.
pub fn say(text: &str) {
    // Where nobody can be told of it, nothing is to be done.
    let _ = io::stderr().write_all(text.as_bytes());
}
