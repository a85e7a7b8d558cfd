//! Tests of rows, their order and their columns.

use super::fields;
use super::forms::Forms;
use super::page::page;
use super::row::{Origin, Row, rows};
use super::rows::{Rows, Shown, Sort};
use super::table::{plain, table};
use crate::hits::Needles;
use crate::hits::context::width;
use crate::hits::needles::Place;
use crate::hits::screen::Colour;
use crate::page::{Lang, Languages};
use crate::terminal::code_points::code_points;
use naqi::Normalizer;
use naqi::letters::is_mark;
use naqi::preset::SEARCH;

const TEXT: &str = "زار المُتَّحِدة وليدٌ\nرأى المتحدة أَحْمَد\nفي المتحده، بدر\nThe word كتاب means book\nمتحدة";

const LANGS: Languages = Languages { labels: Lang::Ar, text: "ar" };

fn needles(query: &str) -> Needles {
    Needles::new(Normalizer::from(&SEARCH), vec![query.to_owned()], Place::Anywhere)
        .unwrap_or_else(|error| panic!("{error}"))
}

fn shown(text: &str, query: &str, sort: Sort, limit: usize) -> (Shown, Forms) {
    let needles = needles(query);
    let (mut found, mut forms) = (Rows::new(sort, limit, vec!["a.txt".into()]), Forms::default());
    for (n, line) in text.lines().enumerate() {
        rows(&needles, 20, Origin { file: 0, line: n + 1 }, line, |row| {
            forms.add(&row.keyword);
            found.push(row);
        });
    }
    (found.finish(), forms)
}

fn keywords(shown: &Shown) -> Vec<&str> {
    shown.rows.iter().map(|row| row.keyword.as_str()).collect()
}

#[test]
fn rows_are_sorted_by_normalized_words_of_the_side() {
    let lines = |sort| shown(TEXT, "المتحدة", sort, 10).0.rows.iter().map(|row| row.line).collect::<Vec<_>>();
    assert_eq!(lines(Sort::None), [1, 2, 3]);
    // احمد, بدر, وليد: the hamza, the marks and the comma do not count.
    assert_eq!(lines(Sort::After), [2, 3, 1]);
    // راي, زار, في
    assert_eq!(lines(Sort::Before), [2, 1, 3]);
}

#[test]
fn the_nearest_word_before_counts_first() {
    let text = "أ ي كتاب\nي أ كتاب\nب أ كتاب";
    let (shown, _) = shown(text, "كتاب", Sort::Before, 10);
    assert_eq!(shown.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 2, 1]);
}

#[test]
fn a_limit_keeps_the_first_rows_in_the_given_order() {
    let text: String = (0..500).map(|n| format!("كتاب {:03}\n", n * 7 % 500)).collect();
    let (shown, _) = shown(&text, "كتاب", Sort::After, 5);
    let after: Vec<&str> = shown.rows.iter().map(|row| row.after.as_str()).collect();
    assert_eq!(after, ["000", "001", "002", "003", "004"]);
    assert_eq!(shown.left_out, 495);
}

#[test]
fn a_keyword_is_whole_words_with_its_hits() {
    let (shown, _) = shown("هم يَكْتُبُونَ في المكتبة", "كتب", Sort::None, 10);
    assert_eq!(keywords(&shown), ["يَكْتُبُونَ", "المكتبة"]);
    let row = &shown.rows[0];
    assert_eq!((row.before.as_str(), row.after.as_str()), ("هم", "في المكتبة"));
    assert_eq!(&row.keyword[row.hits[0].span.clone()], "كْتُبُ");
}

#[test]
fn hits_in_one_word_are_one_row() {
    let (shown, _) = shown("لا سلسلة ﷺ", "ل", Sort::None, 10);
    assert_eq!(keywords(&shown), ["لا", "سلسلة", "ﷺ"]);
    assert_eq!(shown.rows[1].hits.len(), 2);
}

#[test]
fn spellings_are_counted_separately() {
    let (_, forms) = shown(&format!("{TEXT}\nالمتحدة"), "متحدة", Sort::None, 1);
    assert_eq!(forms.first(2), (vec![("المتحدة", 2), ("المتحده", 1)], 2));
    assert_eq!(forms.len(), 4);
}

/// A row without its isolates and colours, which have no width.
fn columns_before(line: &str, keyword: &str) -> usize {
    let text: String = line.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect();
    width(&text[..text.find(keyword).unwrap_or(0)])
}

#[test]
fn keywords_are_aligned() {
    let text = "قال أَحْمَدُ كتاب\nكتاب\nوقال فيما قال إن هذه كتاب جديد 2024";
    let (shown, forms) = shown(text, "كتاب", Sort::None, 10);
    let table = table(&shown, &forms, 20, Colour::Never);
    let lines: Vec<&str> = table.lines().take(3).collect();
    let starts: Vec<usize> = lines.iter().map(|line| columns_before(line, "كتاب")).collect();
    assert_eq!(starts, [22, 22, 22], "{table}");
    let ends: Vec<usize> = lines.iter().map(|line| columns_before(line, "a.txt")).collect();
    assert_eq!(ends, [50, 50, 50], "{table}");
    for line in lines {
        let depth = line.chars().fold(0, |depth, c| match c {
            '\u{2066}' | '\u{2067}' => depth + 1,
            '\u{2069}' => depth - 1,
            _ => depth,
        });
        assert_eq!(depth, 0, "{line}");
    }
}

