//! `naqi explain`: what each step does to a text, code point by code point; and which steps, presets and analyzers
//! there are.

mod given;
mod list;
mod trace;

use crate::commands::normalize::kind::is_invisible;
use crate::input::Input;
use crate::messages;
use crate::options::{Lines, ReadingOptions, RuleOptions};
use crate::outcome::Outcome;
use crate::output::{Output, tsv};
use crate::terminal::code_points::{code_point, code_points, with_name};
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
    #[command(flatten)]
    reading: ReadingOptions,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Code points with their names, and below each the steps that change it
    #[default]
    Text,
    /// A line for each part: its code points, its text, what becomes of it, and the steps that change it. Tab, line
    /// feed, carriage return and backslash are \t, \n, \r and \\
    Tsv,
    /// An object for each text
    Jsonl,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let mut output = Output::open(None)?;
    if options.texts.is_empty() {
        let given = options.rules.given();
        output.write(&match options.format {
            Format::Text if output.is_for_reader() => list::text(given.as_ref()),
            Format::Text | Format::Tsv => list::tsv(given.as_ref()),
            Format::Jsonl => list::jsonl(given.as_ref()),
        })?;
        output.finish()?;
        return Ok(Outcome::Done);
    }
    let texts = given::texts(&options.texts)?;
    let normalizer = options.rules.normalizer();
    let mut explainer = Explainer { options, tracer: Tracer::new(&normalizer), normalizer, is_first: true };
    let mut read_all = true;
    for text in texts {
        if text == "-" {
            let mut lines = Lines::new(options.reading.reading(), &[Input::Stdin], &output);
            lines.each(&Input::Stdin, &mut output, |line, output| output.write(&explainer.explain(line.content())))?;
            read_all &= lines.finish();
            continue;
        }
        if Path::new(&text).is_file() {
            messages::note(&format!("`{text}` is explained as text: to explain what is in the file, use - < {text}"));
        }
        output.write(&explainer.explain(&text))?;
    }
    output.finish()?;
    Ok(Outcome::of(read_all))
}

struct Explainer<'o> {
    options: &'o Options,
    normalizer: Normalizer,
    tracer: Tracer,
    is_first: bool,
}

impl Explainer<'_> {
    fn explain(&mut self, text: &str) -> String {
        let parts = self.tracer.parts(text);
        match self.options.format {
            Format::Text => self.text(text, &parts),
            Format::Tsv => parts.iter().map(|part| self.tsv(part)).collect(),
            Format::Jsonl => self.json(text, &parts),
        }
    }

    fn text(&mut self, text: &str, parts: &[Part]) -> String {
        let mut out = String::new();
        if !std::mem::take(&mut self.is_first) {
            out.push('\n');
        }
        let output = self.normalizer.normalize(text);
        let title = self.options.rules.title();
        out += &match output == text {
            true => format!("text: {text}\n{title}: unchanged\n\n"),
            false => format!("text: {text}\n{title}: {output}\n\n"),
        };
        for part in parts {
            part.source.chars().for_each(|c| out += &format!("{}\n", row(c)));
            for (step, output) in part.changes(self.normalizer.steps()) {
                out += &format!("\t{step}: {}\n", written(output));
            }
        }
        out
    }

    fn tsv(&self, part: &Part) -> String {
        let numbers = |text: &str| text.chars().map(code_point).collect::<Vec<_>>().join(" ");
        let mut row = format!("{}\t", numbers(&part.source));
        tsv::push(&mut row, &part.source);
        row.push('\t');
        tsv::push(&mut row, part.output());
        let steps: Vec<String> = part.changes(self.normalizer.steps()).map(|(step, _)| step.to_string()).collect();
        row += &format!("\t{}\t", numbers(part.output()));
        // The text of a map may have an escape.
        tsv::push(&mut row, &steps.join(", "));
        row.push('\n');
        row
    }

    fn json(&self, text: &str, parts: &[Part]) -> String {
        let names = |text: &str| text.chars().map(with_name).collect::<Vec<_>>();
        let change =
            |(step, output): (&Step, &str)| json!({"step": step.to_string(), "output": output, "names": names(output)});
        let part = |part: &Part| {
            let changes: Vec<Value> = part.changes(self.normalizer.steps()).map(change).collect();
            json!({"source": part.source, "names": names(&part.source), "changes": changes})
        };
        let parts: Vec<Value> = parts.iter().map(part).collect();
        let steps = self.normalizer.to_string();
        let all = json!({"text": text, "output": self.normalizer.normalize(text), "steps": steps, "parts": parts});
        format!("{all}\n")
    }
}

/// What a step writes: the names of its code points, or a text and its numbers.
fn written(output: &str) -> String {
    let mut rest = output.chars();
    match (rest.next(), rest.next()) {
        (None, _) => "deleted".into(),
        (Some(c), None) => row(c),
        _ => format!("{output}\n\t= {}", code_points(output)),
    }
}

/// A code point's number, the character if it can be seen, and its name.
fn row(c: char) -> String {
    let shown = match c {
        _ if c.is_control() || c.is_whitespace() || is_invisible(c) => String::new(),
        _ if is_combining(c) => format!("◌{c} "),
        _ => format!("{c} "),
    };
    let name = unicode_names2::name(c).map_or_else(|| "(no name)".into(), |name| name.to_string());
    format!("{} {shown}{name}", code_point(c))
}

fn is_combining(c: char) -> bool {
    letters::is_mark(c) || ('\u{300}'..='\u{36F}').contains(&c)
}
