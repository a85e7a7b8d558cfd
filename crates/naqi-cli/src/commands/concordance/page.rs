//! The page: a table of the words before, the hit and the words after, and the spellings of the word.

use super::forms::{Forms, has_presentation_forms};
use super::row::Row;
use super::rows::Shown;
use crate::direction::Direction;
use crate::hits::Needles;
use crate::page::hits::{marked, swatch};
use crate::page::{Languages, Page, file_name, legend, nothing_found, place};
use crate::terminal::figures::thousands;
use maud::{Markup, html};

/// The maximum number of spellings listed.
const MAX_SPELLINGS: usize = 50;

/// A list of up to this many spellings is open.
const MAX_OPEN: usize = 12;

const STYLE: &str = include_str!("page.css");

pub fn page(langs: Languages, needles: &Needles, title: &str, shown: &Shown, forms: &Forms) -> String {
    let found = thousands((shown.rows.len() + shown.left_out) as u64);
    let rules = needles.normalizer().to_string();
    let page = Page::new(langs, langs.label("In context:", "في السياق:"), needles.queries())
        .style(STYLE)
        .figure(langs.label("hits", "المواضع"), &found)
        .figure(langs.label("spellings", "صور الكتابة"), &thousands(forms.len() as u64))
        .left_out(shown.rows.len(), shown.left_out)
        .steps(title, &rules);
    page.build(&html! {
        @if shown.rows.is_empty() {
            (nothing_found(langs))
        } @else {
            @if needles.queries().len() > 1 { (queries(langs, needles.queries())) }
            (spellings(langs, forms))
            (table(langs, shown))
        }
    })
}

/// Each query in its colour.
fn queries(langs: Languages, queries: &[String]) -> Markup {
    legend(queries.iter().enumerate().map(|(n, query)| langs.text_as(query, swatch(n, query))))
}

fn spellings(langs: Languages, forms: &Forms) -> Markup {
    let (all, rest) = forms.first(MAX_SPELLINGS);
    let remark = |form| match has_presentation_forms(form) {
        true => langs.label(" (presentation forms)", " (بصور العرض)"),
        false => "",
    };
    let listed = all.into_iter().map(|(form, count)| {
        html! { (langs.text(form)) " " small { bdi { (thousands(count as u64)) } (remark(form)) } }
    });
    let others =
        (rest > 0).then(|| html! { (langs.label("others", "غيرها")) " " small { bdi { (thousands(rest as u64)) } } });
    html! {
        details.spellings open[forms.len() <= MAX_OPEN] {
            summary { (langs.label("Spellings", "صور الكتابة")) }
            (legend(listed.chain(others)))
        }
    }
}

/// The table is right to left in both languages: so the words before are at the right in right-to-left rows. Rows of the
/// other direction have them at the left.
fn table(langs: Languages, shown: &Shown) -> Markup {
    let context = langs.label("context", "السياق");
    let is_one_file = shown.rows.iter().all(|row| row.file == shown.rows[0].file);
    html! {
        @if is_one_file { p.one { (file_name(&shown.names[shown.rows[0].file])) } }
        table.kwic dir="rtl" {
            thead { tr {
                th.b scope="col" { (context) }
                th.k scope="col" { (langs.label("word", "الكلمة")) }
                th.a scope="col" { (context) }
                th.p scope="col" { (if is_one_file { langs.label("line", "السطر") } else { langs.label("place", "الموضع") }) }
            } }
            tbody { @for row in &shown.rows {
                (line(langs, row, if is_one_file { "" } else { &shown.names[row.file] }))
            } }
        }
    }
}

fn line(langs: Languages, row: &Row, name: &str) -> Markup {
    let direction = row.direction.name();
    let before = html! { td.b dir=(direction) { (row.before) } };
    let after = html! { td.a dir=(direction) { (row.after) } };
    // Narrow pages show a row as one text.
    let space = |is_there: bool| if is_there { " " } else { "" };
    let (before, after) = ((before, space(row.spaced.0)), (after, space(row.spaced.1)));
    // The first column is the right one: right-to-left text starts there.
    let (right, left) = match row.direction {
        Direction::RightToLeft => (before, after),
        Direction::LeftToRight => (after, before),
    };
    html! {
        tr lang=[langs.of_direction(row.direction)] {
            (right.0) (right.1)
            td.k dir=(direction) { (marked(&row.keyword, 0..row.keyword.len(), &row.hits, |_| None)) }
            (left.1) (left.0)
            td.p lang="" { (place(name, row.line)) }
        }
    }
}
