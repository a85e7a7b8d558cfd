//! Splits text into words, all tokens, tokens of posts or sentences, with byte offsets: `cargo run --release --example
//! tokenize -- --tokenizer social examples/data/sample.txt` (`--help` lists the options).
//!
//! A line end ends a word and a sentence (UAX #29), so text is read line by line: memory holds the longest line.

#[path = "files/printable.rs"]
mod printable;
#[cfg(test)]
#[path = "files/process.rs"]
mod process;
#[path = "files/warn.rs"]
#[allow(dead_code, reason = "this program writes no messages but errors")]
mod warn;

use naqi::token::{Token, Tokenizer};
use naqi::{Normalizer, preset::Preset};
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;
use warn::warn;

const HELP: &str = "\
Splits text into tokens: files, or standard input, to standard output.

usage: tokenize [OPTION]... [FILE]...         (a FILE of - is standard input)

  --tokenizer NAME   words, all, social, sentences or arabic_sentences; `words` by default;
                     \"social | keep(hashtag)\" prints hashtags alone
  --preset NAME      also prints each token's term, normalized by this preset
  --format tsv       a line for each token: start, end, kind, text, term; offsets in the file
  --format jsonl     a line for each line: [[start, end, \"kind\", \"text\", \"term\"], ...]; offsets in the line
  --help             prints this

In tsv, tab, line feed, carriage return and backslash are \\t, \\n, \\r and \\\\.
";

#[derive(Clone, Copy)]
enum Format {
    Tsv,
    Jsonl,
}

struct Options {
    tokenizer: Tokenizer,
    normalizer: Option<Normalizer>,
    format: Format,
    files: Vec<OsString>,
}

fn main() -> ExitCode {
    run(std::env::args_os().skip(1))
}

fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let options = match parse(arguments) {
        Ok(Some(options)) => options,
        Ok(None) => {
            // A closed pipe is no error of the help text.
            let _ = io::stdout().write_all(HELP.as_bytes());
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            warn("tokenize", &error);
            return ExitCode::from(2);
        }
    };
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut all_done = true;
    for file in &options.files {
        let name = if file == "-" { "standard input".into() } else { Path::new(file).display().to_string() };
        match tokenize(&options, file, &mut out) {
            Ok(()) => {}
            Err(Failure::Input(error)) => {
                let _ = out.flush();
                warn("tokenize", &format!("{name}: {error}"));
                all_done = false;
            }
            Err(Failure::Output(error)) => return output_failed(&error),
        }
    }
    match out.flush() {
        Err(error) => output_failed(&error),
        Ok(()) if all_done => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
    }
}

fn output_failed(error: &io::Error) -> ExitCode {
    if error.kind() == ErrorKind::BrokenPipe {
        return ExitCode::SUCCESS;
    }
    warn("tokenize", &format!("standard output: {error}"));
    ExitCode::FAILURE
}

enum Failure {
    Input(String),
    Output(io::Error),
}

fn tokenize(options: &Options, file: &OsString, out: &mut impl Write) -> Result<(), Failure> {
    let input = |error: io::Error| Failure::Input(error.to_string());
    let mut source: Box<dyn BufRead> = match file.to_str() {
        Some("-") => Box::new(io::stdin().lock()),
        _ => Box::new(BufReader::with_capacity(1 << 16, File::open(file).map_err(input)?)),
    };
    let (mut line, mut row, mut offset) = (Vec::new(), String::new(), 0);
    while source.read_until(b'\n', &mut line).map_err(input)? > 0 {
        let text = std::str::from_utf8(&line).map_err(|error| {
            Failure::Input(format!("invalid UTF-8 (byte {}): convert the text to UTF-8", offset + error.valid_up_to()))
        })?;
        row.clear();
        match options.format {
            Format::Tsv => tsv(options, text, offset, &mut row),
            Format::Jsonl => jsonl(options, text, &mut row),
        }
        out.write_all(row.as_bytes()).map_err(Failure::Output)?;
        offset += line.len();
        line.clear();
    }
    Ok(())
}

fn tsv(options: &Options, line: &str, offset: usize, row: &mut String) {
    for token in options.tokenizer.tokenize(line) {
        let span = token.span();
        let _ = write!(row, "{}\t{}\t{}\t", offset + span.start, offset + span.end, token.kind().name());
        push_tsv(row, token.text());
        if let Some(normalizer) = &options.normalizer {
            row.push('\t');
            push_tsv(row, &normalizer.normalize(token.text()));
        }
        row.push('\n');
    }
}

fn jsonl(options: &Options, line: &str, row: &mut String) {
    let line = line.strip_suffix('\n').unwrap_or(line);
    let line = line.strip_suffix('\r').unwrap_or(line);
    row.push('[');
    for (n, token) in options.tokenizer.tokenize(line).enumerate() {
        row.push_str(if n == 0 { "" } else { "," });
        json_token(options, &token, row);
    }
    row.push_str("]\n");
}

fn json_token(options: &Options, token: &Token, row: &mut String) {
    let span = token.span();
    let _ = write!(row, "[{},{},\"{}\",", span.start, span.end, token.kind().name());
    push_json(row, token.text());
    if let Some(normalizer) = &options.normalizer {
        row.push(',');
        push_json(row, &normalizer.normalize(token.text()));
    }
    row.push(']');
}

fn push_tsv(row: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\t' => row.push_str("\\t"),
            '\n' => row.push_str("\\n"),
            '\r' => row.push_str("\\r"),
            '\\' => row.push_str("\\\\"),
            c => row.push(c),
        }
    }
}

