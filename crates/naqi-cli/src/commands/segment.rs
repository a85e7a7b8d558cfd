//! `naqi segment`: words divided into clitics, in text or with byte offsets.
//!
//! No word goes beyond a line end (UAX #29), so text is read line by line: memory holds the longest line.

use crate::input::lines::Line;
use crate::options::{InputOptions, OutputOption};
use crate::outcome::Outcome;
use crate::output::tsv;
use clap::{Args, ValueEnum};
use naqi::segment::{Scheme, Segmenter, Style};
use std::fmt::Write as _;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    input: InputOptions,
    /// clitics (conjunctions, prepositions, future, article, pronouns), atb (the article stays on its word) or morphemes
    /// (endings, too)
    #[arg(long, value_name = "NAME", default_value_t)]
    scheme: Scheme,
    /// How segments are printed
    #[arg(long, value_enum, default_value_t = Format::Penn)]
    format: Format,
    #[command(flatten)]
    output: OutputOption,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The text with a space between segments, and a + on the side of the stem. What is no word is printed as it is
    Penn,
    /// The text with a + between segments
    Plus,
    /// The text with a space between segments
    Spaces,
    /// A row for each segment: start, end, role, text, and the letters before it that the word does not write. Offsets
    /// are bytes of the file. Tab, line feed, carriage return and backslash are \t, \n, \r and \\
    Tsv,
    /// A line for each line: [[start, end, "role", "text", "unwritten"], …]. Offsets are bytes of the line
    Jsonl,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let segmenter = Segmenter::new(options.scheme);
    options.input.print_each_line(&options.output, |line, rows| match options.format {
        Format::Penn => text(segmenter, line, Style::Penn, rows),
        Format::Plus => text(segmenter, line, Style::Plus, rows),
        Format::Spaces => text(segmenter, line, Style::Spaces, rows),
        Format::Tsv => tsv(segmenter, line, rows),
        Format::Jsonl => jsonl(segmenter, line, rows),
    })
}

fn text(segmenter: Segmenter, line: &Line, style: Style, rows: &mut String) {
    segmenter.push_text(line.content(), style, rows);
    rows.push('\n');
}

fn tsv(segmenter: Segmenter, line: &Line, rows: &mut String) {
    for segment in segmenter.segments(line.text) {
        let (span, role) = (segment.span(), segment.role());
        // Writing to a string does not fail.
        let _ = write!(rows, "{}\t{}\t{role}\t", line.place(span.start), line.place(span.end));
        tsv::push(rows, segment.text());
        let _ = writeln!(rows, "\t{}", segment.unwritten());
    }
}

fn jsonl(segmenter: Segmenter, line: &Line, rows: &mut String) {
    rows.push('[');
    for (n, segment) in segmenter.segments(line.content()).enumerate() {
        rows.push_str(if n == 0 { "" } else { "," });
        let (span, text) = (segment.span(), serde_json::Value::from(segment.text()));
        let _ = write!(rows, "[{},{},\"{}\",{text},\"{}\"]", span.start, span.end, segment.role(), segment.unwritten());
    }
    rows.push_str("]\n");
}
