//! `naqi index`, on files of its own, killed and started again.

mod changes;
#[cfg(unix)]
mod foreign;
#[cfg(unix)]
mod kills;
mod others;
#[path = "../process/mod.rs"]
mod process;

use process::{Chance, Folder, HOSTILE, Ran, all_names, assert_printable, times, wait, wait_until};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use tantivy::collector::DocSetCollector;
use tantivy::query::AllQuery;
use tantivy::schema::Value;
use tantivy::{Index, TantivyDocument};

fn command(arguments: &[&str]) -> Command {
    process::command(&[&["index"], arguments].concat())
}

fn run(arguments: &[&str]) -> Ran {
    process::finish(command(arguments))
}

fn start(arguments: &[&str]) -> Child {
    let mut command = command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::null());
    command.spawn().expect("a process")
}

/// A run with this standard input.
fn run_on(arguments: &[&str], input: &[u8]) -> Ran {
    process::run_on(&[&["index"], arguments].concat(), input)
}

fn folder() -> Folder {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    Folder::new(&format!("index-{}", COUNT.fetch_add(1, Ordering::Relaxed)))
}

fn path(folder: &Folder, name: &str) -> String {
    folder.path(name)
}

fn root(folder: &Folder) -> String {
    folder.path("")
}

fn write(folder: &Folder, name: &str, bytes: impl AsRef<[u8]>) -> String {
    folder.write(name, bytes)
}

/// How often each text is in the index; none if there is no index yet.
fn texts(index: &str) -> Option<BTreeMap<String, usize>> {
    let index = Index::open_in_dir(index).ok()?;
    let field = index.schema().get_field("text").expect("a field");
    let searcher = index.reader().expect("a reader").searcher();
    let mut texts = BTreeMap::new();
    for address in searcher.search(&AllQuery, &DocSetCollector).expect("all documents") {
        let document: TantivyDocument = searcher.doc(address).expect("a document");
        let text = document.get_first(field).and_then(|value| value.as_str()).expect("a text").to_owned();
        *texts.entry(text).or_default() += 1;
    }
    Some(texts)
}

fn once(wanted: impl IntoIterator<Item = String>) -> Option<BTreeMap<String, usize>> {
    Some(wanted.into_iter().map(|text| (text, 1)).collect())
}

fn lines(numbers: std::ops::Range<usize>) -> String {
    numbers.map(|n| format!("السَّطر رقم {n} من الكِتاب\n")).collect()
}

