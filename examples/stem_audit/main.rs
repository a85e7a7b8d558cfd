//! Prints, for each entry of the stem tables, the words of texts that it decides, with counts:
//! `cargo run --release --example stem_audit -- [--most N] TEXTS`.
//!
//! A prefix of a table often matches more words than its author thought of. Read the output, and give such an entry a `$`
//! (a whole word), or a longer entry beside it.

#[path = "../../src/error.rs"]
#[allow(dead_code, unused_imports, unreachable_pub, reason = "the stems use a part of the module")]
mod error;
#[path = "../../src/names.rs"]
#[allow(dead_code, unused_imports, unreachable_pub, reason = "the stems use a part of the module")]
mod names;
#[path = "../files/printable.rs"]
mod printable;
mod search;
#[path = "../files/warn.rs"]
mod warn;

/// What the stems import from the library.
mod kernel {
    /// The word in the library's layout: six bits per character, and the length in the four highest bits.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(crate) struct PackedWord(pub u64);

    impl PackedWord {
        pub const NONE: Self = Self(0);

        pub fn of(text: &str) -> Option<Self> {
            let len = text.chars().count();
            if !(1..=10).contains(&len) || !text.chars().all(|c| ('\u{620}'..='\u{65F}').contains(&c)) {
                return None;
            }
            let letters = text.chars().enumerate().map(|(n, c)| (c as u64 & 0x3F) << (6 * n));
            Some(Self(letters.sum::<u64>() | (len as u64) << 60))
        }

        pub fn len(self) -> usize {
            (self.0 >> 60) as usize
        }
    }
}

extern crate alloc;

use naqi::analyzer;
#[cfg(test)]
use naqi::normalize; // for the tests of the stems
use search::{decisions, stem};
use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;
use warn::{say, warn};

const USAGE: &str = "\
Prints, for each entry of the stem tables, the words of the texts that it decides, with counts.

usage: stem_audit [--most N] TEXTS

  --most N    prints at most N words of each entry, the commonest (40 if not given)
";

/// The words of an entry, and how often each is in the texts.
type Words = Vec<(String, usize)>;

fn main() -> ExitCode {
    let (mut paths, mut most) = (Vec::new(), Some(40));
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match &*argument {
            "--most" => most = arguments.next().and_then(|n| n.parse().ok()),
            _ => paths.push(argument),
        }
    }
    let (Some(most), false) = (most, paths.is_empty()) else {
        say(USAGE);
        return ExitCode::from(2);
    };
    let mut counts = HashMap::new();
    for path in paths {
        match std::fs::read(&path) {
            Ok(text) => count_words(&String::from_utf8_lossy(&text), &mut counts),
            Err(error) => {
                warn("stem_audit", &format!("{path}: {error}"));
                return ExitCode::FAILURE;
            }
        }
    }
    match print(&audit(counts), most) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

/// Counts the words of a text, normalized as the analyzer `default` does.
fn count_words(text: &str, counts: &mut HashMap<String, usize>) {
    analyzer::default().normalizer().for_each_term(text, |_, term| {
        for word in term.split([' ', '_']) {
            *counts.entry(word.into()).or_default() += 1;
        }
    });
}

/// The words by table and entry.
fn audit(counts: HashMap<String, usize>) -> BTreeMap<(String, String), Words> {
    let mut entries: BTreeMap<_, Words> = BTreeMap::new();
    for (word, count) in counts {
        let stem = stem::full(&word).into_owned();
        let category = stem::Category::of(&word);
        let result = category.map_or(stem, |category| category.name().into());
        for entry in decisions::take() {
            entries.entry(entry).or_default().push((format!("{word}>{result}"), count));
        }
    }
    entries
}

fn print(entries: &BTreeMap<(String, String), Words>, most: usize) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut last = "";
    for ((table, entry), words) in entries {
        if table != last {
            writeln!(out, "# {table}")?;
            last = table;
        }
        let mut words: Vec<_> = words.iter().collect();
        words.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        let total: usize = words.iter().map(|word| word.1).sum();
        write!(out, "{entry}\t{} words, {total} times:", words.len())?;
        for (word, count) in words.iter().take(most) {
            write!(out, " {word}×{count}")?;
        }
        writeln!(out, "{}", if words.len() > most { " …" } else { "" })?;
    }
    out.flush()
}
