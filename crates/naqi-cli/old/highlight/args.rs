//! The command line.

use crate::chosen;
use crate::given::{Arguments, Given, once};
use crate::lines::Layout;
use crate::needles::Place;
use crate::screen::Colour;
use crate::texts::{Input, check_page};
use naqi::Normalizer;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

pub const HELP: &str = "\
Finds a query in any spelling, and highlights it in the original text.

usage: highlight [OPTION]... QUERY [FILE]...
       highlight [OPTION]... -e QUERY [-e QUERY]... [FILE]...     (a FILE of - is standard input)

  -e QUERY         a query; each has its own colour
  --preset NAME    which spellings are equal; `search` by default, `quran` for verses
  --steps LIST     the same, as a list of steps: \"compose, strip_diacritics, map(a=b)\"
  --word           whole words only: كتب is not found in يكتبون
  --context N      lines around each line with hits; 0 by default
  --html FILE      writes an HTML page instead of lines, up to 1000 hits, with a list of them
  --color WHEN     auto, always or never
  --help           prints this

On a terminal (and with --color always) lines are shown under the file's name, each with its number, and right-to-left
text is isolated from both; otherwise a line is `file:number:text`, or `file-number-text` around hits.

exit status: 0 found; 1 nothing is found, or a file could not be read; 2 wrong arguments
";

pub enum Command {
    Help,
    Highlight(Box<Options>),
}

pub struct Options {
    pub normalizer: Normalizer,
    pub queries: Vec<String>,
    pub place: Place,
    /// The preset's name, or the steps.
    pub title: String,
    pub context: usize,
    pub colour: Colour,
    pub layout: Layout,
    pub html: Option<PathBuf>,
    pub inputs: Vec<Input>,
}

pub fn parse(given: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut given = Arguments::new(given);
    let (mut preset, mut steps, mut html, mut context, mut color) = (None, None, None, None, None);
    let (mut queries, mut plain, mut place) = (Vec::new(), Vec::new(), Place::default());
    while let Some(argument) = given.next() {
        let (name, attached) = match argument {
            Given::Option(name, attached) => (name, attached),
            Given::Plain(argument) => {
                plain.push(argument);
                continue;
            }
        };
        match name.as_str() {
            "-e" => queries.push(given.text(&name, attached)?),
            "--preset" => once(&mut preset, given.value(&name, attached)?, &name)?,
            "--steps" => once(&mut steps, given.value(&name, attached)?, &name)?,
            "--html" => once(&mut html, PathBuf::from(given.value(&name, attached)?), &name)?,
            "--context" => once(&mut context, given.number(&name, attached, 0)?, &name)?,
            "--color" => once(&mut color, given.text(&name, attached)?, &name)?,
            _ if attached.is_some() => return Err(format!("{name} is no option that takes a value; see --help")),
            "--word" => place = Place::WholeWords,
            "--help" | "-h" => return Ok(Command::Help),
            _ => return Err(format!("there is no option `{name}`; see --help")),
        }
    }
    let mut plain = plain.into_iter();
    if queries.is_empty() {
        let query = plain.next().ok_or("there is no query; see --help")?;
        queries.push(query.into_string().map_err(|_| "the query is invalid UTF-8")?);
    }
    let input = |name: OsString| if name == "-" { Input::Stdin } else { Input::File(name.into()) };
    let mut inputs: Vec<Input> = plain.map(input).collect();
    if inputs.is_empty() {
        inputs.push(Input::Stdin);
    }
    check_page(html.as_ref(), &inputs)?;
    let (normalizer, title) = chosen::normalizer(preset, steps)?;
    let color = color.unwrap_or_else(|| "auto".into());
    let options = Options {
        normalizer,
        queries,
        place,
        title,
        context: context.unwrap_or(0),
        colour: Colour::of(&color, &io::stdout())?,
        layout: Layout::of(&color, &io::stdout()),
        html,
        inputs,
    };
    Ok(Command::Highlight(Box::new(options)))
}
