//! Normalizes Arabic text files, says what it changed, and shows it on a page.
//!
//! ```text
//! cargo run --release --example normalize -- --report --html page.html examples/data/sample.txt
//! cargo run --release --example normalize -- --list
//! cargo run --release --example normalize -- --help
//! ```
//!
//! Text goes through in blocks, so memory stays the same however long it is, in one line or in many.

mod args;
mod chosen;
mod histogram;
mod kind;
mod list;
mod output;
mod page;
mod paragraph;
mod report;
mod run;
mod trace;
mod utf8;

use std::process::ExitCode;

fn main() -> ExitCode {
    match args::parse(std::env::args_os().skip(1)) {
        Ok(args::Command::Help) => output::say("normalize", args::HELP),
        Ok(args::Command::List) => output::say("normalize", &list::list()),
        Ok(args::Command::Normalize(options)) => run::run(&options),
        Err(error) => {
            eprintln!("normalize: {error}");
            ExitCode::from(2)
        }
    }
}
