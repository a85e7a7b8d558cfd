//! Marks a query however it is spelt, in the text as it is written there.
//!
//! ```text
//! cargo run --release --example highlight -- المكتبة examples/data/sample.txt
//! cargo run --release --example highlight -- -e ماء -e قطرة --html page.html examples/data/sample.txt
//! cargo run --release --example highlight -- --help
//! ```
//!
//! Text goes through line by line; what is kept is a line, and what goes on a page, up to a limit.

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
#[path = "../hits/needles.rs"]
mod needles;
#[path = "../normalize/output.rs"]
mod output;
mod page;
mod run;
#[path = "../hits/screen.rs"]
mod screen;
#[cfg(test)]
mod tests;
#[path = "../hits/texts.rs"]
mod texts;
mod window;

use std::process::ExitCode;

fn main() -> ExitCode {
    match args::parse(std::env::args_os().skip(1)) {
        Ok(args::Command::Help) => output::say("highlight", args::HELP),
        Ok(args::Command::Highlight(options)) => run::run(&options),
        Err(error) => {
            eprintln!("highlight: {error}");
            ExitCode::from(2)
        }
    }
}
