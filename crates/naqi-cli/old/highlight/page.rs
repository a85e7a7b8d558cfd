//! The HTML page: the hits in their paragraphs, and a list of links to them.

use crate::context;
use crate::direction::Direction;
use crate::escaped::Escaped;
use crate::html::{COLOURS, head, marked, steps};
use crate::needles::{Hit, Needles};
use crate::run::Count;
use crate::window::Shown;
use std::fmt::Write;
use std::ops::Range;

/// The maximum number of hits on the page.
const MAX_HITS: usize = 1000;
/// The maximum length of a paragraph that is shown whole, in bytes; of a longer one the context of its hits is shown.
const LONG: usize = 6 << 10;
/// The columns of context around a hit, in a long paragraph and in the list.
const AROUND: usize = 120;
const IN_LIST: usize = 24;
/// A list of up to this many hits is open.
const MAX_OPEN: usize = 12;

#[derive(Default)]
pub struct Page {
    paragraphs: Vec<Paragraph>,
    list: String,
    hits: usize,
    name: String,
    is_named: bool,
}

struct Paragraph {
    /// The file's name, if the paragraph is its first.
    name: Option<String>,
    number: usize,
    gap: bool,
    direction: Direction,
    text: String,
    /// Its hits, by their number among all.
    hits: Range<usize>,
}

