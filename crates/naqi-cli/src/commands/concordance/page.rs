//! The HTML page: a table in three columns, and the spellings of the word.

use crate::direction::Direction;
use crate::escaped::Escaped;
use crate::forms::{Forms, has_presentation_forms};
use crate::html::{head, marked, steps};
use crate::needles::Needles;
use crate::row::Row;
use crate::rows::Shown;
use std::fmt::Write;

/// The maximum number of spellings listed.
const MAX_SPELLINGS: usize = 50;

const STYLE: &str = "
body{max-width:76rem}
.forms{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.6rem;margin:.3rem 0 1rem;padding:0;font-size:1.1rem}
.forms bdi+bdi{color:var(--dim);font-size:.9rem}
table{width:100%;border-collapse:collapse;table-layout:auto}
th{font-size:.9rem;font-weight:normal;color:var(--dim);line-height:1.8}
td,th{padding:.1rem .4rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.b{width:42%;text-align:end}
.k{text-align:center;overflow-wrap:normal;min-width:4rem}
.a{width:42%;text-align:start}
.k small{display:block;font:.7rem/1.4 monospace;color:var(--dim);overflow-wrap:anywhere}
@media(max-width:40rem){
body{padding:.5rem;font-size:1.05rem;line-height:2.1}
table{table-layout:fixed}
.b,.a{width:34%}
td,th{padding:.1rem .25rem}
.k{overflow-wrap:break-word;padding:.1rem 0}
.k small{font-size:.65rem;overflow-wrap:break-word}
}
";

pub fn page(needles: &Needles, title: &str, shown: &Shown, forms: &Forms) -> String {
    let query: String = needles.queries().concat();
    let heading = format!("«{query}» في سياقها");
    let mut out = head(&heading, STYLE);
    let _ = writeln!(out, "<h1>{}</h1>", Escaped(&heading));
    steps(&mut out, title, needles.normalizer());
    let found = shown.rows.len() + shown.left_out;
    let _ = writeln!(
        out,
        "<p class=\"note\">المواضع: <bdi>{found}</bdi>، وصور الكتابة: <bdi>{}</bdi></p>\n<ul class=\"forms\">",
        forms.len()
    );
    let (all, rest) = forms.first(MAX_SPELLINGS);
    for (form, count) in all {
        let remark = if has_presentation_forms(form) { " (بصور العرض)" } else { "" };
        let _ = writeln!(out, "<li><bdi>{}</bdi> <bdi>{count}</bdi>{remark}</li>", Escaped(form));
    }
    if rest > 0 {
        let _ = writeln!(out, "<li>غيرها <bdi>{rest}</bdi></li>");
    }
    out += "</ul>\n";
    if shown.left_out > 0 {
        let (count, left) = (shown.rows.len(), shown.left_out);
        let _ = writeln!(
            out,
            "<p class=\"note\">هذه أول <bdi>{count}</bdi> من المواضع؛ وغيرها <bdi>{left}</bdi> لا تظهر في الصفحة.</p>\n\
             <p class=\"note\" dir=\"ltr\" lang=\"en\">The first {count} hits, and {left} more that are not shown.</p>"
        );
    }
    out += "<table>\n<thead><tr><th class=\"b\">السياق</th><th class=\"k\">الكلمة</th>\
            <th class=\"a\">السياق</th></tr></thead>\n<tbody>\n";
    shown.rows.iter().for_each(|row| line(&mut out, row, &shown.names[row.file]));
    out += "</tbody>\n</table>\n</body>\n</html>\n";
    out
}

fn line(out: &mut String, row: &Row, name: &str) {
    let direction = row.direction.name();
    let cell = |class: char, text: &str| format!("<td class=\"{class}\" dir=\"{direction}\">{}</td>", Escaped(text));
    let (before, after) = (cell('b', &row.before), cell('a', &row.after));
    // The first column is the right one: right-to-left text starts there.
    let (right, left) = match row.direction {
        Direction::RightToLeft => (before, after),
        Direction::LeftToRight => (after, before),
    };
    let _ = write!(out, "<tr>{right}<td class=\"k\" dir=\"{direction}\">");
    marked(out, &row.keyword, 0..row.keyword.len(), &row.hits, |_| None);
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let _ = writeln!(out, "<small dir=\"ltr\">{}<wbr>:{}</small></td>{left}</tr>", Escaped(name), row.line);
}
