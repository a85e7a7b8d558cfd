//! `naqi normalize`: text to normalized text, file by file or as one stream.
//!
//! Text is read in blocks, so memory is constant for any length, in one line or many.

mod folders;
mod histogram;
mod in_order;
mod jobs;
mod journal;
pub mod kind;
mod page;
mod paragraph;
mod plan;
mod report;
mod run;
mod sink;
pub mod trace;
mod utf8;

pub use run::run;

use crate::options::{InputOptions, PageOptions, RuleOptions};
use clap::{Args, ValueEnum};
use std::num::NonZero;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    rules: RuleOptions,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// With text: write each file into this folder under its own name, completely or not at all; packed files are
    /// unpacked. With html: the page's file
    #[arg(long, short, value_name = "DIR|FILE")]
    output: Option<PathBuf>,
    /// Print counts of all changes to standard error
    #[arg(long)]
    report: bool,
    /// Normalize the files that an earlier run into this folder has done, too
    #[arg(long, requires = "output")]
    again: bool,
    /// The number of threads; one for each core by default. --report and --format html use one
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZero<usize>>,
    /// Print progress every ten seconds if standard error is no terminal
    #[arg(long)]
    progress: bool,
    #[command(flatten)]
    page: PageOptions,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The normalized text
    #[default]
    Text,
    /// A page of the text before and after, with a colour for each kind of change
    Html,
}

impl Options {
    /// The folder that files are written to, if there is one.
    fn folder(&self) -> Option<&Path> {
        self.output.as_deref().filter(|_| self.format == Format::Text)
    }

    /// Whether the text is observed in its order.
    fn is_watched(&self) -> bool {
        self.report || self.format == Format::Html
    }
}
