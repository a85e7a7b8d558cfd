//! Options that mean the same in every subcommand.

mod lines;

pub use lines::Lines;

use crate::input::lines::{Line, Reading};
use crate::input::walk::{Found, walk};
use crate::input::{Input, expansion};
use crate::messages;
use crate::outcome::{Outcome, WrongUsage};
use crate::output::Output;
use crate::page::{Lang, Languages};
use clap::Args;
use clap::builder::{PathBufValueParser, TypedValueParser};
use naqi::preset::Preset;
use naqi::{Analyzer, Normalizer};
use std::fs::File;
use std::io::Read;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// What is read.
#[derive(Args)]
pub struct InputOptions {
    /// Files; - is standard input, which is read if none is given. gzip and zstd are unpacked
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Read the text files of folders, too: .txt, .text or no suffix
    #[arg(long, short)]
    pub recursive: bool,
    #[command(flatten)]
    reading: ReadingOptions,
}

/// How it is read.
#[derive(Args)]
pub struct ReadingOptions {
    /// Replace invalid UTF-8 by U+FFFD, instead of an error
    #[arg(long)]
    lossy: bool,
    /// Packed data may unpack to N times its length, and to 64 MiB
    #[arg(long, value_name = "N", default_value_t = expansion::DEFAULT_LIMIT)]
    max_expansion: NonZero<u64>,
}

impl ReadingOptions {
    pub fn reading(&self) -> Reading {
        Reading { lossy: self.lossy, max_expansion: self.max_expansion }
    }
}

/// What the arguments name.
pub struct Inputs {
    /// In order.
    pub list: Vec<Input>,
    /// Files of folders that are not read, for their suffix or as links.
    pub skipped: u64,
    /// Whether all folders could be read; messages were printed otherwise.
    pub complete: bool,
}

impl InputOptions {
    pub fn reading(&self) -> Reading {
        self.reading.reading()
    }

    /// The inputs in order, and whether all folders could be read.
    pub fn inputs(&self) -> (Vec<Input>, bool) {
        let Inputs { list, complete, .. } = self.gather();
        (list, complete)
    }

    pub fn gather(&self) -> Inputs {
        self.gather_with(&[])
    }

    /// The inputs, with more endings of names in folders.
    pub fn gather_with(&self, more: &[&str]) -> Inputs {
        let mut inputs = Inputs { list: Vec::new(), skipped: 0, complete: true };
        for found in walk(&self.files, self.recursive, more) {
            match found {
                Found::Input(input) => inputs.list.push(input),
                Found::Skipped => inputs.skipped += 1,
                Found::Fault(message) => {
                    messages::error(&message);
                    inputs.complete = false;
                }
            }
        }
        inputs
    }

    /// The lines of the inputs, whose results are written to `output`.
    pub fn lines(&self, inputs: &[Input], output: &Output) -> Lines {
        Lines::new(self.reading(), inputs, output)
    }

    /// Prints what `push` appends for each line of the inputs.
    pub fn print_each_line(
        &self,
        output: &OutputOption,
        mut push: impl FnMut(&Line, &mut String),
    ) -> anyhow::Result<Outcome> {
        let (inputs, found_all) = self.inputs();
        let mut output = output.open(&inputs)?;
        let mut rows = String::new();
        let mut lines = self.lines(&inputs, &output);
        for input in &inputs {
            lines.each(input, &mut output, |line, output| {
                rows.clear();
                push(line, &mut rows);
                output.write(&rows)
            })?;
        }
        output.finish()?;
        Ok(Outcome::of(lines.finish() && found_all))
    }
}

/// Where the output goes.
#[derive(Args)]
pub struct OutputOption {
    /// Write to this file, completely or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl OutputOption {
    /// Standard output or the file, which must be none of the inputs.
    pub fn open(&self, inputs: &[Input]) -> anyhow::Result<Output> {
        self.check(inputs)?;
        Ok(Output::open(self.output.as_deref())?)
    }

    /// An error if the file is one of the inputs.
    pub fn check(&self, inputs: &[Input]) -> Result<(), WrongUsage> {
        // A file that is not there yet overwrites none.
        let Some(Ok(place)) = self.output.as_ref().map(|path| path.canonicalize()) else { return Ok(()) };
        let is_same =
            |input: &&Input| matches!(input, Input::File(file) if file.canonicalize().is_ok_and(|f| f == place));
        match inputs.iter().find(is_same) {
            Some(input) => {
                Err(WrongUsage::new(format!("--output would overwrite {}: choose another name", input.name())))
            }
            None => Ok(()),
        }
    }
}

