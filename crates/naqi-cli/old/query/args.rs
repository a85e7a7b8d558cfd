//! The command line.

use crate::given::{Arguments, Given, once};
use crate::screen::Colour;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

pub const HELP: &str = "\
Searches an index that `index` has made, and highlights the hits in the original text.

usage: query [OPTION]... --index DIR QUERY...

  --index DIR      the index, which stores its analyzer
  --all            only texts with every word; with any word by default
  --limit N        the number of texts; 10 by default
  --length N       the approximate number of letters of each text; 200 by default
  --html FILE      writes an HTML page instead of lines
  --color WHEN     auto, always or never
  --help           prints this

The query's language is tantivy's: words, \"a phrase\", +this, -not this, AND, OR, (groups), title:word, word^2. Of an
invalid query the valid parts are used.

On a terminal (and with --color always) texts are shown under their titles, and right-to-left text is isolated from
numbers; otherwise a line is `place:score:text`.

exit status: 0 found; 1 nothing is found, or the index could not be read; 2 wrong arguments
";

pub enum Command {
    Help,
    Query(Box<Options>),
}

pub struct Options {
    pub index: PathBuf,
    pub query: String,
    pub words: Words,
    pub limit: usize,
    pub length: usize,
    pub html: Option<PathBuf>,
    pub colour: Colour,
    pub layout: Layout,
}

/// Whether a text must have all words of a query.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Words {
    #[default]
    Any,
    All,
}

/// Whether lines are for a person or a program.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    Screen,
    Pipe,
}

pub fn parse(given: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut given = Arguments::new(given);
    let (mut index, mut html, mut limit, mut length, mut color) = (None, None, None, None, None);
    let (mut words, mut query) = (Words::default(), Vec::new());
    while let Some(argument) = given.next() {
        let (name, attached) = match argument {
            Given::Option(name, attached) => (name, attached),
            Given::Plain(argument) => {
                query.push(argument.into_string().map_err(|_| "the query is invalid UTF-8")?);
                continue;
            }
        };
        match name.as_str() {
            "--index" => once(&mut index, PathBuf::from(given.value(&name, attached)?), &name)?,
            "--html" => once(&mut html, PathBuf::from(given.value(&name, attached)?), &name)?,
            "--limit" => once(&mut limit, given.number(&name, attached, 1)?, &name)?,
            "--length" => once(&mut length, given.number(&name, attached, 20)?, &name)?,
            "--color" => once(&mut color, given.text(&name, attached)?, &name)?,
            _ if attached.is_some() => return Err(format!("{name} is no option that takes a value; see --help")),
            "--all" => words = Words::All,
            "--help" | "-h" => return Ok(Command::Help),
            _ => return Err(format!("there is no option `{name}`; put -- before a query that starts with -")),
        }
    }
    if query.is_empty() {
        return Err("there is no query; see --help".into());
    }
    let color = color.unwrap_or_else(|| "auto".into());
    let is_screen = color == "always" || io::stdout().is_terminal();
    Ok(Command::Query(Box::new(Options {
        index: index.ok_or("there is no --index DIR; see --help")?,
        query: query.join(" "),
        words,
        // A limit on hits: memory for them is allocated in advance.
        limit: limit.unwrap_or(10).min(10_000),
        length: length.unwrap_or(200).min(1 << 20),
        html,
        colour: Colour::of(&color, &io::stdout())?,
        layout: if is_screen { Layout::Screen } else { Layout::Pipe },
    })))
}
