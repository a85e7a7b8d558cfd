//! `naqi repair`.

mod process;

use process::*;

/// A clean line, and one that was drawn.
const CLEAN: &str = "المدرسة الجديدة في الشارع";
const DRAWN: &str = "ةديدجلا ةسردملا يف ةبتكملا";
const READ: &str = "المكتبة في المدرسة الجديدة";

#[test]
fn damaged_lines_are_repaired_and_counted() {
    let ran = run_on(&["repair"], format!("{CLEAN}\r\n{DRAWN}\n{CLEAN}"));
    assert_eq!(String::from_utf8(ran.out).expect("text"), format!("{CLEAN}\r\n{READ}\n{CLEAN}"));
    assert_eq!((ran.code, &*ran.err), (0, "naqi: standard input: lines repaired: 1 (visual_order 1)\n"));
    let ran = run_on(&["repair"], CLEAN);
    assert_eq!((&*ran.out, &*ran.err), (CLEAN.as_bytes(), ""));
}

#[test]
fn a_table_has_the_place_of_each_change() {
    let ran = run_on(&["repair", "--format", "tsv", "-q"], format!("{CLEAN}\n{DRAWN}\n"));
    let out = String::from_utf8(ran.out).expect("text");
    let cells: Vec<&str> = out.trim_end_matches('\n').split('\t').collect();
    let start = CLEAN.len() + 1;
    let end = start + DRAWN.len();
    assert_eq!(cells, [&start.to_string(), &end.to_string(), "visual_order", cells[3], READ]);
    assert!(cells[3].parse::<f32>().is_ok_and(|confidence| confidence > 0.9));
}

#[test]
fn bytes_in_an_old_encoding_are_decoded() {
    let folder = Folder::new("repair");
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(CLEAN);
    let file = folder.write("old.txt", bytes);
    let ran = run(&["repair", "--decode", &file]);
    assert_eq!(String::from_utf8(ran.out).expect("text"), CLEAN);
    assert!(ran.err.contains("windows-1256"), "{}", ran.err);
    let ran = run(&["repair", &file]);
    assert!(ran.code == 3 && ran.err.contains("byte 0"), "{}", ran.err);
}
