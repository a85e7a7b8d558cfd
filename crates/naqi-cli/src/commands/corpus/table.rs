//! The report as plain text for a terminal: numbers first, then words, each in an isolate.

use crate::figures::thousands;
use crate::report::{Distribution, Report, Spelling};
use crate::shown::{isolated, percent, width};
use std::fmt::Write;

/// The maximum number of spellings shown of one term.
const SPELLINGS: usize = 6;
/// The longest bar of a distribution, in cells.
const BAR: u64 = 40;

pub fn print(report: &Report) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}; {}", isolated(&report.title), Report::naqi());
    if !report.title.starts_with("steps") {
        let _ = writeln!(out, "steps {}", report.steps);
    }
    for note in report.notes() {
        let _ = writeln!(out, "note: {note}");
    }
    totals(report, &mut out);
    variants(report, &mut out);
    terms(report, &mut out);
    head("characters", &mut out);
    for (class, count) in &report.classes {
        let _ = writeln!(out, "{:>14}  {}", thousands(*count), class.name());
    }
    characters("letters", &report.letters, report.totals.letters, &mut out);
    characters("marks", &report.marks, report.totals.marks, &mut out);
    let signs = report.signs.iter().map(|sign| sign.1).sum();
    characters(
        "presentation forms and invisible characters",
        &report.signs[..report.signs.len().min(report.top)],
        signs,
        &mut out,
    );
    head("words by script", &mut out);
    for (script, count) in &report.scripts {
        let _ = writeln!(out, "{:>14}  {script}", thousands(*count));
    }
    distribution("letters in a word", &report.word_lengths, &mut out);
    distribution("words in a sentence (a line's end ends it)", &report.sentence_lengths, &mut out);
    laws(report, &mut out);
    files(report, &mut out);
    out
}

fn head(title: &str, out: &mut String) {
    let _ = writeln!(out, "\n{title}");
}

fn totals(report: &Report, out: &mut String) {
    head("totals", out);
    for (name, value, remark) in rows_of_totals(report) {
        let remark = if remark.is_empty() { remark } else { format!("  ({remark})") };
        let _ = writeln!(out, "{value:>14}  {name}{remark}");
    }
}

/// Name, value, and an explanation.
pub fn rows_of_totals(report: &Report) -> Vec<(&'static str, String, String)> {
    let totals = &report.totals;
    let fewer = format!("{} fewer", percent(totals.written.saturating_sub(totals.terms), totals.written));
    let per_letter = match totals.letters {
        0 => "–".into(),
        letters => format!("{:.3}", totals.marks as f64 / letters as f64),
    };
    let mut rows = vec![
        ("files", thousands(totals.files), String::new()),
        ("bytes", thousands(totals.bytes), String::new()),
        ("characters", thousands(totals.characters), String::new()),
        ("sentences", thousands(totals.sentences), String::new()),
        ("words", thousands(totals.words), format!("{} of them numbers", thousands(totals.numbers))),
        ("distinct words, as written", thousands(totals.written), String::new()),
        ("distinct words, normalized", thousands(totals.terms), fewer),
        ("terms in several spellings", thousands(totals.varied), percent(totals.varied, totals.terms) + " of all"),
        (
            "words at stake",
            thousands(totals.at_stake),
            percent(totals.at_stake, totals.words) + " of all: not in their term's commonest spelling",
        ),
        ("Arabic words with a mark", thousands(totals.marked), percent(totals.marked, totals.arabic) + " of them"),
        ("marks to an Arabic letter", per_letter, String::new()),
        ("decomposed letters", thousands(totals.decomposed), "a hamza or madda of its own code point".into()),
        ("words not in NFC", thousands(totals.not_nfc), "marks in another order, or decomposed letters".into()),
    ];
    if totals.emptied > 0 {
        rows.push(("words that normalization deletes", thousands(totals.emptied), String::new()));
    }
    rows
}

