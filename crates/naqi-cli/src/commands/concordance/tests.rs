//! Tests of rows, their order and their columns.

use crate::context::width;
use crate::forms::Forms;
use crate::needles::{Needles, Place};
use crate::page::page;
use crate::row::{Origin, Row, rows};
use crate::rows::{Rows, Shown, Sort};
use crate::screen::Colour;
use crate::table::table;
use naqi::letters::is_mark;
use naqi::preset::SEARCH;

const TEXT: &str = "زار المُتَّحِدة وليدٌ\nرأى المتحدة أَحْمَد\nفي المتحده، بدر\nThe word كتاب means book\nمتحدة";

fn shown(text: &str, query: &str, sort: Sort, limit: usize) -> (Shown, Forms) {
    let queries = [query.to_owned()];
    let needles = Needles::new(&SEARCH, &queries, Place::Anywhere).unwrap_or_else(|error| panic!("{error}"));
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
        let points: Vec<String> = cell.chars().map(|c| format!("{:04X}", c as u32)).collect();
        assert!(!cell.starts_with(is_mark) && width(&cell) <= 20, "{points:?}");
    }
}

#[test]
fn the_page_is_escaped_and_shows_the_words_before_at_the_right() {
    let queries = ["book".to_owned()];
    let needles = Needles::new(&SEARCH, &queries, Place::Anywhere).unwrap_or_else(|error| panic!("{error}"));
    let (found, forms) = shown("The <i>book</i> of كتاب &", "book", Sort::None, 10);
    let html = page(&needles, "preset search", &found, &forms);
    let before = "<td class=\"b\" dir=\"ltr\">The &lt;i&gt;</td>";
    let after = "<td class=\"a\" dir=\"ltr\">&lt;/i&gt; of كتاب &amp;</td>";
    assert!(html.find(after) < html.find(before) && html.contains(after), "{html}");
    assert!(!html.contains("<i>"), "{html}");
    let (found, forms) = shown("قال كتاب جديد", "كتاب", Sort::None, 10);
    let html = page(&needles, "preset search", &found, &forms);
    let (before, after) = ("<td class=\"b\" dir=\"rtl\">قال</td>", "<td class=\"a\" dir=\"rtl\">جديد</td>");
    assert!(html.find(before) < html.find(after) && html.contains(before), "{html}");
}

#[test]
fn the_program_itself() {
    crate::process::be(crate::concordance);
}

#[test]
fn names_and_errors_contain_no_terminal_commands() {
    use crate::process::{self, HOSTILE};
    let folder = process::Folder::new("concordance-shown");
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
