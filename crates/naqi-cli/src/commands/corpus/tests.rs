//! The report of small texts, compared with naive counts.

use crate::args::{self, Command, Options};
use crate::process::{self, HOSTILE};
use crate::report::{Frame, Report};
use crate::tally::{File, Tally};
use crate::{json, page, run, table};
use indicatif::ProgressBar;
use naqi::Normalizer;
use naqi::preset::SEARCH;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use unicode_segmentation::UnicodeSegmentation;

const SAMPLE: &str = include_str!("../data/sample.txt");
const README_WORDS: &str =
    "المُتَّحِدة والمتحدة المتحده المتحدة المتحدة أمريكي امريكى ٢٠٢٤ 2024 ﻻ لا كـــتاب كتاب ا\u{654}مل أمل ـــ";

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
        assert_eq!(count, SAMPLE.matches(letter).count() as u64, "U+{:04X}", letter as u32);
    }
}

#[test]
fn spellings_of_one_word_are_one_row() {
    let report = report_of(&SEARCH, &[README_WORDS], usize::MAX, usize::MAX);
    let rows: Vec<(&str, u64, u64, Vec<(&str, u64)>)> = report
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
        assert_eq!(report.notes().iter().any(|note| note.contains("--limit")), limit == 40);
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
    assert_eq!(json::print(&lines), json::print(&whole));
}

#[test]
fn the_output_is_deterministic() {
    for limit in [1000, 30] {
        let [one, other] = [(), ()].map(|()| report_of(&SEARCH, &[SAMPLE, README_WORDS], 25, limit));
        assert_eq!(table::print(&one), table::print(&other));
        assert_eq!(json::print(&one), json::print(&other));
        assert_eq!(page::build(&one), page::build(&other));
    }
}

#[test]
fn no_text_becomes_markup_or_changes_the_direction() {
    let steps: Normalizer = "map(س=<script>alert(1)</script>)".parse().unwrap();
    let text = "سلام abc\u{202E}def \u{2067}قلم\u{2069}ق كتا\u{200F}ب & \"'";
    let report = report_of(&steps, &[text, text], 25, 1000);
    let (page, table) = (page::build(&report), table::print(&report));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("U+202E"));
    assert!(!page.contains("<script"));
    assert!(!page.chars().any(|c| naqi::strip_bidi(c.encode_utf8(&mut [0; 4])).is_empty()));
    // The table's own isolates are closed on their line; there is no other control.
    for line in table.lines() {
        let opened = line.matches(['\u{2066}', '\u{2068}']).count();
        assert_eq!(opened, line.matches('\u{2069}').count(), "{}", line.escape_unicode());
        assert!(!line.contains(['\u{202E}', '\u{200F}', '\u{2067}']), "{}", line.escape_unicode());
    }
}

