//! The command line.

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

  --preset NAME    a list of steps for a purpose; `search` by default
  --steps LIST     your own steps: \"compose, strip_diacritics, map(a=b)\"
  --list           prints every step and preset, each with an example
  --report         prints counts of all changes to standard error
  --html FILE      writes an HTML page of the text before and after, with a colour for each kind of change
  --output DIR     writes each file into this directory under its own name, completely or not at all
  --again          with --output: also normalizes the files that an earlier run has done
  --jobs N         the number of threads; one per core by default (--report and --html use one)
  --progress       prints progress every ten seconds if standard error is no terminal
  --max-expansion N   a packed FILE may unpack to N times its length, and to 64 MiB; 200 by default
  --lossy          replaces invalid UTF-8 by U+FFFD, instead of an error
  --help           prints this

A FILE may be packed by gzip or zstd, whatever its name. Its output is not packed, and is named without .gz or .zst. A
FILE that is truncated or damaged, or that is written to while it is read, is an error, and has no output.
A run with --output can be interrupted and resumed: DIR/.naqi-done lists the files that are done. They are skipped if
source, output and steps are still the same. Two runs at once need two directories.

exit status: 0 all is done; 1 a file could not be read or written, or is invalid UTF-8, and the others are done;
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
    /// The maximum expansion of packed input: bytes for each byte.
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
        return Err("--again goes with --output: without it every file is normalized again".into());
    }
    let options = Options {
        normalizer,
        title,
        report,
        lossy,
        again,
        progress,
        jobs: jobs.map(|value| count(value, "--jobs")).transpose()?,
        max_expansion: max_expansion.map_or(Ok(expansion::DEFAULT_LIMIT), |value| count(value, "--max-expansion"))?,
        html: html.map(PathBuf::from),
        output: output.map(PathBuf::from),
        inputs,
    };
    Ok(Command::Normalize(Box::new(options)))
}

fn once(option: &mut Option<OsString>, value: OsString, name: &str) -> Result<(), String> {
    match option.replace(value) {
        Some(_) => Err(format!("{name} is given twice")),
        None => Ok(()),
    }
}

fn count<N: FromStr>(value: OsString, name: &str) -> Result<N, String> {
    let text = value.to_string_lossy();
    text.parse().map_err(|_| format!("{name}: `{text}` is no count; give a number from 1"))
}
