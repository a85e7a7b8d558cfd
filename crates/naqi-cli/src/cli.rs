//! The command line: the subcommands, and the options that all of them have.

use crate::commands;
use crate::outcome::Outcome;
use crate::terminal::ColorWhen;
use clap::{Args, CommandFactory, Parser, Subcommand};

/// The end of every help text.
pub const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  nothing was found (search, highlight, concordance, query)
  2  wrong usage
  3  something could not be read or written; the rest was done";

#[derive(Parser)]
#[command(name = "naqi", version, about, after_help = EXIT_CODES, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Args)]
pub struct Global {
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t, display_order = 900)]
    pub color: ColorWhen,
    /// Print errors only: no notes, no progress
    #[arg(long, short, global = true, display_order = 900)]
    pub quiet: bool,
}

#[derive(Subcommand)]
pub enum Command {
    /// Make text comparable: strip marks, unify letter variants
    ///
    /// A run with --output DIR can be interrupted and resumed: DIR/.naqi-done lists the files that are done. They are
    /// skipped if source, output and steps are still the same. Two runs at once need two folders. With --recursive,
    /// files keep their places below the folder that is named.
    ///
    /// A file that is truncated or damaged, or that is written to while it is read, is an error, and gets no
    /// output file.
    #[command(after_help = EXIT_CODES)]
    Normalize(Box<commands::normalize::Options>),
    /// Split text into words, all tokens, tokens of posts or sentences
    #[command(after_help = EXIT_CODES)]
    Tokenize(commands::tokenize::Options),
    /// Divide words into clitics: conjunctions, prepositions, the article, pronouns
    #[command(after_help = EXIT_CODES)]
    Segment(commands::segment::Options),
    /// Print the index terms of each line: words without stop words, stemmed
    #[command(after_help = EXIT_CODES)]
    Analyze(commands::analyze::Options),
    /// Find a text in any spelling: print its lines, their number, or the place of each hit
    #[command(after_help = EXIT_CODES)]
    Search(commands::search::Options),
    /// Find queries in any spelling, and highlight them in the original text
    #[command(after_help = EXIT_CODES)]
    Highlight(commands::highlight::Options),
    /// Find queries in any spelling, and show each hit between the words around it
    #[command(after_help = EXIT_CODES)]
    Concordance(commands::concordance::Options),
    /// Report on texts: spellings that normalization unifies, marks, letters, lengths
    #[command(after_help = EXIT_CODES)]
    Corpus(Box<commands::corpus::Options>),
    /// Index texts into an index of tantivy on disk, which `naqi query` searches
    #[cfg(feature = "tantivy")]
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", commands::index::NOTE))]
    Index(Box<commands::index::Options>),
    /// Search an index that `naqi index` has made
    #[cfg(feature = "tantivy")]
    #[command(after_help = EXIT_CODES)]
    Query(Box<commands::query::Options>),
    /// Show what each step does to a word or a character, code point by code point
    ///
    /// Without a text, all steps, presets and analyzers are listed, each with an example.
    #[command(after_help = EXIT_CODES)]
    Explain(commands::explain::Options),
    /// Undo damage: visual order of PDF text, wrong encodings, swapped lam-alefs
    ///
    /// What is not damaged stays as it is. Lines that are unclear by themselves are judged by the lines around them, within
    /// 1 MiB. A note on standard error says how many lines were repaired, if any were.
    #[command(after_help = EXIT_CODES)]
    Repair(commands::repair::Options),
    /// Query files by SQL, with naqi's functions: arabic_normalize, arabic_terms, arabic_contains …
    ///
    /// The query only reads. Example: naqi sql "SELECT count(DISTINCT arabic_normalize(title)) FROM news" news.parquet
    #[cfg(feature = "sql")]
    #[command(after_help = EXIT_CODES)]
    Sql(commands::sql::Options),
    /// Measure the speed of the main operations on your text, beside copying it
    #[command(after_help = EXIT_CODES)]
    Bench(commands::bench::Options),
    /// Print the script by which a shell completes this command line
    ///
    /// bash: naqi completions bash > ~/.local/share/bash-completion/completions/naqi
    ///
    /// zsh: naqi completions zsh > a folder of $fpath, under the name _naqi
    ///
    /// fish: naqi completions fish > ~/.config/fish/completions/naqi.fish
    #[command(after_help = EXIT_CODES)]
    Completions(commands::completions::Options),
    /// Print a manual page, or write all into a folder
    ///
    /// To read one: naqi man normalize | man -l -
    #[command(after_help = EXIT_CODES)]
    Man(commands::man::Options),
}

impl Command {
    pub fn run(self) -> anyhow::Result<Outcome> {
        match self {
            Self::Analyze(options) => commands::analyze::run(&options),
            Self::Bench(options) => commands::bench::run(&options),
            Self::Completions(options) => commands::completions::run(&options, Cli::command()),
            Self::Concordance(options) => commands::concordance::run(options),
            Self::Corpus(options) => commands::corpus::run(&options),
            Self::Explain(options) => commands::explain::run(&options),
            Self::Highlight(options) => commands::highlight::run(options),
            #[cfg(feature = "tantivy")]
            Self::Index(options) => commands::index::run(&options),
            Self::Man(options) => commands::man::run(&options, Cli::command()),
            Self::Normalize(options) => commands::normalize::run(&options),
            #[cfg(feature = "tantivy")]
            Self::Query(options) => commands::query::run(&options),
            Self::Repair(options) => commands::repair::run(&options),
            Self::Search(options) => commands::search::run(options),
            Self::Segment(options) => commands::segment::run(&options),
            #[cfg(feature = "sql")]
            Self::Sql(options) => commands::sql::run(&options),
            Self::Tokenize(options) => commands::tokenize::run(&options),
        }
    }
}
