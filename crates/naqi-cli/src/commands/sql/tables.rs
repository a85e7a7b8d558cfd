//! Files as tables.

use super::{cannot_read, one_line};
use crate::outcome::WrongUsage;
use datafusion::arrow::csv::reader::Format;
use datafusion::arrow::datatypes::{DataType, Schema};
use datafusion::prelude::{CsvReadOptions, JsonReadOptions, ParquetReadOptions, SessionContext};
use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::parser::Parser;
use naqi::step::Digits;
use naqi::{Normalizer, Step};
use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use url::Url;

/// Registers the files; whether all could be read. Messages were printed otherwise.
pub async fn register(session: &SessionContext, files: &[PathBuf]) -> anyhow::Result<bool> {
    let mut names: HashMap<String, &Path> = HashMap::new();
    let mut complete = true;
    for file in files {
        let name = name(file);
        if let Some(other) = names.insert(name.clone(), file) {
            let (other, file) = (other.display(), file.display());
            return Err(
                WrongUsage::new(format!("{other} and {file} are both the table {name}; rename one of them")).into()
            );
        }
        if let Err(error) = add(session, &name, file).await {
            cannot_read(file, format!("{error:#}"));
            complete = false;
        }
    }
    Ok(complete)
}

/// The name of a file's table: that of the file, so that a query needs no quotes.
fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let stem = name.split('.').find(|part| !part.is_empty()).unwrap_or("_");
    // SQL knows no other digits in a name.
    let stem = Normalizer::new(&[Step::Digits(Digits::Ascii)]).normalize(stem);
    let name: String = stem.chars().map(|c| if c.is_alphabetic() || c.is_ascii_digit() { c } else { '_' }).collect();
    if is_name(&name) { name } else { format!("_{name}") }
}

/// Whether SQL reads a name of a table without quotes: it starts with no digit, and is no word of the language.
fn is_name(name: &str) -> bool {
    let query = format!("SELECT {name}.x FROM {name} JOIN {name} ON {name}.x");
    Parser::parse_sql(&GenericDialect {}, &query)
        .is_ok_and(|read| read.iter().map(ToString::to_string).collect::<String>() == query)
}

async fn add(session: &SessionContext, name: &str, file: &Path) -> anyhow::Result<()> {
    if file.metadata()?.is_dir() {
        anyhow::bail!("it is a folder; name its files");
    }
    let ending = file.extension().unwrap_or_default().to_string_lossy().into_owned();
    // A URL, since a path may contain the signs of patterns. A link keeps its own name, which has the ending.
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let path = folder.canonicalize()?.join(file.file_name().unwrap_or_default());
    let url = Url::from_file_path(path).map_err(|()| anyhow::anyhow!("it is no path of a file"))?;
    let with_dot = format!(".{ending}");
    match ending.to_lowercase().as_str() {
        "parquet" => {
            let options = ParquetReadOptions { file_extension: &with_dot, ..ParquetReadOptions::default() };
            session.register_parquet(name, url, options).await
        }
        "csv" | "tsv" => {
            let delimiter = if ending.eq_ignore_ascii_case("tsv") { b'\t' } else { b',' };
            let schema = csv_schema(file, delimiter)?;
            // Without this option a large file is divided at line breaks, those within quotes included.
            let options = CsvReadOptions::new().delimiter(delimiter).newlines_in_values(true).schema(&schema);
            session.register_csv(name, url, options.file_extension(&with_dot)).await
        }
        "jsonl" | "ndjson" | "json" => {
            // All lines, since a field that none of those read here has would be left out of the table.
            let options = JsonReadOptions { schema_infer_max_records: usize::MAX, ..JsonReadOptions::default() };
            session.register_json(name, url, options.file_extension(&with_dot)).await
        }
        _ => anyhow::bail!("it ends in none of .parquet, .csv, .tsv, .jsonl, .ndjson, .json"),
    }
    .map_err(|error| anyhow::anyhow!(one_line(&error)))
}

/// The names of the columns, and the types that the first rows have. DataFusion's own search for them divides the file into
/// pieces, and takes a line break within quotes as the end of a piece.
fn csv_schema(file: &Path, delimiter: u8) -> anyhow::Result<Schema> {
    const ROWS: usize = 1000;
    let format = Format::default().with_header(true).with_delimiter(delimiter);
    let (found, _) = format.infer_schema(BufReader::new(File::open(file)?), Some(ROWS))?;
    let fields = found.fields().iter().map(|field| match field.data_type() {
        // No row has a value.
        DataType::Null => Arc::new(field.as_ref().clone().with_data_type(DataType::Utf8)),
        _ => field.clone(),
    });
    Ok(Schema::new(fields.collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_table_is_that_of_the_file_without_quotes() {
        let of = |path: &str| name(Path::new(path));
        assert_eq!(of("/data/News.parquet"), "news");
        assert_eq!(of("my-news 2024.v2.jsonl"), "my_news_2024");
        assert_eq!(of("2024.csv"), "_2024");
        assert_eq!(of("أخبار.csv"), "أخبار");
        assert_eq!(of(".csv"), "csv");
        assert_eq!(of("أخبار٢٠٢٤.csv"), "أخبار2024");
        assert_eq!(of("٢٠٢٤.csv"), "_2024");
        assert_eq!(of("x².csv"), "x_");
        for reserved in ["table", "lateral", "unnest"] {
            assert_eq!(of(&format!("{reserved}.csv")), format!("_{reserved}"));
        }
    }
}
