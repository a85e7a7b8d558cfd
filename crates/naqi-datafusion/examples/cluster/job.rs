//! The queries of the job, and their results as Parquet.

use crate::Failure;
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::prelude::{JsonReadOptions, ParquetReadOptions, SessionContext};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Registers the two folders of the corpus as tables.
pub async fn register(session: &SessionContext, corpus: &Path) -> Result<(), Failure> {
    let path = |name: &str| corpus.join(name).to_str().map(String::from).ok_or("a path that is no UTF-8");
    session.register_parquet("parquet_files", path("parquet/")?, ParquetReadOptions::default()).await?;
    session.register_json("json_files", path("json/")?, JsonReadOptions::default()).await?;
    Ok(())
}

const DOCUMENTS: &str = "(SELECT title, body FROM parquet_files UNION ALL SELECT title, body FROM json_files)";

/// The thousand commonest terms of each field.
fn terms() -> String {
    format!(
        "SELECT field, term, count FROM (
           SELECT *, row_number() OVER (PARTITION BY field ORDER BY count DESC, term) AS place FROM (
             SELECT field, term, count(*) AS count FROM (
               SELECT 'title' AS field, unnest(arabic_terms(title)) AS term FROM {DOCUMENTS}
               UNION ALL
               SELECT 'body' AS field, unnest(arabic_terms(body)) AS term FROM {DOCUMENTS}
             ) GROUP BY field, term))
         WHERE place <= 1000 ORDER BY field, count DESC, term"
    )
}

/// The spellings of each word that has several.
fn variants() -> String {
    format!(
        "SELECT word, spelling, count FROM (
           SELECT *, count(*) OVER (PARTITION BY word) AS spellings FROM (
             SELECT arabic_normalize(spelling) AS word, spelling, count(*) AS count FROM (
               SELECT unnest(arabic_words(body)) AS spelling FROM {DOCUMENTS}
             ) GROUP BY spelling))
         WHERE spellings > 1 ORDER BY word, spelling"
    )
}

/// Runs the job: each result with its name.
pub async fn run(session: &SessionContext) -> Result<Vec<(&'static str, RecordBatch)>, Failure> {
    let mut results = Vec::new();
    for (name, query) in [("terms", terms()), ("variants", variants())] {
        let frame = session.sql(&query).await?;
        let schema = Arc::new(frame.schema().as_arrow().clone());
        let batches = frame.collect().await?;
        let schema = batches.first().map_or(schema, RecordBatch::schema);
        results.push((name, concat_batches(&schema, &batches)?));
    }
    Ok(results)
}

/// One query that reads, normalizes and analyzes all texts.
pub async fn scan(session: &SessionContext) -> Result<String, Failure> {
    let query = format!(
        "SELECT count(*) AS documents, sum(array_length(arabic_terms(body))) AS terms,
           sum(octet_length(arabic_normalize(body))) AS bytes,
           sum(CASE WHEN arabic_contains(body, 'المدينة') THEN 1 ELSE 0 END) AS hits
         FROM {DOCUMENTS}"
    );
    let batches = session.sql(&query).await?.collect().await?;
    Ok(pretty_format_batches(&batches)?.to_string())
}

/// Writes a result, as one batch, so that equal results are equal files.
pub fn write(path: &Path, batch: &RecordBatch) -> Result<(), Failure> {
    let mut writer = ArrowWriter::try_new(File::create(path)?, batch.schema(), None)?;
    writer.write(batch)?;
    writer.close()?;
    Ok(())
}