/// A list of steps or an analyzer. Where the library's error names its functions that list all names, it names
/// the subcommand that does.
fn parsed<T: FromStr<Err = naqi::Error>>(text: &str) -> Result<T, String> {
    const LISTS: [&str; 2] =
        ["`naqi::Step::all()` and `naqi::preset::all()` list all names", "`naqi::Step::all()` lists all names"];
    text.parse().map_err(|error: naqi::Error| {
        let message = error.to_string();
        let list = LISTS.into_iter().find(|list| message.ends_with(list));
        match list.and_then(|list| message.strip_suffix(list)) {
            Some(start) => format!("{start}`naqi explain` lists all names"),
            None => message,
        }
    })
}

/// The longest file with a list of steps.
const MAX_STEPS: u64 = 1 << 20;

/// The list of steps in a file.
fn steps_of(path: &Path) -> Result<Normalizer, String> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_STEPS + 1).read_to_end(&mut bytes));
    read.map_err(|error| error.to_string())?;
    if bytes.len() as u64 > MAX_STEPS {
        return Err(format!("a list of steps has {} MiB at most", MAX_STEPS >> 20));
    }
    let text = std::str::from_utf8(&bytes)
        .map_err(|error| format!("invalid UTF-8 (byte {}): convert the file to UTF-8", error.valid_up_to()))?;
    // Some editors write a byte order mark.
    parsed(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// Which spellings are equal.
#[derive(Args)]
#[group(multiple = false)]
pub struct RuleOptions {
    /// A list of steps for a purpose: search (the default), light, quran, persian … (see `naqi explain`)
    #[arg(long, value_name = "NAME")]
    pub preset: Option<Preset>,
    /// Your own steps: "compose, strip_diacritics, map(a=b)" (`naqi explain` lists all)
    #[arg(long, value_name = "LIST", allow_hyphen_values = true, value_parser = parsed::<Normalizer>)]
    steps: Option<Normalizer>,
    /// Your own steps, from a file: one a line, or separated by commas; # starts a comment
    #[arg(long, value_name = "FILE", value_parser = PathBufValueParser::new().try_map(|path| steps_of(&path)))]
    steps_file: Option<Normalizer>,
}

impl RuleOptions {
    /// The normalizer, if one of the options is given.
    pub fn given(&self) -> Option<Normalizer> {
        self.own_steps().cloned().or_else(|| self.preset.as_ref().map(Normalizer::from))
    }

    /// The normalizer; the preset `search` by default.
    pub fn normalizer(&self) -> Normalizer {
        self.given().unwrap_or_else(|| self.preset_or_search().into())
    }

    /// The normalizer's name for people.
    pub fn title(&self) -> String {
        match self.own_steps() {
            Some(steps) => format!("steps {steps}"),
            None => format!("preset {}", self.preset_or_search()),
        }
    }

    /// The language of the texts that the preset is for; Arabic for steps.
    pub fn language(&self) -> &'static str {
        match self.preset_or_search().name() {
            "persian" => "fa",
            "urdu" => "ur",
            "sorani" => "ckb",
            _ => "ar",
        }
    }

    fn own_steps(&self) -> Option<&Normalizer> {
        self.steps.as_ref().or(self.steps_file.as_ref())
    }

    fn preset_or_search(&self) -> &Preset {
        self.preset.as_ref().unwrap_or(&naqi::preset::SEARCH)
    }
}

/// How words become index terms.
#[derive(Args)]
pub struct AnalyzerOption {
    /// default, wide, light or words, or an analyzer's text: "search | leave_out(function) | stem(full)"
    #[arg(long, value_name = "NAME|TEXT", allow_hyphen_values = true, value_parser = parsed::<Analyzer>)]
    pub analyzer: Option<Analyzer>,
}

impl AnalyzerOption {
    pub fn analyzer(&self) -> Analyzer {
        self.analyzer.clone().unwrap_or_else(|| naqi::analyzer::default().clone())
    }
}

/// How a page is written.
#[derive(Args)]
pub struct PageOptions {
    /// The language of a page's labels, with --format html
    #[arg(long, value_name = "LANG", value_enum, default_value_t)]
    pub lang: Lang,
}

impl PageOptions {
    /// The languages of a page with text in this language.
    pub fn languages(&self, text: &'static str) -> Languages {
        Languages { labels: self.lang, text }
    }
}
