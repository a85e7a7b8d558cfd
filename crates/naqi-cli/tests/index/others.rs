//! Other programs at work at the same time, and names that contain terminal commands.

use super::*;

#[test]
fn a_run_that_would_empty_an_index_that_another_writes_into_is_refused() {
    let folder = folder();
    let index = path(&folder, "index");
    let (first, mut input) = start_with_one_text(&index);
    for more in [&["--again"][..], &["--again", "--analyzer", "wide"]] {
        let second = run_on(&[&["--index", &index], more].concat(), b"");
        assert!(second.code == 3 && second.err.contains("another run writes into this index"), "{}", second.err);
    }
    input.write_all("قلم\n".as_bytes()).expect("a reader");
    drop(input);
    assert_eq!(wait(first).code, 0);
    assert_eq!(texts(&index), once(["كتاب", "قلم"].map(str::to_owned)));
}

/// Of many runs at once, some may be refused; each of the others has added all of its input.
#[test]
fn of_many_runs_into_one_new_index_each_adds_everything_or_is_refused() {
    let folder = folder();
    let index = path(&folder, "index");
    let files: Vec<String> = (0..8).map(|n| write(&folder, &format!("{n}.txt"), format!("رقم {n}"))).collect();
    let analyzer = |n: usize| if n.is_multiple_of(2) { "default" } else { "wide" };
    let runs: Vec<Child> = files
        .iter()
        .enumerate()
        .map(|(n, file)| start(&["--index", &index, "--jobs", "1", "--memory", "16", "--analyzer", analyzer(n), file]))
        .collect();
    let (mut added, mut analyzers) = (Vec::new(), Vec::new());
    for (n, ran) in runs.into_iter().map(wait).enumerate() {
        match ran.code {
            0 => {
                added.push(format!("رقم {n}"));
                analyzers.push(analyzer(n));
            }
            _ => assert_eq!((ran.code, ran.err.lines().count()), (3, 1), "{}", ran.err),
        }
    }
    analyzers.dedup();
    assert_eq!(analyzers.len(), 1, "one index has one analyzer");
    assert_eq!(texts(&index), once(added));
}

/// The run waits for its input while the file that it has open is written to.
#[cfg(unix)]
#[test]
fn a_file_that_is_written_to_while_it_is_read_is_named() {
    let (folder, index) = (folder(), folder());
    let index = path(&index, "index");
    let file = write(&folder, "a.jsonl", (0..200).map(|n| format!("{{\"text\": \"رقم {n}\"}}\n")).collect::<String>());
    for turn in 0.. {
        let child = start(&["--index", &index, "--again", "--commit-every", "0", "--jobs", "1", &file]);
        wait_until("nothing is made safe", || texts_if_whole(&index).is_some_and(|count| count > 0));
        fs::OpenOptions::new()
            .append(true)
            .open(&file)
            .and_then(|mut file| file.write_all(b"{\"text\": \"more\"}\n"))
            .expect("a file");
        let ran = wait(child);
        if ran.code == 0 {
            assert!(turn < 20, "it is always too fast");
            continue;
        }
        assert!(ran.code == 3 && ran.err.contains("a.jsonl: it was changed while it was read"), "{}", ran.err);
        break;
    }
}

/// The number of documents in the index, while another run creates it.
#[cfg(unix)]
fn texts_if_whole(index: &str) -> Option<u64> {
    Some(Index::open_in_dir(index).ok()?.reader().ok()?.searcher().num_docs())
}

#[test]
fn names_and_errors_contain_no_terminal_commands() {
    let folder = folder();
    let index = path(&folder, &format!("{HOSTILE}-index"));
    let gone = path(&folder, &format!("{HOSTILE}-gone"));
    let bad = write(&folder, &format!("{HOSTILE}.txt"), b"\xFF");
    let json = write(&folder, &format!("{HOSTILE}.jsonl"), "{\"\\u001b[2J\\u202e\": 1}\n");
    let option = format!("--{HOSTILE}");
    let within = format!("{bad}/index");
    let cases: [(&[&str], i32); 8] = [
        (&["--index", &index, &gone, &bad, &json], 3),
        (&["--index", &index, "--field", HOSTILE, &json], 3),
        (&["--index", &index, "--analyzer", HOSTILE], 2),
        (&["--index", &index, "--analyzer", "trim | leave_out(\u{1B}[2J\u{202E})"], 2),
        (&["--index", &index, "--format", HOSTILE], 2),
        (&["--index", &index, "--jobs", HOSTILE], 2),
        (&[&option], 2),
        (&["--index", &within, &gone], 3),
    ];
    for (arguments, code) in cases {
        let ran = run(arguments);
        assert_printable(&ran.err);
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(r"\u{1B}["), "{arguments:?}: {}", ran.err);
    }
    let doctored = serde_json::to_vec(&[format!("/{HOSTILE}")]).expect("a list");
    fs::write(Path::new(&index).join(".managed.json"), doctored).expect("a list");
    let ran = run(&["--index", &index, &gone]);
    assert_printable(&ran.err);
    assert!(ran.err.contains(r"\u{1B}["), "{}", ran.err);
}
