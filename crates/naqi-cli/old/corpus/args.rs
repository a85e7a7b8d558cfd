//! The command line.

use crate::chosen;
use crate::expansion;
use naqi::Normalizer;
use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;
use std::str::FromStr;

pub const HELP: &str = "\
Reports on Arabic text: spellings that normalization unifies, marks, letters, lengths.

usage: corpus [OPTION]... FOLDER|FILE...       (a FILE of - is standard input)

  --preset NAME    a list of steps for a purpose; `search` by default
  --steps LIST     your own steps: \"compose, strip_diacritics, map(a=b)\"
  --html FILE      also writes an HTML page with tables and plots, which needs no network
  --format FORMAT  the format of standard output: `table` (default), or `json`, one object
  --top N          rows of the long tables; 25 by default
  --limit N        the maximum number of distinct words in memory; 1000000 by default. Beyond it the rarest are
                   dropped, and the report says how many
  --max-expansion N   a packed file may unpack to N times its length, and to 64 MiB; 200 by default
  --help           prints this

In a folder, files that end in .txt or .text or have no suffix are read, and the same with .gz or .zst. Names that begin
with a dot are skipped, and so are links. A file on the command line is read whatever its name.

exit status: 0 all is done; 1 a file could not be read, or is invalid UTF-8; 2 wrong arguments
";

pub enum Command {
    Help,
    Report(Box<Options>),
}

pub struct Options {
    pub normalizer: Normalizer,
    /// The preset's name, or the steps.
    pub title: String,
    pub html: Option<PathBuf>,
    pub format: Format,
    pub top: usize,
    pub limit: usize,
    /// The maximum expansion of packed input: bytes for each byte.
    pub max_expansion: NonZero<u64>,
    /// Files, folders, and `-`.
    pub inputs: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Table,
    Json,
}

pub fn parse(mut given: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let (mut preset, mut steps, mut html, mut format) = (None, None, None, None);
    let (mut top, mut limit, mut max_expansion) = (None, None, None);
    let (mut inputs, mut only_files) = (Vec::new(), false);
    while let Some(argument) = given.next() {
        let text = argument.to_str().unwrap_or_default();
        if only_files || !text.starts_with('-') || text == "-" {
            inputs.push(PathBuf::from(argument));
            continue;
        }
        let (name, attached) = match text.split_once('=') {
            Some((name, value)) => (name, Some(OsString::from(value))),
            None => (text, None),
        };
        let option = match name {
            "--preset" => &mut preset,
            "--steps" => &mut steps,
            "--html" => &mut html,
            "--format" => &mut format,
            "--top" => &mut top,
            "--limit" => &mut limit,
            "--max-expansion" => &mut max_expansion,
            _ if attached.is_some() => return Err(format!("`{text}` is no option that takes a value; see --help")),
            "--" => {
                only_files = true;
                continue;
            }
            "--help" | "-h" => return Ok(Command::Help),
            _ => return Err(format!("there is no option `{text}`; see --help")),
        };
        let value = attached.or_else(|| given.next()).ok_or(format!("{name} needs a value after it"))?;
        if option.replace(value).is_some() {
            return Err(format!("{name} is given twice"));
        }
    }
    if inputs.is_empty() {
        return Err("name a folder or a file, or - for standard input; see --help".into());
    }
    let (normalizer, title) = chosen::normalizer(preset, steps)?;
    Ok(Command::Report(Box::new(Options {
        normalizer,
        title,
        html: html.map(PathBuf::from),
        format: match format.as_deref().map(|format| format.to_string_lossy()).as_deref() {
            None | Some("table") => Format::Table,
            Some("json") => Format::Json,
            Some(other) => return Err(format!("there is no format `{other}`; there are table and json")),
        },
        top: number(top, "--top", 25)?,
        limit: number(limit, "--limit", 1_000_000)?,
        max_expansion: number(max_expansion, "--max-expansion", expansion::DEFAULT_LIMIT)?,
        inputs,
    })))
}

fn number<N: FromStr>(value: Option<OsString>, name: &str, otherwise: N) -> Result<N, String> {
    let Some(value) = value else { return Ok(otherwise) };
    let number = value.to_str().filter(|text| text.parse() != Ok(0)).and_then(|text| text.parse().ok());
    number.ok_or_else(|| format!("{name} needs a number above zero, not `{}`", value.display()))
}
