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
        (&[&bad], 3),
        (&["--lossy", &lossy], 0),
        (&[&gone], 3),
        (&["--output", &gone, &bad], 3),
        (&["--output", &within, &bad, &twice], 2),
        (&["--steps", &steps], 2),
        (&["--steps", &rule], 2),
        (&["--steps", "map(\u{1B}[2J\u{202E}=x)"], 2),
        (&["--steps", "collapse_stretch(\u{1B}[2J)"], 2),
        (&["--preset", HOSTILE], 2),
        (&["--jobs", HOSTILE], 2),
        (&[&option], 2),
        (&["--format", "html", "--output", &page, &lossy, "--lossy"], 3),
    ];
    for (arguments, code) in cases {
        let ran = run(arguments);
        assert_printable(&ran.err);
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.err);
        let is_named = ["naqi: ", "error: "].iter().any(|start| ran.err.starts_with(start));
        assert!(ran.err.contains(r"\u{1B}[") && is_named, "{arguments:?}: {}", ran.err);
    }
    let ran = run(&["--report", "--steps", "map(x=\u{1B}[2J)", &folder.write("x.txt", "x\u{1B}[2J\u{202E}")]);
    assert_printable(&ran.err);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

/// All messages go through one module.
#[test]
fn no_other_module_writes_to_standard_error() {
    let files = walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let mut seen = 0;
    for file in files.into_iter().filter_map(Result::ok).filter(|file| file.file_type().is_file()) {
        seen += 1;
        let text = fs::read_to_string(file.path()).expect("a source");
        let own = ["eprint!(", "eprintln!(", "io::stderr().write"].iter().any(|way| text.contains(way));
        assert!(!own || file.path().ends_with("messages.rs"), "{}", file.path().display());
    }
    assert!(seen > 20, "{seen} files");
}
