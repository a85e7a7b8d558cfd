//! Counts changes, in memory that does not grow with the text.

use super::histogram::Histogram;
use super::kind::Kind;
use super::trace::{Change, Tracer, is_form_step, is_post_processing_step};
use crate::terminal::Printable;
use crate::terminal::code_points::{code_point, code_points, with_name as name};
use crate::terminal::figures::thousands;
use naqi::{Normalizer, Step, Stream};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

/// The maximum number of clusters counted separately; the others are counted together.
const MAX_ROWS: usize = 1000;

pub struct Report<'n> {
    steps: &'n [Step],
    tracer: Tracer,
    form: Option<Form<'n>>,
    /// Text whose last cluster may be incomplete.
    pending: String,
    /// Code points that were rewritten independently.
    alone: Histogram,
    /// The output for those that were not.
    together: Histogram,
    output: Histogram,
    changes: BTreeMap<String, u64>,
    joined: u64,
    whole: u64,
    whole_rows: BTreeMap<String, u64>,
    replaced: u64,
    pub files: u64,
    pub bytes_in: u64,
    pub bytes_out: u64,
    /// Time spent in the normalizer alone.
    pub time: Duration,
}

/// NFC or NFKC, which run before all other steps.
struct Form<'n> {
    stream: Stream<'n>,
    source: Histogram,
    formed: Histogram,
}

impl<'n> Report<'n> {
    /// A report on a normalizer; `form` has those of its steps that are normal forms.
    pub fn new(normalizer: &'n Normalizer, form: &'n Normalizer) -> Self {
        let has_form = normalizer.steps().iter().any(is_form_step);
        Self {
            steps: normalizer.steps(),
            tracer: Tracer::new(normalizer.steps()),
            form: has_form.then(|| Form { stream: form.stream(), source: Histogram::new(), formed: Histogram::new() }),
            pending: String::new(),
            alone: Histogram::new(),
            together: Histogram::new(),
            output: Histogram::new(),
            changes: BTreeMap::new(),
            joined: 0,
            whole: 0,
            whole_rows: BTreeMap::new(),
            replaced: 0,
            files: 0,
            bytes_in: 0,
            bytes_out: 0,
            time: Duration::ZERO,
        }
    }

    /// Adds the next chunk of a text.
    pub fn push(&mut self, text: &str) {
        match &mut self.form {
            None => self.pending.push_str(text),
            Some(form) => {
                form.source.add_text(text);
                let start = self.pending.len();
                let _ = form.stream.push(text.as_bytes(), &mut self.pending); // text is UTF-8
                form.formed.add_text(&self.pending[start..]);
            }
        }
        let certain = self.tracer.whole_clusters(&self.pending);
        let rest = self.pending.split_off(certain);
        let text = std::mem::replace(&mut self.pending, rest);
        self.count(&text);
        // A very long run of marks is processed in parts.
        if self.pending.len() > 1 << 20 {
            let text = std::mem::take(&mut self.pending);
            self.count(&text);
        }
    }

    /// Adds the next chunk of the output.
    pub fn push_output(&mut self, out: &str) {
        self.bytes_out += out.len() as u64;
        self.output.add_text(out);
    }

    /// Ends a text; the next chunk starts another.
    pub fn finish_text(&mut self, replaced: u64) {
        if let Some(form) = &mut self.form {
            let start = self.pending.len();
            let _ = form.stream.finish(&mut self.pending);
            form.formed.add_text(&self.pending[start..]);
        }
        let text = std::mem::take(&mut self.pending);
        self.count(&text);
        self.replaced += replaced;
        self.files += 1;
    }

    fn count(&mut self, text: &str) {
        let (alone, together) = (&mut self.alone, &mut self.together);
        let (joined_count, changes) = (&mut self.joined, &mut self.changes);
        let (whole_count, whole_rows) = (&mut self.whole, &mut self.whole_rows);
        self.tracer.clusters(text, |tracer, cluster| {
            tracer.explain(cluster, &mut |change| match change {
                Change::Alone(c) => alone.add(c, 1),
                Change::Joined { letter, marks, joined, written } => {
                    *joined_count += 1;
                    together.add_text(&written);
                    let names: Vec<String> = marks.chars().map(name).collect();
                    let mut row = format!("{letter} + {} = {joined}", names.join(" + "));
                    if written != joined {
                        row += &format!(" → {written}");
                    }
                    *changes.entry(row).or_default() += 1;
                }
                Change::Whole { source, written } => {
                    *whole_count += 1;
                    together.add_text(&written);
                    let row = format!("{} → {}", code_points(&source), code_points(&written));
                    if whole_rows.len() < MAX_ROWS || whole_rows.contains_key(&row) {
                        *whole_rows.entry(row).or_default() += 1;
                    }
                }
            });
        });
    }

