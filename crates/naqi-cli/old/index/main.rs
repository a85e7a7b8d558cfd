//! Indexes Arabic text: folders of text files, JSON lines or standard input, into an index of tantivy on disk.
//!
//! ```text
//! cargo run --release -p naqi-tantivy --example index -- --index news.idx examples/data
//! cargo run --release -p naqi-tantivy --example index -- --help
//! ```
//!
//! A document's key is indexed with it, so a run that is interrupted and started again skips exactly the documents in
//! the index. Memory holds one document at a time, and tantivy's buffers.

mod args;
mod documents;
mod explain;
#[path = "../shared/fields.rs"]
mod fields;
#[path = "../../../../examples/normalize/figures.rs"]
mod figures;
#[path = "../../../../examples/hits/given.rs"]
mod given;
mod index_folder;
mod lines;
#[path = "../../../../examples/files/names.rs"]
#[allow(dead_code, reason = "this program writes no file for each input")]
mod names;
#[path = "../../../../examples/normalize/output.rs"]
#[allow(dead_code, reason = "this program writes no file of its own")]
mod output;
#[path = "../shared/own_files.rs"]
mod own_files;
#[path = "../../../../examples/files/printable.rs"]
mod printable;
#[cfg(test)]
#[path = "../../../../examples/files/process.rs"]
mod process;
mod progress;
mod run;
mod store;
#[cfg(test)]
mod tests;
#[path = "../../../../examples/files/unchanged.rs"]
mod unchanged;
mod walk;
#[path = "../../../../examples/files/warn.rs"]
#[allow(dead_code, reason = "this program writes nothing that is meant for a terminal")]
mod warn;

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    index(std::env::args_os().skip(1))
}

fn index(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    match args::parse(arguments) {
        Ok(args::Command::Help) => output::say("index", args::HELP),
        Ok(args::Command::Index(options)) => run::run(&options),
        Err(error) => {
            warn::warn("index", &error);
            ExitCode::from(2)
        }
    }
}
