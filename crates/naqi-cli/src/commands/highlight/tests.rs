//! Tests of lines and pages.

use super::json;
use super::lines::{Layout, Lines};
use super::page::Page;
use super::run::Count;
use super::window::Window;
use crate::hits::needles::Place;
use crate::hits::screen::Colour;
use crate::hits::{Hit, Needles};
use crate::page::hits::marked;
use crate::page::{Lang, Languages};
use naqi::Normalizer;
use naqi::preset::SEARCH;

fn needles(queries: &[&str]) -> Needles {
    let queries = queries.iter().map(|query| (*query).to_owned()).collect();
    Needles::new(Normalizer::from(&SEARCH), queries, Place::Anywhere).unwrap_or_else(|error| panic!("{error}"))
}

fn page(text: &str, queries: &[&str]) -> String {
    let needles = needles(queries);
    let langs = Languages { labels: Lang::Ar, text: "ar" };
    let (mut page, mut window) = (Page::new(langs), Window::new(0));
    let mut counts = vec![Count::default(); queries.len()];
    page.start("<b>.txt".into());
    for (n, line) in text.lines().enumerate() {
        let hits = needles.find(line);
        hits.iter().for_each(|hit| counts[hit.query].hits += 1);
        window.push(n + 1, line, &hits, |shown| page.push(&shown));
    }
    page.build(&needles, "preset search", &counts)
}

#[test]
fn everything_on_the_page_is_escaped() {
    let html = page("قال <b>كتاب</b> & \"x\" \u{202E}\u{1B}", &["<b>"]);
    assert!(html.contains("<h2><bdi class=\"file\" dir=\"ltr\">&lt;b&gt;.txt</bdi></h2>"), "{html}");
    assert!(
        html.contains("قال <mark id=\"h1\">&lt;b&gt;</mark>كتاب&lt;/b&gt; &amp; &quot;x&quot; \u{FFFD}</p>"),
        "{html}"
    );
    assert!(!html.contains("<b>") && !html.contains('\u{202E}') && !html.contains("<script"), "{html}");
}

#[test]
fn every_link_of_the_page_has_a_target() {
    let html = page("الكتاب والكتاب\n\nلا شيء\nﷺ كتاب\nكُتّاب", &["كتاب", "الله", "صلى"]);
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.len(), 6, "{ids:?}");
    for link in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert_eq!(ids.iter().filter(|id| **id == link).count(), 1, "{link}");
    }
}

#[test]
fn hits_beyond_the_limit_are_only_counted() {
    let html = page(&"كتاب\n".repeat(1003), &["كتاب"]);
    assert_eq!(html.matches("<mark id=").count(), 1000);
    assert!(html.contains("وغيرها <bdi>3</bdi> لا تظهر"));
}

#[test]
fn of_a_long_paragraph_the_page_shows_the_context_of_its_hits() {
    let words = "وَقَالَ الرَّجُلُ ".repeat(4000);
    let html = page(&format!("{words} كِتَاب {words}"), &["كتاب"]);
    let short = page("كتاب", &["كتاب"]);
    assert!(html.len() < short.len() + 3000, "{}", html.len());
    assert!(html.contains("<mark id=\"h1\">كِتَاب</mark>"), "{html}");
}

#[test]
fn lam_with_alef_is_marked_as_one_shape() {
    for (text, query, marked_text) in [
        ("السلام", "ل", "ا<mark>ل</mark>س<mark>لا</mark>م"),
        ("بَلْ لَآ", "ل", "بَ<mark>لْ</mark> <mark>لَآ</mark>"),
        ("الأمل", "ا", "<mark>ا</mark><mark>لأ</mark>مل"),
    ] {
        let shown = marked(text, 0..text.len(), &needles(&[query]).find(text), |_| None).0;
        assert_eq!(shown, marked_text, "{}", shown.escape_unicode());
    }
}

fn lines(layout: Layout, colour: Colour, text: &str, query: &str) -> String {
    let hits = needles(&[query]).find(text);
    let (mut lines, mut out) = (Lines::new(layout, colour), String::new());
    lines.start("a.txt".into());
    Window::new(0).push(7, text, &hits, |shown| lines.push(&mut out, &shown));
    out
}

#[test]
fn a_line_for_programs_is_the_original_byte_for_byte() {
    assert_eq!(lines(Layout::Pipe, Colour::Never, "في \tالكِتَاب\u{202E}", "كتاب"), "a.txt:7:في \tالكِتَاب\u{202E}\n");
}

#[test]
fn a_line_on_a_terminal_is_isolated_and_contains_no_commands() {
    assert_eq!(
        lines(Layout::Screen, Colour::Always, "في الكِتَاب\u{1B}[2J\u{202E}", "كتاب"),
        "\u{2066}a.txt\u{2069}\n\u{2066}     7: \u{2069}\u{2067}في ال\u{1B}[1;31mكِتَاب\u{1B}[0m\\u{1B}[2J\\u{202E}\u{2069}\n"
    );
}

#[test]
fn a_window_shows_each_line_once() {
    let is_hit = [3, 4, 9, 12];
    let hit = [Hit { span: 0..1, query: 0 }];
    let mut window = Window::new(2);
    let (mut shown, mut gaps) = (Vec::new(), Vec::new());
    for number in 1..=20 {
        window.push(number, "x", if is_hit.contains(&number) { &hit } else { &[] }, |line| {
            shown.push(line.number);
            gaps.extend(line.gap.then_some(line.number));
        });
    }
    assert_eq!(shown, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    assert_eq!(gaps, [0; 0]);
}

#[test]
fn without_context_no_sign_stands_between_lines_with_hits() {
    let shown = |size| {
        let (mut window, mut gaps) = (Window::new(size), 0);
        for number in 1..=9 {
            let hits = if number % 4 == 1 { vec![Hit { span: 0..1, query: 0 }] } else { Vec::new() };
            window.push(number, "x", &hits, |line| gaps += usize::from(line.gap));
        }
        gaps
    };
    assert_eq!([0, 1, 2].map(shown), [0, 2, 0]);
}

#[test]
fn json_has_the_text_byte_for_byte_and_the_spans_of_hits() {
    let (text, needles) = ("في \t\"الكِتَاب\"\u{202E} والكتب", needles(&["كتاب", "كتب"]));
    let hits = needles.find(text);
    let mut out = String::new();
    Window::new(0).push(7, text, &hits, |shown| json::push(&mut out, "a\"b", needles.queries(), &shown));
    assert!(out.starts_with("{\"file\":\"a\\\"b\",\"line\":7,\"text\":") && out.ends_with("}\n"), "{out}");
    let line: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(line["text"], text);
    let words = [("كِتَاب", "كتاب"), ("كتب", "كتب")];
    for (hit, (spelt, query)) in line["hits"].as_array().expect("a list").iter().zip(words) {
        let at = |n: usize| hit[n].as_u64().expect("an offset") as usize;
        assert_eq!((&text[at(0)..at(1)], hit[2].as_str()), (spelt, Some(query)));
    }
}
