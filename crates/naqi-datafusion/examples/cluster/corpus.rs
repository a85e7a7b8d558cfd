//! A corpus of documents with a title and a body, half of them in Parquet files and half in JSON-lines files.

use crate::Failure;
use datafusion::arrow::array::{ArrayRef, Int64Array, StringArray};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of each format: more than a cluster of this machine has executors, so that each of them has several tasks.
const FILES: usize = 6;
const ROWS_OF_A_BATCH: usize = 4096;

/// Writes the corpus, unless the folder has the same one already; returns the number of documents.
///
/// # Errors
/// The folder has a corpus of another size or of other texts.
pub fn make(folder: &Path, megabytes: usize, texts: &[PathBuf]) -> Result<usize, Failure> {
    let done = folder.join("documents");
    let made_of = format!("{megabytes} MB of {texts:?}");
    if let Ok(found) = std::fs::read_to_string(&done) {
        let (count, found) =
            found.trim().split_once(", ").ok_or("a file `documents` that this program did not write")?;
        return match found == made_of {
            true => Ok(count.parse()?),
            false => Err(format!("{} has {found}, and not {made_of}; name another folder", folder.display()).into()),
        };
    }
    let lines = lines(texts)?;
    let bytes = (megabytes << 20) / (2 * FILES);
    let mut id = 0;
    for file in 0..FILES {
        std::fs::create_dir_all(folder.join("parquet"))?;
        std::fs::create_dir_all(folder.join("json"))?;
        write_parquet(&folder.join(format!("parquet/{file}.parquet")), &mut documents(&lines, &mut id, bytes))?;
        write_json(&folder.join(format!("json/{file}.json")), &mut documents(&lines, &mut id, bytes))?;
    }
    std::fs::write(done, format!("{id}, {made_of}"))?;
    Ok(id)
}

/// The lines of the given texts, or of the sample text.
fn lines(texts: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let sample = [PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/data/sample.txt"))];
    let mut lines = Vec::new();
    for path in if texts.is_empty() { &sample } else { texts } {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        lines.extend(text.lines().filter(|line| line.trim().len() > 20).map(String::from));
    }
    if lines.is_empty() { Err("the texts have no lines".into()) } else { Ok(lines) }
}

struct Document {
    id: i64,
    title: String,
    body: String,
}

/// Documents with so many bytes of text: the body is a line or two, and the title is the words at its start.
fn documents<'l>(lines: &'l [String], id: &'l mut usize, bytes: usize) -> impl Iterator<Item = Document> + 'l {
    let mut written = 0;
    std::iter::from_fn(move || {
        if written >= bytes {
            return None;
        }
        let (one, other) = (&lines[*id % lines.len()], &lines[*id * 7 % lines.len()]);
        *id += 1;
        let title: Vec<&str> = one.split_whitespace().take(6).collect();
        let document = Document { id: *id as i64, title: title.join(" "), body: format!("{one} {other}") };
        written += document.title.len() + document.body.len();
        Some(document)
    })
}

fn write_parquet(path: &Path, documents: &mut impl Iterator<Item = Document>) -> Result<(), Failure> {
    let mut writer: Option<ArrowWriter<File>> = None;
    loop {
        let rows: Vec<Document> = documents.take(ROWS_OF_A_BATCH).collect();
        if rows.is_empty() {
            break;
        }
        let ids: ArrayRef = Arc::new(rows.iter().map(|row| row.id).collect::<Int64Array>());
        let titles: ArrayRef = Arc::new(StringArray::from_iter_values(rows.iter().map(|row| &row.title)));
        let bodies: ArrayRef = Arc::new(StringArray::from_iter_values(rows.iter().map(|row| &row.body)));
        let batch = RecordBatch::try_from_iter([("id", ids), ("title", titles), ("body", bodies)])?;
        let writer = match &mut writer {
            Some(writer) => writer,
            none => none.insert(ArrowWriter::try_new(File::create(path)?, batch.schema(), None)?),
        };
        writer.write(&batch)?;
    }
    if let Some(writer) = writer {
        writer.close()?;
    }
    Ok(())
}

fn write_json(path: &Path, documents: &mut impl Iterator<Item = Document>) -> Result<(), Failure> {
    let mut file = BufWriter::new(File::create(path)?);
    for Document { id, title, body } in documents {
        writeln!(file, "{}", serde_json::json!({ "id": id, "title": title, "body": body }))?;
    }
    Ok(file.flush()?)
}
