//! `naqi bench`.

mod process;

use process::*;

fn bench(arguments: &[&str], input: impl AsRef<[u8]>) -> (Ran, Vec<Vec<String>>) {
    let ran = run_on(&[&["bench", "--seconds", "0"], arguments].concat(), input);
    let text = String::from_utf8_lossy(&ran.out);
    let rows = text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    (ran, rows)
}

#[test]
fn each_operation_has_a_speed_beside_that_of_a_copy() {
    let (ran, rows) = bench(&[], "الولايات المُتَّحِدة\n".repeat(1000));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(rows[0][0].contains(naqi::kernel_level()) && rows[1][0].contains("2,000 words"), "{rows:?}");
    let names: Vec<&str> =
        rows[2..].iter().map(|row| row[0].as_str()).filter(|name| !name.contains("threads")).collect();
    assert_eq!(names, ["memcpy", "normalize", "is_normalized", "words", "terms", "find"]);
    assert!(rows[2..].iter().all(|row| row.len() == 4 && row[1].ends_with(" GB/s")), "{rows:?}");
    assert_eq!(rows[2][2], "1.00 × memcpy");
    assert!(rows.len() <= 10);
}

#[test]
fn a_needle_is_found_in_all_spellings() {
    let (_, rows) = bench(&["--find", "متحدة"], "المُتَّحِدة متحده متحدون");
    assert_eq!(rows.last().expect("a row")[3], "متحدة: 2 hits");
    let (ran, rows) = bench(&["--find", "\u{1B}["], "a");
    assert!(ran.code == 0 && rows.last().expect("a row")[3].starts_with(r"\u{1B}["), "{rows:?}");
}

#[test]
fn a_long_text_is_read_in_part() {
    // The limit is in the middle of a letter.
    let (ran, rows) = bench(&["--find", "غائب"], ["a".as_bytes(), "كتاب ".repeat(4 << 20).as_bytes()].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(rows[1][0].starts_with("text: 33,554,431 bytes, 3,728,270 words, the start of it"), "{rows:?}");
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_measured() {
    let folder = Folder::new("bench");
    let (file, bad) = (folder.write("a.txt", "كتاب"), folder.write("bad.txt", b"a\n\xFF"));
    let (ran, rows) = bench(&[&bad, &file], "");
    assert_eq!((ran.code, rows.len() > 5), (3, true));
    assert!(ran.err.contains("bad.txt: invalid UTF-8 (byte 2, line 2)"), "{}", ran.err);
    let (ran, rows) = bench(&[&bad], "");
    assert_eq!((ran.code, rows.len()), (3, 0));
    let (ran, rows) = bench(&[], "");
    assert_eq!((ran.code, rows.len(), ran.err.as_str()), (0, 0, "naqi: there is no text to measure with\n"));
    assert_eq!(bench(&["--seconds", "soon"], "a").0.code, 2);
}
