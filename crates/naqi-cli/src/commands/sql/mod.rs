//! `naqi sql`: a query of files by SQL, with naqi's functions.

mod rows;
mod tables;

use crate::commands::sql::rows::{Rows, by_lines};
use crate::input::Input;
use crate::messages;
use crate::options::OutputOption;
use crate::outcome::{Outcome, WrongUsage};
use clap::{Args, ValueEnum};
use datafusion::error::DataFusionError;
use datafusion::execution::context::SQLOptions;
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::logical_expr::LogicalPlan;
use datafusion::prelude::{DataFrame, SessionConfig, SessionContext};
use futures::StreamExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Args)]
pub struct Options {
    /// A query, which only reads: SELECT, EXPLAIN, SHOW TABLES, DESCRIBE. A column whose name has capitals needs double quotes: "Title"
    #[arg(value_name = "SQL")]
    query: String,
    /// Files, each a table: .parquet, .csv, .tsv, and .jsonl, .ndjson or .json with an object a line. The table's name is the
    /// file's, up to the first dot, in lower case, with _ for what is neither a letter nor a digit, and before a digit or a word of
    /// SQL. JSON lines are read twice, since each may have other fields. The types of CSV columns are guessed from 1000 rows
    #[arg(value_name = "TABLE")]
    tables: Vec<PathBuf>,
    /// How rows are printed; as the ending of --output says by default, or as text
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    output: OutputOption,
    /// The memory of sorting, grouping and joining, in MB. Much of what does not fit goes to temporary files, and the rest is an error
    #[arg(long, value_name = "MB", default_value_t = 1024, value_parser = clap::value_parser!(u32).range(16..))]
    memory: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The names of the columns and a line for each row: aligned on a terminal, else separated by tabs. Tab, line feed, carriage
    /// return and backslash are \t, \n, \r and \\
    Text,
    /// Comma-separated values, with the names of the columns
    Csv,
    /// The same with tabs, and with quotes where a value needs them, as a .tsv table is read
    Tsv,
    /// An object for each row
    Jsonl,
    /// A Parquet file, which needs --output
    Parquet,
}

impl Format {
    fn of(path: Option<&Path>) -> Self {
        match path.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_ascii_lowercase()).as_deref() {
            Some("parquet") => Self::Parquet,
            Some("csv") => Self::Csv,
            Some("tsv") => Self::Tsv,
            Some("jsonl" | "ndjson" | "json") => Self::Jsonl,
            _ => Self::Text,
        }
    }
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let inputs: Vec<Input> = options.tables.iter().cloned().map(Input::File).collect();
    options.output.check(&inputs)?;
    let format = options.format.unwrap_or_else(|| Format::of(options.output.output.as_deref()));
    if format == Format::Parquet && options.output.output.is_none() {
        return Err(WrongUsage::new("--format parquet needs --output FILE").into());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(answer(options, format))
}

async fn answer(options: &Options, format: Format) -> anyhow::Result<Outcome> {
    let session = session(options.memory)?;
    if !tables::register(&session, &options.tables).await? {
        return Ok(Outcome::Incomplete);
    }
    let frame = plan(&session, &options.query).await?;
    let are_plans = matches!(frame.logical_plan(), LogicalPlan::Explain(_) | LogicalPlan::Analyze(_));
    let schema = Arc::new(frame.schema().as_arrow().clone());
    let mut rows = Rows::open(format, &options.output, schema)?;
    let mut batches = frame.execute_stream().await.map_err(explain)?;
    while let Some(batch) = batches.next().await {
        let batch = batch.map_err(explain)?;
        rows.write(&if are_plans { by_lines(&batch)? } else { batch })?;
    }
    rows.finish()?;
    Ok(Outcome::Done)
}

fn session(memory: u32) -> anyhow::Result<SessionContext> {
    // Each operator gets its share, so that one that can write to files leaves memory for others.
    let pool = Arc::new(FairSpillPool::new((memory as usize) << 20));
    let runtime = RuntimeEnvBuilder::new().with_memory_pool(pool).build_arc()?;
    let session = SessionContext::new_with_config_rt(SessionConfig::new().with_information_schema(true), runtime);
    naqi_datafusion::register(&session)?;
    Ok(session)
}

/// The plan of a query that changes nothing: no file is written but that of `--output`.
async fn plan(session: &SessionContext, query: &str) -> anyhow::Result<DataFrame> {
    let only_reads = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
    let planned = session.sql_with_options(query, only_reads).await;
    let planned = planned.map_err(|error| WrongUsage::new(one_line(&error)))?;
    match planned.logical_plan().get_parameter_names().map_err(explain)?.into_iter().next() {
        Some(name) => {
            Err(WrongUsage::new(format!("the query has a parameter, {name}; write its value instead")).into())
        }
        None => Ok(planned),
    }
}

/// The error of a query that runs, or whose plan is optimized.
fn explain(error: DataFusionError) -> anyhow::Error {
    match error.find_root() {
        DataFusionError::Plan(_) => WrongUsage::new(one_line(&error)).into(),
        DataFusionError::ResourcesExhausted(_) => anyhow::anyhow!("{}; --memory allows more", one_line(&error)),
        _ => anyhow::anyhow!(one_line(&error)),
    }
}

fn one_line(error: &DataFusionError) -> String {
    // The advice to change a setting, which `naqi sql` does not allow.
    let advice = " or disable the datafusion.sql_parser.enable_ident_normalization configuration";
    error.strip_backtrace().replace(advice, "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What could not be read.
fn cannot_read(path: &Path, why: impl std::fmt::Display) {
    messages::error(&format!("{}: {why}", path.display()));
}
