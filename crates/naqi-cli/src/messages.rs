//! Messages on standard error. Untrusted text in them is escaped, so each stays one line.

use crate::direction::Direction;
use crate::terminal::printable::visible_lines;
use crate::terminal::{Printable, isolate};
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

static IS_QUIET: AtomicBool = AtomicBool::new(false);

/// `--quiet`: notes are not printed.
pub fn set_quiet(quiet: bool) {
    IS_QUIET.store(quiet, Ordering::Relaxed);
}

pub fn is_quiet() -> bool {
    IS_QUIET.load(Ordering::Relaxed)
}

/// What could not be done, and what to do.
pub fn error(message: &str) {
    print(message);
}

/// What is good to know.
pub fn note(message: &str) {
    if !is_quiet() {
        print(message);
    }
}

/// What is good to know of a text of the user. On a terminal it is isolated: its direction does not move the words around
/// it.
pub fn note_on(text: &str, message: &str) {
    if !is_quiet() {
        let (mut line, shown) = ("naqi: ".to_owned(), Printable(text).to_string());
        match io::stderr().is_terminal() {
            true => isolate(&mut line, Direction::of(text), &shown),
            false => line += &shown,
        }
        let _ = io::stderr().write_all(format!("{line}: {}\n", Printable(message)).as_bytes());
    }
}

/// Several lines: a report that the user asked for, or what is wrong with the arguments.
pub fn lines(lines: &str) {
    let _ = io::stderr().write_all(visible_lines(lines).as_bytes());
}

fn print(message: &str) {
    // An error on standard error cannot be reported.
    let _ = io::stderr().write_all(format!("naqi: {}\n", Printable(message)).as_bytes());
}
