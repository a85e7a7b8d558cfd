//! `naqi index`: folders of texts, JSON lines or standard input, into an index of tantivy on disk.
//!
//! A document's key and a hash of its text are indexed with it, so a run that is interrupted and started again skips exactly the
//! documents in the index, and replaces those that have changed. Memory holds one document at a time, a hash of each indexed document of its file, and
//! tantivy's buffers.

mod documents;
mod lines;
mod run;

pub use run::run;

use crate::index::Settings;
use crate::options::{AnalyzerOption, InputOptions};
use crate::outcome::WrongUsage;
use clap::{Args, ValueEnum};
use std::num::NonZero;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

#[derive(Args)]
#[command(mut_arg("recursive", |option| option.help(RECURSIVE)))]
pub struct Options {
    /// The folder of the index; created if there is none
    #[arg(long, value_name = "DIR")]
    index: PathBuf,
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    analyzer: AnalyzerOption,
    /// What a document is. By default, files ending in .jsonl or .ndjson have JSON lines, standard input has lines, and
    /// other files are texts
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    names: Names,
    /// Empty the index first; needed to change the analyzer
    #[arg(long)]
    again: bool,
    /// Remove the documents of a file; can be given several times
    #[arg(long, value_name = "FILE")]
    remove: Vec<PathBuf>,
    /// Remove the documents of files that are no more. The disks with the others have to be there
    #[arg(long)]
    remove_missing: bool,
    /// Commit every N seconds
    #[arg(long, value_name = "N", default_value_t = 30)]
    commit_every: u64,
    /// The number of threads, up to 8; one per core by default
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
    /// MiB of memory for all threads together; 64 per thread by default
    #[arg(long, value_name = "N")]
    memory: Option<NonZero<usize>>,
    /// Print progress every ten seconds if standard error is no terminal
    #[arg(long)]
    progress: bool,
}

const RECURSIVE: &str = "Read the text files of folders, too: .txt, .text, .jsonl, .ndjson or no suffix";

/// The end of the help text.
pub const NOTE: &str = "\
A run can be interrupted at any moment, by Ctrl-C or by kill -9, and resumed with the same command: documents in the \
index are skipped (by their id, or by file and line), and none is lost or indexed twice. Of a file that has changed since, \
documents with another title, text or line are replaced, and new ones are added, as they are read; those that it has no more \
are removed only if the whole file can be read. Lines of standard input are replaced, and never removed.";

/// The format of a file.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A file
    Text,
    /// A line
    Lines,
    /// A line with a JSON object
    #[value(name = "jsonl")]
    JsonLines,
}

/// The fields of a JSON object.
#[derive(Args)]
pub struct Names {
    /// jsonl: the field with the text
    #[arg(long = "field", value_name = "NAME", default_value = "text")]
    text: String,
    /// jsonl: the field with a title
    #[arg(long, value_name = "NAME", default_value = "title")]
    title: String,
    /// jsonl: the field that identifies a document, or else its file and line do
    #[arg(long, value_name = "NAME", default_value = "id")]
    id: String,
}

/// The maximum number of threads in tantivy.
const MAX_JOBS: usize = 8;
/// The memory that tantivy accepts for one thread, in MiB.
const MIN_MEMORY: usize = 16;
const MAX_MEMORY: usize = 4094;

impl Options {
    fn settings(&self) -> Result<Settings, WrongUsage> {
        let jobs = self.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get).min(MAX_JOBS);
        let memory = self.memory.map_or(64 * jobs, NonZero::get);
        let (least, most) = (MIN_MEMORY * jobs, MAX_MEMORY * jobs);
        let is_wrong = |how| {
            Err(WrongUsage::new(format!("--memory {memory} is too {how}: {jobs} threads take {least} to {most} MiB")))
        };
        match memory {
            _ if memory < least => is_wrong("little"),
            _ if memory > most => is_wrong("much"),
            _ => Ok(Settings {
                path: self.index.clone(),
                analyzer: self.analyzer.analyzer(),
                again: self.again,
                commit_every: Duration::from_secs(self.commit_every),
                jobs,
                memory: memory << 20,
            }),
        }
    }
}
