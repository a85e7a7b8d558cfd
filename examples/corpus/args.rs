//! What was asked for on the command line.

use crate::chosen;
use crate::expansion;
use naqi::Normalizer;
use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;
use std::str::FromStr;

pub const HELP: &str = "\
Reports on Arabic text: spellings that normalization makes one, marks, letters, lengths.

usage: corpus [OPTION]... FOLDER|FILE...       (a FILE of - is standard input)

  --preset NAME    a list of steps for a purpose; `search` if nothing is said
  --steps LIST     steps of your own: \"compose, strip_diacritics, map(گ=ك)\"
  --html FILE      a page with tables and plots too, whole or not at all; it needs no network
  --format table   what goes to standard output: a table, or `json` in one object
  --top N          rows of the long tables; 25 if nothing is said
  --limit N        distinct words kept at once; 1000000 if nothing is said. Over it the rarest are dropped, and
                   the report says how many
  --max-expansion N   a packed file may unpack to N times its length, and to 64 MiB; 200 if nothing is said
  --help           this

In a folder .txt, .text and files without a suffix are read, and the same as .gz and .zst; names that begin with a dot and
links are not. A file that is named itself is read whatever its name.

exit status: 0 all is done; 1 a file could not be read, or is no UTF-8; 2 wrong arguments
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
    /// So many bytes for one that was packed.
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
        let slot = match name {
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
        if slot.replace(value).is_some() {
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
        max_expansion: number(max_expansion, "--max-expansion", expansion::USUAL)?,
        inputs,
    })))
}

fn number<N: FromStr>(value: Option<OsString>, name: &str, otherwise: N) -> Result<N, String> {
    let Some(value) = value else { return Ok(otherwise) };
    let number = value.to_str().filter(|text| text.parse() != Ok(0)).and_then(|text| text.parse().ok());
    number.ok_or_else(|| format!("{name} needs a number above zero, not `{}`", value.display()))
}
