//! What was asked for on the command line.

use crate::chosen;
use crate::expansion;
use naqi::Normalizer;
use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;
use std::str::FromStr;

pub const HELP: &str = "\
Normalizes Arabic text: files, or standard input, to standard output.

usage: normalize [OPTION]... [FILE]...        (a FILE of - is standard input)

  --preset NAME    a list of steps for a purpose; `search` if nothing is said
  --steps LIST     steps of your own: \"compose, strip_diacritics, map(گ=ك)\"
  --list           every step and preset, with a word before and after it
  --report         what was changed, counted, on standard error
  --html FILE      a page of the text before and after, each kind of change in its colour
  --output DIR     each file under its own name into this directory, whole or not at all
  --again          with --output: do files anew that an earlier run has done
  --jobs N         so many threads; one a core if nothing is said (--report and --html take one)
  --progress       how far it is, every ten seconds, where standard error is no terminal
  --max-expansion N   a packed FILE may unpack to N times its length, and to 64 MiB; 200 if nothing is said
  --lossy          U+FFFD for bytes that are no UTF-8, instead of an error
  --help           this

A FILE may be packed by gzip or zstd, whatever its name; its output is not, and goes without .gz or .zst. One that was
cut short or damaged, or written to while it was read, is an error, and has no output.
A run with --output can be broken off and started again: DIR/.naqi-done lists the files that are done, and those are
passed over as long as source, output and steps are the same. Two runs at once take two directories.

exit status: 0 all is done; 1 a file could not be read or written, or is no UTF-8, and the others are done;
2 wrong arguments
";

pub enum Command {
    Help,
    List,
    Normalize(Box<Options>),
}

pub struct Options {
    pub normalizer: Normalizer,
    /// The preset's name, or the steps.
    pub title: String,
    pub report: bool,
    pub lossy: bool,
    pub again: bool,
    pub progress: bool,
    pub jobs: Option<NonZero<usize>>,
    /// So many bytes for one that was packed.
    pub max_expansion: NonZero<u64>,
    pub html: Option<PathBuf>,
    pub output: Option<PathBuf>,
    pub inputs: Vec<Input>,
}

pub enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "standard input".into(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

pub fn parse(given: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut given = given.peekable();
    let (mut preset, mut steps, mut html, mut output, mut jobs) = (None, None, None, None, None);
    let (mut list, mut report, mut lossy, mut only_files) = (false, false, false, false);
    let (mut again, mut progress, mut max_expansion) = (false, false, None);
    let mut inputs = Vec::new();
    while let Some(argument) = given.next() {
        let text = argument.to_str().unwrap_or_default();
        if only_files || !text.starts_with('-') {
            inputs.push(Input::File(argument.into()));
            continue;
        }
        let (name, attached) = match text.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(OsString::from(value))),
            None => (text.to_owned(), None),
        };
        let has_value = attached.is_some();
        let mut value = || attached.clone().or_else(|| given.next()).ok_or(format!("{name} needs a value after it"));
        match name.as_str() {
            "--preset" => once(&mut preset, value()?, &name)?,
            "--steps" => once(&mut steps, value()?, &name)?,
            "--html" => once(&mut html, value()?, &name)?,
            "--output" => once(&mut output, value()?, &name)?,
            "--jobs" => once(&mut jobs, value()?, &name)?,
            "--max-expansion" => once(&mut max_expansion, value()?, &name)?,
            _ if has_value => return Err(format!("`{text}` is no option that takes a value; see --help")),
            "-" => inputs.push(Input::Stdin),
            "--" => only_files = true,
            "--help" | "-h" => return Ok(Command::Help),
            "--list" => list = true,
            "--report" => report = true,
            "--lossy" => lossy = true,
            "--again" => again = true,
            "--progress" => progress = true,
            _ => return Err(format!("there is no option `{text}`; see --help")),
        }
    }
    if list {
        return Ok(Command::List);
    }
    if inputs.is_empty() {
        inputs.push(Input::Stdin);
    }
    let (normalizer, title) = chosen::normalizer(preset, steps)?;
    if again && output.is_none() {
        return Err("--again goes with --output: without it every file is done anew".into());
    }
    let options = Options {
        normalizer,
        title,
        report,
        lossy,
        again,
        progress,
        jobs: jobs.map(|value| count(value, "--jobs")).transpose()?,
        max_expansion: max_expansion.map_or(Ok(expansion::USUAL), |value| count(value, "--max-expansion"))?,
        html: html.map(PathBuf::from),
        output: output.map(PathBuf::from),
        inputs,
    };
    Ok(Command::Normalize(Box::new(options)))
}

fn once(slot: &mut Option<OsString>, value: OsString, name: &str) -> Result<(), String> {
    match slot.replace(value) {
        Some(_) => Err(format!("{name} is given twice")),
        None => Ok(()),
    }
}

fn count<N: FromStr>(value: OsString, name: &str) -> Result<N, String> {
    let text = value.to_string_lossy();
    text.parse().map_err(|_| format!("{name}: `{text}` is no count; give a number from 1"))
}
