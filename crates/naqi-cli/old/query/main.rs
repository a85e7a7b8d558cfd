//! Searches an index that `index` has made, and highlights the hits in the original text.
//!
//! ```text
//! cargo run --release -p naqi-tantivy --example query -- --index news.idx "المكتبة الوطنية"
//! cargo run --release -p naqi-tantivy --example query -- --index news.idx --html hits.html "المكتبة الوطنية"
//! cargo run --release -p naqi-tantivy --example query -- --help
//! ```

mod args;
#[path = "../../../../examples/hits/direction.rs"]
mod direction;
#[path = "../../../../examples/normalize/escaped.rs"]
mod escaped;
#[path = "../shared/fields.rs"]
#[allow(dead_code, reason = "`index` makes the schema and asks for keys")]
mod fields;
#[path = "../../../../examples/normalize/figures.rs"]
mod figures;
mod found;
#[path = "../../../../examples/hits/given.rs"]
mod given;
#[path = "../../../../examples/hits/html.rs"]
#[allow(dead_code, reason = "this page shows no list of steps")]
mod html;
#[path = "../../../../examples/files/names.rs"]
#[allow(dead_code, reason = "this program writes no file for each input")]
mod names;
#[path = "../../../../examples/hits/needles.rs"]
#[allow(dead_code, reason = "tantivy finds; the page needs what a hit is")]
mod needles;
#[path = "../../../../examples/normalize/output.rs"]
mod output;
#[path = "../shared/own_files.rs"]
#[allow(dead_code, reason = "this program deletes no file")]
mod own_files;
mod page;
#[path = "../../../../examples/files/printable.rs"]
mod printable;
#[cfg(test)]
#[path = "../../../../examples/files/process.rs"]
mod process;
#[path = "../../../../examples/hits/screen.rs"]
mod screen;
mod terminal;
#[cfg(test)]
mod tests;
#[path = "../../../../examples/files/warn.rs"]
#[allow(dead_code, reason = "this program writes nothing that is meant for a terminal")]
mod warn;

use std::ffi::OsString;
use std::process::ExitCode;
use warn::warn;

fn main() -> ExitCode {
    query(std::env::args_os().skip(1))
}

fn query(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let options = match args::parse(arguments) {
        Ok(args::Command::Help) => return output::say("query", args::HELP),
        Ok(args::Command::Query(options)) => options,
        Err(error) => {
            warn("query", &error);
            return ExitCode::from(2);
        }
    };
    let found = match found::find(&options) {
        Ok(found) => found,
        Err(error) => {
            warn("query", &error);
            return ExitCode::FAILURE;
        }
    };
    if let Some(path) = &options.html {
        if let Some(message) =
            output::write_file(path, &page::build(&options, &found)).err().and_then(output::Failure::message)
        {
            warn("query", &message);
            return ExitCode::FAILURE;
        }
    } else if output::say("query", &terminal::print(&options, &found)) != ExitCode::SUCCESS {
        return ExitCode::FAILURE;
    }
    if found.hits.is_empty() {
        warn("query", "nothing found");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
