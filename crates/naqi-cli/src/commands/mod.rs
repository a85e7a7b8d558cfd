//! The subcommands. Each has its options, and a function `run`.

pub mod analyze;
pub mod bench;
pub mod completions;
pub mod concordance;
pub mod corpus;
pub mod explain;
pub mod highlight;
#[cfg(feature = "tantivy")]
pub mod index;
pub mod man;
pub mod normalize;
#[cfg(feature = "tantivy")]
pub mod query;
pub mod search;
pub mod tokenize;

use crate::cli::Command;
use crate::outcome::Outcome;

pub fn run(command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Analyze(options) => analyze::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Completions(options) => completions::run(&options),
        Command::Concordance(options) => concordance::run(options),
        Command::Corpus(options) => corpus::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Highlight(options) => highlight::run(options),
        #[cfg(feature = "tantivy")]
        Command::Index(options) => index::run(&options),
        Command::Man(options) => man::run(&options),
        Command::Normalize(options) => normalize::run(&options),
        #[cfg(feature = "tantivy")]
        Command::Query(options) => query::run(&options),
        Command::Search(options) => search::run(options),
        Command::Tokenize(options) => tokenize::run(&options),
    }
}
