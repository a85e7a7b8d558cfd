//! `naqi explain`: what each step does to a text, code point by code point; and which steps, presets and analyzers
//! there are.

mod given;
mod list;
mod trace;

use crate::commands::normalize::kind::is_invisible;
use crate::input::lines::{Stop, each_line};
use crate::input::{Input, expansion, lines::Reading};
use crate::messages;
use crate::options::RuleOptions;
use crate::outcome::Outcome;
use crate::output::{Failure, Output};
use crate::terminal::code_points::{code_point, with_name};
use clap::{Args, ValueEnum};
use naqi::{Normalizer, Step, letters};
use serde_json::{Value, json};
use std::path::Path;
use trace::{Part, Tracer};

#[derive(Args)]
pub struct Options {
    /// A word, a character or its number, as U+0629; - reads lines of text from standard input. Without a text: all
    /// steps, presets and analyzers, each with an example
    #[arg(value_name = "TEXT")]
    texts: Vec<String>,
    #[command(flatten)]
    rules: RuleOptions,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Replace invalid UTF-8 of standard input by U+FFFD, instead of an error
    #[arg(long)]
    lossy: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Code points with their names, and below each the steps that change it
    #[default]
    Text,
    /// A line for each part: its code points, its text, what becomes of it, and the steps that change it
    Tsv,
    /// An object for each text
    Jsonl,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let mut output = Output::open(None)?;
    if options.texts.is_empty() {
        match (options.rules.given(), options.format) {
            (Some(normalizer), Format::Text) => steps(&mut output, &options.rules.title(), &normalizer)?,
            (None, Format::Text) if output.is_terminal() => output.write(&list::list())?,
            _ => output.write(&list::tsv())?,
        }
        output.finish()?;
        return Ok(Outcome::Done);
    }
    let normalizer = options.rules.normalizer();
    let explainer = Explainer { options, tracer: Tracer::new(&normalizer), normalizer };
    let mut outcome = Outcome::Done;
    let mut is_first = true;
    for text in given::texts(&options.texts)? {
        if text == "-" {
            let reading = Reading { lossy: options.lossy, max_expansion: expansion::DEFAULT_LIMIT };
            let ended = each_line(&Input::Stdin, reading, |_| {}, |line| {
                let text = explainer.explain(line.content(), std::mem::take(&mut is_first));
                Ok(output.write(&text)?)
            });
            match ended {
                Ok(()) => {}
                Err(Stop::Output(failure)) => return Err(failure.into()),
                Err(Stop::Input(error)) => {
                    output.flush()?;
                    messages::error(&format!("{}: {error}", Input::Stdin.name()));
                    outcome = Outcome::Incomplete;
                }
            }
            continue;
        }
        if Path::new(&text).is_file() {
            messages::note(&format!("`{text}` is explained as text: `naqi explain - < {text}` reads the file"));
        }
        output.write(&explainer.explain(&text, std::mem::take(&mut is_first)))?;
    }
    output.finish()?;
    Ok(outcome)
}

/// The steps of a list, each with an example.
fn steps(output: &mut Output, title: &str, normalizer: &Normalizer) -> Result<(), Failure> {
    output.write(&format!("{title}\n"))?;
    for step in normalizer.steps() {
        output.write(&list::line(step))?;
    }
    Ok(())
}
