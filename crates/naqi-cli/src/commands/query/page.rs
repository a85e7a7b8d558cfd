//! Hits as an HTML page.

use super::Options;
use super::found::{Found, Part, Share, Text};
use crate::page::hits::marked;
use crate::page::{Languages, Page, card, file_name, nothing_found};
use crate::terminal::figures::thousands;
use maud::{Markup, html};
use naqi_tantivy::Substitution;

pub fn build(options: &Options, found: &Found) -> String {
    let langs = options.page.languages("ar");
    let queries = [options.query()];
    let mut page = Page::new(langs, langs.label("Search for", "نتائج البحث عن"), &queries)
        .figure(langs.label("shown", "المعروض"), &found.hits.len().to_string())
        .figure(langs.label("texts found", "النصوص المطابقة"), &thousands(found.count))
        .figure(langs.label("texts in the index", "نصوص الفهرس"), &thousands(found.of))
        .steps(langs.label("analyzer of the index", "محلل الفهرس"), &found.analyzer);
    for wrong in &found.wrong {
        page = page.note(html! {
            (langs.label("The valid parts of the query are used. ", "استعملت الأجزاء الصحيحة من الاستعلام. "))
            bdi lang="en" dir="ltr" { "Error in the query: " (wrong) }
        });
    }
    for Substitution { word, by, .. } in &found.substitutions {
        page = page.note(html! {
            (langs.label("Showing results for ", "تعرض نتائج "))
            @for (n, by) in by.iter().enumerate() { @if n > 0 { ", " } bdi { (by) } }
            (langs.label("; not in the index: ", "؛ وليس في الفهرس: ")) bdi { (word) }
        });
    }
    page.build(&html! {
        @for text in &found.hits { (entry(langs, text)) }
        @if found.hits.is_empty() { (nothing_found(langs)) }
    })
}

fn entry(langs: Languages, text: &Text) -> Markup {
    let title = &text.title;
    let title = (!title.text.is_empty()).then(|| langs.text_as(&title.text, part(title)));
    let score = html! { bdi dir="ltr" { (format!("{:.2}", text.score)) } };
    let mut about = vec![file_name(&text.place), score];
    about.extend(text.shares.iter().map(|Share { field, term, weight, score }| {
        html! { bdi dir="ltr" { (field) ": " bdi { (term) } (format!(" × {weight:.3} = {score:.3}")) } }
    }));
    card(title, &langs.paragraph_as(&text.part.text, part(&text.part)), &about)
}

fn part(part: &Part) -> Markup {
    html! {
        @if part.truncated.0 { "… " }
        (marked(&part.text, 0..part.text.len(), &part.marked, |_| None))
        @if part.truncated.1 { " …" }
    }
}