/// A JSON string (RFC 8259, section 7).
fn push_json(row: &mut String, text: &str) {
    row.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => row.extend(['\\', c]),
            '\n' => row.push_str("\\n"),
            '\r' => row.push_str("\\r"),
            '\t' => row.push_str("\\t"),
            // JavaScript once treated the last two as line ends.
            '\0'..='\u{1F}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(row, "\\u{:04x}", c as u32);
            }
            c => row.push(c),
        }
    }
    row.push('"');
}

fn parse(mut given: impl Iterator<Item = OsString>) -> Result<Option<Options>, String> {
    let mut options =
        Options { tokenizer: Tokenizer::words(), normalizer: None, format: Format::Tsv, files: Vec::new() };
    let mut only_files = false;
    while let Some(argument) = given.next() {
        let text = argument.to_str().unwrap_or_default();
        if only_files || !text.starts_with('-') || text == "-" {
            options.files.push(argument);
            continue;
        }
        let (name, attached) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (text, None),
        };
        let mut value = || {
            let next = || given.next().and_then(|value| value.into_string().ok());
            attached.clone().or_else(next).ok_or(format!("{name} needs a value after it"))
        };
        match name {
            "--tokenizer" => {
                options.tokenizer = value()?.parse().map_err(|error| format!("--tokenizer: {error}"))?;
            }
            "--preset" => {
                let preset = value()?.parse::<Preset>().map_err(|error| format!("--preset: {error}"))?;
                options.normalizer = Some(preset.into());
            }
            "--format" => {
                options.format = match value()?.as_str() {
                    "tsv" => Format::Tsv,
                    "jsonl" => Format::Jsonl,
                    other => return Err(format!("there is no format `{other}`; there are tsv and jsonl")),
                }
            }
            "--" => only_files = true,
            "--help" | "-h" => return Ok(None),
            _ => return Err(format!("there is no option `{text}`; see --help")),
        }
    }
    if options.files.is_empty() {
        options.files.push("-".into());
    }
    Ok(Some(options))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_itself() {
        process::be(run);
    }

    #[test]
    fn names_and_errors_contain_no_terminal_commands() {
        for arguments in [&[process::HOSTILE][..], &["--preset", process::HOSTILE], &["--tokenizer", process::HOSTILE]]
        {
            let ran = process::run(arguments);
            process::assert_printable(&ran.err);
            assert!(ran.code != 0 && ran.err.lines().count() == 1, "{ran:?}");
        }
    }

    #[test]
    fn tokens_by_lines_equal_those_of_the_whole_text() {
        let text = "قال: نعم.\r\nثم\n\nمضى! 3.5\r@naqi\n  🇸🇦\n🇸🇦 د. سالم\n";
        for name in ["words", "all", "social", "sentences", "arabic_sentences", "social | keep(mention)"] {
            let tokenizer: Tokenizer = name.parse().expect("a tokenizer");
            let whole: Vec<_> = tokenizer.tokenize(text).map(|t| (t.span(), t.kind())).collect();
            let (mut lines, mut offset) = (Vec::new(), 0);
            for line in text.split_inclusive('\n') {
                let moved = |t: Token| (t.span().start + offset..t.span().end + offset, t.kind());
                lines.extend(tokenizer.tokenize(line).map(moved));
                offset += line.len();
            }
            assert_eq!(lines, whole, "{name}");
        }
    }

    #[test]
    fn control_characters_are_escaped_in_json() {
        let mut out = String::new();
        push_json(&mut out, "a\"\\\n\u{1}\u{2028}ب");
        assert_eq!(out, r#""a\"\\\n\u0001\u2028ب""#);
    }
}
