//! The report of small texts, compared with naive counts.

use super::report::{Frame, Report};
use super::table::For;
use super::tally::{File, Tally};
use super::{json, labels, page, table};
use crate::page::{Lang, Languages};
use crate::terminal::code_points::code_point;
use naqi::Normalizer;
use naqi::preset::SEARCH;
use std::collections::{BTreeMap, BTreeSet};
use unicode_segmentation::UnicodeSegmentation;

const SAMPLE: &str = include_str!("../../../../../examples/data/sample.txt");
const README_WORDS: &str =
    "المُتَّحِدة والمتحدة المتحده المتحدة المتحدة أمريكي امريكى ٢٠٢٤ 2024 ﻻ لا كـــتاب كتاب ا\u{654}مل أمل ـــ";

const LANGS: [Languages; 2] = [Languages { labels: Lang::En, text: "ar" }, Languages { labels: Lang::Ar, text: "ar" }];

fn report_of(normalizer: &Normalizer, texts: &[&str], top: usize, limit: usize) -> Report {
    let mut tally = Tally::new(normalizer, limit);
    for (n, text) in texts.iter().enumerate() {
        let mut file = File { name: format!("file {n}"), ..File::default() };
        tally.push(text, &mut file);
        tally.finish_file(file);
    }
    Report::new(tally, &Frame { normalizer, title: "preset search", top, limit, skipped: 0 })
}

fn sum<K>(rows: &[(K, u64)]) -> u64 {
    rows.iter().map(|row| row.1).sum()
}

#[test]
fn counts_equal_naive_counts() {
    let report = report_of(&SEARCH, &[SAMPLE], usize::MAX, usize::MAX);
    let mut terms: BTreeMap<String, BTreeMap<&str, u64>> = BTreeMap::new();
    let words: Vec<&str> = SAMPLE.unicode_words().collect();
    for word in &words {
        *terms.entry(SEARCH.normalize(word).into_owned()).or_default().entry(word).or_default() += 1;
    }
    let totals = &report.totals;
    assert_eq!(totals.words, words.len() as u64);
    assert_eq!(totals.written, words.iter().collect::<BTreeSet<_>>().len() as u64);
    assert_eq!(totals.terms, terms.len() as u64);
    assert_eq!(totals.terms, SEARCH.terms(SAMPLE).into_iter().collect::<BTreeSet<_>>().len() as u64);
    assert_eq!(totals.varied, terms.values().filter(|spellings| spellings.len() > 1).count() as u64);
    let at_stake =
        |spellings: &BTreeMap<&str, u64>| spellings.values().sum::<u64>() - spellings.values().max().unwrap();
    assert_eq!(totals.at_stake, terms.values().map(at_stake).sum::<u64>());
    assert!(totals.at_stake > 0 && totals.varied > 0);
    for &(letter, count) in report.letters.iter().chain(&report.marks) {
        assert_eq!(count, SAMPLE.matches(letter).count() as u64, "{}", code_point(letter));
    }
}

