//! Nothing is written outside the output folder, for any names of inputs and any files in the folder.

use super::*;
use std::os::unix::fs::symlink;

#[test]
fn names_that_lead_out_of_the_folder_are_refused_and_nothing_is_written() {
    let folder = Folder::new("names");
    for name in
        ["...gz", "..gz", "...zst", "..zst", ".naqi-done", ".naqi-done.gz", ".NAQI-done.zst", ".naqi-1-2.naqi-part"]
    {
        fs::create_dir_all(folder.path("in")).expect("a folder");
        let file = folder.write(&format!("in/{name}"), "كتاب");
        let before = all_names(folder.path(""));
        let ran = run(&["--output", &folder.path("out"), &file]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.err);
        assert!(ran.err.contains("rename the input"), "{name}: {}", ran.err);
        assert_eq!(all_names(folder.path("")), before, "{name}");
    }
}

#[test]
fn unusual_names_within_the_folder_are_kept() {
    let folder = Folder::new("odd-names");
    fs::create_dir_all(folder.path("in")).expect("a folder");
    let output = folder.path("out");
    let long = "a".repeat(255);
    let wanted = [
        (".gz", ".gz"),
        ("....gz", "..."),
        ("..a.gz", "..a"),
        (".hidden.txt.zst", ".hidden.txt"),
        ("a b\n.txt", "a b\n.txt"),
    ];
    for (name, expected) in wanted.into_iter().chain([(long.as_str(), long.as_str())]) {
        let file = folder.write(&format!("in/{name}"), "كِتاب");
        let ran = run(&["--output", &output, &file]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
        assert_eq!(fs::read_to_string(Path::new(&output).join(expected)).ok().as_deref(), Some("كتاب"), "{name}");
    }
    assert_eq!(all_names(folder.path("")), ["in", "out"]);
}

#[test]
fn a_link_instead_of_the_list_is_not_followed() {
    let folder = Folder::new("list");
    let (file, victim) = (folder.write("a.txt", "كتاب"), folder.write("victim", "mine"));
    let output = folder.path("out");
    fs::create_dir(&output).expect("a folder");
    let list = Path::new(&output).join(JOURNAL);
    let refused = |why: &str| {
        let ran = run(&["--output", &output, &file]);
        assert_eq!(ran.code, 3, "{why}: {}", ran.err);
        assert!(ran.err.contains(".naqi-done: ") && ran.err.contains(why), "{why}: {}", ran.err);
        assert_eq!(all_names(&output), [JOURNAL], "{why}");
        fs::remove_file(&list).expect("what stands for the list");
    };
    symlink(&victim, &list).expect("a link");
    refused("symbolic link");
    symlink(folder.path("made"), &list).expect("a link");
    refused("symbolic link");
    fs::hard_link(&victim, &list).expect("a link");
    refused("second name");
    assert!(Command::new("mkfifo").arg(&list).status().expect("mkfifo").success());
    refused("no plain file");
    assert_eq!(fs::read_to_string(&victim).expect("a file"), "mine");
    assert!(!Path::new(&folder.path("made")).exists());
}

#[test]
fn a_link_instead_of_an_output_is_replaced_and_its_target_unchanged() {
    let folder = Folder::new("links");
    let (file, victim) = (folder.write("a.txt", "كِتاب"), folder.write("victim", "mine"));
    let output = folder.path("out");
    let target = Path::new(&output).join("a.txt");
    fs::create_dir(&output).expect("a folder");
    for leads_to in [&victim, &folder.path("nowhere")] {
        let _ = fs::remove_file(&target);
        symlink(leads_to, &target).expect("a link");
        let ran = run(&["--output", &output, &file]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(fs::symlink_metadata(&target).expect("an output").is_file());
        assert_eq!(fs::read_to_string(&target).expect("an output"), "كتاب");
    }
    // A link to the output does not count as the output.
    let moved = folder.path("moved");
    fs::rename(&target, &moved).and_then(|()| symlink(&moved, &target)).expect("a link");
    let ran = run(&["--output", &output, &file]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "it is done again");
    assert!(fs::symlink_metadata(&target).expect("an output").is_file());
    assert_eq!(fs::read_to_string(&victim).expect("a file"), "mine");
    assert!(!Path::new(&folder.path("nowhere")).exists());
}
