//! What was asked for on the command line.

use crate::chosen;
use crate::given::{Arguments, Given, once};
use crate::needles::Place;
use crate::rows::Sort;
use crate::screen::Colour;
use crate::texts::{Input, check_page};
use naqi::Normalizer;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

pub const HELP: &str = "\
Shows a query however it is spelt, each time between the words around it (keyword in context).

usage: concordance [OPTION]... QUERY [FILE]...         (a FILE of - is standard input)

  --preset NAME    what makes spellings equal; `search` if nothing is said, `quran` for verses
  --steps LIST     the same, by steps: \"compose, strip_diacritics, map(گ=ك)\"
  --word           whole words only; else words are shown that hold the query
  --width N        so many columns of context on each side; 32 if nothing is said
  --sort HOW       after, before: by the words on that side, normalized, the nearest first;
                   left, right: the same by where they stand in text from right to left: what comes after is left;
                   file: by the files' names; none: as they were found, which is so if nothing is said
  --limit N        so many rows, the first as they are sorted; 1000 if nothing is said
  --html FILE      a page instead of lines
  --color WHEN     auto, always or never
  --help           this

Below the rows stand the spellings of the word, as it is written in the text, each with its count.

exit status: 0 found; 1 nothing is found, or a file could not be read; 2 wrong arguments
";

pub enum Command {
    Help,
    Show(Box<Options>),
}

pub struct Options {
    pub normalizer: Normalizer,
    pub queries: Vec<String>,
    pub place: Place,
    /// The preset's name, or the steps.
    pub title: String,
    pub columns: usize,
    pub sort: Sort,
    pub limit: usize,
    pub colour: Colour,
    pub html: Option<PathBuf>,
    pub inputs: Vec<Input>,
}

/// The widest context, and the most rows.
const MOST_COLUMNS: usize = 1000;
const MOST_ROWS: usize = 1_000_000;

pub fn parse(given: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut given = Arguments::new(given);
    let (mut preset, mut steps, mut html, mut color) = (None, None, None, None);
    let (mut columns, mut sort, mut limit) = (None, None, None);
    let (mut plain, mut place) = (Vec::new(), Place::default());
    while let Some(argument) = given.next() {
        let (name, attached) = match argument {
            Given::Option(name, attached) => (name, attached),
            Given::Plain(argument) => {
                plain.push(argument);
                continue;
            }
        };
        match name.as_str() {
            "--preset" => once(&mut preset, given.value(&name, attached)?, &name)?,
            "--steps" => once(&mut steps, given.value(&name, attached)?, &name)?,
            "--html" => once(&mut html, PathBuf::from(given.value(&name, attached)?), &name)?,
            "--color" => once(&mut color, given.text(&name, attached)?, &name)?,
            "--width" => once(&mut columns, given.number(&name, attached, 1)?.min(MOST_COLUMNS), &name)?,
            "--sort" => once(&mut sort, Sort::of(&given.text(&name, attached)?)?, &name)?,
            "--limit" => once(&mut limit, given.number(&name, attached, 1)?.min(MOST_ROWS), &name)?,
            _ if attached.is_some() => return Err(format!("{name} is no option that takes a value; see --help")),
            "--word" => place = Place::WholeWords,
            "--help" | "-h" => return Ok(Command::Help),
            _ => return Err(format!("there is no option `{name}`; see --help")),
        }
    }
    let mut plain = plain.into_iter();
    let query = plain.next().ok_or("there is no query; see --help")?;
    let query = query.into_string().map_err(|_| "the query is no UTF-8")?;
    let input = |name: OsString| if name == "-" { Input::Stdin } else { Input::File(name.into()) };
    let mut inputs: Vec<Input> = plain.map(input).collect();
    if inputs.is_empty() {
        inputs.push(Input::Stdin);
    }
    check_page(html.as_ref(), &inputs)?;
    let (normalizer, title) = chosen::normalizer(preset, steps)?;
    let options = Options {
        normalizer,
        queries: vec![query],
        place,
        title,
        columns: columns.unwrap_or(32),
        sort: sort.unwrap_or_default(),
        limit: limit.unwrap_or(1000),
        colour: Colour::of(color.as_deref().unwrap_or("auto"), &io::stdout())?,
        html,
        inputs,
    };
    Ok(Command::Show(Box::new(options)))
}
