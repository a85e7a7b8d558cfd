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

/// A text may break off in a line; the message does not continue it.
#[cfg(target_os = "linux")]
#[test]
fn an_error_on_a_terminal_has_its_own_line() {
    let folder = Folder::new("own-line");
    let (bad, good) = (folder.write("bad.txt", b"abc\xFF"), folder.write("good.txt", b"abc\n\xFF"));
    for (subcommand, file, place) in [("normalize", &bad, "byte 3, line 1"), ("normalize", &good, "byte 4, line 2")] {
        let Some(ran) = run_on_terminal(&[subcommand.to_owned(), file.clone()]) else { return };
        let shown = String::from_utf8_lossy(&ran.out);
        let error = format!(
            "abc\nnaqi: {file}: invalid UTF-8 ({place}): convert it to UTF-8, or use --lossy to replace what is invalid by U+FFFD\n"
        );
        assert_eq!((ran.code, shown.as_ref()), (3, error.as_str()));
    }
    // A second file, after one whose last line has no end.
    let (whole, gone) = (folder.write("whole.txt", "abc"), folder.path("gone.txt"));
    let ran = run_on_terminal(&["repair".to_owned(), whole, gone.clone()]).expect("`script`");
    let shown = String::from_utf8_lossy(&ran.out);
    assert!(ran.code == 3 && shown.starts_with(&format!("abc\nnaqi: {gone}: ")), "{shown}");
}
