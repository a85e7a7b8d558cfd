//! `naqi tokenize`: words, all tokens, tokens of posts or sentences, with byte offsets.
//!
//! A line end ends a word and a sentence (UAX #29), so text is read line by line: memory holds the longest line.

use crate::input::lines::Line;
use crate::options::{InputOptions, OutputOption, RuleOptions};
use crate::outcome::Outcome;
use crate::output::tsv;
use clap::{Args, ValueEnum};
use naqi::Normalizer;
use naqi::token::Tokenizer;
use std::fmt::Write as _;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    input: InputOptions,
    /// words, all, social, sentences or arabic_sentences; "social | keep(hashtag)" prints hashtags alone
    #[arg(long, value_name = "NAME|TEXT", default_value = "words")]
    tokenizer: Tokenizer,
    #[command(flatten)]
    rules: RuleOptions,
    /// How tokens are printed
    #[arg(long, value_enum, default_value_t = Format::Tsv)]
    format: Format,
    #[command(flatten)]
    output: OutputOption,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A line for each token: start, end, kind, text, and its term with --preset or --steps. Offsets are bytes of the
    /// file. Line ends are tokens of the tokenizer `all`. Tab, line feed, carriage return and backslash are \t, \n, \r
    /// and \\
    Tsv,
    /// A line for each line: [[start, end, "kind", "text", "term"], …]. Offsets are bytes of the line. Its end is no
    /// token
    Jsonl,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let normalizer = options.rules.given();
    options.input.print_each_line(&options.output, |line, rows| match options.format {
        Format::Tsv => tsv(&options.tokenizer, normalizer.as_ref(), line, rows),
        Format::Jsonl => jsonl(&options.tokenizer, normalizer.as_ref(), line, rows),
    })
}

fn tsv(tokenizer: &Tokenizer, normalizer: Option<&Normalizer>, line: &Line, row: &mut String) {
    for token in tokenizer.tokenize(line.text) {
        let span = token.span();
        // Writing to a string does not fail.
        let _ = write!(row, "{}\t{}\t{}\t", line.place(span.start), line.place(span.end), token.kind().name());
        tsv::push(row, token.text());
        if let Some(normalizer) = normalizer {
            row.push('\t');
            tsv::push(row, &normalizer.normalize(token.text()));
        }
        row.push('\n');
    }
}

fn jsonl(tokenizer: &Tokenizer, normalizer: Option<&Normalizer>, line: &Line, row: &mut String) {
    row.push('[');
    for (n, token) in tokenizer.tokenize(line.content()).enumerate() {
        row.push_str(if n == 0 { "" } else { "," });
        let span = token.span();
        let text = serde_json::Value::from(token.text());
        let _ = write!(row, "[{},{},\"{}\",{text}", span.start, span.end, token.kind().name());
        if let Some(normalizer) = normalizer {
            let _ = write!(row, ",{}", serde_json::Value::from(normalizer.normalize(token.text())));
        }
        row.push(']');
    }
    row.push_str("]\n");
}
