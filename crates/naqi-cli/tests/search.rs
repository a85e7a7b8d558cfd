//! `naqi search`.

mod process;

use process::*;
use serde_json::Value;
use std::io::Write;

/// A query, and a text with another spelling of it.
const SPELLINGS: [(&str, &str); 5] = [
    ("ان مع العسر يسرا", "فَإِنَّ مَعَ ٱلْعُسْرِ يُسْرًا ۝ إِنَّ مَعَ ٱلْعُسْرِ يُسْرًا"),
    ("إِنَّ مَعَ ٱلْعُسْرِ يُسْرًا", "يقال ان مع العسر يسرا"),
    ("السلام عليكم", "\u{FEED}\u{FE8D}\u{FEDF}\u{FEB4}\u{FEFC}\u{FEE1} \u{FECB}\u{FEE0}\u{FEF4}\u{FEDC}\u{FEE2}"),
    ("\u{FE8D}\u{FEDF}\u{FEB4}\u{FEFC}\u{FEE1}", "والسَّـــلامُ عليكم"),
    ("مكتبة", "المـــكـــتـــبـــة"),
];

fn text(ran: &Ran) -> &str {
    std::str::from_utf8(&ran.out).expect("text")
}

fn objects(ran: &Ran) -> Vec<Value> {
    text(ran).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn each_query_is_found_in_another_spelling() {
    for (query, line) in SPELLINGS {
        let ran = run_on(&["search", query], line);
        assert_eq!(ran.code, 0, "{query}: {ran:?}");
        assert!(text(&ran).ends_with(&format!(":{line}\n")), "{query}: {}", text(&ran));
    }
    let twice = run_on(&["search", "--count", SPELLINGS[0].0], SPELLINGS[0].1);
    assert_eq!(text(&twice), "standard input:2\n");
}

#[test]
fn a_line_has_its_file_number_and_column() {
    let folder = Folder::new("search-lines");
    let file = folder.write("a.txt", "لا شيء\r\nفي الكِتَاب كتب\r\n\r\nكتاب");
    let ran = run(&["search", "كتاب", &file]);
    assert_eq!(text(&ran), format!("{file}:2:10:في الكِتَاب كتب\n{file}:4:1:كتاب\n"));
    let colored = run(&["search", "--color", "always", "كتاب", &file]);
    assert!(text(&colored).contains("ال\u{1B}[1;31mكِتَاب\u{1B}[0m كتب"), "{colored:?}");
}

#[test]
fn places_are_bytes_of_the_file() {
    let folder = Folder::new("search-places");
    let content = b"\xEF\xBB\xBFa \xD8\r\n\xFF\xFF \xD9\x83\xD9\x90\xD8\xAA\xD8\xA7\xD8\xA8\r\nx \xD9\x83\xD8\xAA\xD8\xA8 \xFF\xD9\x83\xD8\xAA\xD8\xA7\xD8\xA8";
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(content).expect("gzip data");
    let packed = folder.write("b.gz", gzip.finish().expect("gzip data"));
    for file in [folder.write("a.txt", content), packed] {
        let ran = run(&["search", "--lossy", "--format", "jsonl", "-e", "كتاب", "-e", "كتب", &file]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let found: Vec<_> = objects(&ran)
            .iter()
            .map(|object| {
                let at = |name: &str| object[name].as_u64().expect("a number") as usize;
                let text = object["text"].as_str().expect("a text");
                assert_eq!(&content[at("start")..at("end")], text.as_bytes());
                assert_eq!(object["file"], *file);
                (at("line"), object["query"].as_str().expect("a text").to_owned(), text.to_owned())
            })
            .collect();
        let expected = [(2, "كتاب", "كِتاب"), (3, "كتب", "كتب"), (3, "كتاب", "كتاب")];
        assert_eq!(found, expected.map(|(line, query, text)| (line, query.to_owned(), text.to_owned())));
    }
}

#[test]
fn counts_are_those_of_the_hits_in_every_format() {
    let folder = Folder::new("search-counts");
    let (a, b) = (folder.write("a", "كتاب كتاب\nمكتبة"), folder.write("b", "قلم"));
    let counts = |more: &[&str]| {
        let ran = run(&[&["search", "-c", "-e", "كتاب", "-e", "مكتبه"], more, &[&a, &b]].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        text(&ran).replace(&a, "A").replace(&b, "B")
    };
    assert_eq!(counts(&[]), "A:كتاب:2\nA:مكتبه:1\nB:كتاب:0\nB:مكتبه:0\n");
    assert_eq!(counts(&["--format", "tsv"]), "A\tكتاب\t2\nA\tمكتبه\t1\nB\tكتاب\t0\nB\tمكتبه\t0\n");
    assert!(counts(&["--format", "jsonl"]).starts_with("{\"file\":\"A\",\"query\":\"كتاب\",\"count\":2}\n"));
    let rows = run(&["search", "--format", "tsv", "-e", "كتاب", "-e", "مكتبه", &a, &b]);
    assert_eq!(text(&rows).lines().count(), 3);
    assert_eq!(text(&run(&["search", "-c", "كتاب", &a, &b])), format!("{a}:2\n{b}:0\n"));
}

#[test]
fn whole_words_and_steps_decide_what_is_equal() {
    let count =
        |arguments: &[&str]| text(&run_on(&[&["search", "-c"], arguments].concat(), "يكتبون كَتَبَ كتب")).to_owned();
    assert_eq!(count(&["كتب"]), "standard input:3\n");
    assert_eq!(count(&["--whole-words", "كتب"]), "standard input:2\n");
    assert_eq!(count(&["--word", "كتب"]), "standard input:2\n");
    assert_eq!(count(&["--word", "--steps", "compose", "كتب"]), "standard input:1\n");
}

#[test]
fn the_exit_code_says_whether_something_was_found() {
    let folder = Folder::new("search-codes");
    let (file, gone) = (folder.write("a.txt", "كتاب"), folder.path("gone"));
    let code = |arguments: &[&str]| run(&[&["search"], arguments].concat()).code;
    assert_eq!(code(&["كتاب", &file]), 0);
    assert_eq!(code(&["قلم", &file]), 1);
    assert_eq!(code(&["-c", "قلم", &file]), 1);
    assert_eq!(code(&["كتاب", &file, &gone]), 3);
    assert_eq!(code(&["قلم", &gone]), 3);
    assert_eq!(code(&[]), 2);
    for wrong in ["\u{64E}", "", "كتاب\nقلم"] {
        let ran = run(&["search", wrong, &file]);
        assert_eq!((ran.code, ran.err.lines().count()), (2, 1), "{wrong:?}: {ran:?}");
    }
    let kept = run(&["search", "كتاب", &file, "--output", &file]);
    assert!(kept.code == 2 && kept.err.contains("--output would overwrite"), "{kept:?}");
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), "كتاب");
}

/// What was found is printed before the message, and the other files are searched.
#[test]
fn an_unreadable_file_is_named_and_the_others_are_searched() {
    let folder = Folder::new("search-unreadable");
    let bad = folder.write(
        "1.txt",
        [&"كتاب\n".repeat(3).into_bytes()[..], b"\xE3\xCA\xC8\xC9 \xC7\xE1\xDF\xCA\xC7\xC8\n"].concat(),
    );
    let good = folder.write("2.txt", "كتاب");
    let ran = run(&["search", "كتاب", &bad, &good]);
    assert_eq!((ran.code, text(&ran).lines().count(), ran.err.lines().count()), (3, 4, 1), "{ran:?}");
    assert!(ran.err.contains("1.txt: invalid UTF-8 (byte 27, line 4): it seems to be WINDOWS-1256"), "{}", ran.err);
}

#[test]
fn names_and_errors_contain_no_terminal_commands() {
    let folder = Folder::new("search-shown");
    let file = folder.write(&format!("{HOSTILE}.txt"), "كتاب");
    let option = format!("--{HOSTILE}");
    let cases: [(&[&str], i32); 6] = [
        (&["كتاب", HOSTILE], 3),
        (&["كتاب", &file], 0),
        (&["-c", "كتاب", &file], 0),
        (&[HOSTILE, &file], 1),
        (&["--preset", HOSTILE, "كتاب"], 2),
        (&[&option], 2),
    ];
    for (arguments, code) in cases {
        let ran = run(&[&["search"], arguments].concat());
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
        assert_printable(&ran.err);
        assert_printable(text(&ran));
    }
    let shown = run_on(&["search", "--color", "always", "كتاب"], "كتاب\t\u{1B}[2J\u{202E}\r\n");
    assert!(text(&shown).contains(r" \u{1B}[2J\u{202E}"), "{shown:?}");
    let gone = run(&["search", "كتاب", HOSTILE]);
    assert_eq!(gone.err.lines().count(), 1, "{gone:?}");
}
