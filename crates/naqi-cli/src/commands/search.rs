//! `naqi search`: the lines that have a query in any spelling, their number, or the place of each hit.

use crate::direction::Direction;
use crate::hits::screen::{Colour, as_it_is};
use crate::hits::{Hit, Needles, QueryOptions};
use crate::input::lines::Line;
use crate::messages;
use crate::options::OutputOption;
use crate::outcome::Outcome;
use crate::output::{Failure, Output, tsv};
use crate::terminal::printable::visible_line;
use crate::terminal::{Printable, isolate};
use clap::{Args, ValueEnum};
use serde_json::Value;
use std::fmt::Write as _;

#[derive(Args)]
#[command(
    override_usage = "naqi search [OPTIONS] <QUERY> [FILE]...\n       naqi search [OPTIONS] -e <QUERY>... [FILE]..."
)]
pub struct Options {
    #[command(flatten)]
    query: QueryOptions,
    /// Print the number of hits of each file, and of each query if there are several
    #[arg(long, short)]
    count: bool,
    /// How hits are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    output: OutputOption,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// file:line:column:text for each line with hits; the column is the first hit's, in bytes from 1
    Text,
    /// A row for each hit: file, line, start, end, query, text. Offsets are bytes of the file, unpacked. Tab, line feed,
    /// carriage return and backslash are \t, \n, \r and \\
    Tsv,
    /// An object for each hit, with the same fields
    Jsonl,
}

pub fn run(mut options: Options) -> anyhow::Result<Outcome> {
    let (needles, inputs, found_all) = options.query.resolve()?;
    let mut output = options.output.open(&inputs)?;
    let mut rows = Rows::new(&options, &needles, &output);
    let (mut lines, mut found) = (options.query.input.lines(&inputs, &output), false);
    for input in &inputs {
        rows.start(input.name());
        lines.each(input, &mut output, |line, output| {
            let hits = needles.find(line.content());
            if hits.is_empty() {
                return Ok(());
            }
            found = true;
            rows.line(line, &hits, output)
        })?;
        rows.end(&mut output)?;
    }
    output.finish()?;
    let complete = lines.finish() && found_all;
    if complete && !found {
        let (queries, normalizer) = (needles.queries(), needles.normalizer());
        let normalized: Vec<String> =
            queries.iter().map(|query| format!("`{}`", normalizer.normalize(query))).collect();
        messages::note(&format!("nothing found for {} (normalized)", normalized.join(", ")));
    }
    Ok(Outcome::of_search(complete, found))
}

/// What is printed of the hits of a file.
struct Rows<'o> {
    options: &'o Options,
    needles: &'o Needles,
    colour: Colour,
    /// Whether a reader sees it: right-to-left text is isolated, control characters are visible.
    is_screen: bool,
    file: String,
    /// Hits of each query in the file.
    counts: Vec<usize>,
    row: String,
}

impl<'o> Rows<'o> {
    fn new(options: &'o Options, needles: &'o Needles, output: &Output) -> Self {
        Self {
            options,
            needles,
            colour: Colour::of(output),
            is_screen: output.is_for_reader(),
            file: String::new(),
            counts: Vec::new(),
            row: String::new(),
        }
    }

    fn start(&mut self, file: String) {
        self.file = file;
        self.counts = vec![0; self.needles.queries().len()];
    }

    fn line(&mut self, line: &Line, hits: &[Hit], output: &mut Output) -> Result<(), Failure> {
        if self.options.count {
            hits.iter().for_each(|hit| self.counts[hit.query] += 1);
            return Ok(());
        }
        self.row.clear();
        match self.options.format {
            Format::Text => self.text(line, hits),
            Format::Tsv => hits.iter().for_each(|hit| self.tsv(line, hit)),
            Format::Jsonl => hits.iter().for_each(|hit| self.jsonl(line, hit)),
        }
        match self.options.format {
            Format::Text if self.is_screen => output.write_styled(&self.row),
            _ => output.write(&self.row),
        }
    }

    fn text(&mut self, line: &Line, hits: &[Hit]) {
        let column = hits.first().map_or(0, |hit| hit.span.start) + 1;
        let place = format!("{}:{}:{column}:", Printable(&self.file), line.number);
        let text = line.content();
        let mut shown = String::new();
        self.colour.paint(&mut shown, text, hits, if self.is_screen { visible_line } else { as_it_is });
        if self.is_screen {
            isolate(&mut self.row, Direction::LeftToRight, &(place + " "));
            isolate(&mut self.row, Direction::of(text), &shown);
        } else {
            self.row += &place;
            self.row += &shown;
        }
        self.row.push('\n');
    }

    fn tsv(&mut self, line: &Line, hit: &Hit) {
        tsv::push(&mut self.row, &self.file);
        // Writing to a string does not fail.
        let (start, end) = (line.place(hit.span.start), line.place(hit.span.end));
        let _ = write!(self.row, "\t{}\t{start}\t{end}\t", line.number);
        tsv::push(&mut self.row, &self.needles.queries()[hit.query]);
        self.row.push('\t');
        tsv::push(&mut self.row, &line.text[hit.span.clone()]);
        self.row.push('\n');
    }

    fn jsonl(&mut self, line: &Line, hit: &Hit) {
        let (file, query) = (Value::from(&*self.file), Value::from(&*self.needles.queries()[hit.query]));
        let (start, end) = (line.place(hit.span.start), line.place(hit.span.end));
        let text = Value::from(&line.text[hit.span.clone()]);
        let _ = writeln!(
            self.row,
            r#"{{"file":{file},"line":{},"start":{start},"end":{end},"query":{query},"text":{text}}}"#,
            line.number
        );
    }

    /// The counts of a file.
    fn end(&mut self, output: &mut Output) -> Result<(), Failure> {
        if !self.options.count {
            return Ok(());
        }
        self.row.clear();
        for (query, count) in self.needles.queries().iter().zip(&self.counts) {
            let is_only = self.counts.len() == 1;
            match self.options.format {
                Format::Text if is_only => drop(writeln!(self.row, "{}:{count}", Printable(&self.file))),
                Format::Text => drop(writeln!(self.row, "{}:{}:{count}", Printable(&self.file), Printable(query))),
                Format::Tsv => {
                    tsv::push(&mut self.row, &self.file);
                    self.row.push('\t');
                    tsv::push(&mut self.row, query);
                    let _ = writeln!(self.row, "\t{count}");
                }
                Format::Jsonl => {
                    let (file, query) = (Value::from(&*self.file), Value::from(&**query));
                    let _ = writeln!(self.row, r#"{{"file":{file},"query":{query},"count":{count}}}"#);
                }
            }
        }
        output.write(&self.row)
    }
}
