//! The output file of each input; no file overwrites a source, and no two inputs share a file.

use crate::args::{Input, Options};
use crate::journal;
use crate::names;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The file that an input is written to, if there is an output directory: directly in it, whatever the input's name is.
pub fn target(options: &Options, input: &Input) -> Option<PathBuf> {
    let (Some(directory), Input::File(path)) = (&options.output, input) else { return None };
    Some(directory.join(names::output_name(path).ok()?))
}

/// Checks that no file overwrites a source, and no two have one path.
pub fn check(options: &Options) -> Result<(), String> {
    let mut sources: HashMap<PathBuf, String> = HashMap::new();
    let mut targets: HashMap<PathBuf, String> = HashMap::new();
    for input in &options.inputs {
        match input {
            Input::File(path) => {
                sources.insert(place(path), input.name());
                if options.output.is_some() {
                    names::output_name(path).map_err(|error| format!("{}: {error}", input.name()))?;
                }
            }
            Input::Stdin if options.output.is_some() => {
                return Err("standard input has no name to write under --output; name files".into());
            }
            Input::Stdin => {}
        }
    }
    if let Some(directory) = &options.output {
        targets.insert(place(&directory.join(journal::NAME)), "the list of files that are done".into());
    }
    for input in &options.inputs {
        let Some(path) = target(options, input) else { continue };
        if let Some(source) = sources.get(&place(&path)) {
            return Err(format!("{}: writing there would overwrite {source}; choose another --output", path.display()));
        }
        if let Some(other) = targets.insert(place(&path), input.name()) {
            return Err(format!("{other} and {} would both become {}", input.name(), path.display()));
        }
    }
    if let Some(html) = &options.html {
        let here = place(html);
        if let Some(other) = sources.get(&here).or(targets.get(&here)) {
            return Err(format!("{}: --html would overwrite {other}", html.display()));
        }
    }
    Ok(())
}

/// One path for each file, whether it exists yet or not.
pub fn place(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (parent.canonicalize(), path.file_name()) {
        (Ok(parent), Some(name)) => parent.join(name),
        _ => path.into(),
    }
}
