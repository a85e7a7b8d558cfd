//! Normalizes Arabic text files, says what it changed, and shows it on a page.
//!
//! ```text
//! cargo run --release --example normalize -- --report --html page.html examples/data/sample.txt
//! cargo run --release --example normalize -- --list
//! cargo run --release --example normalize -- --help
//! ```
//!
//! Text goes through in blocks, so memory stays the same however long it is, in one line or in many. With the feature
//! `parallel` it goes through on all cores.

mod args;
mod chosen;
mod escaped;
mod figures;
mod histogram;
mod in_order;
mod jobs;
mod journal;
mod kind;
mod list;
mod output;
mod page;
mod paragraph;
mod places;
mod progress;
mod report;
mod run;
mod sink;
mod source;
#[cfg(test)]
mod tests;
mod trace;
mod utf8;
mod zstd;

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    normalize(std::env::args_os().skip(1))
}

fn normalize(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    match args::parse(arguments) {
        Ok(args::Command::Help) => output::say("normalize", args::HELP),
        Ok(args::Command::List) => output::say("normalize", &list::list()),
        Ok(args::Command::Normalize(options)) => run::run(&options),
        Err(error) => {
            eprintln!("normalize: {error}");
            ExitCode::from(2)
        }
    }
}
