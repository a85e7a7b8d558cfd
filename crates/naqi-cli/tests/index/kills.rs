//! Runs that are killed at random moments, or that find the disk full, and are started again leave the same index as an
//! uninterrupted run.

use super::*;
use std::io::{BufRead, BufReader, Read};
use std::time::{Duration, Instant};

/// `NAQI_INDEX_KILLS` is the number of kills, `NAQI_KILL_SEED` the seed of their moments.
#[test]
fn after_any_kill_a_second_run_leaves_the_index_of_an_uninterrupted_run() {
    let folder = folder();
    // Each document is committed by itself, so kills come between any two.
    let files: Vec<String> =
        (0..6).map(|n| write(&folder, &format!("{n}.jsonl"), objects(4 * n..4 * (n + 1)))).collect();
    let arguments = |index: &str, more: &[&str]| -> Vec<String> {
        let all = ["--index", index, "--commit-every", "0", "--jobs", "1", "--memory", "16"]
            .into_iter()
            .chain(more.iter().copied());
        all.map(str::to_owned).chain(files.iter().cloned()).collect()
    };
    let run_to_end = |index: &str, more: &[&str]| {
        let arguments = arguments(index, more);
        let ran = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran
    };
    let undisturbed = path(&folder, "undisturbed");
    let start = Instant::now();
    run_to_end(&undisturbed, &[]);
    let takes = start.elapsed().as_micros() as u64;
    let expected = texts(&undisturbed);
    assert_eq!(expected.as_ref().map(BTreeMap::len), Some(24));

    let mut chance = Chance::new("NAQI_KILL_SEED");
    let (index, mut within) = (path(&folder, "index"), 0);
    for turn in 0..times("NAQI_INDEX_KILLS", 8) {
        // Every third turn empties the index of the turn before, and is killed while it does, or after.
        let (more, moment): (&[&str], u64) = match turn % 3 {
            2 => (&["--again"], chance.below(takes / 4)),
            _ => (&[], chance.below(takes)),
        };
        if more.is_empty() {
            let _ = fs::remove_dir_all(&index);
        }
        let arguments = arguments(&index, more);
        let mut killed = start_quietly(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        std::thread::sleep(Duration::from_micros(moment));
        killed.kill().expect("a process");
        within += u64::from(!killed.wait().expect("a process").success());
        // An index that is half emptied is not valid: the next run goes on emptying it.
        if more.is_empty() {
            let left = texts(&index).unwrap_or_default();
            assert!(left.values().all(|&count| count == 1), "turn {turn}: {left:?}");
        }
        run_to_end(&index, more);
        assert!(texts(&index) == expected, "turn {turn}");
        let again = run_to_end(&index, &[]);
        assert!(again.err.contains("24 documents; 0 new, 24 of the input already indexed"), "{}", again.err);
    }
    println!("killed within {within}");
}

fn start_quietly(arguments: &[&str]) -> Child {
    let mut command = command(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("a process")
}

fn objects(numbers: std::ops::Range<usize>) -> String {
    numbers.map(|n| format!("{{\"id\": {n}, \"text\": \"السَّطر رقم {n} من الكِتاب\"}}\n")).collect()
}

/// A limit on the length of files simulates a full disk.
#[test]
fn a_run_on_a_full_disk_says_so_and_resumes_when_there_is_space() {
    let folder = folder();
    let index = path(&folder, "index");
    let first = write(&folder, "1.jsonl", objects(0..10));
    assert_eq!(run(&["--index", &index, &first]).code, 0);
    let long = write(&folder, "2.jsonl", objects(0..20_000));
    let arguments = ["--index", &index, "--jobs", "1", "--memory", "16", &long];
    let ran = process::finish(process::limited(32, &[&["index"], &arguments[..]].concat()));
    assert_eq!((ran.code, ran.err.lines().count()), (3, 1), "{}", ran.err);
    assert!(ran.err.contains(&index), "{}", ran.err);
    assert!(texts(&index).is_some_and(|texts| texts.len() == 10), "what was safe is safe");
    let ran = run(&arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let texts = texts(&index).expect("an index");
    assert!(texts.len() == 20_000 && texts.values().all(|&count| count == 1));
}

/// Nothing would be committed within the hour otherwise.
#[test]
fn an_interrupted_run_commits_what_it_has_and_the_next_goes_on() {
    let folder = folder();
    let index = path(&folder, "index");
    let arguments = ["--index", &index, "--commit-every", "3600", "--jobs", "1", "-"];
    let all = lines(0..1000);
    let mut child = start(&arguments);
    let mut input = child.stdin.take().expect("a pipe");
    wait_until("there is no index", || Path::new(&index).join("meta.json").exists());
    input.write_all(lines(0..10).as_bytes()).expect("a reader");
    let signal = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("a process");
    assert!(signal.success());
    let mut messages = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut printed = String::new();
    messages.read_line(&mut printed).expect("a message");
    assert!(printed.contains("the run ends after the document being read"), "{printed}");
    // It ends after the next one.
    let _ = input.write_all(lines(10..1000).as_bytes());
    drop(input);
    messages.read_to_string(&mut printed).expect("messages");
    let code = wait(child).code;
    assert!(code == 3 && printed.contains("interrupted: run the same command again"), "{code}: {printed}");
    let left = texts(&index).expect("an index");
    assert!((1..1000).contains(&left.len()) && left.values().all(|&count| count == 1), "{}", left.len());
    let ran = run_on(&arguments, all.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(texts(&index), once(all.lines().map(str::to_owned)));
}