#[test]
fn a_page_is_well_formed_and_has_no_external_resources() {
    for texts in [vec![SAMPLE, README_WORDS], vec![""], vec!["abc"], vec!["كتاب"]] {
        let page = page::build(&report_of(&SEARCH, &texts, 25, 1000));
        for tag in ["table", "tr", "td", "th", "div", "figure", "svg", "ul", "li", "bdi", "small", "p", "html"] {
            let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
        for outside in ["src=", "href", "url(", "@import"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
}

fn options(arguments: &[&str]) -> Box<Options> {
    match args::parse(arguments.iter().map(OsString::from)) {
        Ok(Command::Report(options)) => options,
        Ok(Command::Help) => panic!("help"),
        Err(error) => panic!("{error}"),
    }
}

/// A folder that is removed at the end of the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("naqi-corpus-{}-{name}", std::process::id()));
        std::fs::create_dir_all(path.join("deep/.hidden")).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.0.join(name), bytes).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_is_read_recursively_in_spite_of_broken_files() {
    let folder = Folder::new("walk");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all("قلم".as_bytes()).unwrap();
    folder.write("a.txt", "كتاب".as_bytes());
    folder.write("b.txt", b"\xD9\x83 \xFF \xD9\x83");
    folder.write("deep/c", "ورقة".as_bytes());
    folder.write("deep/d.TXT.gz", &gzip.finish().unwrap());
    folder.write("deep/.hidden/e.txt", "سر".as_bytes());
    folder.write(".f.txt", "سر".as_bytes());
    folder.write("g.pdf", "سر".as_bytes());
    #[cfg(unix)]
    std::os::unix::fs::symlink(&folder.0, folder.0.join("deep/round")).unwrap();
    let path = folder.0.to_str().unwrap();
    let (report, all_done) = run::count(&options(&[path]), &ProgressBar::hidden());
    assert!(!all_done);
    let totals = &report.totals;
    assert_eq!((totals.files, totals.broken, totals.words), (4, 1, 4));
    assert_eq!(totals.skipped, if cfg!(unix) { 2 } else { 1 });
    let mut terms: Vec<&str> = report.terms.iter().map(|(term, _)| term.as_str()).collect();
    terms.sort_unstable();
    assert_eq!(terms, ["قلم", "ك", "كتاب", "ورقه"]);
    let (_, all_done) = run::count(&options(&["/no/such/folder"]), &ProgressBar::hidden());
    assert!(!all_done);
}

#[test]
fn wrong_arguments_are_named() {
    let error = |arguments: &[&str]| args::parse(arguments.iter().map(OsString::from)).err().unwrap();
    assert!(error(&[]).contains("name a folder"));
    assert!(error(&["--top", "0", "a"]).contains("--top needs a number above zero"));
    assert!(error(&["--format=xml", "a"]).contains("table and json"));
    assert!(error(&["--preset", "serch", "a"]).contains("did you mean `search`"));
    assert!(error(&["--html"]).contains("needs a value"));
    assert!(error(&["--top=1", "--top=2", "a"]).contains("twice"));
    assert_eq!(options(&["--top", "3", "--", "--top"]).inputs, [PathBuf::from("--top")]);
}

#[test]
fn the_program_itself() {
    process::be(crate::corpus);
}

#[test]
fn names_and_errors_contain_no_terminal_commands() {
    let folder = process::Folder::new("corpus-shown");
    let good = folder.write(&format!("{HOSTILE}.txt"), "كتاب \u{1B}[2J\u{202E}\n");
    let bad = folder.write(&format!("{HOSTILE}-bad.txt"), b"\xFF");
    let gone = folder.path(&format!("{HOSTILE}-gone"));
    let page = folder.path(&format!("{HOSTILE}/page.html"));
    let option = format!("--{HOSTILE}");
    let cases: [(&[&str], i32); 9] = [
        (&[&good, &folder.write("b.txt", "قلم")], 0),
        (&["--steps", "map(x=\u{1B}[2J\u{202E})", &good], 0),
        (&[&bad], 1),
        (&[&gone], 1),
        (&["--steps", HOSTILE, &good], 2),
        (&["--format", HOSTILE, &good], 2),
        (&["--html", &good, &good], 2),
        (&["--html", &page, &good], 1),
        (&[&option], 2),
    ];
    for (arguments, code) in cases {
        let ran = process::run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
        process::assert_printable(&ran.err);
        process::assert_printable(&String::from_utf8_lossy(&ran.out));
    }
}

#[test]
fn packed_files_are_unpacked_and_damaged_ones_are_named() {
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    let folder = process::Folder::new("corpus-packed");
    let text = "كِتاب وقلم\n".repeat(1_000);
    let mut gz = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let gz = gz.write_all(text.as_bytes()).and_then(|()| gz.finish()).expect("gzip data");
    let zst = compress_to_vec(text.as_bytes(), CompressionLevel::Fastest);
    let table = |name: &str, bytes: &[u8]| process::run(&[&folder.write(name, bytes)]);
    let plain = table("a.txt", text.as_bytes());
    assert_eq!(plain.code, 0, "{}", plain.err);
    for (name, bytes) in [("a.txt.gz", &gz), ("a.txt.zst", &zst)] {
        let packed = table(name, bytes);
        assert_eq!((packed.code, packed.err.as_str()), (0, ""));
        assert!(packed.out == plain.out, "{name}");
        let short = table(name, &bytes[..bytes.len() - 1]);
        assert!(short.code == 1 && short.err.contains("is cut short"), "{name}: {}", short.err);
    }
}
