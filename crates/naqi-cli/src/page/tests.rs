//! Tests of what all pages share.

use super::{Cell, Head, Lang, Languages, Page, card, drawing, file_name, hits, legend, place, section, table};
use maud::{Markup, html};

const STYLE: &str = include_str!("style.css");
const LANGS: Languages = Languages { labels: Lang::En, text: "ar" };

fn paragraph(text: &str) -> Markup {
    LANGS.paragraph_as(text, text)
}

/// The contrast of two colours (WCAG 2.2), from 1 to 21.
fn contrast(one: &str, other: &str) -> f64 {
    let luminance = |colour: &str| {
        let hex = colour.trim_start_matches('#');
        let full: String = if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.into() };
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&full[at..at + 2], 16).expect("a colour")) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
    };
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The values of a colour in the light scheme and in the dark one.
fn values(style: &str, name: &str) -> [String; 2] {
    let start = format!("--{name}:");
    let value = |rest: &str| rest[..rest.find([';', '}']).expect("an end")].to_owned();
    let all: Vec<String> = style.split(&start).skip(1).map(value).filter(|value| value.starts_with('#')).collect();
    [all[0].clone(), all[1].clone()]
}

#[test]
fn text_is_readable_on_every_colour_in_both_schemes() {
    let normalize = include_str!("../commands/normalize/page.css");
    let (ink, soft, paper) = (values(STYLE, "ink"), values(STYLE, "soft"), values(STYLE, "paper"));
    let queries = (0..hits::COLOURS).map(|n| (STYLE, format!("q{n}")));
    let kinds = ["mark", "tatweel", "letter", "form", "digit", "space", "case", "other"];
    let kinds = kinds.map(|kind| (normalize, format!("k-{kind}")));
    for (style, name) in queries.chain(kinds) {
        for (ink, colour) in ink.iter().zip(values(style, &name)) {
            assert!(contrast(ink, &colour) >= 4.5, "{name}: {colour} {}", contrast(ink, &colour));
        }
    }
    for name in ["ink", "soft", "link", "edge"] {
        for (paper, colour) in paper.iter().zip(values(STYLE, name)) {
            assert!(contrast(paper, &colour) >= 4.5, "{name}: {colour} {}", contrast(paper, &colour));
        }
    }
    for (soft, surface) in soft.iter().zip(values(STYLE, "surface")) {
        assert!(contrast(soft, &surface) >= 4.5, "{surface}");
    }
}

#[test]
fn a_page_has_its_language_and_each_text_its_own() {
    let names = ["كتاب".to_owned(), "book".to_owned()];
    let body = html! { (paragraph("قال المذيع NASA")) (LANGS.text("a word")) };
    let english = Page::new(LANGS, "Hits of", &names).build(&body);
    assert!(english.starts_with("<!DOCTYPE html><html lang=\"en\" dir=\"ltr\">"), "{english}");
    assert!(english.contains("<title>Hits of «كتاب», «book»</title>"), "{english}");
    assert!(english.contains("<p class=\"t\" lang=\"ar\" dir=\"rtl\">قال المذيع NASA</p>"), "{english}");
    assert!(english.contains("<bdi class=\"t\" dir=\"ltr\">a word</bdi>"), "{english}");
    let langs = Languages { labels: Lang::Ar, text: "fa" };
    let arabic = Page::new(langs, langs.label("Hits of", "مواضع"), &names).build(&langs.paragraph_as("کتاب", "کتاب"));
    assert!(arabic.contains("<html lang=\"ar\" dir=\"rtl\">") && arabic.contains("مواضع «كتاب»، «book»"), "{arabic}");
    assert!(arabic.contains("<p class=\"t\" lang=\"fa\" dir=\"rtl\">کتاب</p>"), "{arabic}");
}

#[test]
fn a_note_on_fonts_stands_only_where_quranic_marks_are() {
    let page = |text: &str| Page::new(LANGS, "Text", &[]).build(&paragraph(text));
    let (plain, quran) = (page("كِتَاب"), page("رَيْبَ ۛ فِيهِ"));
    assert!(!plain.contains("<script") && !plain.contains("id=\"fonts\""), "{plain}");
    // Without the script it stays hidden.
    assert!(quran.contains("<p class=\"note\" id=\"fonts\" hidden>") && quran.contains("<script>"), "{quran}");
}

#[test]
fn no_control_and_no_bidi_control_reaches_a_page() {
    let text: String = ('\0'..='\u{2100}').chain(['\u{FEFF}']).collect();
    let names = [text.clone()];
    let page = Page::new(LANGS, "Text", &names).note(html! { (text) }).steps(&text, &text).build(&html! {
        (paragraph(&text)) (file_name(&text)) (drawing("caption", &html! { (text) }, &text))
    });
    let is_bad = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    assert_eq!(page.chars().find(|&c| is_bad(c)), None);
    assert!(page.contains('\u{FFFD}'));
}

#[test]
fn parts_are_escaped_in_text_and_in_attributes() {
    let hostile = "\"><script>alert(1)</script><!--' onmouseover=\"x";
    let heads = [Head::Text(hostile), Head::Number(hostile)];
    let row = [
        Cell::Label(hostile),
        Cell::Other(LANGS.text(hostile)),
        Cell::Number(hostile.into()),
        Cell::Other(html! { (hostile) }),
    ];
    let body = html! {
        (section(hostile, table(&heads, [row])))
        (card(Some(LANGS.text(hostile)), &paragraph(hostile), &[place(hostile, 1)]))
        (legend([hits::swatch(1, hostile)]))
        (drawing(hostile, &html! { (hostile) }, "<svg></svg>"))
    };
    let page =
        Page::new(LANGS, hostile, &[hostile.into()]).figure(hostile, hostile).steps(hostile, hostile).build(&body);
    assert_eq!((page.matches("<script").count(), page.matches("<!--").count()), (0, 0), "{page}");
    // Its quotation marks end no attribute.
    assert!(page.contains("title=\"&quot;&gt;&lt;script&gt;") && !page.contains("onmouseover=\""), "{page}");
}

#[test]
fn a_page_has_no_outside_resources_and_every_tag_is_closed() {
    let rows = [[Cell::Other(LANGS.text("كتاب")), Cell::Count(1203)]];
    let body = html! {
        (section("Words", table(&[Head::Text("word"), Head::Number("count")], rows)))
        (drawing("Plot", &html! {}, "<svg></svg>"))
        (card(None, &paragraph("رَيْبَ ۛ"), &[file_name("a.txt")]))
    };
    let page = Page::new(LANGS, "Text", &[]).figure("words", "1").steps("preset search", "trim").build(&body);
    for tag in
        ["html", "head", "body", "header", "main", "section", "table", "tr", "td", "th", "div", "figure", "p", "bdi"]
    {
        let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
        assert!(opened > 0, "{tag}");
    }
    for outside in ["http:", "https:", "url(", "@import", "src=", "<link"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("1,203"));
}
