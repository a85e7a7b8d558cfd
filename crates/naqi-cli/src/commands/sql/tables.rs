//! Files as tables.

use super::{cannot_read, one_line};
use crate::outcome::WrongUsage;
use datafusion::prelude::{CsvReadOptions, JsonReadOptions, ParquetReadOptions, SessionContext};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
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
    let name: String = stem.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    // A name that starts with a digit would be a number.
    if name.starts_with(|c: char| c.is_numeric()) { format!("_{name}") } else { name }
}

async fn add(session: &SessionContext, name: &str, file: &Path) -> anyhow::Result<()> {
    if file.metadata()?.is_dir() {
        anyhow::bail!("it is a folder; name its files");
    }
    let ending = file.extension().unwrap_or_default().to_string_lossy().into_owned();
    // A URL, since a path may contain the signs of patterns.
    let url = Url::from_file_path(file.canonicalize()?).map_err(|()| anyhow::anyhow!("it is no path of a file"))?;
    let with_dot = format!(".{ending}");
    match ending.to_lowercase().as_str() {
        "parquet" => {
            let options = ParquetReadOptions { file_extension: &with_dot, ..ParquetReadOptions::default() };
            session.register_parquet(name, url, options).await
        }
        "csv" => session.register_csv(name, url, CsvReadOptions::new().file_extension(&with_dot)).await,
        "tsv" => {
            session.register_csv(name, url, CsvReadOptions::new().delimiter(b'\t').file_extension(&with_dot)).await
        }
        "jsonl" | "ndjson" | "json" => {
            session.register_json(name, url, JsonReadOptions::default().file_extension(&with_dot)).await
        }
        _ => anyhow::bail!("it ends in none of .parquet, .csv, .tsv, .jsonl, .ndjson, .json"),
    }
    .map_err(|error| anyhow::anyhow!(one_line(&error)))
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
    }
}
