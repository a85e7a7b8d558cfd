//! `naqi query`: the best texts of an index for a query, with their hits in the original spelling.

mod found;
mod json;
mod lines;
mod page;

use crate::hits::screen::Colour;
use crate::messages;
use crate::options::{OutputOption, PageOptions};
use crate::outcome::Outcome;
use clap::{Args, ValueEnum};
use std::num::NonZero;
use std::path::PathBuf;

#[derive(Args)]
pub struct Options {
    /// The folder of the index, which stores its analyzer
    #[arg(long, value_name = "DIR")]
    index: PathBuf,
    /// Words, "a phrase", +this, -not this, AND, OR, (groups), title:word, word^2. The valid parts of an invalid query are
    /// used
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    /// Only texts with every word; with any word by default
    #[arg(long)]
    all: bool,
    /// The number of texts
    #[arg(long, value_name = "N", default_value = "10")]
    limit: NonZero<usize>,
    /// The approximate number of letters of each text, from 20
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = length)]
    length: usize,
    /// How texts are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    output: OutputOption,
    #[command(flatten)]
    page: PageOptions,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// On a terminal texts under their titles, else place:score:text on a line
    Text,
    /// An object for each text: place, score, title, text, hits. Hits are bytes of the text
    Jsonl,
    /// A page
    Html,
}

/// Memory for hits is allocated in advance.
const MAX_LIMIT: usize = 10_000;
const MIN_LENGTH: usize = 20;
const MAX_LENGTH: usize = 1 << 20;

fn length(text: &str) -> Result<usize, String> {
    match text.parse::<usize>() {
        Ok(number) if number >= MIN_LENGTH => Ok(number.min(MAX_LENGTH)),
        _ => Err(format!("it is no whole number from {MIN_LENGTH} on")),
    }
}

impl Options {
    fn query(&self) -> String {
        self.query.join(" ")
    }
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let found = found::find(options).map_err(anyhow::Error::msg)?;
    let mut output = options.output.open(&[])?;
    match options.format {
        Format::Html => output.write(&page::build(options, &found))?,
        Format::Jsonl => output.write(&json::print(&found))?,
        Format::Text if output.is_for_reader() => output.write_styled(&lines::screen(&found, Colour::of(&output)))?,
        Format::Text => output.write(&lines::pipe(&found))?,
    }
    // A page and a screen show what is wrong.
    if options.format == Format::Jsonl || options.format == Format::Text && !output.is_for_reader() {
        found
            .wrong
            .iter()
            .for_each(|wrong| messages::note(&format!("error in the query: {wrong}; the valid parts are used")));
    }
    output.finish()?;
    if found.hits.is_empty() {
        messages::note("nothing found");
    }
    Ok(Outcome::of_search(true, !found.hits.is_empty()))
}
