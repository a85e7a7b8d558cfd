//! The page: the hits in their paragraphs, and a list of links to them.

use super::run::Count;
use super::window::Shown;
use crate::hits::{Hit, Needles, context};
use crate::page::hits::{marked, swatch};
use crate::page::{self, Languages, file_name, legend, nothing_found};
use crate::terminal::figures::{self, thousands};
use maud::{Markup, html};
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

const STYLE: &str = include_str!("page.css");

pub struct Page {
    langs: Languages,
    paragraphs: Vec<Paragraph>,
    list: Vec<Markup>,
    hits: usize,
    name: String,
    is_named: bool,
}

struct Paragraph {
    /// The file's name, if the paragraph is its first.
    name: Option<String>,
    number: usize,
    gap: bool,
    text: Markup,
    /// Its hits, by their number among all.
    hits: Range<usize>,
}

impl Page {
    pub fn new(langs: Languages) -> Self {
        Self { langs, paragraphs: Vec::new(), list: Vec::new(), hits: 0, name: String::new(), is_named: false }
    }

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
        let ends_early = parts.last().is_some_and(|part| part.end < line.text.len());
        let text = html! {
            @for (n, part) in parts.iter().enumerate() {
                @if part.start > 0 { (if n == 0 { "… " } else { " … " }) }
                (marked(line.text, part.clone(), hits, |hit| Some(format!("h{}", first + hit + 1))))
            }
            @if ends_early { " …" }
        };
        self.hits += hits.len();
        hits.iter().enumerate().for_each(|(n, hit)| self.entry(line.text, first + n + 1, hit));
        let name = (!self.is_named).then(|| self.name.clone());
        self.is_named = true;
        let text = self.langs.paragraph_as(line.text, text);
        let (number, gap) = (line.number, line.gap);
        self.paragraphs.push(Paragraph { name, number, gap, text, hits: first..self.hits });
    }

    /// An entry of the list: the hit between the nearest words.
    fn entry(&mut self, text: &str, id: usize, hit: &Hit) {
        let start = context::before(text, hit.span.start, IN_LIST);
        let end = context::after(text, hit.span.end, IN_LIST);
        let content = html! {
            @if start > 0 { "… " }
            (marked(text, start..end, std::slice::from_ref(hit), |_| None))
            @if end < text.len() { " …" }
        };
        self.list.push(html! { li { a href=(format!("#h{id}")) { (self.langs.text_as(text, content)) } } });
    }

    pub fn build(&self, needles: &Needles, title: &str, counts: &[Count]) -> String {
        let langs = self.langs;
        let all: usize = counts.iter().map(|count| count.hits).sum();
        let rules = needles.normalizer().to_string();
        let page = page::Page::new(langs, langs.label("Hits of", "مواضع"), needles.queries())
            .style(STYLE)
            .figure(langs.label("hits", "المواضع"), &thousands(all as u64))
            .left_out(self.hits, all - self.hits)
            .steps(title, &rules);
        page.build(&html! {
            (self.queries(needles.queries(), counts))
            @if self.hits == 0 {
                (nothing_found(langs))
            } @else {
                nav { details open[self.hits <= MAX_OPEN] {
                    summary { (langs.label("List of hits", "قائمة المواضع")) }
                    ol { @for entry in &self.list { (entry) } }
                } }
            }
            @for paragraph in &self.paragraphs { (self.paragraph(paragraph)) }
        })
    }

    /// Each query in its colour, with its counts.
    fn queries(&self, queries: &[String], counts: &[Count]) -> Markup {
        let langs = self.langs;
        legend(queries.iter().zip(counts).enumerate().map(|(n, (query, count))| {
            let hits = thousands(count.hits as u64);
            html! {
                (langs.text_as(query, swatch(n, query))) " "
                @match langs.labels {
                    page::Lang::En => { (hits) " in " (figures::count(count.lines as u64, "line")) },
                    page::Lang::Ar => { bdi { (hits) } " (في " bdi { (thousands(count.lines as u64)) } " من الأسطر)" },
                }
            }
        }))
    }

    fn paragraph(&self, paragraph: &Paragraph) -> Markup {
        let (before, after) = (paragraph.hits.start, paragraph.hits.end + 1);
        html! {
            @if let Some(name) = &paragraph.name {
                h2 { (file_name(name)) }
            } @else if paragraph.gap {
                p.gap { "…" }
            }
            div.line.around[paragraph.hits.is_empty()] {
                div.number {
                    span { (paragraph.number) }
                    @if !paragraph.hits.is_empty() {
                        span {
                            @if before > 0 { (self.link(before, "previous hit", "الموضع السابق", "↑")) }
                            @if after <= self.hits { (self.link(after, "next hit", "الموضع التالي", "↓")) }
                        }
                    }
                }
                (paragraph.text)
            }
        }
    }

    fn link(&self, id: usize, english: &'static str, arabic: &'static str, arrow: &str) -> Markup {
        let label = self.langs.label(english, arabic);
        html! { a href=(format!("#h{id}")) title=(label) aria-label=(label) { (arrow) } }
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
