//! The arguments and the groups of the program that measures naqi and its rivals.
//!
//! `cargo run --release -p naqi-bench` measures the repository's own texts; `--help` lists the options.

mod cleaning;
mod machine;
mod rivals;
mod short;
#[path = "../../../benches/support/mod.rs"]
mod support;
mod svg;
mod table;
mod texts;

use lexopt::prelude::*;
use naqi::preset::SEARCH;
use std::path::PathBuf;
use std::process::ExitCode;
use table::{Amount, Rounds, Table};
use texts::Text;

const HELP: &str = "\
cargo run --release -p naqi-bench -- [OPTIONS] [FILE...]

Measures naqi and its rivals on the repository's own texts or on files, and prints a Markdown table.

      --texts A:B    files, with a colon between
      --rounds N     the number of rounds, of which medians are printed (15)
      --only A,B     the groups to measure, of normalize, nothing, align, words, terms, analyzer, segments,
                     steps, masks, harder, short
      --large        also measures 64 MiB of normalized text
      --curve        prints nanoseconds per call for 1 to 200 bytes as CSV instead of the table
      --svg FILE     draws the same curve
      --test         runs everything once, on short text
";
const GROUPS: [&str; 11] =
    ["normalize", "nothing", "align", "words", "terms", "analyzer", "segments", "steps", "masks", "harder", "short"];

/// The command line.
struct Options {
    files: Vec<String>,
    rounds: usize,
    only: Vec<String>,
    large: bool,
    curve: bool,
    svg: Option<PathBuf>,
    test: bool,
    help: bool,
}

impl Options {
    fn parse() -> Result<Self, lexopt::Error> {
        let (files, only) = (Vec::new(), GROUPS.map(String::from).into());
        let mut asked =
            Self { files, rounds: 15, only, large: false, curve: false, svg: None, test: false, help: false };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Value(file) => asked.files.push(file.string()?),
                Long("texts") => {
                    let files = parser.value()?.string()?;
                    asked.files.extend(files.split(':').filter(|f| !f.is_empty()).map(String::from));
                }
                Long("rounds") => asked.rounds = parser.value()?.parse()?,
                Long("only") => asked.only = parser.value()?.parse_with(groups)?,
                Long("large") => asked.large = true,
                Long("curve") => asked.curve = true,
                Long("svg") => asked.svg = Some(parser.value()?.into()),
                Long("test") => asked.test = true,
                Short('h') | Long("help") => asked.help = true,
                _ => return Err(argument.unexpected()),
            }
        }
        Ok(asked)
    }

    fn rounds(&self) -> Rounds {
        match self.test {
            true => Rounds { count: 1, least_seconds: 0.0 },
            false => Rounds { count: self.rounds, least_seconds: 1e-2 },
        }
    }

    fn asks(&self, group: &str) -> bool {
        self.only.iter().any(|g| g == group)
    }
}

fn groups(list: &str) -> Result<Vec<String>, String> {
    match list.split(',').find(|group| !GROUPS.contains(group)) {
        Some(unknown) => Err(format!("no group is called {unknown}: there are {}", GROUPS.join(", "))),
        None => Ok(list.split(',').map(String::from).collect()),
    }
}

fn main() -> ExitCode {
    match Options::parse().map_err(|e| e.to_string()).and_then(|asked| run(&asked)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(wrong) => {
            eprintln!("naqi-bench: {wrong}");
            ExitCode::FAILURE
        }
    }
}

fn run(asked: &Options) -> Result<(), String> {
    if asked.help {
        print!("{HELP}");
        return Ok(());
    }
    if cfg!(debug_assertions) {
        eprintln!("naqi-bench: built without --release, the figures say nothing");
    }
    if asked.curve || asked.svg.is_some() || asked.test {
        curve(asked)?;
    }
    if (asked.curve || asked.svg.is_some()) && !asked.test {
        return Ok(());
    }
    let mut texts = texts::texts(&asked.files)?;
    if asked.test {
        texts.iter_mut().for_each(texts::shorten);
    }
    println!("{}", head(asked, &texts));
    let table = table(asked, &texts);
    println!("{table}");
    Ok(())
}

