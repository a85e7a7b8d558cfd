//! `naqi query`: the best texts of an index for a query, with their hits in the original spelling.

mod found;
mod json;
mod lines;
mod marks;
mod page;

use crate::hits::screen::Colour;
use crate::messages;
use crate::options::{OutputOption, PageOptions};
use crate::outcome::Outcome;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args)]
pub struct Options {
    /// The folder of the index, which stores its analyzer
    #[arg(long, value_name = "DIR")]
    index: PathBuf,
    /// Words, "a phrase", +this, -not this, AND, OR, (groups), title:word, word^2, beginning*. The valid parts of an invalid
    /// query are used
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    /// Only texts with every word; with any word by default
    #[arg(long)]
    all: bool,
    /// Of the 10000 best texts, only those that have a marked word of the query as it is written, or all of them with --all, with
    /// marks that do not contradict its own
    #[arg(long)]
    marks: bool,
    /// Search for unknown words as they are written, not for similar words of the index
    #[arg(long)]
    as_written: bool,
    /// How much a word in the title counts
    #[arg(long, value_name = "N", default_value_t = 2.0, value_parser = weight)]
    title_weight: f32,
    /// Print the terms of the query that each text has: the field, the term, its weight and what it adds to the score
    #[arg(long)]
    explain: bool,
    // Memory for all of them is allocated in advance.
    /// The number of texts, up to 10000
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=MAX_TEXTS))]
    limit: u32,
    /// The approximate number of letters of each text, from 20 to 1000000
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(20..=1_000_000))]
    length: u32,
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

/// A weight from 0 to 1000.
fn weight(text: &str) -> Result<f32, String> {
    let weight: f32 = text.parse().map_err(|_| format!("`{text}` is no number"))?;
    if (0.0..=1000.0).contains(&weight) { Ok(weight) } else { Err(format!("{weight} is not in 0..=1000")) }
}

/// The most texts that are read.
const MAX_TEXTS: i64 = 10_000;

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
        found
            .substitutions
            .iter()
            .for_each(|substitution| messages::note(&lines::substituted(substitution, str::to_owned)));
    }
    output.finish()?;
    if found.hits.is_empty() {
        messages::note("nothing found");
    }
    Ok(Outcome::of_search(true, !found.hits.is_empty()))
}
