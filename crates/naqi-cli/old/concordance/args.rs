//! The command line.

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
Finds a query in any spelling, and shows each hit between the words around it (keyword in context).

usage: concordance [OPTION]... QUERY [FILE]...         (a FILE of - is standard input)

  --preset NAME    which spellings are equal; `search` by default, `quran` for verses
  --steps LIST     the same, as a list of steps: \"compose, strip_diacritics, map(a=b)\"
  --word           whole words only; by default also words that contain the query
  --width N        columns of context on each side; 32 by default
  --sort HOW       after, before: by the normalized words on that side, the nearest first;
                   left, right: the same, by their side in right-to-left text, in which after is left;
                   file: by the files' names; none: in the order of the text, which is the default
  --limit N        the number of rows, of which the first in order are kept; 1000 by default
  --html FILE      writes an HTML page instead of lines
  --color WHEN     auto, always or never
  --help           prints this

Below the rows are the spellings of the word in the text, each with its count.

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

/// The maximum width of the context, and the maximum number of rows.
const MAX_COLUMNS: usize = 1000;
const MAX_ROWS: usize = 1_000_000;

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
            "--width" => once(&mut columns, given.number(&name, attached, 1)?.min(MAX_COLUMNS), &name)?,
            "--sort" => once(&mut sort, Sort::of(&given.text(&name, attached)?)?, &name)?,
            "--limit" => once(&mut limit, given.number(&name, attached, 1)?.min(MAX_ROWS), &name)?,
            _ if attached.is_some() => return Err(format!("{name} is no option that takes a value; see --help")),
            "--word" => place = Place::WholeWords,
            "--help" | "-h" => return Ok(Command::Help),
            _ => return Err(format!("there is no option `{name}`; see --help")),
        }
    }
    let mut plain = plain.into_iter();
    let query = plain.next().ok_or("there is no query; see --help")?;
    let query = query.into_string().map_err(|_| "the query is invalid UTF-8")?;
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
