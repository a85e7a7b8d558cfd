//! Finds a query in any spelling, and highlights it in the original text.
//!
//! ```text
//! cargo run --release --example highlight -- المكتبة examples/data/sample.txt
//! cargo run --release --example highlight -- -e ماء -e قطرة --html page.html examples/data/sample.txt
//! cargo run --release --example highlight -- --help
//! ```
//!
//! Text is read line by line; memory holds a line, and the content of the page, up to a limit.

mod args;
#[path = "../normalize/chosen.rs"]
mod chosen;
#[path = "../hits/context.rs"]
mod context;
#[path = "../hits/direction.rs"]
mod direction;
#[path = "../normalize/escaped.rs"]
mod escaped;
#[path = "../hits/given.rs"]
mod given;
#[path = "../hits/html.rs"]
mod html;
mod lines;
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
mod run;
#[path = "../hits/screen.rs"]
mod screen;
#[cfg(test)]
mod tests;
#[path = "../hits/texts.rs"]
mod texts;
#[path = "../files/warn.rs"]
mod warn;
mod window;

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    highlight(std::env::args_os().skip(1))
}

fn highlight(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    match args::parse(arguments) {
        Ok(args::Command::Help) => output::say("highlight", args::HELP),
        Ok(args::Command::Highlight(options)) => run::run(&options),
        Err(error) => {
            warn::warn("highlight", &error);
            ExitCode::from(2)
        }
    }
}
