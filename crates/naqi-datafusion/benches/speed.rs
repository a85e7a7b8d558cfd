//! Are naqi's functions as fast as DataFusion's own? Ratios of medians, with the queries of a pair in turn.
//!
//! `cargo bench -p naqi-datafusion --features ballista --bench speed [-- [--rows N] [TEXTS...]]`; `--test` runs each query once on
//! few rows.

use datafusion::arrow::array::{ArrayRef, AsArray, StringViewArray};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::datasource::MemTable;
use datafusion::error::Result;
use datafusion::prelude::{SessionConfig, SessionContext};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;
const WORDS_OF_A_ROW: usize = 12;
const ROWS_OF_A_BATCH: usize = 8192;

/// A question: naqi's query, the rival's, how the two results compare, and the goal.
struct Pair {
    question: &'static str,
    ours: &'static str,
    rival: &'static str,
    /// The greatest time of naqi's query, as a part of the rival's.
    goal: f64,
}

const PAIRS: [Pair; 2] = [
    Pair {
        question: "count the distinct texts, normalized and in lower case",
        ours: "SELECT count(DISTINCT arabic_normalize(t)) FROM texts",
        rival: "SELECT count(DISTINCT lower(t)) FROM texts",
        goal: 1.25,
    },
    Pair {
        question: "count the words, by arabic_words and by a regular expression",
        ours: "SELECT CAST(sum(array_length(arabic_words(t))) AS BIGINT) FROM texts",
        rival: r"SELECT CAST(sum(array_length(string_to_array(trim(regexp_replace(t, '[^\w\u0640\u064B-\u0655]+', ' ', 'g')), ' '))) AS BIGINT) FROM texts",
        goal: 0.2,
    },
];

/// The words of the given texts, of the real ones where they are, or of the sample.
fn words(paths: &[PathBuf]) -> Vec<String> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let real: Vec<PathBuf> =
        ["news", "social", "vocalised"].map(|name| root.join(format!("../shared/real/{name}.txt"))).into();
    let sample = vec![root.join("examples/data/sample.txt")];
    let paths = if !paths.is_empty() {
        paths
    } else if real[0].exists() {
        &real
    } else {
        &sample
    };
    let text: String = paths.iter().map(|path| std::fs::read_to_string(path).expect("a text")).collect();
    text.split_whitespace().map(String::from).collect()
}

/// Rows of words in the order of the text, each row with a number, so that they differ.
fn table(words: &[String], rows: usize) -> Result<MemTable> {
    let row = |n: usize| {
        let at = (n * WORDS_OF_A_ROW) % words.len().saturating_sub(WORDS_OF_A_ROW).max(1);
        let words = &words[at..words.len().min(at + WORDS_OF_A_ROW)];
        format!("{} {n}", words.join(" "))
    };
    let batches = (0..rows).step_by(ROWS_OF_A_BATCH).map(|start| {
        let texts = (start..rows.min(start + ROWS_OF_A_BATCH)).map(|n| Some(row(n)));
        Ok(RecordBatch::try_from_iter([("t", Arc::new(StringViewArray::from_iter(texts)) as ArrayRef)])?)
    });
    let batches = batches.collect::<Result<Vec<_>>>()?;
    MemTable::try_new(batches[0].schema(), vec![batches])
}

async fn time(session: &SessionContext, query: &str) -> Result<(Duration, i64)> {
    let start = Instant::now();
    let batches = session.sql(query).await?.collect().await?;
    Ok((start.elapsed(), batches[0].column(0).as_primitive::<Int64Type>().value(0)))
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let (mut rows, mut rounds, mut paths) = (1_000_000, ROUNDS, Vec::new());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--test" => (rows, rounds) = (2000, 1),
            "--rows" => rows = args.next().and_then(|rows| rows.parse().ok()).expect("a number of rows"),
            // Of cargo itself.
            other if other.starts_with("--") => {}
            path => paths.push(path.into()),
        }
    }
    let session = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(1));
    naqi_datafusion::register(&session)?;
    session.register_table("texts", Arc::new(table(&words(&paths), rows)?))?;
    println!("{rows} rows of {WORDS_OF_A_ROW} words, one thread, kernels: {}", naqi::kernel_level());
    for Pair { question, ours, rival, goal } in PAIRS {
        let (mut of_ours, mut of_rival) = (Vec::new(), Vec::new());
        let mut results = (0, 0);
        for _ in 0..rounds {
            let (one, other) = (time(&session, ours).await?, time(&session, rival).await?);
            of_ours.push(one.0);
            of_rival.push(other.0);
            results = (one.1, other.1);
        }
        // The answers differ where the rules do; one that is far off would be another question.
        assert!(results.0 as f64 > 0.8 * results.1 as f64 && results.1 as f64 > 0.8 * results.0 as f64, "{results:?}");
        let (ours, rival) = (median(of_ours), median(of_rival));
        println!("{question}: {results:?}");
        println!("  naqi {ours:.3} s, DataFusion {rival:.3} s: {:.2} of its time (goal: at most {goal})", ours / rival);
    }
    Ok(())
}
