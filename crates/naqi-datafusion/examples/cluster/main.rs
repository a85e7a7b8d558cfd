//! How does a corpus job run on a cluster? `cargo run --release -p naqi-datafusion --features ballista --example cluster`
//!
//! Starts a scheduler and two executors as processes on 127.0.0.1, counts the terms of a corpus in Parquet and JSON-lines files,
//! finds words that are spelled in several ways, and writes both results as Parquet.
//!
//!     cluster [--executors N] [--megabytes N] [--corpus DIR] [--output DIR] [--kill] [--scan] [--limit SECONDS] [TEXTS...]
//!
//! `--executors 0` runs the job in this process. `--kill` ends an executor by SIGKILL while it runs a task. `--scan` measures
//! one query over the whole corpus instead. `--other-version scheduler` or `executor` lets these processes pretend to be of another
//! version, and the job ends with the error of that. The hidden roles `scheduler` and `executor` are this program's child processes, which
//! end with it.

mod corpus;
mod job;
mod processes;
mod roles;
mod tasks;

use crate::processes::Cluster;
use datafusion::prelude::{SessionConfig, SessionContext};
use futures::future::Either;
use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};

type Failure = Box<dyn Error + Send + Sync>;

struct Options {
    executors: usize,
    megabytes: usize,
    corpus: Option<PathBuf>,
    output: Option<PathBuf>,
    kill: bool,
    scan: bool,
    limit: Duration,
    /// The role whose processes pretend to have other rules: `scheduler` or `executor`.
    other_version: Option<String>,
    texts: Vec<PathBuf>,
}

impl Options {
    fn read(mut args: impl Iterator<Item = String>) -> Result<Self, Failure> {
        let mut options = Self {
            executors: 2,
            megabytes: 8,
            corpus: None,
            output: None,
            kill: false,
            scan: false,
            limit: Duration::from_secs(300),
            other_version: None,
            texts: Vec::new(),
        };
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
            match arg.as_str() {
                "--executors" => options.executors = value()?.parse()?,
                "--megabytes" => options.megabytes = value()?.parse()?,
                "--corpus" => options.corpus = Some(value()?.into()),
                "--output" => options.output = Some(value()?.into()),
                "--limit" => options.limit = Duration::from_secs(value()?.parse()?),
                "--other-version" => {
                    let role = value()?;
                    if role != "scheduler" && role != "executor" {
                        return Err(format!("--other-version {role}: there are scheduler and executor").into());
                    }
                    options.other_version = Some(role);
                }
                "--kill" => options.kill = true,
                "--scan" => options.scan = true,
                other if other.starts_with("--") => return Err(format!("there is no option {other}").into()),
                text => options.texts.push(text.into()),
            }
        }
        if options.kill && options.executors < 2 {
            return Err("--kill needs two executors".into());
        }
        Ok(options)
    }
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1).peekable();
    if let Some(role) = args.next_if(|arg| arg == "scheduler" || arg == "executor") {
        return roles::run(&role, &args.collect::<Vec<_>>()).await;
    }
    let options = Options::read(args)?;
    match tokio::time::timeout(options.limit, run(&options)).await {
        Ok(ended) => ended,
        Err(_) => Err(format!("the job did not end in {:?}", options.limit).into()),
    }
}

async fn run(options: &Options) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let corpus = options.corpus.clone().unwrap_or_else(|| folder.path().join("corpus"));
    let documents = corpus::make(&corpus, options.megabytes, &options.texts)?;
    println!("corpus: {documents} documents, {} MB of text", options.megabytes);
    if options.executors == 0 {
        let session = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(1));
        naqi_datafusion::register(&session)?;
        return work(&session, options, &corpus).await;
    }
    let mut cluster = Cluster::start(folder.path(), options.executors, options.other_version.as_deref())?;
    let session = cluster.client().await?;
    let Some(victim) = options.kill.then(|| cluster.take_executor()).flatten() else {
        return work(&session, options, &corpus).await;
    };
    // The job is one future and the end of an executor another one. If the job ends first, there is nothing left to disturb.
    let job = std::pin::pin!(work(&session, options, &corpus));
    let killed = std::pin::pin!(victim.kill_while_it_works());
    match futures::future::select(job, killed).await {
        Either::Left((ended, _)) => {
            ended?;
            Err("the job ended before an executor was killed; give it a larger corpus".into())
        }
        Either::Right((killed, job)) => {
            println!("killed: {}", killed?);
            job.await
        }
    }
}

/// The job or the scan, in a session of a cluster or of this process alone.
async fn work(session: &SessionContext, options: &Options, corpus: &std::path::Path) -> Result<(), Failure> {
    job::register(session, corpus).await?;
    let start = Instant::now();
    if options.scan {
        println!("{}", job::scan(session).await?);
        println!("scan: {:.2} s on {} executors", start.elapsed().as_secs_f64(), options.executors);
        return Ok(());
    }
    for (name, batch) in job::run(session).await? {
        println!("{name}: {} rows", batch.num_rows());
        if let Some(output) = &options.output {
            std::fs::create_dir_all(output)?;
            job::write(&output.join(format!("{name}.parquet")), &batch)?;
        }
    }
    println!("job: {:.2} s on {} executors", start.elapsed().as_secs_f64(), options.executors);
    Ok(())
}
