//! Runs that are killed at random moments and started again leave the same files as an uninterrupted run.

use super::*;
use std::time::{Duration, Instant};

/// `NAQI_KILLS` is the number of kills, `NAQI_KILL_SEED` the seed of their moments.
#[test]
fn after_any_kill_a_second_run_leaves_the_files_of_an_uninterrupted_run() {
    let folder = Folder::new("kills");
    let texts: Vec<String> = (0..24).map(|n| text(n, if n % 8 == 3 { 1_500_000 } else { 6_000 * n })).collect();
    let files: Vec<String> =
        texts.iter().enumerate().map(|(n, text)| folder.write(&format!("{n}.txt"), text)).collect();
    let expected: Vec<(String, String)> =
        texts.iter().enumerate().map(|(n, text)| (format!("{n}.txt"), normalized(text))).collect();
    let arguments = |output: &str| {
        let jobs = jobs()[jobs().len() - 1];
        let all = ["--jobs", jobs, "--output", output].into_iter().chain(files.iter().map(String::as_str));
        all.map(str::to_owned).collect::<Vec<String>>()
    };
    let run_to_end = |output: &str| {
        let arguments = arguments(output);
        run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let start = Instant::now();
    let undisturbed = run_to_end(&folder.path("undisturbed"));
    assert_eq!((undisturbed.code, undisturbed.err.as_str()), (0, ""));
    let takes = start.elapsed().as_micros() as u64;

    let mut chance = Chance::new("NAQI_KILL_SEED");
    let mut kills = [0; 3];
    for turn in 0..times("NAQI_KILLS", 50) {
        let output = folder.path(&format!("out{turn}"));
        // Some runs are killed a second time while they resume.
        for _ in 0..1 + chance.below(2) {
            let arguments = arguments(&output);
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let mut killed = command(&arguments).spawn().expect("a process");
            std::thread::sleep(Duration::from_micros(chance.below(takes)));
            killed.kill().expect("a process");
            let status = killed.wait().expect("a process");
            kills[usize::from(status.success()) + usize::from(!Path::new(&output).exists())] += 1;
            let left = if Path::new(&output).exists() { names(Path::new(&output)) } else { Vec::new() };
            for name in left.iter().filter(|name| !name.starts_with('.')) {
                let (_, expected) = expected.iter().find(|(known, _)| known == name).expect("a name of an input");
                let written = fs::read_to_string(Path::new(&output).join(name)).expect("an output");
                assert!(written == *expected, "turn {turn}: {name} is whole under its name");
            }
        }
        let ran = run_to_end(&output);
        assert_eq!(ran.code, 0, "turn {turn}: {}", ran.err);
        assert_same(&output, &expected, turn);
        let again = run_to_end(&output);
        assert_eq!(again.err, "naqi: 24 of 24 done by an earlier run\n", "turn {turn}");
        fs::remove_dir_all(&output).expect("a folder");
    }
    println!("killed within {}, at the end or before the start {}", kills[0], kills[1] + kills[2]);
}

/// Exactly these files, and the list of them.
fn assert_same(output: &str, expected: &[(String, String)], turn: u64) {
    let mut known: Vec<&str> = expected.iter().map(|(name, _)| name.as_str()).collect();
    known.push(JOURNAL);
    known.sort_unstable();
    assert_eq!(all_names(output), known, "turn {turn}");
    for (name, expected) in expected {
        let written = fs::read_to_string(Path::new(output).join(name)).expect("an output");
        assert!(written == *expected, "turn {turn}: {name}");
    }
}
