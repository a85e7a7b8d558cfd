//! The report as an HTML page of tables and plots without external resources, for wide and narrow screens.

use crate::characters::Class;
use crate::figures::thousands;
use crate::plots;
use crate::report::{Distribution, Report};
use crate::shown::{Html, Whole, percent};
use crate::table::{in_words, laws_in_words, rows_of_totals};
use std::fmt::Write;

/// The maximum number of spellings of one term, and of bars of one plot.
const SPELLINGS: usize = 12;
const BARS: usize = 40;

pub fn build(report: &Report) -> String {
    let mut out = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    let (title, steps) = (Whole(&report.title), Whole(&report.steps));
    let _ = writeln!(out, "<title>Corpus report: {title}</title>\n<style>\n{}</style>", include_str!("page.css"));
    let _ = writeln!(out, "</head>\n<body>\n<h1>Corpus report</h1>\n<p>{}, {title}, fingerprint", Report::naqi());
    let _ = writeln!(out, "<code>{:016x}</code>: <code>{steps}</code></p>", report.fingerprint);
    for note in report.notes() {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", Whole(&note));
    }
    let page = Page { report, lang: language(&report.title) };
    page.totals(&mut out);
    page.variants(&mut out);
    page.marks(&mut out);
    page.letters(&mut out);
    page.characters(&mut out);
    page.lengths(&mut out);
    page.vocabulary(&mut out);
    page.files(&mut out);
    out += "</body>\n</html>\n";
    out
}

/// The language of a preset, by which browsers choose the shapes of letters.
fn language(title: &str) -> &'static str {
    match title {
        "preset persian" => "fa",
        "preset urdu" => "ur",
        "preset sorani" => "ckb",
        _ => "ar",
    }
}

struct Page<'r> {
    report: &'r Report,
    lang: &'static str,
}