const STYLE: &str = "
mark:target,mark:has(a:target){outline:2px solid;outline-offset:1px}
mark,mark a{scroll-margin-block:6rem}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;margin:.3rem 0;padding:0;font-size:1.1rem}
nav details{margin:.6rem 0;border-block:1px solid var(--line);padding:.2rem 0}
nav summary{font-size:1rem}
ol{margin:0;padding-inline-start:3.2rem;font-size:1rem;line-height:2.1}
li a{text-decoration:none}
li a:hover,li a:focus{text-decoration:underline}
.p{display:grid;grid-template-columns:6.2rem minmax(0,1fr);border-bottom:1px solid var(--line);padding:.2rem 0}
.p p{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
.c p{color:var(--dim)}
.n{font:.85rem/2.3 monospace;line-height:2.8rem;color:var(--dim);display:flex;flex-wrap:wrap;align-content:start;gap:0 .5rem}
.n a{text-decoration:none;font-size:1.15rem;padding:0 .3rem}
.g{margin:0;line-height:1.4;color:var(--dim);padding-inline-start:6.2rem}
@media(max-width:40rem){
body{padding:.7rem}
ol{padding-inline-start:2.2rem}
.p{grid-template-columns:minmax(0,1fr)}
.n{line-height:1.6}
.g{padding:0}
}
";

impl Page {
    /// Starts the next file.
    pub fn start(&mut self, name: String) {
        (self.name, self.is_named) = (name, false);
    }

    pub fn push(&mut self, line: &Shown) {
        // Blank lines show nothing; beyond the limit hits are only counted.
        if self.hits == MAX_HITS || line.text.trim().is_empty() {
            return;
        }
        let hits = &line.hits[..line.hits.len().min(MAX_HITS - self.hits)];
        let first = self.hits;
        let parts = parts(line.text, hits);
        let mut text = String::new();
        for (n, part) in parts.iter().enumerate() {
            text += if part.start > 0 { if n == 0 { "… " } else { " … " } } else { "" };
            marked(&mut text, line.text, part.clone(), hits, |hit| Some(format!("h{}", first + hit + 1)));
        }
        text += if parts.last().is_some_and(|part| part.end < line.text.len()) { " …" } else { "" };
        self.hits += hits.len();
        let direction = Direction::of(line.text);
        hits.iter().enumerate().for_each(|(n, hit)| self.entry(line.text, direction, first + n + 1, hit));
        let name = (!self.is_named).then(|| self.name.clone());
        self.is_named = true;
        let (number, gap) = (line.number, line.gap);
        self.paragraphs.push(Paragraph { name, number, gap, direction, text, hits: first..self.hits });
    }

    /// An entry of the list: the hit between the nearest words.
    fn entry(&mut self, text: &str, direction: Direction, id: usize, hit: &Hit) {
        let start = context::before(text, hit.span.start, IN_LIST);
        let end = context::after(text, hit.span.end, IN_LIST);
        let _ = write!(self.list, "<li><a href=\"#h{id}\"><bdi dir=\"{}\">", direction.name());
        self.list += if start > 0 { "… " } else { "" };
        marked(&mut self.list, text, start..end, std::slice::from_ref(hit), |_| None);
        self.list += if end < text.len() { " …" } else { "" };
        self.list += "</bdi></a></li>\n";
    }

    pub fn build(&self, needles: &Needles, title: &str, counts: &[Count]) -> String {
        let queries: Vec<String> = needles.queries().iter().map(|query| format!("«{query}»")).collect();
        let heading = format!("مواضع {}", queries.join(" و"));
        let mut out = head(&heading, STYLE);
        let _ = writeln!(out, "<h1>{}</h1>\n<ul class=\"legend\">", Escaped(&heading));
        for (n, (query, count)) in needles.queries().iter().zip(counts).enumerate() {
            let (query, colour, Count { hits, lines }) = (Escaped(query), n % COLOURS, count);
            let _ = writeln!(
                out,
                "<li><mark class=\"q{colour}\">{query}</mark> <bdi>{hits}</bdi> (في <bdi>{lines}</bdi> من الأسطر)</li>"
            );
        }
        out += "</ul>\n";
        steps(&mut out, title, needles.normalizer());
        let left = counts.iter().map(|count| count.hits).sum::<usize>().saturating_sub(self.hits);
        if left > 0 {
            let _ = writeln!(
                out,
                "<p class=\"note\">هذه أول {MAX_HITS} من المواضع؛ وغيرها <bdi>{left}</bdi> لا تظهر في الصفحة.</p>\n\
                 <p class=\"note\" dir=\"ltr\" lang=\"en\">The first {MAX_HITS} hits, and {left} more that are not shown.</p>"
            );
        }
        let open = if self.hits <= MAX_OPEN { " open" } else { "" };
        let _ = writeln!(
            out,
            "<nav><details{open}><summary>قائمة المواضع (<bdi>{}</bdi>)</summary>\n<ol>\n{}</ol></details></nav>",
            self.hits, self.list
        );
        out += "<main>\n";
        self.paragraphs.iter().for_each(|paragraph| self.paragraph(paragraph, &mut out));
        out += "</main>\n</body>\n</html>\n";
        out
    }

    fn paragraph(&self, paragraph: &Paragraph, out: &mut String) {
        if let Some(name) = &paragraph.name {
            let _ = writeln!(out, "<h2><bdi dir=\"ltr\">{}</bdi></h2>", Escaped(name));
        } else if paragraph.gap {
            *out += "<p class=\"g\">…</p>\n";
        }
        let class = if paragraph.hits.is_empty() { "p c" } else { "p" };
        let _ = write!(out, "<div class=\"{class}\"><div class=\"n\"><span>{}</span>", paragraph.number);
        if !paragraph.hits.is_empty() {
            let (before, after) = (paragraph.hits.start, paragraph.hits.end + 1);
            let link = |out: &mut String, id: usize, label: &str, arrow: char| {
                let _ = write!(out, "<a href=\"#h{id}\" title=\"{label}\" aria-label=\"{label}\">{arrow}</a>");
            };
            out.push_str("<span>");
            if before > 0 {
                link(out, before, "الموضع السابق", '↑');
            }
            if after <= self.hits {
                link(out, after, "الموضع التالي", '↓');
            }
            out.push_str("</span>");
        }
        let _ = writeln!(out, "</div><p dir=\"{}\">{}</p></div>", paragraph.direction.name(), paragraph.text);
    }
}

/// The part of a paragraph that is shown.
fn parts(text: &str, hits: &[Hit]) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    if text.len() <= LONG {
        parts.push(0..text.len());
        return parts;
    }
    for hit in hits {
        let part = context::before(text, hit.span.start, AROUND)..context::after(text, hit.span.end, AROUND);
        match parts.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => parts.push(part),
        }
    }
    if hits.is_empty() {
        parts.push(0..context::after(text, 0, 2 * AROUND));
    }
    parts
}
