//! Reports on a corpus: the spellings that a normalizer unifies, and the marks, letters and lengths of its text.
//!
//! ```text
//! cargo run --release --example corpus -- --html report.html examples/data
//! cargo run --release --example corpus -- --help
//! ```
//!
//! Text is read line by line; memory holds a row for each distinct word, up to a limit.

mod args;
mod characters;
#[path = "../normalize/chosen.rs"]
mod chosen;
#[path = "../files/expansion.rs"]
mod expansion;
#[path = "../normalize/figures.rs"]
mod figures;
mod growth;
#[path = "../files/gzip.rs"]
mod gzip;
mod json;
mod lengths;
#[path = "../files/names.rs"]
#[allow(dead_code, reason = "this program writes no file for each input")]
mod names;
#[path = "../normalize/output.rs"]
mod output;
#[path = "../files/packed.rs"]
#[allow(dead_code, reason = "lengths are those of files here, packed or not")]
mod packed;
mod page;
mod plots;
mod power;
#[path = "../files/printable.rs"]
mod printable;
#[cfg(test)]
#[path = "../files/process.rs"]
mod process;
mod report;
mod run;
mod shown;
mod source;
mod table;
mod tally;
#[cfg(test)]
mod tests;
#[path = "../files/unchanged.rs"]
mod unchanged;
mod vocabulary;
mod walk;
#[path = "../files/warn.rs"]
mod warn;
#[path = "../files/zstd.rs"]
mod zstd;

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    corpus(std::env::args_os().skip(1))
}

fn corpus(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    match args::parse(arguments) {
        Ok(args::Command::Help) => output::say("corpus", args::HELP),
        Ok(args::Command::Report(options)) => run::run(&options),
        Err(error) => {
            warn::warn("corpus", &error);
            ExitCode::from(2)
        }
    }
}
