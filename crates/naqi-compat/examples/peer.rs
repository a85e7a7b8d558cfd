//! Runs one operation of a peer over lines: `peer [--list] OP < in > out`, one JSON value a line.

use naqi_compat::operation::Output;
use naqi_compat::operations;
use serde_json::{Value, json};
use std::io::{self, BufRead, ErrorKind, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    match given.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--list"] => ended(list()),
        [name] if !name.starts_with('-') => match operations::by_name(name) {
            Some(operation) => ended(lines(operation.run)),
            None => {
                // Debug escapes terminal commands.
                eprintln!("peer: there is no operation {name:?}; --list gives all");
                ExitCode::from(2)
            }
        },
        _ => {
            eprintln!("usage: peer [--list] OP < in > out");
            ExitCode::from(2)
        }
    }
}

fn list() -> io::Result<()> {
    let mut out = io::stdout().lock();
    operations::all().try_for_each(|operation| writeln!(out, "{}", operation.name))
}

/// Lines end with a line feed, which alone is removed; invalid UTF-8 is an error that names its line.
fn lines(run: for<'t> fn(&'t str) -> Output<'t>) -> io::Result<()> {
    let (mut input, mut out) = (io::stdin().lock(), io::BufWriter::new(io::stdout().lock()));
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = std::str::from_utf8(text).map_err(|error| {
            let place =
                format!("line {number}, byte {} of it: invalid UTF-8: convert the text to UTF-8", error.valid_up_to());
            io::Error::new(ErrorKind::InvalidData, place)
        })?;
        serde_json::to_writer(&mut out, &value(run(text)))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn value(output: Output<'_>) -> Value {
    match output {
        Output::Text(text) => json!(text),
        Output::Texts(texts) => json!(texts),
        Output::Terms(terms) => json!(terms),
    }
}

fn ended(result: io::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("peer: {error}");
            ExitCode::FAILURE
        }
    }
}
