//! `naqi corpus`.

mod process;

use process::*;
use serde_json::Value;
use std::io::Write;

fn corpus(arguments: &[&str]) -> Ran {
    run(&[&["corpus"], arguments].concat())
}

fn json(arguments: &[&str]) -> (Ran, Value) {
    let ran = corpus(&[&["--format", "json"], arguments].concat());
    let object = serde_json::from_slice(&ran.out).unwrap_or(Value::Null);
    (ran, object)
}

#[test]
fn a_folder_is_read_recursively_in_spite_of_broken_files() {
    let folder = Folder::new("corpus-walk");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all("قلم".as_bytes()).expect("gzip data");
    for deeper in ["deep", "deep/.hidden"] {
        std::fs::create_dir(folder.path(deeper)).expect("a folder");
    }
    folder.write("a.txt", "كتاب");
    folder.write("b.txt", b"\xD9\x83 \xFF \xD9\x83");
    folder.write("deep/c", "ورقة");
    folder.write("deep/d.TXT.gz", gzip.finish().expect("gzip data"));
    folder.write("deep/.hidden/e.txt", "سر");
    folder.write(".f.txt", "سر");
    folder.write("g.pdf", "سر");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(""), folder.path("deep/round")).expect("a link");
    let (ran, report) = json(&["--recursive", &folder.path("")]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.err.contains("b.txt: invalid UTF-8 (byte 3, line 1)"), "{}", ran.err);
    let total = |name: &str| report["totals"][name].as_u64().expect("a number");
    assert_eq!((total("files"), total("files_not_read_to_their_end"), total("words")), (4, 1, 4));
    assert_eq!(total("files_skipped"), if cfg!(unix) { 2 } else { 1 });
    let mut terms: Vec<&str> =
        report["terms"].as_array().expect("a list").iter().map(|term| term[0].as_str().expect("a term")).collect();
    terms.sort_unstable();
    assert_eq!(terms, ["قلم", "ك", "كتاب", "ورقه"]);
    assert_eq!(corpus(&["--recursive", "/no/such/folder"]).code, 3);
}

/// It was a report on nothing once.
#[test]
fn a_missing_file_is_an_error_and_no_report() {
    let folder = Folder::new("corpus-missing");
    let gone = folder.path("gone.txt");
    for format in ["text", "json", "html"] {
        let ran = corpus(&["--format", format, &gone]);
        assert!(ran.code == 3 && ran.out.is_empty() && ran.err.contains("gone.txt: No such file"), "{ran:?}");
    }
    let empty = corpus(&["--recursive", &folder.path("")]);
    assert!(empty.code == 3 && empty.out.is_empty() && empty.err.contains("no text files"), "{empty:?}");
    let file = folder.write("a.txt", "كتاب");
    let page = folder.path("page.html");
    let ran = corpus(&["--format", "html", "--output", &page, &gone]);
    assert!(ran.code == 3 && all_names(folder.path("")) == ["a.txt"], "{ran:?}");
    let other = corpus(&[&gone, &file]);
    assert!(other.code == 3 && String::from_utf8_lossy(&other.out).contains("1\tfiles\n"), "{other:?}");
    let utf16: Vec<u8> = "\u{FEFF}كتاب المكتبة".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let other_encoding = corpus(&[&folder.write("utf16.txt", utf16)]);
    assert!(other_encoding.code == 3 && other_encoding.out.is_empty(), "{other_encoding:?}");
    assert!(other_encoding.err.contains("it seems to be UTF-16"), "{other_encoding:?}");
    let folder_alone = corpus(&[&folder.path("")]);
    assert!(folder_alone.code == 3 && folder_alone.err.contains("--recursive"), "{folder_alone:?}");
}

#[test]
fn an_empty_text_has_a_report() {
    let folder = Folder::new("corpus-empty");
    let file = folder.write("empty.txt", "");
    for format in ["text", "json", "jsonl", "html"] {
        let ran = corpus(&["--format", format, &file]);
        assert!(ran.code == 0 && !ran.out.is_empty() && ran.err.is_empty(), "{format}: {ran:?}");
    }
}

#[test]
fn wrong_arguments_are_named() {
    let error = |arguments: &[&str]| {
        let ran = corpus(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {ran:?}");
        ran.err
    };
    assert!(error(&["--top", "0", "a"]).contains("--top"));
    assert!(error(&["--format=xml", "a"]).contains("text, json, jsonl, html"));
    assert!(error(&["--preset", "serch", "a"]).contains("did you mean `search`"));
    assert!(error(&["--output"]).contains("value is required"));
    assert!(error(&["--top=1", "--top=2", "a"]).contains("multiple times"));
    let file = corpus(&["--top", "3", "--", "--top"]);
    assert!(file.code == 3 && file.err.starts_with("naqi: --top: "), "{file:?}");
}

#[test]
fn names_and_errors_contain_no_terminal_commands() {
    let folder = Folder::new("corpus-shown");
    let HostileNames { good, bad, gone, page, option } = HostileNames::in_folder(&folder);
    let cases: [(&[&str], i32); 9] = [
        (&[&good, &folder.write("b.txt", "قلم")], 0),
        (&["--steps", "map(x=\u{1B}[2J\u{202E})", &good], 0),
        (&[&bad], 3),
        (&[&gone], 3),
        (&["--steps", HOSTILE, &good], 2),
        (&["--format", HOSTILE, &good], 2),
        (&["--format", "html", "--output", &good, &good], 2),
        (&["--format", "html", "--output", &page, &good], 3),
        (&[&option], 2),
    ];
    for color in ["never", "always"] {
        for (arguments, code) in cases {
            let ran = corpus(&[arguments, &["--color", color]].concat());
            assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
            assert_printable(&ran.err);
            let out = String::from_utf8_lossy(&ran.out);
            assert_printable(&out.replace('\t', " "));
            let isolates = out.matches(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']).count();
            assert!(color == "always" || isolates == 0, "{out}");
        }
    }
}

#[test]
fn packed_files_are_unpacked_and_damaged_ones_are_named() {
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    let folder = Folder::new("corpus-packed");
    let text = "كِتاب وقلم\n".repeat(1_000);
    let mut gz = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let gz = gz.write_all(text.as_bytes()).and_then(|()| gz.finish()).expect("gzip data");
    let zst = compress_to_vec(text.as_bytes(), CompressionLevel::Fastest);
    let table = |name: &str, bytes: &[u8]| corpus(&[&folder.write(name, bytes)]);
    let plain = table("a.txt", text.as_bytes());
    assert_eq!(plain.code, 0, "{}", plain.err);
    for (name, bytes) in [("a.txt.gz", &gz), ("a.txt.zst", &zst)] {
        let packed = table(name, bytes);
        assert_eq!((packed.code, packed.err.as_str()), (0, ""));
        assert!(packed.out == plain.out, "{name}");
        let short = table(name, &bytes[..bytes.len() - 1]);
        assert!(short.code == 3 && short.err.contains("is cut short"), "{name}: {}", short.err);
    }
}

#[test]
fn invalid_text_is_read_on_with_lossy() {
    let ran = run_on(&["corpus", "--lossy", "--format", "jsonl"], b"\xD9\x83 \xFF \xD9\x83");
    let report: Value = serde_json::from_slice(&ran.out).expect("JSON");
    assert!(ran.code == 0 && report["totals"]["words"] == 2, "{ran:?}");
    assert_eq!(String::from_utf8_lossy(&ran.out).lines().count(), 1);
}
