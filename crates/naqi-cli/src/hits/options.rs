//! The options of all subcommands that find queries in texts.

use super::needles::{Needles, Place};
use crate::input::Input;
use crate::options::{InputOptions, RuleOptions};
use crate::outcome::WrongUsage;
use clap::Args;
use std::ffi::OsString;
use std::path::PathBuf;

/// What is found, how it may be spelt, and where.
#[derive(Args)]
pub struct QueryOptions {
    /// The text to find. With -e it is the first FILE
    #[arg(value_name = "QUERY", required_unless_present = "queries")]
    query: Option<OsString>,
    #[command(flatten)]
    pub input: InputOptions,
    /// A text to find; may be given several times
    #[arg(short = 'e', long = "query", value_name = "QUERY", id = "queries", allow_hyphen_values = true)]
    queries: Vec<String>,
    /// Whole words only: `كتب` is not found in `يكتبون`
    #[arg(long, alias = "word")]
    whole_words: bool,
    #[command(flatten)]
    pub rules: RuleOptions,
}

impl QueryOptions {
    /// The queries, and the inputs in order; and whether all folders could be read.
    pub fn resolve(&mut self) -> anyhow::Result<(Needles, Vec<Input>, bool)> {
        match self.query.take() {
            Some(file) if !self.queries.is_empty() => self.input.files.insert(0, PathBuf::from(file)),
            Some(query) => {
                let query = query.into_string().map_err(|_| WrongUsage::new("the query is invalid UTF-8"))?;
                self.queries.push(query);
            }
            None => {}
        }
        let queries = std::mem::take(&mut self.queries);
        let place = if self.whole_words { Place::WholeWords } else { Place::Anywhere };
        let needles = Needles::new(self.rules.normalizer(), queries, place).map_err(WrongUsage::new)?;
        let (inputs, complete) = self.input.inputs();
        Ok((needles, inputs, complete))
    }
}
