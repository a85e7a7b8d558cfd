//! Finds a query in any spelling, and shows each hit between the words around it, sorted.
//!
//! ```text
//! cargo run --release --example concordance -- --sort after ساعة examples/data/sample.txt
//! cargo run --release --example concordance -- --html page.html ساعة examples/data/sample.txt
//! cargo run --release --example concordance -- --help
//! ```
//!
//! Text is read line by line; memory holds a row for each hit, up to a limit, and a count for each spelling.

mod args;
#[path = "../normalize/chosen.rs"]
mod chosen;
#[path = "../hits/context.rs"]
mod context;
#[path = "../hits/direction.rs"]
mod direction;
#[path = "../normalize/escaped.rs"]
mod escaped;
mod forms;
#[path = "../hits/given.rs"]
mod given;
#[path = "../hits/html.rs"]
mod html;
#[path = "../files/names.rs"]
#[allow(dead_code, reason = "this program writes no file for each input")]
mod names;
#[path = "../hits/needles.rs"]
mod needles;
#[path = "../normalize/output.rs"]
mod output;
mod page;
#[path = "../files/printable.rs"]
mod printable;
#[cfg(test)]
#[path = "../files/process.rs"]
mod process;
mod row;
mod rows;
mod run;
#[path = "../hits/screen.rs"]
mod screen;
mod table;
#[cfg(test)]
mod tests;
#[path = "../hits/texts.rs"]
mod texts;
#[path = "../files/warn.rs"]
mod warn;

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    concordance(std::env::args_os().skip(1))
}

fn concordance(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    match args::parse(arguments) {
        Ok(args::Command::Help) => output::say("concordance", args::HELP),
        Ok(args::Command::Show(options)) => run::run(&options),
        Err(error) => {
            warn::warn("concordance", &error);
            ExitCode::from(2)
        }
    }
}
