//! The command line.

use crate::given::{Arguments, Given, once};
use naqi::{Analyzer, analyzer};
use std::ffi::OsString;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

pub const HELP: &str = "\
Indexes Arabic text into an index of tantivy on disk, which `query` searches.

usage: index [OPTION]... --index DIR [INPUT]...     (folders and files; an INPUT of - is standard input)

  --index DIR        the folder of the index; created if there is none
  --analyzer TEXT    default, wide, words or light, or your own steps; default if not given
  --format FORMAT    what a document is: text, a file; lines, a line; jsonl, a line with a JSON object.
                     By default, files ending in .jsonl or .ndjson contain JSON lines, standard input lines,
                     other files text
  --field NAME       jsonl: the field with the text; `text` by default
  --title NAME       jsonl: the field with a title; `title` by default
  --id NAME          jsonl: the field that identifies a document; `id` by default, or the line's number
  --again            empty the index first; needed to change the analyzer
  --commit-every N   commit every N seconds; 30 by default
  --jobs N           the number of threads; one per core by default
  --memory N         MiB of memory for all threads together; 64 per thread by default
  --progress         print progress every ten seconds if standard error is no terminal
  --help             prints this

A run can be interrupted at any moment, by Ctrl-C or by kill -9, and resumed with the same command: documents in the
index are skipped (by their id, or by file and line), and none is lost or indexed twice. A file that has changed since is
not indexed again; use --again. Hidden files and links in folders are skipped.

exit status: 0 all is indexed; 1 something could not be read, or is invalid UTF-8 or JSON, and all else is indexed;
2 wrong arguments
";

pub enum Command {
    Help,
    Index(Box<Options>),
}

pub struct Options {
    pub index: PathBuf,
    pub analyzer: Analyzer,
    pub format: Option<Format>,
    pub names: Names,
    pub again: bool,
    pub commit_every: Duration,
    pub jobs: usize,
    /// Bytes.
    pub memory: usize,
    pub progress: bool,
    pub inputs: Vec<PathBuf>,
}

/// The format of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Lines,
    JsonLines,
}

/// The fields of a JSON object.
pub struct Names {
    pub text: String,
    pub title: String,
    pub id: String,
}

/// The maximum number of threads in tantivy, and the minimum memory for one, in MiB.
const MAX_JOBS: usize = 8;
const LEAST_MEMORY: usize = 16;

pub fn parse(given: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut given = Arguments::new(given);
    let (mut index, mut analyzer, mut format, mut seconds) = (None, None, None, None);
    let (mut text, mut title, mut id, mut jobs, mut memory) = (None, None, None, None, None);
    let (mut again, mut progress, mut inputs) = (false, false, Vec::new());
    while let Some(argument) = given.next() {
        let (name, attached) = match argument {
            Given::Option(name, attached) => (name, attached),
            Given::Plain(argument) => {
                inputs.push(argument.into());
                continue;
            }
        };
        match name.as_str() {
            "--index" => once(&mut index, PathBuf::from(given.value(&name, attached)?), &name)?,
            "--analyzer" => once(&mut analyzer, given.text(&name, attached)?, &name)?,
            "--format" => once(&mut format, Format::of(&given.text(&name, attached)?)?, &name)?,
            "--field" => once(&mut text, given.text(&name, attached)?, &name)?,
            "--title" => once(&mut title, given.text(&name, attached)?, &name)?,
            "--id" => once(&mut id, given.text(&name, attached)?, &name)?,
            "--commit-every" => once(&mut seconds, given.number(&name, attached, 0)?, &name)?,
            "--jobs" => once(&mut jobs, given.number(&name, attached, 1)?, &name)?,
            "--memory" => once(&mut memory, given.number(&name, attached, 1)?, &name)?,
            _ if attached.is_some() => return Err(format!("{name} is no option that takes a value; see --help")),
            "--again" => again = true,
            "--progress" => progress = true,
            "--help" | "-h" => return Ok(Command::Help),
            _ => return Err(format!("there is no option `{name}`; see --help")),
        }
    }
    if inputs.is_empty() {
        inputs.push("-".into());
    }
    let jobs = jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from)).min(MAX_JOBS);
    let memory = memory.unwrap_or(64 * jobs);
    if memory < LEAST_MEMORY * jobs {
        let least = LEAST_MEMORY * jobs;
        return Err(format!("--memory {memory} is too little: {jobs} threads take {least} MiB at least"));
    }
    let said = |error: naqi::Error| format!("--analyzer: {error}");
    let named = |name: Option<String>, otherwise: &str| name.unwrap_or_else(|| otherwise.into());
    Ok(Command::Index(Box::new(Options {
        index: index.ok_or("there is no --index DIR; see --help")?,
        analyzer: analyzer
            .map_or_else(|| Ok(analyzer::default().clone()), |name: String| name.parse())
            .map_err(said)?,
        format,
        names: Names { text: named(text, "text"), title: named(title, "title"), id: named(id, "id") },
        again,
        commit_every: Duration::from_secs(seconds.unwrap_or(30) as u64),
        jobs,
        memory: memory << 20,
        progress,
        inputs,
    })))
}

impl Format {
    fn of(name: &str) -> Result<Self, String> {
        match name {
            "text" => Ok(Self::Text),
            "lines" => Ok(Self::Lines),
            "jsonl" => Ok(Self::JsonLines),
            other => Err(format!("there is no --format `{other}`; there are text, lines and jsonl")),
        }
    }
}
