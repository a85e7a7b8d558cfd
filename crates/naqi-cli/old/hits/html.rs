//! Text on an HTML page: escaped, with coloured hits whose letters stay joined.

use crate::escaped::Escaped;
use crate::needles::{Hit, segments};
use naqi::Normalizer;
use naqi::letters::is_mark;
use std::fmt::Write;
use std::ops::Range;

/// The number of colours; further queries reuse them.
pub const COLOURS: usize = 6;

/// The style of both pages. Hits have only a background: padding, a border or a margin would separate joined letters.
/// The line height keeps the background of a line from covering the marks of the next.
pub const STYLE: &str = "
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1b1b;--dim:#5a5a5a;--line:#ddd;
--q0:#ffe08a;--q1:#b5e8c3;--q2:#bcd9ff;--q3:#f9c6dc;--q4:#bfeceb;--q5:#ffcfa3}
@media(prefers-color-scheme:dark){:root{--paper:#16181b;--ink:#ececec;--dim:#a8a8a8;--line:#3a3d42;
--q0:#6b5300;--q1:#14592e;--q2:#1f4686;--q3:#75244d;--q4:#0d5557;--q5:#74380c}}
body{margin:0 auto;max-width:60rem;padding:1rem;background:var(--paper);color:var(--ink);
font:1.2rem/2.3 'Noto Naskh Arabic','Amiri','Scheherazade New','Geeza Pro','Noto Sans Arabic','Segoe UI',serif}
h1{font-size:1.4rem;line-height:1.8;margin:0;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:1.5rem 0 .3rem;overflow-wrap:anywhere}
a{color:inherit}
code{font:.8rem/1.6 monospace;color:var(--dim);overflow-wrap:anywhere}
.note{margin:.2rem 0;font-size:1rem;line-height:1.8;color:var(--dim)}
summary{cursor:pointer;overflow-wrap:anywhere}
summary code{display:inline-block;max-width:90%;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;vertical-align:middle}
mark{color:inherit;background:var(--q0);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.q1{background:var(--q1)}.q2{background:var(--q2)}.q3{background:var(--q3)}.q4{background:var(--q4)}
.q5{background:var(--q5)}
";

/// The head of a page, up to its title.
pub fn head(title: &str, style: &str) -> String {
    let title = Escaped(title);
    format!(
        "<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}{style}</style>\n</head>\n<body>\n"
    )
}

/// The rules by which spellings are equal: a name, and the steps.
pub fn steps(out: &mut String, title: &str, normalizer: &Normalizer) {
    let steps = normalizer.to_string();
    let (title, steps) = (Escaped(title), Escaped(&steps));
    let _ = writeln!(
        out,
        "<details class=\"note\" dir=\"ltr\" lang=\"en\"><summary><code>{title}</code></summary><code>{steps}</code>\
         </details>"
    );
}

/// A part of a text with its hits highlighted; `id` names the first segment of a hit, by its number among the hits.
pub fn marked(out: &mut String, text: &str, part: Range<usize>, hits: &[Hit], id: impl Fn(usize) -> Option<String>) {
    let hits: Vec<Hit> = hits.iter().map(|hit| Hit { span: whole_shapes(text, &hit.span), query: hit.query }).collect();
    let mut named = hits.partition_point(|hit| hit.span.start < part.start);
    for (span, query) in segments(part, &hits) {
        let segment = Escaped(&text[span.clone()]);
        let Some(query) = query else {
            let _ = write!(out, "{segment}");
            continue;
        };
        // Hits that share a glyph or overlap have their anchors before the segment that shows them.
        let mut names = Vec::new();
        while let Some(hit) = hits.get(named)
            && hit.span.start < span.end
        {
            names.extend(id(named));
            named += 1;
        }
        let class = match query % COLOURS {
            0 => String::new(),
            colour => format!(" class=\"q{colour}\""),
        };
        let first = names.pop().map(|name| format!(" id=\"{name}\"")).unwrap_or_default();
        let _ = write!(out, "<mark{class}{first}>");
        names.iter().for_each(|name| {
            let _ = write!(out, "<a id=\"{name}\"></a>");
        });
        let _ = write!(out, "{segment}</mark>");
    }
}

/// Lam with alef is one glyph, which a browser cannot colour by half: a hit of one half is extended to both.
fn whole_shapes(text: &str, span: &Range<usize>) -> Range<usize> {
    const LAM: char = '\u{644}';
    let is_alef = |c: char| matches!(c, '\u{622}' | '\u{623}' | '\u{625}' | '\u{627}' | '\u{671}'..='\u{673}');
    let splits_glyph = |at: usize| {
        let before = text[..at].chars().rev().find(|&c| !is_mark(c));
        before == Some(LAM) && text[at..].chars().next().is_some_and(is_alef)
    };
    let (mut start, mut end) = (span.start, span.end);
    if splits_glyph(start) {
        start = text[..start].rfind(LAM).unwrap_or(start);
    }
    if splits_glyph(end) {
        let letter = |c: char| !is_mark(c);
        let mut after = text[end..].char_indices().skip(1);
        end = after.find(|&(_, c)| letter(c)).map_or(text.len(), |(at, _)| end + at);
    }
    start..end
}
