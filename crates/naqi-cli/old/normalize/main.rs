//! Normalizes Arabic text files, reports the changes, and shows them on an HTML page.
//!
//! ```text
//! cargo run --release --example normalize -- --report --html page.html examples/data/sample.txt
//! cargo run --release --example normalize -- --list
//! cargo run --release --example normalize -- --help
//! ```
//!
//! Text is read in blocks, so memory is constant for any length, in one line or many. With the feature `parallel` all
//! cores are used.

mod args;
mod chosen;
mod escaped;
#[path = "../files/expansion.rs"]
mod expansion;
mod figures;
#[path = "../files/gzip.rs"]
mod gzip;
mod histogram;
mod in_order;
mod jobs;
mod journal;
mod kind;
mod list;
#[path = "../files/names.rs"]
mod names;
#[path = "../files/open.rs"]
mod open;
mod output;
#[path = "../files/packed.rs"]
mod packed;
mod page;
mod paragraph;
mod places;
#[path = "../files/printable.rs"]
mod printable;
#[cfg(test)]
#[path = "../files/process.rs"]
mod process;
mod progress;
mod report;
mod run;
mod sink;
mod source;
#[cfg(test)]
mod tests;
mod trace;
#[path = "../files/unchanged.rs"]
mod unchanged;
mod utf8;
#[path = "../files/warn.rs"]
mod warn;
#[path = "../files/zstd.rs"]
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
            warn::warn("normalize", &error);
            ExitCode::from(2)
        }
    }
}
