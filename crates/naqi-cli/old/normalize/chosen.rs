//! The chosen normalizer: a preset by name, or steps.

use naqi::{Normalizer, preset::Preset};
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
    let preset: Preset = name.parse().map_err(|error| format!("--preset: {error}"))?;
    Ok((Normalizer::from(&preset), format!("preset {preset}")))
}
