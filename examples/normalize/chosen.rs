//! The chosen normalizer: a preset by name, or steps.

use naqi::{Normalizer, preset};
use std::ffi::OsString;

/// The normalizer and its title; the preset `search` by default.
pub fn normalizer(preset: Option<OsString>, steps: Option<OsString>) -> Result<(Normalizer, String), String> {
    match (preset, steps) {
        (Some(_), Some(_)) => Err("give --preset or --steps, not both".into()),
        (None, Some(steps)) => of_steps(&in_utf8(steps, "--steps")?),
        (Some(name), None) => of_preset(&in_utf8(name, "--preset")?),
        (None, None) => of_preset("search"),
    }
}

fn in_utf8(value: OsString, name: &str) -> Result<String, String> {
    value.into_string().map_err(|_| format!("the value of {name} is invalid UTF-8"))
}

fn of_steps(text: &str) -> Result<(Normalizer, String), String> {
    let normalizer: Normalizer = text.parse().map_err(|error| format!("--steps: {error}"))?;
    let title = format!("steps {normalizer}");
    Ok((normalizer, title))
}

fn of_preset(name: &str) -> Result<(Normalizer, String), String> {
    if let Some(preset) = preset::by_name(name) {
        return Ok(((**preset).clone(), format!("preset {name}")));
    }
    let names: Vec<&str> = preset::all().map(|p| p.name()).collect();
    let nearest = names.iter().min_by_key(|known| distance(known, name)).copied().unwrap_or_default();
    let names = names.join(", ");
    Err(format!("there is no preset `{name}`; did you mean `{nearest}`? There are {names}"))
}

/// The edit distance of two names (Levenshtein).
fn distance(known: &str, given: &str) -> usize {
    let given: Vec<char> = given.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=given.len()).collect();
    for (n, k) in known.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], n + 1);
        for (m, g) in given.iter().enumerate() {
            let above = row[m + 1];
            row[m + 1] = (diagonal + usize::from(k != *g)).min(above + 1).min(row[m] + 1);
            diagonal = above;
        }
    }
    row[given.len()]
}
