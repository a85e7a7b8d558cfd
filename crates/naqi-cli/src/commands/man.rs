//! `naqi man`: manual pages of the program and of its subcommands.

use crate::outcome::{Outcome, WrongUsage};
use crate::output::Output;
use clap::{Args, Command};
use clap_mangen::Man;
use std::path::PathBuf;

#[derive(Args)]
pub struct Options {
    /// The page of this subcommand, instead of the program's
    subcommand: Option<String>,
    /// Write all pages into this folder: naqi.1, naqi-normalize.1 …
    #[arg(long, short, value_name = "DIR", conflicts_with = "subcommand")]
    output: Option<PathBuf>,
}

pub fn run(options: &Options, mut program: Command) -> anyhow::Result<Outcome> {
    // Gives subcommands the options that all have, and their full names.
    program.build();
    match (&options.output, &options.subcommand) {
        (Some(folder), _) => {
            std::fs::create_dir_all(folder).map_err(|error| anyhow::anyhow!("{}: {error}", folder.display()))?;
            for command in std::iter::once(&program).chain(program.get_subcommands()) {
                let man = Man::new(command.clone());
                write(Output::open(Some(&folder.join(man.get_filename())))?, man)?;
            }
        }
        (None, None) => write(Output::open(None)?, Man::new(program))?,
        (None, Some(name)) => write(Output::open(None)?, Man::new(named(&program, name)?.clone()))?,
    }
    Ok(Outcome::Done)
}

fn named<'c>(program: &'c Command, name: &str) -> Result<&'c Command, WrongUsage> {
    program.find_subcommand(name).ok_or_else(|| {
        let names: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
        WrongUsage::new(format!("there is no subcommand `{name}`; there are {}", names.join(", ")))
    })
}

fn write(mut output: Output, man: Man) -> anyhow::Result<()> {
    let mut page = Vec::new();
    man.render(&mut page)?;
    output.write(&String::from_utf8_lossy(&page))?;
    Ok(output.finish()?)
}
