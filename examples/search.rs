//! Finds words however they are spelt: `cargo run --release --example search -- [--whole] [NEEDLE [FILE]]`.
//!
//! The needle may be several words. What is found is printed in brackets, with the number of its line and what stands
//! around it there. `--whole` leaves out what is a part of a word. Without a needle, a vocalised verse is looked for
//! by its bare letters, a line of presentation forms by its letters, and the reverse, in examples/data.
//! Exit status: 0 found, 1 nothing found, 2 no text.

#[path = "files/printable.rs"]
mod printable;
#[cfg(test)]
#[path = "files/process.rs"]
mod process;
#[path = "files/warn.rs"]
#[allow(dead_code, reason = "this program says nothing but what went wrong")]
mod warn;

use naqi::preset::SEARCH;
use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use warn::warn;

const SAMPLE: &str = include_str!("data/sample.txt");

/// What is looked for where nothing is asked: a needle, and a text in which it is spelt otherwise.
const TRIALS: [(&str, &str); 5] = [
    ("ان مع العسر يسرا", "فَإِنَّ مَعَ ٱلْعُسْرِ يُسْرًا ۝ إِنَّ مَعَ ٱلْعُسْرِ يُسْرًا"),
    ("إِنَّ مَعَ ٱلْعُسْرِ يُسْرًا", "يقال ان مع العسر يسرا"),
    ("السلام عليكم", "\u{FEED}\u{FE8D}\u{FEDF}\u{FEB4}\u{FEFC}\u{FEE1} \u{FECB}\u{FEE0}\u{FEF4}\u{FEDC}\u{FEE2}"),
    ("\u{FE8D}\u{FEDF}\u{FEB4}\u{FEFC}\u{FEE1}", "والسَّـــلامُ عليكم"),
    ("مكتبة", SAMPLE),
];

fn main() -> ExitCode {
    run(std::env::args_os().skip(1))
}

fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let Ok(mut arguments) = arguments.map(OsString::into_string).collect::<Result<Vec<String>, _>>() else {
        warn("search", "an argument is no UTF-8");
        return ExitCode::from(2);
    };
    let asked = arguments.len();
    arguments.retain(|argument| argument != "--whole");
    let whole_words = arguments.len() < asked;
    let read = |path: &String| std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"));
    let text = match arguments.get(1).map(read).transpose() {
        Ok(text) => text.unwrap_or_else(|| SAMPLE.into()),
        Err(error) => {
            warn("search", &error);
            return ExitCode::from(2);
        }
    };
    let trials = match arguments.first() {
        Some(needle) => &[(needle.as_str(), text.as_str())][..],
        None => &TRIALS[..],
    };

    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut found = 0;
    for (needle, text) in trials {
        match search(needle, text, whole_words, &mut out) {
            Ok(count) => found += count,
            // Whoever reads has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Err(error) => {
                warn("search", &error.to_string());
                return ExitCode::from(2);
            }
        }
    }
    if found > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints what is found, marked in its line, and returns how often it was.
fn search(needle: &str, text: &str, whole_words: bool, out: &mut impl Write) -> io::Result<usize> {
    let finder = SEARCH.finder(needle);
    let finder = if whole_words { finder.whole_words() } else { finder };
    writeln!(out, "looking for {needle}, normalized to {}", finder.needle())?;

    // Spans are of the text as it is spelt: they can be cut out, marked, or shown with their vowels.
    let (mut found, mut line, mut at) = (0, 1, 0);
    for span in finder.find_iter(text) {
        line += text[at..span.start].matches('\n').count();
        let (before, after) = around(text, span.clone());
        writeln!(out, "{line:>6}: {before}[{}]{after}", &text[span.clone()])?;
        (found, at) = (found + 1, span.start);
    }
    writeln!(out, "{found} found in {} bytes", text.len())?;
    out.flush()?;
    Ok(found)
}

/// What stands before and after a span in its line, as far as one wants to read it.
fn around(text: &str, span: std::ops::Range<usize>) -> (&str, &str) {
    let before = text[..span.start].char_indices().rev().take(80).take_while(|&(_, c)| c != '\n').last();
    let after = text[span.end..].char_indices().take(80).take_while(|&(_, c)| c != '\n' && c != '\r').last();
    let start = before.map_or(span.start, |(at, _)| at);
    let end = after.map_or(span.end, |(at, c)| span.end + at + c.len_utf8());
    (&text[start..span.start], &text[span.end..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_itself() {
        process::be(run);
    }

    #[test]
    fn names_and_errors_command_no_terminal() {
        let ran = process::run(&["كتاب", process::HOSTILE]);
        process::assert_printable(&ran.err);
        assert!(ran.code == 2 && ran.err.lines().count() == 1, "{ran:?}");
    }
}
