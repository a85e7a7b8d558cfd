//! The report as plain text: numbers first, then words.

use super::labels::{self, percent};
use super::report::{Distribution, Report, Spelling};
use super::shown::{isolated, plain};
use crate::hits::context::width;
use crate::page::Lang;
use crate::terminal::code_points;
use crate::terminal::figures::thousands;
use std::fmt::Write;

/// The maximum number of spellings shown of one term.
const SPELLINGS: usize = 6;
/// The longest bar of a distribution, in cells.
const BAR: u64 = 40;
/// The columns of numbers, and of terms.
const NUMBER: usize = 14;
const TERM: usize = 24;

/// Who reads the table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Columns are aligned, and words isolated, so that columns keep their order in any direction.
    Reader,
    /// Columns are separated by tabs.
    Program,
}

pub fn print(report: &Report, reader: For) -> String {
    let mut table = Table { out: String::new(), reader };
    table.head_of_report(report);
    table.totals(report);
    table.variants(report);
    table.terms(report);
    table.characters_and_scripts(report);
    table.distribution("letters in a word", &report.word_lengths);
    table.distribution("words in a sentence (a line's end ends it)", &report.sentence_lengths);
    table.laws(report);
    table.files(report);
    table.out
}

struct Table {
    out: String,
    reader: For,
}

impl Table {
    fn line(&mut self, line: &str) {
        self.out += line;
        self.out.push('\n');
    }

    fn head(&mut self, title: &str) {
        self.out.push('\n');
        self.line(title);
    }

    /// Numbers, right-aligned in columns of their widths, and a text.
    fn row(&mut self, numbers: &[(&str, usize)], text: &str) {
        for (number, width) in numbers {
            // Writing to a string does not fail.
            let _ = match self.reader {
                For::Reader => write!(self.out, "{number:>width$} "),
                For::Program => write!(self.out, "{number}\t"),
            };
        }
        self.out += if self.reader == For::Reader { " " } else { "" };
        self.line(text);
    }

    fn text(&self, text: &str) -> String {
        if self.reader == For::Reader { isolated(text) } else { plain(text) }
    }

    fn head_of_report(&mut self, report: &Report) {
        let title = self.text(&report.title);
        self.line(&format!("{title}; {}", Report::naqi()));
        if !report.title.starts_with("steps") {
            self.line(&format!("steps {}", report.steps));
        }
        for note in labels::notes(report, Lang::En) {
            self.line(&format!("note: {note}"));
        }
    }

    fn totals(&mut self, report: &Report) {
        self.head("totals");
        for total in labels::totals(report, Lang::En) {
            let remark = if total.remark.is_empty() { String::new() } else { format!("  ({})", total.remark) };
            self.row(&[(&total.value, NUMBER)], &format!("{}{remark}", total.name));
        }
    }

    fn variants(&mut self, report: &Report) {
        self.head("unified spellings, by words at stake");
        self.row(&[("words at stake", NUMBER), ("of all", 11)], "term and spellings");
        let terms: Vec<String> = report.variants.iter().map(|variant| self.text(&variant.term)).collect();
        let widest = terms.iter().map(|term| width(term)).max().unwrap_or(0).min(TERM);
        for (variant, term) in report.variants.iter().zip(&terms) {
            let space = match self.reader {
                For::Reader => " ".repeat(widest.saturating_sub(width(term)) + 2),
                For::Program => "\t".into(),
            };
            let spelling = |spelling: &Spelling| {
                let twin = if spelling.is_twin { " (the same in NFC)" } else { "" };
                format!("{} {}{twin}", self.text(&spelling.written), thousands(spelling.count))
            };
            let mut spellings: Vec<String> = variant.spellings.iter().take(SPELLINGS).map(spelling).collect();
            if variant.spellings.len() > SPELLINGS {
                spellings.push(format!("and {} more", variant.spellings.len() - SPELLINGS));
            }
            let (at_stake, total) = (thousands(variant.at_stake), thousands(variant.total));
            self.row(&[(&at_stake, NUMBER), (&total, 11)], &format!("{term}{space}{}", spellings.join(", ")));
        }
    }

    fn terms(&mut self, report: &Report) {
        self.head("most frequent terms");
        for (term, count) in &report.terms {
            let term = self.text(term);
            self.share(*count, report.totals.words, &term);
        }
    }

    fn share(&mut self, count: u64, whole: u64, text: &str) {
        self.row(&[(&thousands(count), NUMBER), (&percent(count, whole), 7)], text);
    }

    fn characters_and_scripts(&mut self, report: &Report) {
        self.head("characters");
        for (class, count) in &report.classes {
            self.row(&[(&thousands(*count), NUMBER)], labels::class(*class, Lang::En));
        }
        self.characters("letters", &report.letters, report.totals.letters);
        self.characters("marks", &report.marks, report.totals.marks);
        let signs = report.signs.iter().map(|sign| sign.1).sum();
        let first = &report.signs[..report.signs.len().min(report.top)];
        self.characters("presentation forms and invisible characters", first, signs);
        self.head("words by script");
        for (script, count) in &report.scripts {
            self.row(&[(&thousands(*count), NUMBER)], script);
        }
    }

    fn characters(&mut self, title: &str, rows: &[(char, u64)], whole: u64) {
        if rows.is_empty() {
            return;
        }
        self.head(title);
        for &(c, count) in rows {
            self.share(count, whole, &code_points::with_name(c));
        }
    }

    fn distribution(&mut self, title: &str, distribution: &Distribution) {
        self.head(title);
        self.row(&[("", NUMBER)], &labels::distribution(distribution, Lang::En));
        let most = distribution.bins.iter().map(|bin| bin.1).max().unwrap_or(0).max(1);
        for (name, count) in &distribution.bins {
            let bar = "█".repeat((count * BAR).div_ceil(most) as usize);
            self.row(&[(&thousands(*count), NUMBER), (name, 6)], &bar);
        }
    }

    fn laws(&mut self, report: &Report) {
        for law in labels::laws(report, Lang::En) {
            self.head(law.name);
            let formulas: Vec<String> =
                law.formulas.iter().map(|(what, formula)| format!("{what} ≈ {formula}")).collect();
            self.row(&[("", NUMBER)], &formulas.join("; "));
        }
    }

    fn files(&mut self, report: &Report) {
        if report.totals.files < 2 {
            return;
        }
        self.head("files, the largest first");
        self.row(&[("bytes", NUMBER), ("words", 11), ("marks per letter", 16)], "name");
        for file in report.files.iter().take(report.top) {
            let marks = if file.letters == 0 { 0.0 } else { file.marks as f64 / file.letters as f64 };
            let broken = if file.broken { "  (not read to its end)" } else { "" };
            let (bytes, words, marks) = (thousands(file.bytes), thousands(file.words), format!("{marks:.3}"));
            let name = self.text(&file.name);
            self.row(&[(&bytes, NUMBER), (&words, 11), (&marks, 16)], &format!("{name}{broken}"));
        }
    }
}
