//! An HTML page of the text before and after, in colours, without external resources.

use crate::escaped::Escaped;
use crate::figures::thousands;
use crate::kind::{Kind, is_invisible};
use crate::paragraph::{Cell, Liner};
use naqi::Normalizer;
use naqi::letters::is_mark;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The maximum length of source text on the page, in bytes.
const MAX_BYTES: usize = 1 << 20;

/// The start of each text, up to the page's limit.
#[derive(Default)]
pub struct Page {
    texts: Vec<(String, String)>,
    len: usize,
    truncated: bool,
}

/// Marks are coloured only: padding or a border would separate joined letters.
const STYLE: &str = "
:root{color-scheme:light}
body{margin:0 auto;max-width:78rem;padding:1rem;background:#fff;color:#1b1b1b;
font:1.15rem/2 'Noto Naskh Arabic','Amiri','Scheherazade New','Geeza Pro','Noto Sans Arabic','Segoe UI',serif;
font-variant-ligatures:none}
h1{font-size:1.5rem;margin:0}
h2{font-size:1.1rem;margin:1.5rem 0 0}
code{font:.85rem/1.6 monospace;color:#444;overflow-wrap:anywhere}
.note{margin:.3rem 0;color:#444;font-size:1rem;line-height:1.7}
ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;margin:.6rem 0 1rem;padding:0;font-size:1rem}
li b{display:inline-block;width:1.1em;height:1.1em;margin-inline-end:.4em;vertical-align:-.2em;border:1px solid #777}
.r{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem;border-top:1px solid #ddd;padding:.4rem 0;
content-visibility:auto;contain-intrinsic-size:auto 5rem}
.r p{margin:0;min-width:0;overflow-wrap:anywhere;white-space:pre-wrap}
.h{font-weight:bold;border:0;padding:0}
mark{color:inherit;background:none}
@media(max-width:44rem){
body{padding:.7rem}
.r{grid-template-columns:1fr}
.h{display:none}
.r:not(.h) p::before{content:attr(data-l);display:block;font-size:.8rem;line-height:1.5;color:#666}
}
";

impl Page {
    /// Starts the next text.
    pub fn start(&mut self, name: String) {
        self.texts.push((name, String::new()));
    }

    /// Adds the next chunk of the text.
    pub fn push(&mut self, chunk: &str) {
        let Some((_, text)) = self.texts.last_mut() else { return };
        let remaining = MAX_BYTES - self.len;
        let end = if chunk.len() <= remaining { chunk.len() } else { whole_characters(chunk, remaining) };
        if end < chunk.len() {
            self.truncated = true;
        }
        self.len = if self.truncated { MAX_BYTES } else { self.len + end };
        text.push_str(&chunk[..end]);
    }

    pub fn build(&self, normalizer: &Normalizer, title: &str) -> String {
        let mut liner = Liner::new(normalizer);
        let mut body = String::new();
        let mut seen = Seen::default();
        for (name, text) in &self.texts {
            if self.texts.len() > 1 {
                let _ = writeln!(body, "<h2 dir=\"auto\">{}</h2>", Escaped(name));
            }
            for line in text.lines() {
                let cells = liner.cells(line);
                if cells.iter().any(|cell| !cell.source.trim().is_empty() || !cell.output.trim().is_empty()) {
                    seen.count(&cells);
                    row(&mut body, &cells, &mut seen.combinations);
                }
            }
        }
        let mut out =
            String::from("<!doctype html>\n<html dir=\"rtl\" lang=\"ar\">\n<head>\n<meta charset=\"utf-8\">\n");
        out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
        out += "<title>النص قبل التطبيع وبعده</title>\n<style>";
        out += STYLE;
        seen.style(&mut out);
        out += "</style>\n</head>\n<body>\n<h1>النص قبل التطبيع وبعده</h1>\n";
        let _ = writeln!(
            out,
            "<p class=\"note\" dir=\"ltr\"><code>{}: {}</code></p>",
            Escaped(title),
            Escaped(&normalizer.to_string())
        );
        if self.truncated {
            let most = thousands(MAX_BYTES as u64);
            let _ = writeln!(out, "<p class=\"note\">هذه الصفحة تعرض أول {most} بايت من النص فقط.</p>");
            let _ =
                writeln!(out, "<p class=\"note\" dir=\"ltr\" lang=\"en\">Only the first {most} bytes are shown.</p>");
        }
        seen.legend(&mut out);
        out += "<div class=\"r h\"><p>قبل</p><p>بعد</p></div>\n";
        out += &body;
        out += "</body>\n</html>\n";
        out
    }
}

/// The changes and characters on the page.
#[derive(Default)]
struct Seen {
    combinations: BTreeSet<u8>,
    counts: [u64; Kind::ALL.len()],
}

impl Seen {
    fn count(&mut self, cells: &[Cell]) {
        for cell in cells {
            for (count, here) in self.counts.iter_mut().zip(cell.counts) {
                *count += here;
            }
        }
    }

    /// One rule for each combination: layered background colours, since anything with a width would separate letters.
    fn style(&self, out: &mut String) {
        for &kinds in self.combinations.iter().filter(|&&kinds| kinds != 0) {
            let colours: Vec<&str> = of(kinds).map(Kind::colour).collect();
            let background = match colours.as_slice() {
                [colour] => (*colour).to_owned(),
                colours => {
                    let share = 100 / colours.len();
                    let band = |(n, colour): (usize, &&str)| format!("{colour} {}% {}%", n * share, (n + 1) * share);
                    let bands: Vec<String> = colours.iter().enumerate().map(band).collect();
                    format!("linear-gradient({})", bands.join(","))
                }
            };
            let _ = writeln!(out, ".k{kinds}{{background:{background}}}");
        }
    }

    fn legend(&self, out: &mut String) {
        *out += "<ul>\n";
        for (kind, &count) in Kind::ALL.iter().zip(&self.counts) {
            if count > 0 || !matches!(kind, Kind::Case) {
                let (colour, label, count) = (kind.colour(), kind.label(), thousands(count));
                let _ = writeln!(out, "<li><b style=\"background:{colour}\"></b>{label} <bdi>({count})</bdi></li>");
            }
        }
        *out += "</ul>\n";
    }
}

fn of(kinds: u8) -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(move |kind| kinds & kind.bit() != 0)
}

/// A line before, and the same line after.
fn row(out: &mut String, cells: &[Cell], seen: &mut BTreeSet<u8>) {
    *out += "<div class=\"r\">";
    let before = |cell: &Cell| (cell.source.clone(), cell.kinds);
    let after = |cell: &Cell| (cell.output.clone(), cell.output_kinds);
    side(out, "قبل", cells.iter().map(before), seen);
    side(out, "بعد", cells.iter().map(after), seen);
    *out += "</div>\n";
}

fn side(out: &mut String, label: &str, cells: impl Iterator<Item = (String, u8)>, seen: &mut BTreeSet<u8>) {
    let mut runs: Vec<(String, u8)> = Vec::new();
    for (text, kinds) in whole_ligatures(cells) {
        match runs.last_mut() {
            // Cells of one colour are joined; a cell that names an invisible character is separate.
            Some((run, same)) if *same == kinds && unseen(&text).is_empty() && unseen(run).is_empty() => *run += &text,
            _ => runs.push((text, kinds)),
        }
    }
    let is_latin = !runs
        .iter()
        .flat_map(|run| run.0.chars())
        .any(|c| ('\u{590}'..='\u{8FF}').contains(&c) || ('\u{FB1D}'..='\u{FEFC}').contains(&c));
    let direction = if is_latin { " dir=\"ltr\"" } else { "" };
    let _ = write!(out, "<p data-l=\"{label}\"{direction}>");
    for (text, kinds) in runs.iter().filter(|run| !run.0.is_empty()) {
        if *kinds == 0 {
            let _ = write!(out, "{}", Escaped(text));
            continue;
        }
        seen.insert(*kinds);
        let _ = write!(out, "<mark class=\"k{kinds}\"");
        let names = unseen(text);
        if !names.is_empty() {
            let _ = write!(out, " title=\"{names}\"");
        }
        // Without a letter there is nothing to colour.
        let stand_in = if text.chars().all(is_invisible) { "◦" } else { "" };
        let _ = write!(out, ">{stand_in}{}</mark>", Escaped(text));
    }
    *out += "</p>";
}

/// Lam with alef, and the name of God, are one glyph in browsers: one colour for all of it.
fn whole_ligatures(cells: impl Iterator<Item = (String, u8)>) -> Vec<(String, u8)> {
    const LAM: char = '\u{644}';
    const HEH: char = '\u{647}';
    let mut whole: Vec<(String, u8)> = Vec::new();
    for (text, kinds) in cells {
        let base = text.chars().next();
        let is_alef =
            base.is_some_and(|c| matches!(c, '\u{622}' | '\u{623}' | '\u{625}' | '\u{627}' | '\u{671}'..='\u{673}'));
        match whole.last_mut() {
            Some((before, same)) => {
                let bases: Vec<char> = before.chars().filter(|&c| !is_mark(c) && !is_invisible(c)).collect();
                let joins = match (bases.as_slice(), base) {
                    ([.., LAM], _) if is_alef => true,
                    ([LAM], Some(LAM)) | ([LAM, LAM], Some(HEH)) => true,
                    _ => false,
                };
                if joins || text.is_empty() && kinds == 0 {
                    *before += &text;
                    *same |= kinds;
                } else {
                    whole.push((text, kinds));
                }
            }
            None => whole.push((text, kinds)),
        }
    }
    whole
}

/// The invisible characters of a text, as code points.
fn unseen(text: &str) -> String {
    let all: Vec<String> = text.chars().filter(|&c| is_invisible(c)).map(|c| format!("U+{:04X}", c as u32)).collect();
    all.join(" ")
}

fn whole_characters(text: &str, most: usize) -> usize {
    (0..=most).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
