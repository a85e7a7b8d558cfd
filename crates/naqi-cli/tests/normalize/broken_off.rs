//! Runs that are killed and started again leave the same files as an uninterrupted run.

use super::*;
use std::os::unix::fs::MetadataExt;
use std::time::Duration;

/// The facts by which a file is recognized.
fn states(folder: &str) -> Vec<(String, u64, i64, i64)> {
    let state = |name: String| {
        let about = fs::metadata(Path::new(folder).join(&name)).expect("a file");
        (name, about.ino(), about.mtime(), about.mtime_nsec())
    };
    names(Path::new(folder)).into_iter().map(state).collect()
}

/// A pipe without an end keeps the run in the middle of its third file.
#[test]
fn a_run_that_is_killed_within_a_file_resumes_with_that_file() {
    for jobs in jobs() {
        let folder = Folder::new(&format!("killed{jobs}"));
        let texts: Vec<String> = (0..3).map(|n| text(n, 600_000)).collect();
        let files: Vec<String> = (0..2).map(|n| folder.write(&format!("{n}.txt"), &texts[n])).collect();
        let third = folder.path("2.txt");
        assert!(Command::new("mkfifo").arg(&third).status().expect("mkfifo").success());
        let output = folder.path("out");
        let arguments = ["--jobs", jobs, "--output", &output, &files[0], &files[1], &third];

        let mut killed = command(&arguments).spawn().expect("a process");
        let mut pipe = fs::OpenOptions::new().write(true).open(&third).expect("a reader");
        pipe.write_all(&texts[2].as_bytes()[..500_000]).expect("a reader");
        let is_part = |name: &String| name.ends_with(PART_END);
        let part = || names(Path::new(&output)).into_iter().find(is_part);
        wait_until("a part is written", || {
            part().is_some_and(|part| fs::metadata(Path::new(&output).join(part)).is_ok_and(|about| about.len() > 0))
        });
        let journal = Path::new(&output).join(JOURNAL);
        wait_until("two are done", || fs::read_to_string(&journal).is_ok_and(|text| text.lines().count() == 2));
        killed.kill().and_then(|()| killed.wait()).expect("a process");
        drop(pipe);
        let part = part().expect("what the killed run has left");
        assert_eq!(names(Path::new(&output)), [&part, "0.txt", "1.txt"]);
        let before = states(&output);

        fs::remove_file(&third).expect("a pipe");
        fs::write(&third, &texts[2]).expect("a file");
        let ran = run(&arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, "naqi: 2 of 3 done by an earlier run\n"));
        assert_eq!(names(Path::new(&output)), ["0.txt", "1.txt", "2.txt"]);
        assert_eq!(states(&output)[..2], before[1..], "they are not done again");
        for (n, text) in texts.iter().enumerate() {
            let written = fs::read_to_string(Path::new(&output).join(format!("{n}.txt"))).expect("an output");
            assert!(written == normalized(text), "{n}.txt");
        }
    }
}

#[test]
fn a_run_that_is_killed_repeatedly_finishes() {
    let folder = Folder::new("again");
    let texts: Vec<String> = (0..40).map(|n| text(n, if n % 10 == 3 { 2_000_000 } else { 20_000 })).collect();
    let files: Vec<String> =
        texts.iter().enumerate().map(|(n, text)| folder.write(&format!("{n}.txt"), text)).collect();
    let expected: Vec<String> = texts.iter().map(|text| normalized(text)).collect();
    let output = folder.path("out");
    let mut arguments = vec!["--jobs", jobs()[jobs().len() - 1], "--output", &output];
    arguments.extend(files.iter().map(String::as_str));
    for turn in 0..8 {
        let mut killed = command(&arguments).spawn().expect("a process");
        std::thread::sleep(Duration::from_millis(5 + 7 * turn));
        killed.kill().and_then(|()| killed.wait()).expect("a process");
        if !Path::new(&output).exists() {
            continue;
        }
        for name in names(Path::new(&output)).iter().filter(|name| !name.starts_with('.')) {
            let n: usize = name.trim_end_matches(".txt").parse().expect("a number");
            let written = fs::read_to_string(Path::new(&output).join(name)).expect("an output");
            assert!(written == expected[n], "{name} is whole under its name");
        }
    }
    let ran = run(&arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(names(Path::new(&output)).len(), 40, "nothing half done is left");
    for (n, expected) in expected.iter().enumerate() {
        let written = fs::read_to_string(Path::new(&output).join(format!("{n}.txt"))).expect("an output");
        assert!(written == *expected, "{n}.txt");
    }
}

#[test]
fn changed_files_are_normalized_again() {
    let folder = Folder::new("changed");
    let files: Vec<String> = (0..4).map(|n| folder.write(&format!("{n}.txt"), text(n, 1_000))).collect();
    let output = folder.path("out");
    let with = |more: &[&str]| {
        let mut arguments = vec!["--output", &output];
        arguments.extend(more);
        arguments.extend(files.iter().map(String::as_str));
        let ran = run(&arguments);
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.err
    };
    assert_eq!(with(&[]), "");
    assert_eq!(with(&[]), "naqi: 4 of 4 done by an earlier run\n");
    assert_eq!(with(&["--again"]), "");
    fs::write(&files[0], text(9, 1_000)).expect("a source");
    fs::write(Path::new(&output).join("1.txt"), "by hand").expect("an output");
    fs::remove_file(Path::new(&output).join("2.txt")).expect("an output");
    assert_eq!(with(&[]), "naqi: 1 of 4 done by an earlier run\n");
    for (n, text) in [text(9, 1_000), text(1, 1_000), text(2, 1_000)].iter().enumerate() {
        let written = fs::read_to_string(Path::new(&output).join(format!("{n}.txt"))).expect("an output");
        assert!(written == normalized(text), "{n}.txt");
    }
    assert_eq!(with(&["--preset", "light"]), "", "other steps are other work");
    assert_eq!(with(&["--preset", "light", "--lossy"]), "");
    // A line truncated by a kill, and an invalid one.
    let journal = Path::new(&output).join(JOURNAL);
    let mut bytes = fs::read(&journal).expect("the list");
    bytes.extend_from_slice(b"nonsense\n0.txt\t00");
    fs::write(&journal, bytes).expect("the list");
    assert_eq!(with(&["--preset", "light", "--lossy"]), "naqi: 4 of 4 done by an earlier run\n");
}