#[test]
fn spellings_of_one_word_are_one_row() {
    let report = report_of(&SEARCH, &[README_WORDS], usize::MAX, usize::MAX);
    type Row<'t> = (&'t str, u64, u64, Vec<(&'t str, u64)>);
    let rows: Vec<Row> = report
        .variants
        .iter()
        .map(|v| {
            (v.term.as_str(), v.at_stake, v.total, v.spellings.iter().map(|s| (s.written.as_str(), s.count)).collect())
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("المتحده", 2, 4, vec![("المتحدة", 2), ("المتحده", 1), ("المُتَّحِدة", 1)]),
            ("2024", 1, 2, vec![("2024", 1), ("٢٠٢٤", 1)]),
            ("امريكي", 1, 2, vec![("أمريكي", 1), ("امريكى", 1)]),
            ("امل", 1, 2, vec![("أمل", 1), ("ا\u{654}مل", 1)]),
            ("كتاب", 1, 2, vec![("كتاب", 1), ("كـــتاب", 1)]),
            ("لا", 1, 2, vec![("لا", 1), ("ﻻ", 1)]),
        ]
    );
    let totals = &report.totals;
    assert_eq!((totals.emptied, totals.decomposed, totals.not_nfc, totals.numbers), (1, 1, 1, 2));
    let twins: Vec<&str> =
        report.variants.iter().flat_map(|v| &v.spellings).filter(|s| s.is_twin).map(|s| s.written.as_str()).collect();
    assert_eq!(twins, ["ا\u{654}مل"]);
}

#[test]
fn the_numbers_of_a_report_add_up() {
    for limit in [usize::MAX, 40] {
        let report = report_of(&SEARCH, &[SAMPLE, README_WORDS, "", "one two\n"], usize::MAX, limit);
        let totals = &report.totals;
        let of_files = |field: fn(&File) -> u64| report.files.iter().map(field).sum::<u64>();
        assert_eq!(totals.files, 4);
        assert_eq!(totals.bytes, (SAMPLE.len() + README_WORDS.len() + 8) as u64);
        assert_eq!(of_files(|file| file.bytes), totals.bytes);
        assert_eq!(of_files(|file| file.words), totals.words);
        assert_eq!(of_files(|file| file.letters), totals.letters);
        assert_eq!(of_files(|file| file.marks), totals.marks);
        assert_eq!(sum(&report.classes), totals.characters);
        assert_eq!((sum(&report.letters), sum(&report.marks)), (totals.letters, totals.marks));
        assert_eq!(sum(&report.word_lengths.bins) + report.word_lengths.none, totals.words);
        assert_eq!(sum(&report.sentence_lengths.bins), totals.sentences);
        assert_eq!(report.sentence_lengths.sum, totals.words);
        assert_eq!(sum(&report.scripts) + totals.numbers, totals.words);
        assert_eq!(sum(&report.terms) + totals.emptied + report.dropped.words, totals.words);
        assert_eq!(report.variants.iter().map(|variant| variant.at_stake).sum::<u64>(), totals.at_stake);
        assert_eq!(report.variants.len() as u64, totals.varied);
        assert_eq!(report.dropped.distinct > 0, limit == 40);
        assert_eq!(labels::notes(&report, Lang::En).iter().any(|note| note.contains("--limit")), limit == 40);
        match (limit, report.growth.last()) {
            (40, Some(last)) => assert!(last.words < totals.words && last.written <= 40),
            (_, last) => assert_eq!(
                last.map(|p| (p.words, p.written, p.terms)),
                Some((totals.words, totals.written, totals.terms))
            ),
        }
    }
}

#[test]
fn counts_by_lines_equal_those_of_the_whole_text() {
    let whole = report_of(&SEARCH, &[SAMPLE], 25, 1000);
    let mut tally = Tally::new(&SEARCH, 1000);
    let mut file = File { name: "file 0".into(), ..File::default() };
    SAMPLE.split_inclusive('\n').for_each(|line| tally.push(line, &mut file));
    tally.finish_file(file);
    let lines =
        Report::new(tally, &Frame { normalizer: &SEARCH, title: "preset search", top: 25, limit: 1000, skipped: 0 });
    assert_eq!(json::object(&lines), json::object(&whole));
}

#[test]
fn the_output_is_deterministic() {
    for limit in [1000, 30] {
        let [one, other] = [(), ()].map(|()| report_of(&SEARCH, &[SAMPLE, README_WORDS], 25, limit));
        for reader in [For::Reader, For::Program] {
            assert_eq!(table::print(&one, reader), table::print(&other, reader));
        }
        assert_eq!(json::object(&one).to_string(), json::object(&other).to_string());
        for langs in LANGS {
            assert_eq!(page::build(&one, langs), page::build(&other, langs));
        }
    }
}

#[test]
fn no_text_becomes_markup_or_changes_the_direction() {
    let steps: Normalizer = "map(س=<script>alert(1)</script>)".parse().unwrap();
    let text = "سلام abc\u{202E}def \u{2067}قلم\u{2069}ق كتا\u{200F}ب & \"'";
    let report = report_of(&steps, &[text, text], 25, 1000);
    for langs in LANGS {
        let page = page::build(&report, langs);
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("U+202E"));
        assert!(!page.contains("<script"));
        assert!(!page.chars().any(|c| naqi::strip_bidi(c.encode_utf8(&mut [0; 4])).is_empty()));
    }
    let table = table::print(&report, For::Reader);
    // The table's own isolates are closed on their line; there is no other control, which would open one more.
    for line in table.lines() {
        let opened = line.matches(['\u{2066}', '\u{2067}']).count();
        assert_eq!(opened, line.matches('\u{2069}').count(), "{}", line.escape_unicode());
        assert!(!line.contains(['\u{202E}', '\u{200F}']), "{}", line.escape_unicode());
    }
    // A program's table has no control at all, and no padding.
    let table = table::print(&report, For::Program);
    assert!(!table.chars().any(|c| naqi::strip_bidi(c.encode_utf8(&mut [0; 4])).is_empty()));
    assert!(!table.lines().any(|line| line.starts_with(' ')));
}

#[test]
fn a_page_is_well_formed_and_has_no_external_resources() {
    for texts in [vec![SAMPLE, README_WORDS], vec![""], vec!["abc"], vec!["كتاب"]] {
        let report = report_of(&SEARCH, &texts, 25, 1000);
        for langs in LANGS {
            well_formed(&page::build(&report, langs));
        }
    }
}

fn well_formed(page: &str) {
    for tag in ["table", "tr", "td", "th", "div", "figure", "svg", "ul", "li", "bdi", "small", "p", "section", "html"] {
        let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
    for outside in ["src=", "href", "url(", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
}
