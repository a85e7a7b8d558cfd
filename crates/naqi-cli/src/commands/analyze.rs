//! `naqi analyze`: the index terms of each line.

use crate::input::lines::Line;
use crate::options::{AnalyzerOption, InputOptions, OutputOption};
use crate::outcome::Outcome;
use crate::output::tsv;
use clap::{Args, ValueEnum};
use naqi::Analyzer;
use serde_json::Value;
use std::fmt::Write as _;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    analyzer: AnalyzerOption,
    /// How terms are printed
    #[arg(long, value_enum, default_value_t = Format::Lists)]
    format: Format,
    #[command(flatten)]
    output: OutputOption,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A line for each line: ["term", "term", …]. A root key (√) and a word (=) follow their stem
    Lists,
    /// A row for each term: start, end, position, term, source. Offsets are bytes of the file, unpacked; positions are
    /// words of the line, stop words included. Tab, line feed, carriage return and backslash are \t, \n, \r and \\
    Tsv,
    /// An object for each term: line, start, end, position, term, source, kind: stem, root_key or word
    Jsonl,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let analyzer = options.analyzer.analyzer();
    options.input.print_each_line(&options.output, |line, rows| match options.format {
        Format::Lists => list(&analyzer, line, rows),
        Format::Tsv => tsv(&analyzer, line, rows),
        Format::Jsonl => jsonl(&analyzer, line, rows),
    })
}

fn list(analyzer: &Analyzer, line: &Line, rows: &mut String) {
    let mut before = "[";
    analyzer.for_each_term(line.text, |term| {
        // Writing to a string does not fail.
        let _ = write!(rows, "{before}{}", Value::from(term.text));
        before = ", ";
    });
    rows.push_str(if before == "[" { "[]\n" } else { "]\n" });
}

fn tsv(analyzer: &Analyzer, line: &Line, rows: &mut String) {
    analyzer.for_each_term(line.text, |term| {
        let (start, end) = (line.place(term.span.start), line.place(term.span.end));
        let _ = write!(rows, "{start}\t{end}\t{}\t", term.position);
        tsv::push(rows, term.text);
        rows.push('\t');
        tsv::push(rows, &line.text[term.span]);
        rows.push('\n');
    });
}

fn jsonl(analyzer: &Analyzer, line: &Line, rows: &mut String) {
    analyzer.for_each_term(line.text, |term| {
        let (start, end) = (line.place(term.span.start), line.place(term.span.end));
        let (text, source) = (Value::from(term.text), Value::from(&line.text[term.span]));
        let _ = writeln!(
            rows,
            r#"{{"line":{},"start":{start},"end":{end},"position":{},"term":{text},"source":{source},"kind":"{}"}}"#,
            line.number, term.position, term.kind
        );
    });
}
