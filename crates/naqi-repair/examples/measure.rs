//! Measures repairs: `measure DAMAGED.tsv` has lines of a kind, a damaged line and the line as it was; with `--whole` the
//! lines of a kind are one text. `measure --clean FILE…` counts lines of clean texts that change, `measure --bytes FILE.tsv`
//! has the bytes in hexadecimal digits, and `measure --words ORIGINAL FILE…` counts the words of a text, those that stand in
//! each damaged version and in the repaired one, and the latter two without marks.

use std::collections::BTreeMap;

fn main() -> std::io::Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mode = arguments.iter().position(|argument| argument.starts_with("--")).map(|at| arguments.remove(at));
    if mode.as_deref() == Some("--words") {
        return words(&arguments);
    }
    let shows = std::env::var("SHOW").ok();
    for path in arguments {
        let text = std::fs::read_to_string(&path)?;
        if mode.as_deref() == Some("--clean") {
            let changed: Vec<&str> = text.lines().filter(|line| naqi_repair::repair(line).text != *line).collect();
            println!("{path}: {} of {} lines change", changed.len(), text.lines().count());
            changed.iter().take(20).for_each(|line| {
                let repaired = naqi_repair::repair(line);
                println!("  {line}\n  {}\n  {:?}", repaired.text, repaired.changes[0]);
            });
            let whole = naqi_repair::repair(&text);
            println!("{path}: {} lines change in the whole text", whole.changes.len());
            continue;
        }
        if mode.as_deref() == Some("--whole") {
            whole(&text);
            continue;
        }
        let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for line in text.lines() {
            let mut fields = line.splitn(3, '\t');
            let (Some(kind), Some(damaged), Some(wanted)) = (fields.next(), fields.next(), fields.next()) else {
                continue;
            };
            let repaired = match mode.as_deref() {
                Some("--bytes") => naqi_repair::decode(&bytes(damaged)).text.into_owned(),
                _ => naqi_repair::repair(damaged).text.into_owned(),
            };
            let (right, all) = kinds.entry(kind).or_default();
            *right += usize::from(repaired == wanted);
            *all += 1;
            if repaired != wanted && shows.as_deref().is_some_and(|shown| kind.contains(shown)) {
                println!("{kind}\n  {damaged}\n  {wanted}\n  {repaired}");
            }
        }
        for (kind, (right, all)) in &kinds {
            println!("{:.4} {right} of {all} {kind}", *right as f64 / *all as f64);
        }
        let (right, all) = kinds.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        println!("{:.4} {right} of {all}, all kinds", right as f64 / all as f64);
    }
    Ok(())
}

/// Counts the lines that come back if all lines of a kind are one text.
fn whole(text: &str) {
    let mut kinds: BTreeMap<&str, (Vec<&str>, Vec<&str>)> = BTreeMap::new();
    for line in text.lines() {
        if let Some([kind, damaged, wanted]) = line.splitn(3, '\t').collect::<Vec<_>>().first_chunk() {
            let (all_damaged, all_wanted) = kinds.entry(kind).or_default();
            all_damaged.push(*damaged);
            all_wanted.push(*wanted);
        }
    }
    for (kind, (damaged, wanted)) in kinds {
        let repaired = naqi_repair::repair(&damaged.join("\n")).text.into_owned();
        let right = repaired.split('\n').zip(&wanted).filter(|(line, wanted)| line == *wanted).count();
        println!("{:.4} {right} of {} {kind}", right as f64 / wanted.len() as f64, wanted.len());
    }
}

fn bytes(digits: &str) -> Vec<u8> {
    let pair = |at: usize| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    (0..digits.len()).step_by(2).map_while(pair).collect()
}

fn counts(text: &str) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    naqi::words(text).for_each(|word| *counts.entry(word.text()).or_default() += 1);
    counts
}

/// How many words of a text stand in another one.
fn common(text: &str, other: &str) -> usize {
    let found = counts(other);
    counts(text).iter().map(|(word, count)| *count.min(found.get(word).unwrap_or(&0))).sum()
}

fn words(paths: &[String]) -> std::io::Result<()> {
    let [original, damaged @ ..] = paths else { return Ok(()) };
    let original = std::fs::read_to_string(original)?;
    for path in damaged {
        let text = std::fs::read_to_string(path)?;
        let repaired = naqi_repair::repair(&text).text;
        let bare = |text: &str| naqi::strip_diacritics(text).into_owned();
        let (bare_original, bare_text, bare_repaired) = (bare(&original), bare(&text), bare(&repaired));
        println!(
            "{}\t{}\t{}\t{}\t{}\t{path}",
            naqi::words(&original).count(),
            common(&original, &text),
            common(&original, &repaired),
            common(&bare_original, &bare_text),
            common(&bare_original, &bare_repaired)
        );
        if std::env::var_os("SHOW").is_some() {
            let found = counts(&repaired);
            let missing: Vec<&str> =
                counts(&original).into_keys().filter(|word| !found.contains_key(word)).take(40).collect();
            let other = counts(&original);
            let extra: Vec<&str> = found.into_keys().filter(|word| !other.contains_key(word)).take(40).collect();
            println!("  missing {}\n  extra {}", missing.join(" "), extra.join(" "));
        }
    }
    Ok(())
}
