//! Errors about the arguments.

mod process;

use process::{Folder, HOSTILE, command, finish, run, run_on};

/// The lines of the error, without clap's own lines after it.
#[track_caller]
fn error_of(arguments: &[&str]) -> String {
    let ran = run(arguments);
    assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
    process::assert_printable(&ran.err);
    ran.err.split("\n\n").next().unwrap_or_default().to_owned()
}

#[test]
fn a_value_with_line_ends_or_tabs_is_parsed_as_it_is() {
    let cases = [
        (
            "--steps",
            "search\nmap(a b)",
            r"error: invalid value 'search\u{A}map(a b)' for '--steps <LIST>': the rule `a b` has no `=` (byte 11, line 2, column 5 of `map(a b)`): write `a=b`, or `a=` to delete",
        ),
        (
            "--steps",
            "trim\nunify_foo",
            r"error: invalid value 'trim\u{A}unify_foo' for '--steps <LIST>': there is no step or preset `unify_foo` (byte 5, line 2, column 1 of `unify_foo`); `naqi explain` lists all names",
        ),
        (
            "--steps",
            "trim\t,\tunify_ya",
            r"error: invalid value 'trim\u{9},\u{9}unify_ya' for '--steps <LIST>': there is no step or preset `unify_ya` (byte 7); did you mean `unify_yeh`?",
        ),
    ];
    for (option, value, error) in cases {
        assert_eq!(error_of(&["normalize", option, value]), error);
    }
    assert_eq!(
        error_of(&["analyze", "--analyzer", "search\n| stem(foo)"]),
        r"error: invalid value 'search\u{A}| stem(foo)' for '--analyzer <NAME|TEXT>': there is no level of stemming `foo` (byte 14, line 2, column 8 of `| stem(foo)`); there are none, light and full"
    );
}

#[test]
fn names_and_tips_show_control_characters() {
    let command = "\u{1B}[31m\n";
    assert_eq!(error_of(&[command]), r"error: unrecognized subcommand '\u{1B}[31m\u{A}'");
    let ran = run(&["normalize", &format!("--nothing{command}")]);
    process::assert_printable(&ran.err);
    assert_eq!(
        ran.err.lines().take(3).collect::<Vec<_>>(),
        [
            r"error: unexpected argument '--nothing\u{1B}[31m\u{A}' found",
            "",
            r"  tip: to pass '--nothing\u{1B}[31m\u{A}' as a value, use '-- --nothing\u{1B}[31m\u{A}'",
        ]
    );
}

#[test]
fn names_that_are_unknown_are_listed_by_a_subcommand() {
    let cases = [
        ("--steps", "lemmatize", "there is no step or preset `lemmatize` (byte 0); `naqi explain` lists all names"),
        ("--steps", "-lemmatize", "there is no step `lemmatize` (byte 1); `naqi explain` lists all names"),
        ("--steps", "-search", "`search` (byte 1) is a preset, which is a list of steps: remove its steps one by one"),
    ];
    for (option, value, error) in cases {
        let error = format!("error: invalid value '{value}' for '{option} <LIST>': {error}");
        assert_eq!(error_of(&["normalize", option, value]), error);
    }
    assert_eq!(
        error_of(&["analyze", "--analyzer", "-search"]),
        "error: invalid value '-search' for '--analyzer <NAME|TEXT>': `search` (byte 1) is a preset, which is a list of steps: remove its steps one by one"
    );
}

#[test]
fn steps_are_read_from_a_file() {
    let folder = Folder::new("steps-file");
    let list = "# rules of the index\r\nsearch\r\n-fold_case   # names keep their case\r\nmap(ک=ك,\n    \u{6D4}=)\n";
    let text = "USB کِتاب\u{6D4}\n";
    for (name, start) in [("rules.txt", ""), ("with-a-bom.txt", "\u{FEFF}")] {
        let file = folder.write(name, format!("{start}{list}"));
        let from_file = run_on(&["normalize", "--steps-file", &file], text);
        assert_eq!((from_file.code, from_file.err.as_str()), (0, ""));
        assert_eq!(from_file.out, run_on(&["normalize", "--steps", list], text).out);
        assert_eq!(String::from_utf8_lossy(&from_file.out), "USB كتاب\n");
    }
    let file = folder.path("rules.txt");
    let ran = run(&["normalize", "--steps-file", &file, "--steps", "trim"]);
    assert!(ran.code == 2 && ran.err.contains("cannot be used with"), "{}", ran.err);
    // Every subcommand that has --steps.
    for subcommand in process::subcommands() {
        let help = String::from_utf8(run(&["help", &subcommand]).out).expect("text");
        assert_eq!(help.contains("--steps-file <FILE>"), help.contains("--steps <LIST>"), "{subcommand}");
    }
}

#[test]
fn an_error_in_a_file_of_steps_quotes_its_line() {
    let folder = Folder::new("steps-errors");
    let of = |name: &str, bytes: &[u8]| {
        let file = folder.write(name, bytes);
        error_of(&["normalize", "--steps-file", &file]).replace(&file, name)
    };
    assert_eq!(
        of("links.txt", b"search\n\n  trim, strip_links  # not yet\n"),
        "error: invalid value 'links.txt' for '--steps-file <FILE>': there is no step or preset `strip_links` (byte 16, line 3, \
         column 9 of `trim, strip_links  # not yet`); did you mean `mask(link=)`?"
    );
    let hostile = of("hostile.txt", format!("search\n{HOSTILE}\n").as_bytes());
    assert!(hostile.contains(r"column 1 of `a\u{1B}[31m"), "{hostile}");
    assert!(of("latin.txt", b"trim # caf\xE9").ends_with("invalid UTF-8 (byte 10): convert the file to UTF-8"));
    assert!(of("long.txt", &vec![b'#'; (1 << 20) + 1]).ends_with("a list of steps has 1 MiB at most"));
    let gone = error_of(&["normalize", "--steps-file", &folder.path("gone")]);
    assert!(gone.contains("(os error 2)"), "{gone}");
    let mut unnamed = command(&["normalize", "--steps-file"]);
    unnamed.arg("");
    assert_eq!(finish(unnamed).code, 2);
}