/// The circumstances of the figures, as a Markdown list.
fn head(asked: &Options, texts: &[Text]) -> String {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let command = match arguments.as_slice() {
        [] => "cargo run --release -p naqi-bench".into(),
        some => format!("cargo run --release -p naqi-bench -- {}", some.join(" ")),
    };
    let texts: Vec<String> = texts.iter().map(|t| format!("{} ({} bytes)", t.name, t.text.len())).collect();
    format!(
        "- command: `{command}`\n- date (UTC): {}\n- processor: {}\n- naqi's kernel level: {}\n\
         - stringzilla's: {}\n- texts: {}\n- medians of {} interleaved rounds; MB/s are of UTF-8 source\n",
        machine::today(),
        machine::processor(),
        machine::level_and_wish(),
        stringzilla::sz::capabilities().as_str(),
        texts.join(", "),
        asked.rounds().count,
    )
}

fn table(asked: &Options, texts: &[Text]) -> Table {
    let mut table = Table::new(asked.rounds());
    for Text { name, text } in texts {
        let bytes = Amount::Bytes(text.len());
        if asked.asks("normalize") {
            table.measure("normalize", name, bytes, rivals::normalize(text));
        }
        if asked.asks("nothing") {
            let done = SEARCH.normalize(text);
            table.measure("nothing to do", name, Amount::Bytes(done.len()), rivals::nothing_to_do(&done));
            if asked.large || asked.test {
                let (size, unit) = if asked.test { (64 << 10, "KiB") } else { (64 << 20, "MiB") };
                let large = texts::fill(&done, size);
                let (question, bytes) = (format!("nothing to do, 64 {unit}"), Amount::Bytes(large.len()));
                table.measure(&question, name, bytes, rivals::nothing_to_do(&large));
            }
        }
        if asked.asks("align") {
            table.measure("align", name, bytes, rivals::align(text));
        }
        if asked.asks("words") {
            table.measure("words", name, bytes, rivals::words(text));
        }
        if asked.asks("terms") {
            table.measure("terms", name, bytes, rivals::terms(text));
        }
        if asked.asks("analyzer") {
            table.measure("analyzer", name, bytes, rivals::analyzer(text));
        }
        if asked.asks("segments") {
            table.measure("segments", name, bytes, rivals::segments(text));
        }
        if asked.asks("steps") {
            table.measure("steps", name, bytes, cleaning::steps(text));
        }
        if asked.asks("masks") {
            table.measure("masks", name, bytes, cleaning::masks(text));
        }
    }
    if asked.asks("harder") {
        harder(&mut table, texts);
    }
    if asked.asks("short") {
        short::calls(&mut table);
    }
    table
}

/// Harder text, made of the news among the texts or of the repository's.
fn harder(table: &mut Table, texts: &[Text]) {
    let own = support::own(256 << 10);
    let Some(news) = texts.iter().chain(&own).find(|t| t.name == "news") else { return };
    for Text { name, text } in texts::harder(&news.text) {
        table.measure("normalize", &name, Amount::Bytes(text.len()), rivals::harder(&text));
    }
    for Text { name, text } in texts::foreign(news.text.len()) {
        let done = SEARCH.normalize(&text);
        table.measure("nothing to do", &name, Amount::Bytes(done.len()), rivals::nothing_to_do_foreign(&done));
    }
}

/// The curve of short strings, as CSV and drawn.
fn curve(asked: &Options) -> Result<(), String> {
    eprintln!("one call: every length up to {} bytes …", short::LONGEST);
    // Many short rounds: a period in which the machine is slow affects all lengths alike.
    let Rounds { count, least_seconds } = asked.rounds();
    let points = short::curve(Rounds { count: 10 * count, least_seconds: least_seconds / 100.0 });
    if asked.curve {
        print!("{}", short::csv(&points));
    }
    if let Some(file) = &asked.svg {
        let caption = format!("{}; level {}; {}", machine::processor(), machine::level(), machine::today());
        std::fs::write(file, svg::draw(&points, &caption)).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    Ok(())
}
