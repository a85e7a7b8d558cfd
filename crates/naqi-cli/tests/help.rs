//! What the program says about itself: help, version, manual pages, completions.

mod process;

use process::*;
use std::fs;
use std::process::Command;

fn out(ran: &Ran) -> &str {
    std::str::from_utf8(&ran.out).expect("text")
}

#[test]
fn completions_name_every_subcommand() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = run(&["completions", shell]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
        for name in subcommands() {
            assert!(out(&ran).contains(&name), "{shell}: {name}");
        }
        assert!(out(&ran).contains("max-expansion"), "{shell}: options are completed, too");
    }
    let ran = run(&["completions", "tcsh"]);
    assert!(ran.code == 2 && ran.err.contains("fish"), "{}", ran.err);
}

/// Each shell that is installed reads its script without an error.
#[test]
fn scripts_are_valid() {
    let folder = Folder::new("completions");
    for (shell, check) in [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")] {
        let script = folder.write(shell, run(&["completions", shell]).out);
        match Command::new(shell).args([check, &script]).output() {
            Ok(checked) => assert!(checked.status.success() && checked.stderr.is_empty(), "{shell}: {checked:?}"),
            Err(_) => eprintln!("skipped: {shell} is not installed"),
        }
    }
}

/// bash completes a subcommand and an option.
#[test]
fn bash_completes() {
    let folder = Folder::new("bash");
    let script = folder.write("naqi", run(&["completions", "bash"]).out);
    let complete = |before: &str, word: &str| {
        let words = format!("COMP_WORDS=({before} {word}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))");
        let line = format!("source {script}; {words}; _naqi naqi {word} \"\"; echo \"${{COMPREPLY[*]}}\"");
        let ran = Command::new("bash").args(["--norc", "-c", &line]).output().ok()?;
        Some(String::from_utf8_lossy(&ran.stdout).trim().to_owned())
    };
    let Some(found) = complete("naqi", "norm") else { return eprintln!("skipped: bash is not installed") };
    assert_eq!(found, "normalize");
    assert_eq!(complete("naqi normalize", "--max").as_deref(), Some("--max-expansion"));
}

#[test]
fn each_subcommand_has_help_and_a_manual_page() {
    let folder = Folder::new("man");
    let pages = folder.path("pages");
    assert_eq!(run(&["man", "--output", &pages]).code, 0);
    let mut expected = vec!["naqi.1".to_owned()];
    for name in subcommands() {
        let help = run(&["help", &name]);
        assert_eq!((help.code, help.err.as_str()), (0, ""), "{name}");
        assert_eq!(out(&help), out(&run(&[&name, "--help"])), "{name}");
        let short = out(&run(&[&name, "-h"])).to_owned();
        assert!(short.contains(&format!("naqi {name}")) && short.contains("Exit codes:"), "{name}: {short}");
        let page = run(&["man", &name]);
        assert_eq!((page.code, page.err.as_str()), (0, ""), "{name}");
        assert!(out(&page).contains(&format!(".TH naqi-{name} 1")) && out(&page).contains("quiet"), "{name}");
        let written = fs::read_to_string(folder.path(&format!("pages/naqi-{name}.1"))).expect("a page");
        assert_eq!(out(&page), written);
        expected.push(format!("naqi-{name}.1"));
    }
    expected.retain(|name| name != "naqi-help.1");
    expected.sort();
    let mut written = all_names(&pages);
    written.retain(|name| name != "naqi-help.1");
    assert_eq!(written, expected);
    let page = run(&["man"]);
    assert!(out(&page).contains(".TH naqi 1") && out(&page).contains("normalize"), "{}", out(&page));
    let ran = run(&["man", "nosuch"]);
    assert!(ran.code == 2 && ran.err.contains("normalize"), "{}", ran.err);
    assert_eq!(run(&["help", "nosuch"]).code, 2);
}

#[test]
fn the_version_is_that_of_the_package() {
    for option in ["--version", "-V"] {
        let ran = run(&[option]);
        assert_eq!((ran.code, out(&ran)), (0, concat!("naqi ", env!("CARGO_PKG_VERSION"), "\n")));
    }
}

#[test]
fn without_a_subcommand_the_help_is_wrong_usage() {
    let ran = run(&[]);
    assert!(ran.code == 2 && ran.err.contains("Commands:") && ran.out.is_empty(), "{}", ran.err);
}

/// What a help text quotes can be used.
#[test]
fn examples_in_help_texts_are_valid() {
    let help = String::from_utf8(run(&["analyze", "--help"]).out).expect("text");
    let words: Vec<&str> = help.split_whitespace().collect();
    let quoted = words.join(" ");
    let analyzer = quoted.split('"').find(|text| text.contains(" | stem")).expect("an analyzer");
    let ran = run_on(&["analyze", "--analyzer", analyzer], "كتاب");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{analyzer}");
    let help = String::from_utf8(run(&["normalize", "--help"]).out).expect("text");
    let quoted = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let steps = quoted.split('"').find(|text| text.contains("map(")).expect("steps");
    assert_eq!(run_on(&["normalize", "--steps", steps], "a").out, b"b", "{steps}");
    let help = String::from_utf8(run(&["tokenize", "--help"]).out).expect("text");
    let quoted = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let tokenizer = quoted.split('"').find(|text| text.contains("keep(")).expect("a tokenizer");
    assert_eq!(run_on(&["tokenize", "--tokenizer", tokenizer], "a #b").code, 0, "{tokenizer}");
}
