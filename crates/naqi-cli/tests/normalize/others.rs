//! Other programs at work at the same time: a second run, a source that is written to, a read-only folder.

use super::*;
use std::io::Read;

fn pipe(folder: &Folder, name: &str) -> String {
    let path = folder.path(name);
    assert!(Command::new("mkfifo").arg(&path).status().expect("mkfifo").success());
    path
}

#[test]
fn a_second_run_into_one_folder_is_refused_and_the_first_continues() {
    let folder = Folder::new("two");
    let (held, other) = (pipe(&folder, "held.txt"), folder.write("other.txt", "كِتاب"));
    let output = folder.path("out");
    let first = command(&["--output", &output, &held]).spawn().expect("a process");
    let mut input = fs::OpenOptions::new().write(true).open(&held).expect("a reader");
    input.write_all("قَلَم".as_bytes()).expect("a reader");
    for arguments in [&["--preset", "light"][..], &["--again"], &[]] {
        let ran = run(&[&["--output", &output, &other], arguments].concat());
        assert_eq!(ran.code, 3, "{}", ran.err);
        assert!(ran.err.contains("another run writes there: wait for its end"), "{}", ran.err);
    }
    drop(input);
    let first = wait(first);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert_eq!(names(Path::new(&output)), ["held.txt"]);
    assert_eq!(run(&["--output", &output, &other]).code, 0, "now the lock is free");
    assert_eq!(fs::read_to_string(Path::new(&output).join("held.txt")).expect("an output"), "قلم");
}

/// The program's output is not read until the file was written to: so it stops in the middle of the file.
#[test]
fn a_file_that_is_written_to_while_it_is_read_is_an_error() {
    let folder = Folder::new("changed-while-read");
    let old = text(1, 3_000_000);
    type Change = fn(&str);
    let changes: [(&str, Change); 3] = [
        ("cut short", |file| {
            fs::OpenOptions::new().write(true).open(file).expect("a file").set_len(1_000_001).expect("space")
        }),
        ("written again", |file| fs::write(file, text(2, 3_000_000)).expect("a file")),
        ("longer", |file| {
            fs::OpenOptions::new().append(true).open(file).and_then(|mut file| file.write_all(b"more")).expect("a file")
        }),
    ];
    for (name, change) in changes {
        let file = folder.write("a.txt", &old);
        let mut child = command(&["--jobs", "1", &file]).spawn().expect("a process");
        let mut out = child.stdout.take().expect("a pipe");
        let mut first = [0; 4096];
        out.read_exact(&mut first).expect("some output");
        change(&file);
        out.read_to_end(&mut Vec::new()).expect("the rest");
        let ran = wait(child);
        assert_eq!(ran.code, 3, "{name}: {}", ran.err);
        assert!(ran.err.contains("a.txt: it was changed while it was read"), "{name}: {}", ran.err);
    }
}

/// The run is stopped when a part of the output is written, and continues after the source has changed.
#[test]
fn the_output_of_a_file_that_was_written_to_is_discarded() {
    let folder = Folder::new("changed-output");
    let written = |output: &str| fs::read_to_string(Path::new(output).join("a.txt")).expect("an output");
    for turn in 0.. {
        let (file, output) = (folder.write("a.txt", text(1, 12_000_000)), folder.path(&format!("out{turn}")));
        let child = command(&["--jobs", "1", "--output", &output, &file]).spawn().expect("a process");
        wait_until("nothing is written", || {
            let names = if Path::new(&output).exists() { all_names(&output) } else { Vec::new() };
            let has_text = |name: &String| {
                *name != JOURNAL && fs::metadata(Path::new(&output).join(name)).is_ok_and(|about| about.len() > 0)
            };
            names.iter().any(has_text)
        });
        let signal =
            |name: &str| Command::new("kill").args([name, &child.id().to_string()]).status().expect("kill").success();
        assert!(signal("-STOP"));
        fs::write(&file, text(2, 12_000_000)).expect("a file");
        assert!(signal("-CONT"));
        let ran = wait(child);
        if ran.code == 0 {
            // It had read all of it.
            assert!(turn < 20, "it is always too fast");
            assert!(written(&output) == normalized(&text(1, 12_000_000)));
            continue;
        }
        assert_eq!(ran.code, 3, "{}", ran.err);
        assert!(ran.err.contains("it was changed while it was read"), "{}", ran.err);
        assert_eq!(names(Path::new(&output)), [""; 0]);
        let ran = run(&["--output", &output, &file]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(written(&output) == normalized(&text(2, 12_000_000)));
        break;
    }
}

#[test]
fn a_replaced_file_is_read_to_its_end_and_the_new_one_is_done_next() {
    let folder = Folder::new("replaced");
    let (old, new) = (text(1, 3_000_000), text(2, 3_000_000));
    let file = folder.write("a.txt", &old);
    let mut child = command(&["--jobs", "1", &file]).spawn().expect("a process");
    let mut out = child.stdout.take().expect("a pipe");
    let mut written = vec![0; 4096];
    out.read_exact(&mut written).expect("some output");
    fs::rename(folder.write("b.txt", &new), &file).expect("a file");
    out.read_to_end(&mut written).expect("the rest");
    assert_eq!(wait(child).code, 0);
    assert!(written.ends_with(normalized(&old).as_bytes()));

    let output = folder.path("out");
    assert_eq!(run(&["--output", &output, &file]).code, 0);
    fs::rename(folder.write("b.txt", &old), &file).expect("a file");
    let ran = run(&["--output", &output, &file]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "it is another file");
    assert!(fs::read_to_string(Path::new(&output).join("a.txt")).expect("an output") == normalized(&old));
}

#[test]
fn a_read_only_folder_is_named_and_unchanged() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("read-only");
    let file = folder.write("a.txt", "كتاب");
    let output = folder.path("out");
    fs::create_dir(&output)
        .and_then(|()| fs::set_permissions(&output, fs::Permissions::from_mode(0o555)))
        .expect("a folder");
    for output in [output.clone(), folder.path("out/within")] {
        let Some(ran) = run_without_rights(&["--output", &output, &file]) else { return };
        assert_eq!((ran.code, ran.err.lines().count()), (3, 1), "{}", ran.err);
        assert!(ran.err.contains(&output) && ran.err.contains("denied"), "{}", ran.err);
    }
    let page = folder.path("out/page.html");
    let ran = run_without_rights(&["--format", "html", "--output", &page, &file]).expect("a run");
    assert!(ran.code == 3 && ran.err.contains(&page) && ran.err.contains("denied"), "{}", ran.err);
    assert_eq!(all_names(&output), [""; 0]);
}