impl Page<'_> {
    fn totals(&self, out: &mut String) {
        *out += "<h2>Totals</h2>\n<div class=\"scroll\" tabindex=\"0\"><table>\n";
        for (name, value, remark) in rows_of_totals(self.report) {
            let _ = write!(out, "<tr><td>{name}");
            if !remark.is_empty() {
                let _ = write!(out, "<br><small>{remark}</small>");
            }
            let _ = writeln!(out, "</td><td class=\"n\">{value}</td></tr>");
        }
        *out += "</table></div>\n";
    }

    fn variants(&self, out: &mut String) {
        *out += "<h2>Spellings made one</h2>\n<p>Terms in several spellings, where most words are at stake: those that \
                 are not in the term's commonest spelling, which a search for that would miss.</p>\n";
        *out += "<div class=\"scroll\" tabindex=\"0\"><table class=\"v\">\n<tr><th class=\"n\" scope=\"col\">at stake</th><th class=\"n\" scope=\"col\">of all</th>";
        *out += "<th class=\"r\" scope=\"col\">term</th><th class=\"r\" scope=\"col\">spellings</th></tr>\n";
        for variant in &self.report.variants {
            let (at_stake, total) = (thousands(variant.at_stake), thousands(variant.total));
            let _ = write!(out, "<tr><td class=\"n\">{at_stake}</td><td class=\"n\">{total}</td>");
            let _ = write!(out, "<td class=\"w\"{}>{}</td>", self.direction(&variant.term), Html(&variant.term));
            let _ = write!(out, "<td class=\"w\"{}><ul>", self.direction(&variant.term));
            for spelling in variant.spellings.iter().take(SPELLINGS) {
                let (written, count) = (Html(&spelling.written), thousands(spelling.count));
                let twin = if spelling.is_twin { " <bdi lang=\"en\">same in NFC</bdi>" } else { "" };
                let _ = write!(out, "<li><bdi>{written}</bdi> <small><bdi>{count}</bdi>{twin}</small></li>");
            }
            if let Some(more @ 1..) = variant.spellings.len().checked_sub(SPELLINGS) {
                let _ = write!(out, "<li lang=\"en\"><small>and {more} more</small></li>");
            }
            *out += "</ul></td></tr>\n";
        }
        *out += "</table></div>\n";
    }

    fn marks(&self, out: &mut String) {
        let Report { marks, totals, .. } = self.report;
        if marks.is_empty() {
            return;
        }
        let (marked, per_letter) = (percent(totals.marked, totals.arabic), percent(totals.marks, totals.letters));
        let _ = writeln!(out, "<h2>Marks</h2>\n<p>{marked} of the Arabic words have a mark; there are {per_letter} as");
        *out += "many marks as Arabic letters. Each is shown on a dotless beh.</p>\n<div class=\"pair\">\n";
        let bars = marks.iter().take(BARS).map(|&(c, count)| (Report::on_beh(c), count)).collect::<Vec<_>>();
        figure(out, "Marks, by count", "", &plots::lying("Marks, by count", &bars));
        self.characters_table(out, marks, totals.marks);
        *out += "</div>\n";
    }

    fn letters(&self, out: &mut String) {
        let Report { letters, totals, .. } = self.report;
        if letters.is_empty() {
            return;
        }
        *out += "<h2>Letters</h2>\n<p>Arabic letters as they are written, before normalization.</p>\n<div class=\"pair\">\n";
        let bars = letters.iter().take(BARS).map(|&(c, count)| (c.to_string(), count)).collect::<Vec<_>>();
        figure(out, "Letters, by count", "", &plots::lying("Letters, by count", &bars));
        self.characters_table(out, letters, totals.letters);
        *out += "</div>\n";
    }

    fn characters(&self, out: &mut String) {
        let Report { classes, scripts, signs, totals, .. } = self.report;
        *out += "<h2>Characters and scripts</h2>\n<div class=\"pair\">\n";
        let classes: Vec<(&str, u64)> = classes.iter().map(|(class, count)| (class.name(), *count)).collect();
        self.shares(out, ["characters", "count", "share"], &classes, totals.characters);
        let words = scripts.iter().map(|script| script.1).sum();
        let scripts: Vec<(&str, u64)> = scripts.iter().map(|(script, count)| (script.as_str(), *count)).collect();
        self.shares(out, ["words by script", "count", "share"], &scripts, words);
        *out += "</div>\n";
        if !signs.is_empty() {
            *out += "<h2>Presentation forms and what is not seen</h2>\n";
            let whole = signs.iter().map(|sign| sign.1).sum();
            self.characters_table(out, &signs[..signs.len().min(self.report.top)], whole);
        }
    }

    fn lengths(&self, out: &mut String) {
        let Report { word_lengths, sentence_lengths, .. } = self.report;
        *out += "<h2>Lengths</h2>\n<div class=\"pair\">\n";
        distribution(out, "Letters in a word", "Marks and tatweel are no letters.", word_lengths);
        let remark = "A bar is five lengths, from its label on. A line's end ends a sentence.";
        distribution(out, "Words in a sentence", remark, sentence_lengths);
        *out += "</div>\n";
    }

    fn vocabulary(&self, out: &mut String) {
        let Report { growth, ranks, terms, totals, .. } = self.report;
        if terms.is_empty() {
            return;
        }
        *out += "<h2>Vocabulary</h2>\n<div class=\"pair\">\n";
        let legend = "Distinct words over words<br><i class=\"a\"></i>as written <i class=\"b\"></i>normalized";
        figure(out, legend, "", &plots::growth("Distinct words over words", growth));
        figure(out, "Count of a term over its rank, logarithmic", "", &plots::ranks("Count over rank", ranks));
        *out += "</div>\n";
        for (title, law) in laws_in_words(self.report) {
            let _ = writeln!(out, "<p>{title}: {}</p>", Whole(&law));
        }
        *out += "<h2>Most frequent terms</h2>\n";
        let terms: Vec<(&str, u64)> = terms.iter().map(|(term, count)| (term.as_str(), *count)).collect();
        self.shares(out, ["term", "count", "share of words"], &terms, totals.words);
    }

    fn files(&self, out: &mut String) {
        let Report { files, totals, top, .. } = self.report;
        if totals.files < 2 {
            return;
        }
        *out += "<h2>Files</h2>\n";
        if totals.files > *top as u64 {
            let _ = writeln!(out, "<p>The {top} largest of {}.</p>", thousands(totals.files));
        }
        table(out, &[("file", false), ("bytes", true), ("words", true), ("marks to a letter", true)]);
        for file in files.iter().take(*top) {
            let broken = if file.broken { " (not read to its end)" } else { "" };
            let marks = if file.letters == 0 { 0.0 } else { file.marks as f64 / file.letters as f64 };
            let (name, bytes, words) = (Html(&file.name), thousands(file.bytes), thousands(file.words));
            let _ = write!(out, "<tr><td><bdi>{name}</bdi>{broken}</td><td class=\"n\">{bytes}</td>");
            let _ = writeln!(out, "<td class=\"n\">{words}</td><td class=\"n\">{marks:.3}</td></tr>");
        }
        *out += "</table></div>\n";
    }

    /// Characters with their names; an invisible one is its code point alone.
    fn characters_table(&self, out: &mut String, rows: &[(char, u64)], whole: u64) {
        table(out, &[("", false), ("count", true), ("share", true), ("name", false)]);
        for &(c, count) in rows {
            let shown = if Class::of(c) == Class::Mark { Report::on_beh(c) } else { c.to_string() };
            let (share, name) = (percent(count, whole), Report::name(c));
            let (shown, direction, count) = (Html(&shown), self.direction(&shown), thousands(count));
            let _ = write!(out, "<tr><td class=\"w c\"{direction}>{shown}</td><td class=\"n\">{count}</td>");
            let _ = writeln!(out, "<td class=\"n\">{share}</td><td>{}</td></tr>", Whole(&name));
        }
        *out += "</table></div>\n";
    }

    fn shares(&self, out: &mut String, heads: [&str; 3], rows: &[(&str, u64)], whole: u64) {
        table(out, &[(heads[0], false), (heads[1], true), (heads[2], true)]);
        for &(text, count) in rows {
            let (direction, shown) = (self.direction(text), Html(text));
            let class = if direction.is_empty() { "" } else { " class=\"w\"" };
            let (share, count) = (percent(count, whole), thousands(count));
            let _ = write!(out, "<tr><td{class}{direction}>{shown}</td><td class=\"n\">{count}</td>");
            let _ = writeln!(out, "<td class=\"n\">{share}</td></tr>");
        }
        *out += "</table></div>\n";
    }

    /// The attributes for the language and direction of a cell.
    fn direction(&self, text: &str) -> String {
        let is_arabic = |c| matches!(Class::of(c), Class::Letter | Class::Mark | Class::Form | Class::Tatweel);
        if text.chars().any(is_arabic) { format!(" lang=\"{}\" dir=\"rtl\"", self.lang) } else { String::new() }
    }
}

/// Opens a table that scrolls by itself on a narrow screen; for each head, whether the column has numbers.
fn table(out: &mut String, heads: &[(&str, bool)]) {
    *out += "<div class=\"scroll\" tabindex=\"0\"><table>\n<tr>";
    for &(head, is_number) in heads {
        let class = if is_number { " class=\"n\"" } else { "" };
        let _ = write!(out, "<th{class} scope=\"col\">{head}</th>");
    }
    *out += "</tr>\n";
}

fn distribution(out: &mut String, title: &str, remark: &str, distribution: &Distribution) {
    let first = |name: &str| name.split('–').next().unwrap_or_default().to_owned();
    let bars: Vec<(String, u64)> = distribution.bins.iter().map(|(name, count)| (first(name), *count)).collect();
    let remark = format!("In the text: {}. {remark}", in_words(distribution));
    figure(out, title, &remark, &plots::upright(title, &bars));
}

fn figure(out: &mut String, caption: &str, remark: &str, svg: &str) {
    let remark = if remark.is_empty() { String::new() } else { format!("<p>{remark}</p>") };
    let _ = writeln!(out, "<figure><figcaption>{caption}{remark}</figcaption>\n{svg}</figure>");
}
