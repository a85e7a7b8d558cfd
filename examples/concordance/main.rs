//! Shows a query however it is spelt, each time between the words around it, sorted.
//!
//! ```text
//! cargo run --release --example concordance -- --sort after ساعة examples/data/sample.txt
//! cargo run --release --example concordance -- --html page.html ساعة examples/data/sample.txt
//! cargo run --release --example concordance -- --help
//! ```
//!
//! Text goes through line by line; what is kept is a row for each hit, up to a limit, and a count for each spelling.

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
#[path = "../hits/needles.rs"]
mod needles;
#[path = "../normalize/output.rs"]
mod output;
mod page;
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

use std::process::ExitCode;

fn main() -> ExitCode {
    match args::parse(std::env::args_os().skip(1)) {
        Ok(args::Command::Help) => output::say("concordance", args::HELP),
        Ok(args::Command::Show(options)) => run::run(&options),
        Err(error) => {
            eprintln!("concordance: {error}");
            ExitCode::from(2)
        }
    }
}
