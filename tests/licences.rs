//! Licences: each package of the dependency tree has one that `deny.toml` allows, and each crate ships its own.

use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The strings of `allow = [...]` in `deny.toml`; none if the file is missing, as in a published package.
fn allowed() -> Option<Vec<String>> {
    let text = std::fs::read_to_string(root().join("deny.toml")).ok()?;
    let list = text.split_once("\nallow = [")?.1.split_once("\n]")?.0;
    Some(list.lines().filter_map(|line| Some(line.split('"').nth(1)?.replace(" WITH ", "-WITH-"))).collect())
}

/// Whether a licence expression (SPDX) can be satisfied by the allowed licences. `/` is an old way to write `OR`.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "-WITH-");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let (met, rest) = any_of(&tokens, allowed);
    met && rest.is_empty()
}

fn any_of<'t, 's>(tokens: &'t [&'s str], allowed: &[String]) -> (bool, &'t [&'s str]) {
    let (mut met, mut rest) = all_of(tokens, allowed);
    while let ["OR", after @ ..] = rest {
        let (also, after) = all_of(after, allowed);
        (met, rest) = (met | also, after);
    }
    (met, rest)
}

fn all_of<'t, 's>(tokens: &'t [&'s str], allowed: &[String]) -> (bool, &'t [&'s str]) {
    let (mut met, mut rest) = one(tokens, allowed);
    while let ["AND", after @ ..] = rest {
        let (also, after) = one(after, allowed);
        (met, rest) = (met & also, after);
    }
    (met, rest)
}

fn one<'t, 's>(tokens: &'t [&'s str], allowed: &[String]) -> (bool, &'t [&'s str]) {
    match tokens {
        ["(", inner @ ..] => match any_of(inner, allowed) {
            (met, [")", rest @ ..]) => (met, rest),
            (_, rest) => (false, rest),
        },
        [licence, rest @ ..] => (allowed.iter().any(|a| a == licence), rest),
        [] => (false, &[]),
    }
}

#[test]
fn expressions_are_read_as_spdx_says() {
    let allowed = ["MIT".to_owned(), "Unicode-3.0".to_owned()];
    for met in ["MIT", "GPL-3.0 OR MIT", "MIT/Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0", "X AND Y OR MIT"] {
        assert!(is_met(met, &allowed), "{met}");
    }
    for unmet in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT", "MIT WITH exception", "MIT X", "X OR MIT AND Y"] {
        assert!(!is_met(unmet, &allowed), "{unmet}");
    }
}

#[test]
fn each_package_has_a_licence_that_deny_toml_allows() {
    let Some(allowed) = allowed() else { return };
    assert!(allowed.len() > 3, "{allowed:?}");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked"]).current_dir(root());
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 100);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_met(licence, &allowed), "{} {}: {licence:?}", package["name"], package["version"]);
    }
}
