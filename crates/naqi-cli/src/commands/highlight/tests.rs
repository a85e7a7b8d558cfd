//! Tests of queries and pages, with readable words.

use crate::context;
use crate::direction::Direction;
use crate::html::marked;
use crate::lines::{Layout, Lines};
use crate::needles::{Hit, Needles, Place, segments};
use crate::page::Page;
use crate::run::Count;
use crate::screen::Colour;
use crate::window::Window;
use naqi::Normalizer;
use naqi::letters::is_mark;
use naqi::preset::{QURAN, SEARCH};
use std::fs::File;

fn code_points(text: &str) -> String {
    text.chars().map(|c| format!("{:04X} ", c as u32)).collect()
}

fn hits(normalizer: &Normalizer, text: &str, queries: &[&str], place: Place) -> Vec<Hit> {
    let queries: Vec<String> = queries.iter().map(|query| (*query).to_owned()).collect();
    Needles::new(normalizer, &queries, place).unwrap_or_else(|error| panic!("{error}")).find(text)
}

/// The hits of a query, as they are spelt in the text.
fn found<'t>(normalizer: &Normalizer, text: &'t str, query: &str) -> Vec<&'t str> {
    hits(normalizer, text, &[query], Place::Anywhere).into_iter().map(|hit| &text[hit.span]).collect()
}

#[track_caller]
fn finds(normalizer: &Normalizer, text: &str, query: &str, expected: &str) {
    let found = found(normalizer, text, query);
    let shown: Vec<String> = found.iter().map(|hit| code_points(hit)).collect();
    assert_eq!(found, [expected], "{shown:?} instead of {}", code_points(expected));
}

const VERSE: &str = "وَلَا تَنَابَزُوا۟ بِٱلْأَلْقَـٰبِ";
const BARE: &str = "ولا تنابزوا بالألقاب";
const FORMS: &str = "ﻭﻻ ﺗﻨﺎﺑﺰﻭﺍ ﺑﺎﻷﻟﻘﺎﺏ";

#[test]
fn a_vocalised_verse_is_found_by_its_bare_letters_and_the_reverse() {
    finds(&QURAN, &format!("قال {VERSE} بئس"), BARE, VERSE);
    finds(&QURAN, &format!("قال {BARE} بئس"), VERSE, BARE);
    finds(&SEARCH, "ٱلْحَمْدُ لِلَّهِ رَبِّ", "الحمد لله", "ٱلْحَمْدُ لِلَّهِ");
    finds(&SEARCH, "الحمد لله رب", "ٱلْحَمْدُ لِلَّهِ", "الحمد لله");
}

#[test]
fn presentation_forms_are_found_by_letters_and_the_reverse() {
    finds(&SEARCH, &format!("ﻗﺎﻝ {FORMS} ﺑﺌﺲ"), BARE, FORMS);
    finds(&SEARCH, &format!("قال {BARE} بئس"), FORMS, BARE);
    finds(&QURAN, &format!("قال {VERSE} بئس"), FORMS, VERSE);
}

#[test]
fn a_hit_inside_a_word_has_its_letters_with_all_their_marks() {
    finds(&SEARCH, "وَيَكْتُبُونَ", "كتب", "كْتُبُ");
    finds(&SEARCH, "المُتَّحِدَةُ", "تحد", "تَّحِدَ");
}

#[test]
fn whole_words_exclude_hits_inside_a_word() {
    let text = "كَتَبَ في المكتبة كتب";
    let all = hits(&SEARCH, text, &["كتب"], Place::Anywhere);
    let whole = hits(&SEARCH, text, &["كتب"], Place::WholeWords);
    assert_eq!((all.len(), whole.len()), (3, 2));
    assert_eq!(&text[whole[0].span.clone()], "كَتَبَ");
}

#[test]
fn a_query_that_normalizes_to_nothing_is_an_error() {
    for query in ["", " ", "\u{640}", "\u{64E}\u{651}"] {
        let queries = [query.to_owned()];
        let error = Needles::new(&SEARCH, &queries, Place::Anywhere).err().unwrap_or_default();
        assert!(error.starts_with("nothing is left of the query"), "{} gave {error:?}", code_points(query));
    }
}

#[test]
fn segments_are_the_text_even_if_hits_overlap() {
    let text = "الكتاب المكتبة ﷺ";
    let hits = hits(&SEARCH, text, &["كتاب", "الكتا", "ب ال", "الله", "ل"], Place::Anywhere);
    let segments = segments(0..text.len(), &hits);
    assert_eq!(segments.iter().map(|(span, _)| &text[span.clone()]).collect::<String>(), text);
    assert!(segments.iter().all(|(span, _)| !span.is_empty()));
    let queries: Vec<usize> = segments.iter().filter_map(|segment| segment.1).collect();
    // الكتا begins first, كتاب has its ب alone; then the space with ال; of ﷺ there is one mark.
    assert_eq!(queries, [1, 0, 2, 3]);
}

