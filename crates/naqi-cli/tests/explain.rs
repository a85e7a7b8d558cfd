//! `naqi explain`.

mod process;

use process::*;

fn out(ran: &Ran) -> &str {
    std::str::from_utf8(&ran.out).expect("text")
}

#[test]
fn each_code_point_stands_with_its_number_its_name_and_the_steps_that_change_it() {
    let ran = run(&["explain", "مُة"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let expected = "text: مُة\npreset search: مه\n\n\
        U+0645 م ARABIC LETTER MEEM\n\
        U+064F ◌ُ ARABIC DAMMA\n\tstrip_diacritics: deleted\n\
        U+0629 ة ARABIC LETTER TEH MARBUTA\n\tunify_teh_marbuta: U+0647 ه ARABIC LETTER HEH\n";
    assert_eq!(out(&ran), expected);
}

#[test]
fn numbers_are_characters() {
    let literal = run(&["explain", "--steps", "unify_alef", "ا\u{654}"]);
    for arguments in [&["U+0627", "U+0654"][..], &["U+0627 U+0654"], &[r"\u{627}\u{654}"]] {
        let ran = run(&[&["explain", "--steps", "unify_alef"], arguments].concat());
        assert_eq!(out(&ran), out(&literal), "{arguments:?}");
    }
    assert!(out(&literal).contains("HAMZA ABOVE\n\tunify_alef: U+0627 ا ARABIC LETTER ALEF\n"), "{}", out(&literal));
    let ran = run(&["explain", "U+D800"]);
    assert!(ran.code == 2 && ran.err.contains("U+D800") && ran.out.is_empty(), "{}", ran.err);
}

#[test]
fn ligatures_are_followed_through_all_steps() {
    let ran = run(&["explain", "--steps", "unify_forms, unify_yeh", "ﷺ", "ﻼ"]);
    let text = out(&ran);
    assert!(text.contains("\tunify_forms: صلى الله عليه وسلم\n\t= U+0635 U+0644 U+0649 U+0020 "), "{text}");
    assert!(text.contains("\tunify_yeh: صلي الله عليه وسلم\n"), "{text}");
    assert!(text.contains("LAM WITH ALEF FINAL FORM\n\tunify_forms: لا\n\t= U+0644 U+0627\n"), "{text}");
}

#[test]
fn lines_of_standard_input_are_explained_one_by_one() {
    let ran = run_on(&["explain", "--format", "tsv", "-"], "ة\r\nﻰ\n");
    let expected = "U+0629\tة\tه\tU+0647\tunify_teh_marbuta\nU+FEF0\tﻰ\tي\tU+064A\tunify_forms, unify_yeh\n";
    assert_eq!((ran.code, out(&ran)), (0, expected));
    let ran = run_on(&["explain", "-"], b"\xC7");
    assert!(ran.code == 3 && ran.err.contains("byte 0, line 1"), "{}", ran.err);
    assert_eq!(run_on(&["explain", "--lossy", "-"], b"\xC7").code, 0);
}

#[test]
fn objects_name_the_text_its_parts_and_their_changes() {
    let ran = run(&["explain", "--format", "jsonl", "ةa", "\u{1B}\""]);
    let lines: Vec<serde_json::Value> =
        out(&ran).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((lines.len(), &lines[0]["text"], &lines[0]["output"]), (2, &"ةa".into(), &"هa".into()));
    let change = &lines[0]["parts"][0]["changes"][0];
    assert_eq!((&change["step"], &change["output"]), (&"unify_teh_marbuta".into(), &"ه".into()));
    assert_eq!(lines[0]["parts"][0]["names"][0], "U+0629 ARABIC LETTER TEH MARBUTA");
    assert_eq!(lines[1]["text"], "\u{1B}\"");
}

#[test]
fn without_a_text_everything_is_listed_with_an_example() {
    let ran = run(&["explain"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let rows: Vec<Vec<&str>> = out(&ran).lines().map(|line| line.split('\t').collect()).collect();
    let names = |what: &str| rows.iter().filter(|row| row[0] == what).map(|row| row[1].to_owned()).collect::<Vec<_>>();
    assert_eq!(names("step"), naqi::Step::all().map(|step| step.to_string()).collect::<Vec<_>>());
    assert_eq!(names("preset"), naqi::preset::all().map(|preset| preset.name().to_owned()).collect::<Vec<_>>());
    assert_eq!(names("analyzer"), naqi::analyzer::all().map(|(name, _)| name.to_owned()).collect::<Vec<_>>());
    assert!(rows.iter().all(|row| row.len() == 5 && row[2] != row[3]), "{}", out(&ran));
    assert!(!out(&ran).contains(['\u{200E}', '\u{1B}', '\u{2066}']), "no controls of direction on a pipe");
    let ran = run(&["explain", "--steps", "trim, unify_yeh"]);
    assert_eq!(
        out(&ran).lines().map(|line| line.split('\t').nth(1).expect("a name")).collect::<Vec<_>>(),
        ["unify_yeh", "trim"]
    );
}

#[test]
fn the_list_for_programs_has_the_characters_themselves() {
    let options = ["explain", "--steps", "map(a=\\u{9})"];
    let ran = run(&[&options[..], &["--format", "tsv"]].concat());
    assert!(out(&ran).starts_with("step\tmap(a=\\\\u{9})\tArabic"), "{}", out(&ran));
    let ran = run(&["explain", "--format", "jsonl"]);
    let rows: Vec<serde_json::Value> =
        out(&ran).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of = |name: &str| rows.iter().find(|row| row["name"] == name).expect("a row");
    assert_eq!((&of("compose")["kind"], &of("compose")["before"]), (&"step".into(), &"ا\u{654}مل".into()));
    assert_eq!(
        (&of("strip_bidi")["before"], &of("strip_bidi")["after"]),
        (&"\u{200F}كتاب\u{202C}".into(), &"كتاب".into())
    );
    assert!(of("search")["steps"].as_str().is_some_and(|steps| steps.contains("unify_alef")), "{}", of("search"));
}

#[test]
fn a_name_of_a_file_is_text_and_a_note_says_so() {
    let folder = Folder::new("explain");
    let file = folder.write("a.txt", "كِتاب");
    let ran = run(&["explain", &file]);
    assert!(ran.code == 0 && ran.err.contains("is explained as text"), "{}", ran.err);
    assert_eq!(run(&["explain", "-q", &file]).err, "");
}
