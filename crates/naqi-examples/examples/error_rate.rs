//! How good is a speech recogniser? `cargo run --release -p naqi-examples --example error_rate -- [REFERENCE HYPOTHESIS]`
//!
//! Prints the word error rate and the character error rate (WER, CER): the edits that make the hypothesis of the reference, by
//! the number of its words or characters. Two files have one transcript in a line; without files they are those below.

use naqi::preset::SPEECH;
use std::error::Error;

const REFERENCE: &str = "قالَ: «نعم، في عام ٢٠٢٤!»\nوصلَ القطارُ إلى المحطّة.\n";
const HYPOTHESIS: &str = "قال نعم في عام 2024\nوصل القطار إلي المحطة\n";

/// The least number of insertions, deletions and substitutions (Levenshtein).
fn edits<T: PartialEq>(reference: &[T], hypothesis: &[T]) -> usize {
    let mut row: Vec<usize> = (0..=hypothesis.len()).collect();
    for (n, expected) in reference.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], n + 1);
        for (m, found) in hypothesis.iter().enumerate() {
            let substituted = diagonal + usize::from(expected != found);
            diagonal = row[m + 1];
            row[m + 1] = substituted.min(row[m] + 1).min(diagonal + 1);
        }
    }
    row[hypothesis.len()]
}

fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let read = |path: &String| std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"));
    let (reference, hypothesis) = match &files[..] {
        [] => (REFERENCE.into(), HYPOTHESIS.into()),
        [reference, hypothesis] => (read(reference)?, read(hypothesis)?),
        _ => return Err("give two files, the reference and the hypothesis, or none".into()),
    };
    if reference.lines().count() != hypothesis.lines().count() {
        return Err("the files have other numbers of lines: write one transcript in each line".into());
    }
    let (mut words, mut characters) = ((0, 0), (0, 0));
    for (reference, hypothesis) in reference.lines().zip(hypothesis.lines()) {
        let [reference, hypothesis] = [reference, hypothesis].map(|line| SPEECH.normalize(line));
        let [a, b] = [&reference, &hypothesis].map(|line| line.split(' ').collect::<Vec<_>>());
        words = (words.0 + edits(&a, &b), words.1 + a.len());
        let [a, b] = [&reference, &hypothesis].map(|line| line.chars().collect::<Vec<_>>());
        characters = (characters.0 + edits(&a, &b), characters.1 + a.len());
    }
    for (name, (edits, all)) in [("WER", words), ("CER", characters)] {
        println!("{name} {:.4} ({edits} of {all})", edits as f64 / all.max(1) as f64);
    }
    Ok(())
}