    /// The report as text.
    pub fn print(mut self, title: &str) -> String {
        let seconds = self.time.as_secs_f64();
        let rate = self.bytes_in as f64 / 1e6 / seconds.max(1e-9);
        let mut out = format!("{title}\n");
        let _ = writeln!(out, "{:>15}  {}", thousands(self.files), if self.files == 1 { "text" } else { "texts" });
        let _ = writeln!(out, "{:>15}  bytes in", thousands(self.bytes_in));
        let _ = writeln!(out, "{:>15}  bytes out", thousands(self.bytes_out));
        let _ =
            writeln!(out, "{rate:>15.0}  MB/s in the normalizer ({seconds:.3} s; reading, counting, writing aside)");
        if self.replaced > 0 {
            let _ = writeln!(out, "{:>15}  U+FFFD for invalid UTF-8", thousands(self.replaced));
        }
        if let Some(form) = &self.form {
            let rows = form.source.differences(&form.formed).map(fewer_or_more).collect();
            section(&mut out, "by the normal form", "code points", rows);
        }
        let joins = self.changes.iter().map(|(row, &count)| (count, row.clone())).collect();
        section(&mut out, "letters composed with their marks (compose)", "", joins);
        let mut explained = std::mem::replace(&mut self.together, Histogram::new());
        let mut rows: BTreeMap<Kind, Vec<(u64, String)>> = BTreeMap::new();
        for (c, count) in self.alone.iter() {
            let written = self.tracer.written(c);
            written.chars().for_each(|w| explained.add(w, count));
            if let Some(kind) = Kind::of(c, written) {
                rows.entry(kind).or_default().push((count, row(kind, c, written)));
            }
        }
        for kind in Kind::ALL {
            section(&mut out, kind.title(), "", rows.remove(&kind).unwrap_or_default());
        }
        let mut whole: Vec<_> = self.whole_rows.iter().map(|(row, &count)| (count, row.clone())).collect();
        let rest = self.whole - whole.iter().map(|row| row.0).sum::<u64>();
        if rest > 0 {
            whole.push((rest, "of other kinds".into()));
        }
        section(&mut out, "letters and marks rewritten together", "", whole);
        let post_processes = self.steps.iter().any(|step| is_post_processing_step(step) || *step == Step::Skeleton);
        let head = if post_processes {
            "by post-processing (spaces, stretches, positions)"
        } else {
            "not followed code point by code point"
        };
        let rows = explained.differences(&self.output).map(fewer_or_more).collect();
        section(&mut out, head, "code points", rows);
        out
    }
}

/// A section with its sum, the most frequent rows first. If `unit` describes a difference of counts, there is no sum.
fn section(out: &mut String, title: &str, unit: &str, mut rows: Vec<(u64, String)>) {
    if rows.is_empty() {
        return;
    }
    rows.sort_by_key(|row| Reverse(row.0));
    match unit {
        "" => {
            let _ = writeln!(out, "{title}: {}", thousands(rows.iter().map(|row| row.0).sum()));
        }
        unit => {
            let _ = writeln!(out, "{title}, in {unit}:");
        }
    }
    for (count, what) in rows {
        // Rows contain letters of the text, and of the map that rewrites them.
        let _ = writeln!(out, "{:>15}  {}", thousands(count), Printable(&what));
    }
}

fn fewer_or_more((c, before, after): (char, u64, u64)) -> (u64, String) {
    let way = if after < before { "fewer" } else { "more" };
    (before.abs_diff(after), format!("{way}: {}", name(c)))
}

fn row(kind: Kind, c: char, written: &str) -> String {
    match kind {
        _ if written.is_empty() => name(c),
        Kind::Mark | Kind::Space => format!("{} → {}", name(c), code_points(written)),
        _ if written.chars().all(char::is_alphabetic) => {
            format!("{c} → {written}  ({} → {})", code_point(c), code_points(written))
        }
        _ => format!("{c} → {written}  ({})", code_point(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report_of(steps: &str, chunks: &[&str]) -> String {
        let normalizer: Normalizer = steps.parse().unwrap();
        let form_steps: Vec<Step> = normalizer.steps().iter().filter(|s| is_form_step(s)).cloned().collect();
        let form = Normalizer::new(&form_steps);
        let mut report = Report::new(&normalizer, &form);
        chunks.iter().for_each(|chunk| report.push(chunk));
        report.push_output(&normalizer.normalize(&chunks.concat()));
        report.finish_text(0);
        report.print("")
    }

    #[test]
    fn a_composed_hamza_is_no_deleted_mark() {
        let report = report_of("compose, strip_diacritics", &["ا", "\u{64E}", "\u{654}مل"]);
        assert!(report.contains("ا + U+0654 ARABIC HAMZA ABOVE = أ"), "{report}");
        assert!(report.contains("marks and signs: 1\n"), "{report}");
        assert!(!report.contains("not followed"), "{report}");
    }

    #[test]
    fn a_hamza_on_a_tatweel_is_a_letter_of_its_own() {
        let report = report_of("strip_diacritics, strip_tatweel", &["شَيْـًٔا"]);
        assert!(report.contains("ـ + U+0654 ARABIC HAMZA ABOVE = ئ"), "{report}");
        assert!(report.contains("marks and signs: 3\n"), "{report}");
    }

    #[test]
    fn post_processing_is_counted_by_missing_characters() {
        let report = report_of("collapse_stretch(1), trim", &[" جمي", "ييي", "يل \n"]);
        assert!(report.contains("4  fewer: U+064A ARABIC LETTER YEH"), "{report}");
        assert!(report.contains("2  fewer: U+0020 SPACE"), "{report}");
    }
}
