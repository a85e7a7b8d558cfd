//! Files that change, lose documents or are no more.

use super::*;

/// The message of a run over these arguments, which succeeds.
fn indexed(index: &str, arguments: &[&str]) -> String {
    let ran = run(&[&["--index", index, "--jobs", "1"], arguments].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.err
}

fn texts_of(wanted: &[&str]) -> Option<BTreeMap<String, usize>> {
    once(wanted.iter().map(|text| (*text).to_owned()))
}

#[test]
fn a_changed_file_is_indexed_again_and_others_are_skipped() {
    let (folder, index) = (folder(), folder());
    let index = path(&index, "index");
    let (one, two) = (write(&folder, "1.txt", "كتاب قديم"), write(&folder, "2.txt", "بيت"));
    assert!(indexed(&index, &[&one, &two]).contains("2 documents; 2 new"));
    write(&folder, "1.txt", "كتاب جديد");
    let message = indexed(&index, &[&one, &two]);
    assert!(message.contains("2 documents; 0 new, 1 of the input already indexed, 1 changed\n"), "{message}");
    assert_eq!(texts(&index), texts_of(&["كتاب جديد", "بيت"]));
    let message = indexed(&index, &[&one, &two]);
    assert!(message.contains("2 documents; 0 new, 2 of the input already indexed\n"), "{message}");
    // It is found by its new words alone.
    let found = |query: &str| process::run(&["query", "--index", &index, query]).code == 0;
    assert!(found("جديد") && !found("قديم") && found("بيت"));
}

#[test]
fn lines_are_replaced_added_and_removed_one_by_one() {
    let (folder, index) = (folder(), folder());
    let index = path(&index, "index");
    let file = write(&folder, "a.txt", "واحد\nاثنان\nثلاثة\nأربعة\n");
    indexed(&index, &["--format", "lines", &file]);
    write(&folder, "a.txt", "واحد\nغيره\n\nأربعة\nخمسة\n");
    let message = indexed(&index, &["--format", "lines", &file]);
    assert!(
        message.contains("4 documents; 1 new, 2 of the input already indexed, 1 changed, 1 removed\n"),
        "{message}"
    );
    assert_eq!(texts(&index), texts_of(&["واحد", "غيره", "أربعة", "خمسة"]));
    write(&folder, "a.txt", "");
    assert!(
        indexed(&index, &["--format", "lines", &file])
            .contains("0 documents; 0 new, 0 of the input already indexed, 4 removed")
    );
}

#[test]
fn documents_with_an_id_are_replaced_by_their_own_file_alone() {
    let (folder, index) = (folder(), folder());
    let index = path(&index, "index");
    let object = |id: &str, title: &str, text: &str| {
        format!("{{\"id\": \"{id}\", \"title\": \"{title}\", \"text\": \"{text}\"}}\n")
    };
    let one = write(&folder, "1.jsonl", object("a", "x", "كتاب") + &object("b", "x", "بيت"));
    let two = write(&folder, "2.jsonl", object("a", "x", "نص آخر"));
    for _ in 0..2 {
        indexed(&index, &[&one, &two]);
        assert_eq!(texts(&index), texts_of(&["كتاب", "بيت"]));
    }
    // A title that changes changes the document, and so does the line, which hits show.
    write(&folder, "1.jsonl", object("b", "x", "بيت") + &object("a", "y", "كتاب"));
    let message = indexed(&index, &[&one, &two]);
    assert!(message.contains("2 documents; 0 new, 1 of the input already indexed, 2 changed\n"), "{message}");
}

#[test]
fn a_document_that_moves_to_another_file_stays() {
    let object = "{\"id\": \"1\", \"text\": \"كتاب\"}\n";
    for is_new_first in [false, true] {
        let (folder, index) = (folder(), folder());
        let index = path(&index, "index");
        let (old, new) = (write(&folder, "a.jsonl", object), write(&folder, "b.jsonl", ""));
        indexed(&index, &[&old, &new]);
        write(&folder, "a.jsonl", "");
        write(&folder, "b.jsonl", object);
        let files = if is_new_first { [&new, &old] } else { [&old, &new] };
        for _ in 0..3 {
            indexed(&index, &[files[0], files[1]]);
            assert_eq!(texts(&index), texts_of(&["كتاب"]), "new first: {is_new_first}");
        }
    }
    // A file that gets another name.
    let (folder, index) = (folder(), folder());
    let index = path(&index, "index");
    let old = write(&folder, "a.jsonl", object);
    indexed(&index, &[&old]);
    let new = path(&folder, "b.jsonl");
    fs::rename(&old, &new).expect("another name");
    let message = indexed(&index, &["--remove-missing", &new]);
    assert!(message.contains("1 document; 1 new, 0 of the input already indexed, 1 removed"), "{message}");
    assert_eq!(texts(&index), texts_of(&["كتاب"]));
}

#[test]
fn nothing_is_removed_if_a_part_of_a_file_cannot_be_read() {
    let (folder, index) = (folder(), folder());
    let index = path(&index, "index");
    let file = write(&folder, "a.jsonl", "{\"text\": \"واحد\"}\n{\"text\": \"اثنان\"}\n");
    indexed(&index, &[&file]);
    write(&folder, "a.jsonl", "{\"text\": \n");
    let ran = run(&["--index", &index, &file]);
    assert!(ran.code == 3 && ran.err.contains("2 documents; 0 new"), "{}", ran.err);
    assert_eq!(texts(&index), texts_of(&["واحد", "اثنان"]));
}

#[test]
fn documents_of_files_that_are_no_more_or_are_named_are_removed() {
    let (folder, index) = (folder(), folder());
    let index = path(&index, "index");
    let files: Vec<String> = (0..4).map(|n| write(&folder, &format!("{n}.txt"), format!("رقم {n}"))).collect();
    indexed(&index, &files.iter().map(String::as_str).collect::<Vec<_>>());
    fs::remove_file(&files[0]).expect("a file");
    assert!(indexed(&index, &[&files[1]]).contains("4 documents; 0 new"));
    let message = indexed(&index, &["--remove-missing"]);
    assert!(message.contains("3 documents; 0 new, 0 of the input already indexed, 1 removed\n"), "{message}");
    assert!(
        indexed(&index, &["--remove", &files[1], &files[3]])
            .contains("2 documents; 0 new, 1 of the input already indexed, 1 removed")
    );
    assert_eq!(texts(&index), texts_of(&["رقم 2", "رقم 3"]));
    let ran = run(&["--index", &index, "--remove", &files[1]]);
    assert!(ran.code == 3 && ran.err.contains("the index has no document of this file"), "{}", ran.err);
    // A file that is removed and read again is in the index again.
    assert!(indexed(&index, &[&files[1]]).contains("3 documents; 1 new"));
}

#[test]
fn lines_of_standard_input_are_replaced_and_never_removed() {
    let folder = folder();
    let index = path(&folder, "index");
    assert_eq!(run_on(&["--index", &index], "واحد\nاثنان\n".as_bytes()).code, 0);
    let ran = run_on(&["--index", &index], "غيره\n".as_bytes());
    assert!(ran.err.contains("2 documents; 0 new, 0 of the input already indexed, 1 changed\n"), "{}", ran.err);
    assert_eq!(texts(&index), texts_of(&["غيره", "اثنان"]));
}
