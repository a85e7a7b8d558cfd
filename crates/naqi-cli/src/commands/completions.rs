//! `naqi completions`: scripts by which shells complete the command line.

use crate::outcome::Outcome;
use crate::output::Output;
use clap::{Args, Command};
use clap_complete::Shell;

#[derive(Args)]
pub struct Options {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(options: &Options, mut program: Command) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut program, "naqi", &mut script);
    let mut output = Output::open(None)?;
    output.write(&String::from_utf8_lossy(&script))?;
    output.finish()?;
    Ok(Outcome::Done)
}
