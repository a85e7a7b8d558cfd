//! Errors about the arguments.

mod process;

use process::run;

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
            r"error: invalid value 'search\u{A}map(a b)' for '--steps <LIST>': the rule `a b` has no `=` (byte 11): write `a=b`, or `a=` to delete",
        ),
        (
            "--steps",
            "trim\nunify_foo",
            r"error: invalid value 'trim\u{A}unify_foo' for '--steps <LIST>': there is no step or preset `unify_foo` (byte 5); did you mean `unify_forms`?",
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
        r"error: invalid value 'search\u{A}| stem(foo)' for '--analyzer <NAME|TEXT>': there is no level of stemming `foo` (byte 14); there are none, light and full"
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
