//! Finds words in any spelling: `cargo run --release --example search -- [--whole] [NEEDLE [FILE]]`.
//!
//! The needle may be several words. Matches are printed in brackets, with the number of their line and their context.
//! `--whole` excludes matches inside a word. Without a needle, examples/data is searched for a vocalised verse by its
//! bare letters, for a line of presentation forms by its letters, and the reverse.
//! Exit status: 0 found, 1 nothing found, 2 no text.

#[path = "files/printable.rs"]
mod printable;
#[cfg(test)]
#[path = "files/process.rs"]
mod process;
#[path = "files/warn.rs"]
#[allow(dead_code, reason = "this program writes no messages but errors")]
mod warn;

use naqi::preset::SEARCH;
use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use warn::warn;

const SAMPLE: &str = include_str!("data/sample.txt");

/// The default searches: a needle, and a text with another spelling of it.
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
        warn("search", "an argument is invalid UTF-8");
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
            // The reader of the output has closed the pipe.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Err(error) => {
                warn("search", &error.to_string());
                return ExitCode::from(2);
            }
        }
    }
    if found > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints the matches, each marked in its line, and returns their number.
fn search(needle: &str, text: &str, whole_words: bool, out: &mut impl Write) -> io::Result<usize> {
    let finder = SEARCH.finder(needle);
    let finder = if whole_words { finder.whole_words() } else { finder };
    writeln!(out, "searching {needle}, normalized to {}", finder.needle())?;

    // Spans are of the original text: they can be extracted, highlighted, or shown with their vowels.
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

/// The context before and after a span in its line, up to a limit.
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
    fn names_and_errors_contain_no_terminal_commands() {
        let ran = process::run(&["كتاب", process::HOSTILE]);
        process::assert_printable(&ran.err);
        assert!(ran.code == 2 && ran.err.lines().count() == 1, "{ran:?}");
    }
}
