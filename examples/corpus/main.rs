//! Reports on a corpus: which spellings a normalizer makes one, and the marks, letters and lengths of its text.
//!
//! ```text
//! cargo run --release --example corpus -- --html report.html examples/data
//! cargo run --release --example corpus -- --help
//! ```
//!
//! Text goes through line by line; what is kept is a row for each distinct word, up to a limit.

mod args;
mod characters;
#[path = "../normalize/chosen.rs"]
mod chosen;
#[path = "../normalize/figures.rs"]
mod figures;
mod growth;
mod json;
mod lengths;
#[path = "../normalize/output.rs"]
mod output;
mod page;
mod plots;
mod power;
mod report;
mod run;
mod shown;
mod source;
mod table;
mod tally;
#[cfg(test)]
mod tests;
mod vocabulary;
mod walk;

use std::process::ExitCode;

fn main() -> ExitCode {
    match args::parse(std::env::args_os().skip(1)) {
        Ok(args::Command::Help) => output::say("corpus", args::HELP),
        Ok(args::Command::Report(options)) => run::run(&options),
        Err(error) => {
            eprintln!("corpus: {error}");
            ExitCode::from(2)
        }
    }
}