fn page(text: &str, queries: &[&str]) -> String {
    let queries: Vec<String> = queries.iter().map(|query| (*query).to_owned()).collect();
    let needles = Needles::new(&SEARCH, &queries, Place::Anywhere).unwrap_or_else(|error| panic!("{error}"));
    let (mut page, mut window) = (Page::default(), Window::new(0));
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
    assert!(html.contains("<h2><bdi dir=\"ltr\">&lt;b&gt;.txt</bdi></h2>"), "{html}");
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
    assert!(html.contains("and 3 more that are not shown"));
}

#[test]
fn of_a_long_paragraph_the_page_shows_the_context_of_its_hits() {
    let words = "وَقَالَ الرَّجُلُ ".repeat(4000);
    let html = page(&format!("{words} كِتَاب {words}"), &["كتاب"]);
    assert!(html.len() < 8000, "{}", html.len());
    assert!(html.contains("<mark id=\"h1\">كِتَاب</mark>"), "{html}");
}

#[test]
fn lam_with_alef_is_marked_as_one_shape() {
    for (text, query, marked_text) in [
        ("السلام", "ل", "ا<mark>ل</mark>س<mark>لا</mark>م"),
        ("بَلْ لَآ", "ل", "بَ<mark>لْ</mark> <mark>لَآ</mark>"),
        ("الأمل", "ا", "<mark>ا</mark><mark>لأ</mark>مل"),
    ] {
        let (mut out, hits) = (String::new(), hits(&SEARCH, text, &[query], Place::Anywhere));
        marked(&mut out, text, 0..text.len(), &hits, |_| None);
        assert_eq!(out, marked_text, "{}", code_points(&out));
    }
}

fn lines(layout: Layout, colour: Colour, text: &str, query: &str) -> String {
    let hits = hits(&SEARCH, text, &[query], Place::Anywhere);
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
        "\u{2066}a.txt\u{2069}\n\u{2066}     7: \u{2069}\u{2067}في ال\u{1B}[1;31mكِتَاب\u{1B}[0m\u{FFFD}[2J\u{2069}\n"
    );
}

#[test]
fn colours_are_off_if_output_is_no_terminal() {
    let file = std::env::current_exe().and_then(File::open).unwrap_or_else(|error| panic!("{error}"));
    assert!(Colour::of("auto", &file) == Ok(Colour::Never) && Layout::of("auto", &file) == Layout::Pipe);
    assert!(Colour::of("always", &file) == Ok(Colour::Always) && Layout::of("always", &file) == Layout::Screen);
    assert!(Colour::of("sometimes", &file).is_err());
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
fn context_never_ends_between_a_letter_and_its_marks() {
    let text = format!("{VERSE} ۖ {VERSE} ۚ {}", "بَّ".repeat(80));
    for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at) && !text[at..].starts_with(is_mark)) {
        for columns in [1, 3, 10, 40] {
            let (start, end) = (context::before(&text, at, columns), context::after(&text, at, columns));
            assert!(start <= at && at <= end);
            for at_end in [start, end] {
                assert!(!text[at_end..].starts_with(is_mark), "{at}, {columns}: {}", code_points(&text[at_end..]));
            }
            let (before, after) = (text[start..at].trim_end(), text[at..end].trim_start());
            assert!(context::width(before) <= columns && context::width(after) <= columns, "{at}, {columns}");
        }
    }
}

#[test]
fn the_direction_of_a_line_is_that_of_most_letters() {
    assert_eq!(Direction::of("NASA أطلقت مسبارًا جديدًا"), Direction::RightToLeft);
    assert_eq!(Direction::of("The word كتاب means book"), Direction::LeftToRight);
    assert_eq!(Direction::of("2024"), Direction::RightToLeft);
}

#[test]
fn the_program_itself() {
    crate::process::be(crate::highlight);
}

#[test]
fn names_and_errors_contain_no_terminal_commands() {
    use crate::process::{self, HOSTILE};
    let folder = process::Folder::new("highlight-shown");
    let good = folder.write(&format!("{HOSTILE}.txt"), "كتاب \u{1B}[2J\u{202E}\n");
    let bad = folder.write(&format!("{HOSTILE}-bad.txt"), b"\xFF");
    let gone = folder.path(&format!("{HOSTILE}-gone"));
    let page = folder.path(&format!("{HOSTILE}/page.html"));
    let option = format!("--{HOSTILE}");
    let cases: [(&[&str], i32); 9] = [
        (&["--color", "always", "كتاب", &good], 0),
        (&["كتاب", &bad], 1),
        (&["كتاب", &gone], 1),
        (&["كتاب", "--steps", HOSTILE, &good], 2),
        (&["كتاب", "--preset", HOSTILE, &good], 2),
        (&["كتاب", "--color", HOSTILE, &good], 2),
        (&["كتاب", "--html", &good, &good], 2),
        (&["كتاب", "--html", &page, &good], 1),
        (&[&option], 2),
    ];
    for (arguments, code) in cases {
        let ran = process::run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
        process::assert_printable(&ran.err);
        // The colours are the program's own.
        let out = String::from_utf8_lossy(&ran.out).replace("\u{1B}[1;31m", "").replace("\u{1B}[0m", "");
        process::assert_printable(&out);
    }
    let nothing = process::run(&["\u{202E}\u{1B}[2Jx", &good]);
    process::assert_printable(&nothing.err);
}