fn variants(report: &Report, out: &mut String) {
    head("unified spellings, by words at stake", out);
    let _ = writeln!(out, "{:>14} {:>11}  term and spellings", "words at stake", "of all");
    let terms: Vec<String> = report.variants.iter().map(|variant| isolated(&variant.term)).collect();
    let widest = terms.iter().map(|term| width(term)).max().unwrap_or(0).min(24);
    for (variant, term) in report.variants.iter().zip(&terms) {
        let padding = " ".repeat(widest.saturating_sub(width(term)));
        let spelling = |spelling: &Spelling| {
            let twin = if spelling.is_twin { " (the same in NFC)" } else { "" };
            format!("{} {}{twin}", isolated(&spelling.written), thousands(spelling.count))
        };
        let mut spellings: Vec<String> = variant.spellings.iter().take(SPELLINGS).map(spelling).collect();
        if variant.spellings.len() > SPELLINGS {
            spellings.push(format!("and {} more", variant.spellings.len() - SPELLINGS));
        }
        let (at_stake, total) = (thousands(variant.at_stake), thousands(variant.total));
        let _ = writeln!(out, "{at_stake:>14} {total:>11}  {term}{padding}  {}", spellings.join(", "));
    }
}

fn terms(report: &Report, out: &mut String) {
    head("most frequent terms", out);
    for (term, count) in &report.terms {
        let share = percent(*count, report.totals.words);
        let _ = writeln!(out, "{:>14} {share:>7}  {}", thousands(*count), isolated(term));
    }
}

fn characters(title: &str, rows: &[(char, u64)], whole: u64, out: &mut String) {
    if rows.is_empty() {
        return;
    }
    head(title, out);
    for &(c, count) in rows {
        let share = percent(count, whole);
        let _ = writeln!(out, "{:>14} {share:>7}  {}", thousands(count), Report::name(c));
    }
}

fn distribution(title: &str, distribution: &Distribution, out: &mut String) {
    head(title, out);
    let _ = writeln!(out, "{:>14}  {}", "", in_words(distribution));
    let most = distribution.bins.iter().map(|bin| bin.1).max().unwrap_or(0).max(1);
    for (name, count) in &distribution.bins {
        let bar = "█".repeat((count * BAR).div_ceil(most) as usize);
        let _ = writeln!(out, "{:>14} {name:>6}  {bar}", thousands(*count));
    }
}

/// Median, mean, and the items in no bin.
pub fn in_words(distribution: &Distribution) -> String {
    let Distribution { median, mean, longest, none, .. } = distribution;
    let none = if *none > 0 { format!(", {} with none", thousands(*none)) } else { String::new() };
    format!("median {median}, mean {mean:.1}, longest {longest}{none}")
}

fn laws(report: &Report, out: &mut String) {
    for (title, law) in laws_in_words(report) {
        head(title, out);
        let _ = writeln!(out, "{:>14}  {law}", "");
    }
}

/// The two laws of vocabularies, fitted to this one.
pub fn laws_in_words(report: &Report) -> Vec<(&'static str, String)> {
    let mut laws = Vec::new();
    if let Some([written, terms]) = report.heaps {
        let law = |power: crate::power::Power| format!("{:.2} × words^{:.3}", power.factor, power.exponent);
        laws.push((
            "growth of the vocabulary (Heaps)",
            format!("distinct as written ≈ {}; normalized ≈ {}", law(written), law(terms)),
        ));
    }
    if let Some(zipf) = report.zipf {
        laws.push((
            "rank and frequency of terms (Zipf)",
            format!("count ≈ {:.0} × rank^{:.3}", zipf.factor, zipf.exponent),
        ));
    }
    laws
}

fn files(report: &Report, out: &mut String) {
    if report.totals.files < 2 {
        return;
    }
    head("files, the largest first", out);
    let _ = writeln!(out, "{:>14} {:>11} {:>16}  name", "bytes", "words", "marks per letter");
    for file in report.files.iter().take(report.top) {
        let marks = if file.letters == 0 { 0.0 } else { file.marks as f64 / file.letters as f64 };
        let broken = if file.broken { "  (not read to its end)" } else { "" };
        let (bytes, words, name) = (thousands(file.bytes), thousands(file.words), isolated(&file.name));
        let _ = writeln!(out, "{bytes:>14} {words:>11} {marks:>16.3}  {name}{broken}");
    }
}
