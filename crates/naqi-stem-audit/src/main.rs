//! Prints, for each entry of the stem tables, the words of texts that it decides, with counts:
//! `cargo run --release -p naqi-stem-audit -- [--most N] TEXTS`.
//!
//! A prefix of a table often matches more words than its author thought of. Read the output, and give such an entry a `$`
//! (a whole word), or a longer entry beside it.

use naqi::{analyzer, decisions, stem};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};

const USAGE: &str = "usage: naqi-stem-audit [--most N] TEXTS    (at most N words of each entry, the commonest; 40)";

/// The words of an entry, and how often each is in the texts.
type Words = Vec<(String, usize)>;

fn main() -> Result<(), Box<dyn Error>> {
    let (mut paths, mut most) = (Vec::new(), 40);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match &*argument {
            "--most" => most = arguments.next().and_then(|n| n.parse().ok()).ok_or(USAGE)?,
            _ => paths.push(argument),
        }
    }
    if paths.is_empty() {
        return Err(USAGE.into());
    }
    let mut counts = HashMap::new();
    for path in paths {
        let text = fs::read(&path).map_err(|error| format!("{path}: {error}"))?;
        count_words(&String::from_utf8_lossy(&text), &mut counts);
    }
    match print(&audit(counts), most) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
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
    decisions::take();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_names_the_words_that_it_decides() {
        let mut counts = HashMap::new();
        // An irregular plural, twice, and a stop word.
        count_words("نساء في نساء", &mut counts);
        let entries = audit(counts);
        let decided = |word: &str| entries.values().flatten().filter(|(w, _)| w.starts_with(word)).collect::<Vec<_>>();
        assert!(!decided("نساء>").is_empty() && decided("نساء>").iter().all(|(_, count)| *count == 2), "{entries:?}");
        assert!(decided("في>function").iter().any(|(_, count)| *count == 1), "{entries:?}");
    }
}
