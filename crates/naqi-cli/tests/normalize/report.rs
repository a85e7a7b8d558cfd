//! `--report`, and messages about text.

use super::*;

#[test]
fn a_report_stands_beside_the_text() {
    let ran = process::run_on(&["normalize", "--report", "-q"], "كِتاب\n");
    assert_eq!((ran.code, String::from_utf8_lossy(&ran.out).as_ref()), (0, "كتاب\n"));
    assert!(ran.err.starts_with("preset search\n"), "{}", ran.err);
    assert!(ran.err.contains("marks and signs: 1\n") && ran.err.contains("U+0650 ARABIC KASRA"), "{}", ran.err);
}

/// All that an earlier run has done is counted, too.
#[test]
fn a_report_is_about_all_files() {
    let folder = Folder::new("report");
    let (file, output) = (folder.write("a.txt", "كِتاب"), folder.path("out"));
    for _ in 0..2 {
        let ran = run(&["--report", "--output", &output, &file]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.err.contains("marks and signs: 1\n") && !ran.err.contains("earlier run"), "{}", ran.err);
    }
}

#[test]
fn invalid_text_is_named_by_byte_line_and_encoding_from_any_source() {
    let folder = Folder::new("invalid");
    // "المكتبة الوطنية" in windows-1256
    let arabic = b"\xC7\xE1\xE3\xDF\xCA\xC8\xC9 \xC7\xE1\xE6\xD8\xE4\xED\xC9\n";
    let file = folder.write("a.txt", [b"one\ntwo\n", &arabic[..]].concat());
    let late = folder.write("late.txt", ["a line\n".repeat(500_000).as_bytes(), arabic].concat());
    for jobs in jobs() {
        for (file, byte, line) in [(&file, 8, 3), (&late, 3_500_000, 500_001)] {
            let expected = format!("invalid UTF-8 (byte {byte}, line {line}): it seems to be WINDOWS-1256");
            let named = run(&["--jobs", jobs, file]);
            assert_eq!(named.code, 3);
            assert!(named.err.starts_with(&format!("naqi: {file}: {expected}")), "{}", named.err);
            let mut redirected = command(&["--jobs", jobs]);
            redirected.stdin(fs::File::open(file).expect("a file"));
            let redirected = finish(redirected);
            assert!(redirected.err.starts_with(&format!("naqi: standard input: {expected}")), "{}", redirected.err);
            let piped = process::run_on(&["normalize", "--jobs", jobs], fs::read(file).expect("a file"));
            let expected = format!("naqi: standard input: invalid UTF-8 (byte {byte}, line {line})");
            assert!(piped.err.starts_with(&expected), "{}", piped.err);
        }
    }
}

#[test]
fn quiet_runs_print_no_notes() {
    let ran = process::run_on(&["normalize", "--lossy"], b"a\xFF");
    assert!(ran.code == 0 && ran.err.contains("U+FFFD"), "{}", ran.err);
    let ran = process::run_on(&["normalize", "--lossy", "-q"], b"a\xFF");
    assert_eq!((ran.code, ran.err.as_str(), String::from_utf8_lossy(&ran.out).as_ref()), (0, "", "a\u{FFFD}"));
}
