//! Hits as an HTML page, right to left.

use crate::args::Options;
use crate::direction::Direction;
use crate::escaped::Escaped;
use crate::figures::thousands;
use crate::found::{Found, Part, Text};
use crate::html::{head, marked};
use std::fmt::Write;

const STYLE: &str = "
ol{margin:0;padding:0;list-style:none}
li{border-bottom:1px solid var(--line);padding:.5rem 0}
li p{margin:0;overflow-wrap:anywhere;white-space:pre-line}
.p{font-size:.85rem;line-height:1.6;color:var(--dim);display:flex;flex-wrap:wrap;gap:0 1rem}
.p bdi{overflow-wrap:anywhere;min-width:0}
h2{margin:.2rem 0}
@media(max-width:40rem){body{padding:.7rem}}
";

pub fn build(options: &Options, found: &Found) -> String {
    let heading = format!("نتائج البحث عن «{}»", options.query);
    let mut out = head(&heading, STYLE);
    let (shown, count, of) = (found.hits.len(), thousands(found.count), thousands(found.of));
    let _ = writeln!(
        out,
        "<h1>{}</h1>\n<p class=\"note\"><bdi>{shown}</bdi> من <bdi>{count}</bdi> من النصوص التي فيها ما يطابق، في فهرس من \
         <bdi>{of}</bdi>.</p>",
        Escaped(&heading)
    );
    for wrong in &found.wrong {
        let _ = writeln!(out, "<p class=\"note\" dir=\"ltr\" lang=\"en\">No query: {}</p>", Escaped(wrong));
    }
    let _ = writeln!(
        out,
        "<details class=\"note\" dir=\"ltr\" lang=\"en\"><summary>analyzer</summary><code>{}</code></details>\n<main>\n<ol>",
        Escaped(&found.analyzer)
    );
    found.hits.iter().for_each(|text| entry(&mut out, text));
    out += "</ol>\n";
    if found.hits.is_empty() {
        out += "<p>لا شيء يطابق.</p>\n";
    }
    out += "</main>\n</body>\n</html>\n";
    out
}

fn entry(out: &mut String, text: &Text) {
    *out += "<li>\n";
    if !text.title.text.is_empty() {
        let direction = Direction::of(&text.title.text).name();
        let _ = write!(out, "<h2 dir=\"{direction}\">");
        part(out, &text.title);
        *out += "</h2>\n";
    }
    let _ = write!(out, "<p dir=\"{}\">", Direction::of(&text.part.text).name());
    part(out, &text.part);
    let _ = writeln!(
        out,
        "</p>\n<div class=\"p\"><bdi dir=\"ltr\">{}</bdi><bdi>{:.2}</bdi></div>\n</li>",
        Escaped(&text.place),
        text.score
    );
}

fn part(out: &mut String, part: &Part) {
    *out += if part.truncated.0 { "… " } else { "" };
    marked(out, &part.text, 0..part.text.len(), &part.marked, |_| None);
    *out += if part.truncated.1 { " …" } else { "" };
}
