//! The output file of each input; no file overwrites a source, and no two inputs share a file.

use super::{Options, journal};
use crate::files::names;
use crate::files::place::place;
use crate::input::Input;
use crate::input::walk::{Found, walk};
use crate::messages;
use crate::outcome::WrongUsage;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// An input, and the path of its output below the output folder, if there is one.
pub struct Planned {
    pub input: Input,
    pub output: Option<PathBuf>,
}

pub struct Plan {
    pub inputs: Vec<Planned>,
    /// Whether all folders could be read.
    pub is_complete: bool,
}

impl Plan {
    pub fn new(options: &Options) -> Result<Self, WrongUsage> {
        let mut plan = Self { inputs: Vec::new(), is_complete: true };
        if options.input.files.is_empty() {
            plan.add(options, Input::Stdin, Path::new(""))?;
        }
        for named in &options.input.files {
            plan.add_named(options, named)?;
        }
        plan.check(options)?;
        Ok(plan)
    }

    /// A file, or the files of a folder. Below the output folder they keep their places in the folder.
    fn add_named(&mut self, options: &Options, named: &Path) -> Result<(), WrongUsage> {
        let paths = [named.to_path_buf()];
        // An output of an earlier run is no input of this one.
        let here = place(named);
        let outputs = options.folder().map(place).filter(|folder| folder.starts_with(&here) && *folder != here);
        for found in walk(&paths, options.input.recursive, &[]) {
            match found {
                Found::Input(Input::File(path)) if path != named => {
                    if outputs.as_ref().is_some_and(|folder| place(&path).starts_with(folder)) {
                        continue;
                    }
                    let within = path.strip_prefix(named).ok().and_then(Path::parent).unwrap_or(Path::new(""));
                    let within = within.to_path_buf();
                    self.add(options, Input::File(path), &within)?;
                }
                Found::Input(input) => self.add(options, input, Path::new(""))?,
                Found::Skipped => {}
                Found::Fault(message) => {
                    messages::error(&message);
                    self.is_complete = false;
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, options: &Options, input: Input, within: &Path) -> Result<(), WrongUsage> {
        let output = match (options.folder(), &input) {
            (None, _) => None,
            (Some(_), Input::Stdin) => {
                return Err(WrongUsage::new("standard input has no name to write under --output: name files"));
            }
            (Some(_), Input::File(path)) => {
                let name =
                    names::output_name(path).map_err(|error| WrongUsage::new(format!("{}: {error}", input.name())))?;
                Some(within.join(name))
            }
        };
        self.inputs.push(Planned { input, output });
        Ok(())
    }

    /// Checks that no file overwrites a source, and no two have one path.
    fn check(&self, options: &Options) -> Result<(), WrongUsage> {
        let Some(folder) = options.folder() else { return Ok(()) };
        let mut sources: HashMap<PathBuf, String> = HashMap::new();
        let mut outputs: HashMap<PathBuf, String> = HashMap::new();
        for planned in &self.inputs {
            if let Input::File(path) = &planned.input {
                sources.insert(place(path), planned.input.name());
            }
        }
        outputs.insert(place(&folder.join(journal::NAME)), "the list of files that are done".into());
        for planned in &self.inputs {
            let Some(output) = &planned.output else { continue };
            let path = folder.join(output);
            let (here, name) = (place(&path), planned.input.name());
            if let Some(source) = sources.get(&here) {
                return Err(WrongUsage::new(format!(
                    "{}: writing there would overwrite {source}: choose another --output",
                    path.display()
                )));
            }
            if let Some(other) = outputs.insert(here, name.clone()) {
                return Err(WrongUsage::new(format!(
                    "{other} and {name} would both become {}: normalize them into two folders",
                    path.display()
                )));
            }
        }
        Ok(())
    }
}
