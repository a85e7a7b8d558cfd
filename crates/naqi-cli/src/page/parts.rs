//! Parts of a page's body: sections, tables, cards, drawings.

use super::Languages;
use crate::terminal::figures::thousands;
use maud::{Markup, PreEscaped, Render, html};

/// The head of a column.
pub enum Head<'t> {
    /// Text of the input, or labels.
    Text(&'t str),
    Number(&'t str),
}

/// A cell of a table.
pub enum Cell<'t> {
    /// A label, or a name in Latin letters.
    Label(&'t str),
    Count(u64),
    /// A number with its unit.
    Number(String),
    Other(Markup),
}

/// A heading and what stands under it.
pub fn section(title: &str, content: impl Render) -> Markup {
    html! { section { h2 { (title) } (content) } }
}

/// A table that scrolls by itself on a narrow screen.
pub fn table<'c, R>(heads: &[Head], rows: impl IntoIterator<Item = R>) -> Markup
where
    R: IntoIterator<Item = Cell<'c>>,
{
    html! {
        div.scroll tabindex="0" {
            table {
                @if !heads.is_empty() {
                    thead { tr { @for head in heads {
                        @match head {
                            Head::Text(label) => th scope="col" { (label) },
                            Head::Number(label) => th.n scope="col" { (label) },
                        }
                    } } }
                }
                tbody { @for row in rows { tr { @for cell in row { (one(&cell)) } } } }
            }
        }
    }
}

fn one(cell: &Cell) -> Markup {
    html! {
        @match cell {
            Cell::Label(label) => td { (label) },
            Cell::Count(count) => td.n { bdi dir="ltr" { (thousands(*count)) } },
            Cell::Number(number) => td.n { bdi dir="ltr" { (number) } },
            Cell::Other(content) => td { (content) },
        }
    }
}

/// An entry of a list: its title, its text, and what is known of it (a file, a score).
#[cfg_attr(not(feature = "tantivy"), allow(dead_code, reason = "only `naqi query` has cards"))]
pub fn card(title: Option<Markup>, text: &Markup, about: &[Markup]) -> Markup {
    html! {
        article.card {
            @if let Some(title) = title { h2 { (title) } }
            (text)
            p.about { @for about in about { span { (about) } } }
        }
    }
}

/// An SVG under its caption. The SVG is not escaped: its text is the plotter's.
pub fn drawing(caption: &str, remark: &Markup, svg: &str) -> Markup {
    html! {
        figure {
            figcaption { (caption) @if !remark.0.is_empty() { p { (remark) } } }
            div role="img" aria-label=(caption) { (PreEscaped(svg)) }
        }
    }
}

/// Stands where hits would be.
pub fn nothing_found(langs: Languages) -> Markup {
    html! { p { (langs.label("Nothing was found.", "لا شيء يطابق.")) } }
}

/// Colours with their meaning.
pub fn legend(entries: impl IntoIterator<Item = Markup>) -> Markup {
    html! { ul.legend { @for entry in entries { li { (entry) } } } }
}

/// A file's name, whose middle may be hidden where the page is narrow.
pub fn file_name(name: &str) -> Markup {
    html! { bdi.file dir="ltr" { (name) } }
}

/// A file and a line: the last part of the file's name, and all of it where the pointer rests. Without a name, the line.
pub fn place(name: &str, line: usize) -> Markup {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    html! {
        bdi.place dir="ltr" title=[(!name.is_empty()).then_some(name)] {
            @if !name.is_empty() { span { (last) ":" } }
            b { (line) }
        }
    }
}
