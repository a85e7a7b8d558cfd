//! Prints the terms of each line: `analyze [--analyzer ANALYZER] < lines`, one JSON list a line.
//!
//! ```text
//! cargo run --release -p naqi-tantivy --example analyze -- --analyzer wide < examples/data/sample.txt
//! ```

#[path = "../../../examples/files/printable.rs"]
mod printable;
#[cfg(test)]
#[path = "../../../examples/files/process.rs"]
mod process;
#[path = "../../../examples/files/warn.rs"]
#[allow(dead_code, reason = "this program writes no messages but errors")]
mod warn;

use naqi::{Analyzer, analyzer};
use naqi_tantivy::AnalyzerTokenizer;
use std::ffi::OsString;
use std::io::{self, BufRead, BufWriter, ErrorKind, Read, Write};
use std::process::ExitCode;
use tantivy::tokenizer::{TokenStream, Tokenizer};
use warn::warn;

const HELP: &str = "\
Prints the terms that an analyzer makes of each line: one JSON list per line. A root key follows its stem.

usage: analyze [--analyzer ANALYZER] < lines

  --analyzer ANALYZER    default (used if not given), wide, words or light, or your own steps:
                         \"compose, strip_diacritics | leave_out(function) | stem(light)\"
  --help                 prints this

exit status: 0 all lines are done; 1 a line is invalid UTF-8, or could not be read or written; 2 wrong arguments
";

/// The longest line that is held in memory.
const MAX_LINE: u64 = 64 << 20;

fn main() -> ExitCode {
    analyze(std::env::args_os().skip(1))
}

fn analyze(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let done = match parse(arguments) {
        Ok(Some(analyzer)) => lines(&analyzer),
        Ok(None) => io::stdout().write_all(HELP.as_bytes()),
        Err(error) => {
            warn("analyze", &error);
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            warn("analyze", &error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// The analyzer of the option, or none if `--help` is given.
fn parse(mut given: impl Iterator<Item = OsString>) -> Result<Option<Analyzer>, String> {
    let mut named = None;
    while let Some(argument) = given.next() {
        let text = argument.to_str().ok_or("an argument is invalid UTF-8")?;
        let name = match text {
            "--help" | "-h" => return Ok(None),
            "--analyzer" => given.next().ok_or("--analyzer needs a value after it")?,
            _ => text
                .strip_prefix("--analyzer=")
                .map(OsString::from)
                .ok_or(format!("there is no `{text}`; see --help"))?,
        };
        let name = name.into_string().map_err(|_| "the value of --analyzer is invalid UTF-8")?;
        if named.replace(name).is_some() {
            return Err("--analyzer is given twice".into());
        }
    }
    named
        .map_or(Ok(analyzer::default().clone()), |name| name.parse())
        .map(Some)
        .map_err(|error| format!("--analyzer: {error}"))
}

fn lines(analyzer: &Analyzer) -> io::Result<()> {
    let mut tokenizer = AnalyzerTokenizer::new(analyzer);
    let (mut input, mut out) = (io::stdin().lock(), BufWriter::with_capacity(1 << 16, io::stdout().lock()));
    let (mut line, mut offset) = (Vec::new(), 0);
    for number in 1.. {
        line.clear();
        let len = input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)?;
        if len == 0 {
            break;
        }
        if len as u64 == MAX_LINE && line.last() != Some(&b'\n') {
            let most = MAX_LINE >> 20;
            return Err(wrong(&mut out, format!("line {number} is longer than {most} MiB: break it into lines")));
        }
        let bytes = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let (byte, at) = (error.valid_up_to(), offset + error.valid_up_to());
                let place = format!("invalid UTF-8 in line {number}, at byte {byte} of it (byte {at} of the input)");
                return Err(wrong(&mut out, format!("{place}: convert the text to UTF-8")));
            }
        };
        write_terms(&mut tokenizer, text, &mut out)?;
        offset += len;
    }
    out.flush()
}

/// An error of the input, after all lines before it are written.
fn wrong(out: &mut impl Write, message: String) -> io::Error {
    match out.flush() {
        Ok(()) => io::Error::new(ErrorKind::InvalidData, message),
        Err(error) => error,
    }
}

fn write_terms(tokenizer: &mut AnalyzerTokenizer, text: &str, out: &mut impl Write) -> io::Result<()> {
    let mut stream = tokenizer.token_stream(text);
    let mut before = "[";
    while stream.advance() {
        out.write_all(before.as_bytes())?;
        serde_json::to_writer(&mut *out, &stream.token().text)?;
        before = ", ";
    }
    out.write_all(if before == "[" { b"[]\n" } else { b"]\n" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_itself() {
        process::be(analyze);
    }

    #[test]
    fn errors_contain_no_terminal_commands() {
        for arguments in [&[process::HOSTILE][..], &["--analyzer", process::HOSTILE]] {
            let ran = process::run(arguments);
            process::assert_printable(&ran.err);
            assert!(ran.code == 2 && ran.err.lines().count() == 1, "{ran:?}");
        }
    }
}
