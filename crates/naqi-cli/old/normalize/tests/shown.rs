//! Names of files and parts of the input in errors contain no terminal commands.

use super::*;

#[test]
fn names_and_errors_contain_no_terminal_commands() {
    let folder = Folder::new("shown");
    let bad = folder.write(&format!("{HOSTILE}.txt"), b"\xFF");
    let lossy = folder.write(&format!("{HOSTILE}-2.txt"), b"a\xFF");
    let gone = folder.path(&format!("{HOSTILE}-gone"));
    let within = format!("{gone}/within");
    let twice = folder.write(&format!("{HOSTILE}.txt.gz"), "x");
    let steps = format!("trim, {HOSTILE}");
    let option = format!("--{HOSTILE}");
    let rule = format!("map({HOSTILE})");
    let page = folder.path(&format!("{HOSTILE}/page.html"));
    let cases: [(&[&str], i32); 13] = [
        (&[&bad], 1),
        (&["--lossy", &lossy], 0),
        (&[&gone], 1),
        (&["--output", &gone, &bad], 1),
        (&["--output", &within, &bad, &twice], 2),
        (&["--steps", &steps], 2),
        (&["--steps", &rule], 2),
        (&["--steps", "map(\u{1B}[2J\u{202E}=x)"], 2),
        (&["--steps", "collapse_stretch(\u{1B}[2J)"], 2),
        (&["--preset", HOSTILE], 2),
        (&["--jobs", HOSTILE], 2),
        (&[&option], 2),
        (&["--html", &page, &lossy, "--lossy"], 1),
    ];
    for (arguments, code) in cases {
        let ran = run(arguments);
        assert_printable(&ran.err);
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(r"\u{1B}[") && ran.err.starts_with("normalize: "), "{arguments:?}: {}", ran.err);
    }
    let ran = run(&["--report", "--steps", "map(x=\u{1B}[2J)", &folder.write("x.txt", "x\u{1B}[2J\u{202E}")]);
    assert_printable(&ran.err);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

/// All messages go through one function, in every program of this repository that has one.
#[test]
fn no_example_writes_to_standard_error_directly() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["examples", "crates/naqi-tantivy/examples", "crates/naqi-compat/examples"];
    let files = folders.iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)));
    let mut seen = 0;
    for file in files.filter_map(Result::ok).filter(|file| file.path().extension().is_some_and(|end| end == "rs")) {
        seen += 1;
        let text = fs::read_to_string(file.path()).expect("a source");
        let is_test =
            file.path().components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "process.rs");
        let own = ["eprint!(", "eprintln!(", "io::stderr().write"].iter().any(|way| text.contains(way));
        assert!(!own || is_test || file.path().ends_with("files/warn.rs"), "{}", file.path().display());
    }
    assert!(seen > 20, "{seen} files");
}