#[test]
fn a_killed_run_resumes_and_indexes_each_document_once() {
    let folder = folder();
    let index = path(&folder, "index");
    let arguments = ["--index", &index, "--commit-every", "0", "--jobs", "1", "-"];
    let all = lines(0..40);
    // Each run gets further into the same input, and is killed when some of it is committed and some is not.
    for upto in [10, 20, 30] {
        let mut child = start(&arguments);
        let mut input = child.stdin.take().expect("a pipe");
        let before = texts(&index).map_or(0, |texts| texts.len());
        input.write_all(lines(0..upto).as_bytes()).expect("a reader");
        wait_until("nothing is made safe", || texts(&index).is_some_and(|texts| texts.len() > before));
        child.kill().expect("a running process");
        wait(child);
        let left = texts(&index).expect("an index");
        assert!(left.values().all(|&count| count == 1), "{left:?}");
    }
    let ran = run_on(&arguments, all.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(texts(&index), once(all.lines().map(str::to_owned)));
    let again = run_on(&arguments, all.as_bytes());
    assert!(again.err.contains("40 documents; 0 new, 40 of the input already indexed"), "{}", again.err);
}

#[test]
fn unreadable_input_is_named_and_all_else_is_indexed() {
    let (folder, index) = (folder(), folder());
    let index = path(&index, "index");
    write(&folder, "1.txt", "قَبْلُ");
    write(&folder, "2.txt", b"\xD8\xA7\nab\xFFcd");
    let json = "{\"text\": \"واحد\"}\n{\"text\": \n\n{\"body\": \"x\"}\n[1]\n{\"text\": 5}\n";
    write(&folder, "3.jsonl", [json.as_bytes(), b"{\"text\": \"\xFF\"}\n{\"text\": \"last\"}"].concat());
    write(&folder, "4.txt", "بَعْدُ");
    write(&folder, ".hidden.txt", "خفي");
    let missing = path(&folder, "missing.txt");
    let ran = run(&["--index", &index, "--recursive", &root(&folder), &missing]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert_eq!(texts(&index), once(["قَبْلُ", "واحد", "last", "بَعْدُ"].map(str::to_owned)));
    for message in [
        "2.txt: invalid UTF-8 (byte 5, line 2): ",
        "3.jsonl: line 2: no JSON object: EOF while parsing a value at column 9",
        "3.jsonl: line 4: there is no field `text`; there are `body`: name one by --field",
        "3.jsonl: line 5: no JSON object: invalid type: sequence, expected a map",
        "3.jsonl: line 6: the field `text` is no text",
        "3.jsonl: invalid UTF-8 (byte 72, line 7): ",
        "missing.txt: No such file",
        "4 documents; 4 new",
    ] {
        assert!(ran.err.contains(message), "{message}\nis not in\n{}", ran.err);
    }
}

#[test]
fn endings_of_json_lines_and_of_packed_files_may_be_in_capitals() {
    let (folder, index) = (folder(), folder());
    let index = path(&index, "index");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all("{\"text\": \"واحد\"}\n{\"text\": \"اثنان\"}\n".as_bytes()).expect("gzip data");
    write(&folder, "A.JSONL.GZ", gzip.finish().expect("gzip data"));
    write(&folder, "B.NDJSON", "{\"text\": \"ثلاثة\"}\n");
    let ran = run(&["--index", &index, "--recursive", &root(&folder)]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(texts(&index), once(["واحد", "اثنان", "ثلاثة"].map(str::to_owned)));
}

#[test]
fn of_many_invalid_lines_some_are_named_and_all_are_counted() {
    let index = folder();
    let ran = run_on(&["--index", &path(&index, "i"), "--format", "jsonl"], "x\n".repeat(1234).as_bytes());
    assert_eq!((ran.code, ran.err.lines().count()), (3, 12), "{}", ran.err);
    assert!(ran.err.contains("standard input: 1,224 more errors"), "{}", ran.err);
}

#[test]
fn an_id_identifies_a_document_in_any_file() {
    let (folder, index) = (folder(), folder());
    let index = path(&index, "index");
    let one = write(&folder, "one.jsonl", "{\"id\": 7, \"t\": \"سبعة\"}\n{\"id\": \"a\", \"t\": \"ألف\"}\n");
    let two = write(&folder, "two.jsonl", "{\"id\": \"a\", \"t\": \"ألف أخرى\"}\n{\"id\": 8, \"t\": \"ثمانية\"}\n");
    let ran = run(&["--index", &index, "--field", "t", &one, &two]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(texts(&index), once(["سبعة", "ألف", "ثمانية"].map(str::to_owned)));
}

#[test]
fn an_index_of_another_analyzer_is_refused_and_unchanged() {
    let (folder, index) = (folder(), folder());
    let (index, file) = (path(&index, "index"), write(&folder, "a.txt", "كتاب"));
    assert_eq!(run(&["--index", &index, &file]).code, 0);
    let ran = run(&["--index", &index, "--analyzer", "wide", &file]);
    assert!(ran.code == 3 && ran.err.contains("only in the analyzer that is given: root_key"), "{}", ran.err);
    assert_eq!(texts(&index), once(["كتاب".to_owned()]));
    let again = run(&["--index", &index, "--again", &file]);
    assert!(again.err.contains("1 document; 1 new"), "{}", again.err);
    let other = run(&["--index", &index, "--again", "--analyzer", "wide", &file]);
    assert!(other.err.contains("1 document; 1 new"), "{}", other.err);
    assert_eq!(run(&["--index", &index, "--analyzer", "wide", &file]).code, 0);
}

/// A run that has committed a text, and waits for more on its standard input.
fn start_with_one_text(index: &str) -> (Child, ChildStdin) {
    let mut run = start(&["--index", index, "--commit-every", "0", "-"]);
    let mut input = run.stdin.take().expect("a pipe");
    input.write_all("كتاب\n".as_bytes()).expect("a reader");
    wait_until("the first run does nothing", || texts(index).is_some_and(|texts| !texts.is_empty()));
    (run, input)
}

#[test]
fn a_second_run_into_the_same_index_fails_at_once() {
    let folder = folder();
    let index = path(&folder, "index");
    let (first, input) = start_with_one_text(&index);
    let second = run_on(&["--index", &index], "قلم\n".as_bytes());
    assert!(second.code == 3 && second.err.contains("another run writes into this index"), "{}", second.err);
    drop(input);
    assert_eq!(wait(first).code, 0);
    assert_eq!(texts(&index), once(["كتاب".to_owned()]));
}

#[test]
fn a_folder_of_other_files_is_not_changed() {
    let folder = folder();
    write(&folder, "a.txt", "كتاب");
    let ran = run(&["--index", &root(&folder), &path(&folder, "a.txt")]);
    assert!(ran.code == 3 && ran.err.contains("there are other files and no index"), "{}", ran.err);
    assert_eq!(fs::read_dir(root(&folder)).expect("a folder").count(), 1);
}

#[test]
fn an_index_inside_the_folder_of_texts_is_not_read_as_text() {
    let folder = folder();
    write(&folder, "a.txt", "كتاب");
    let (root, index) = (root(&folder), path(&folder, "index"));
    for _ in 0..2 {
        let ran = run(&["--index", &index, "--recursive", &root]);
        assert!(ran.code == 0 && ran.err.contains("1 document; "), "{}", ran.err);
    }
    assert!(Path::new(&index).join("meta.json").exists());
}

#[test]
fn wrong_arguments_end_with_2() {
    for arguments in [
        vec![],
        vec!["--index"],
        vec!["--index", "x", "--analyzer", "iron"],
        vec!["--index", "x", "--format", "x"],
        vec!["--index", "x", "--jobs", "0"],
        vec!["--index", "x", "--memory", "1"],
    ] {
        assert_eq!(run(&arguments).code, 2, "{arguments:?}");
    }
}