#[test]
fn colours_are_used_only_on_request() {
    let (shown, forms) = shown(TEXT, "متحدة", Sort::None, 10);
    assert!(!table(&shown, &forms, 20, Colour::Never).contains('\u{1B}'));
    assert!(table(&shown, &forms, 20, Colour::Always).contains("ال\u{1B}[1;31mمُتَّحِدة\u{1B}[0m"));
}

#[test]
fn no_cell_begins_with_a_mark() {
    let line = "بِسْمِ ٱللَّهِ ۖ ٱلرَّحْمَـٰنِ ۚ ٱلرَّحِيمِ ".repeat(9);
    let cells = |row: &Row| [row.before.clone(), row.keyword.clone(), row.after.clone()];
    let (shown, _) = shown(&line, "الله", Sort::None, 10);
    assert_eq!(shown.rows.len(), 9);
    for cell in shown.rows.iter().flat_map(cells) {
        assert!(!cell.starts_with(is_mark) && width(&cell) <= 20, "{}", code_points(&cell));
    }
}

#[test]
fn the_page_is_escaped_and_shows_the_words_before_at_the_right() {
    let (found, forms) = shown("The <i>book</i> of كتاب &", "book", Sort::None, 10);
    let html = page(LANGS, &needles("book"), "preset search", &found, &forms);
    let before = "<td class=\"b\" dir=\"ltr\">The &lt;i&gt;</td>";
    let after = "<td class=\"a\" dir=\"ltr\">&lt;/i&gt; of كتاب &amp;</td>";
    assert!(html.find(after) < html.find(before) && html.contains(after), "{html}");
    assert!(!html.contains("<i>"), "{html}");
    let (found, forms) = shown("قال كتاب جديد", "كتاب", Sort::None, 10);
    let html = page(LANGS, &needles("book"), "preset search", &found, &forms);
    let (before, after) = ("<td class=\"b\" dir=\"rtl\">قال</td>", "<td class=\"a\" dir=\"rtl\">جديد</td>");
    assert!(html.find(before) < html.find(after) && html.contains(before), "{html}");
}

#[test]
fn line_and_file_stand_beside_a_hit() {
    let (found, forms) = shown("قال كتاب جديد", "كتاب", Sort::None, 10);
    let html = page(LANGS, &needles("كتاب"), "preset search", &found, &forms);
    // One file is named once, above the table.
    assert!(html.contains("<td class=\"p\" lang=\"\"><bdi class=\"place\" dir=\"ltr\"><b>1</b></bdi></td>"), "{html}");
    assert_eq!(html.matches("a.txt").count(), 1, "{html}");
    let mut found = found;
    let (second, _) = shown("\nكتاب", "كتاب", Sort::None, 10);
    found.rows.extend(second.rows.into_iter().map(|row| Row { file: 1, ..row }));
    found.names.push("dir/b.txt".into());
    let html = page(LANGS, &needles("كتاب"), "preset search", &found, &forms);
    let place = "<bdi class=\"place\" dir=\"ltr\" title=\"dir/b.txt\"><span>b.txt:</span><b>2</b></bdi></td></tr>";
    assert!(html.contains(place), "{html}");
}

#[test]
fn a_narrow_page_has_the_spaces_of_the_text() {
    let (found, forms) = shown("قال (كتاب، جديد) كتاب", "كتاب", Sort::None, 10);
    let html = page(LANGS, &needles("كتاب"), "preset search", &found, &forms);
    let key = "<td class=\"k\" dir=\"rtl\"><mark>كتاب</mark></td>";
    assert!(html.contains(&format!("</td>{key}<td class=\"a\"")), "{html}");
    assert!(html.contains(&format!("</td> {key}<td class=\"a\"")), "{html}");
}

#[test]
fn rows_for_programs_have_no_isolates_and_no_padding() {
    let (shown, forms) = shown("قال\tكتاب جديد\\", "كتاب", Sort::None, 10);
    assert_eq!(plain(&shown, &forms), "قال\tكتاب\tجديد\\\\\ta.txt:1\n\nspellings: 1\n1\tكتاب\n");
    assert_eq!(fields::tsv(&shown), "a.txt\t1\tقال\tكتاب\tجديد\\\\\n");
    let line: serde_json::Value = serde_json::from_str(&fields::jsonl(&shown, &["كتاب".into()])).expect("JSON");
    let hits = serde_json::json!([[0, 8, "كتاب"]]);
    assert_eq!((&line["before"], &line["word"], &line["after"]), (&"قال".into(), &"كتاب".into(), &"جديد\\".into()));
    assert_eq!((&line["file"], &line["line"], &line["hits"]), (&"a.txt".into(), &1.into(), &hits));
}

#[test]
fn several_queries_have_a_legend_of_their_colours() {
    let queries = vec!["كتاب".to_owned(), "قال".to_owned()];
    let needles = Needles::new(Normalizer::from(&SEARCH), queries, Place::Anywhere).expect("queries");
    let (found, forms) = shown("قال كتاب", "كتاب", Sort::None, 10);
    let html = page(LANGS, &needles, "preset search", &found, &forms);
    let legend = "<li><bdi class=\"t\" lang=\"ar\" dir=\"rtl\"><mark class=\"q1\">قال</mark></bdi></li>";
    assert!(html.contains(legend), "{html}");
    assert!(!page(LANGS, &self::needles("كتاب"), "preset search", &found, &forms).contains("q1\">"));
}
