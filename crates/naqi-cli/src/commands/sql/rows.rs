//! The rows of a result, as text, CSV, JSON lines or Parquet, batch by batch.

use crate::commands::sql::Format;
use crate::direction::Direction;
use crate::options::OutputOption;
use crate::outcome::WrongUsage;
use crate::output::{Output, Whole, tsv};
use crate::terminal::isolate;
use crate::terminal::printable::visible_line;
use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::arrow::{csv, json};
use datafusion::parquet::arrow::ArrowWriter;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// Where rows go.
pub enum Rows {
    Text {
        output: Output,
        header: Option<Vec<String>>,
        widths: Option<Vec<usize>>,
    },
    /// With the schema until the header is written.
    Csv {
        output: Output,
        delimiter: u8,
        header: Option<SchemaRef>,
    },
    Jsonl(Output),
    Parquet(Box<ArrowWriter<Whole>>),
}

/// The widest column of a table on a terminal, beyond which a cell moves those after it.
const WIDEST: usize = 60;

impl Rows {
    pub fn open(format: Format, option: &OutputOption, schema: SchemaRef) -> anyhow::Result<Self> {
        if matches!(format, Format::Jsonl | Format::Parquet)
            && let Some(name) = repeated(&schema)
        {
            return Err(WrongUsage::new(format!(
                "two columns are named {name}, of which such a file keeps one; rename one of them by AS"
            ))
            .into());
        }
        if matches!(format, Format::Csv | Format::Tsv)
            && let Some(nested) = schema.fields().iter().find(|field| field.data_type().is_nested())
        {
            let (name, kind) = (nested.name(), nested.data_type());
            return Err(WrongUsage::new(format!(
                "the column {name} is of type {kind}, which CSV has not; use --format jsonl, or unnest it"
            ))
            .into());
        }
        if let (Format::Parquet, Some(path)) = (format, &option.output) {
            let file = Whole::create(Path::new(path))?;
            return Ok(Self::Parquet(Box::new(ArrowWriter::try_new(file, schema, None)?)));
        }
        let output = option.open(&[])?;
        let names = schema.fields().iter().map(|field| field.name().clone()).collect();
        Ok(match format {
            Format::Csv => Self::Csv { output, delimiter: b',', header: Some(schema) },
            Format::Tsv => Self::Csv { output, delimiter: b'\t', header: Some(schema) },
            Format::Jsonl => Self::Jsonl(output),
            _ => Self::Text { output, header: Some(names), widths: None },
        })
    }

    pub fn write(&mut self, batch: &RecordBatch) -> anyhow::Result<()> {
        match self {
            Self::Text { output, header, widths } => {
                let mut lines = cells(batch)?;
                if let Some(header) = header.take() {
                    lines.insert(0, header);
                }
                match output.is_terminal() {
                    true => {
                        let widths = widths.get_or_insert_with(|| widths_of(&lines));
                        output.write_styled(&table(&lines, widths))?;
                    }
                    false => output.write(&separated(&lines))?,
                }
            }
            Self::Csv { output, delimiter, header } => {
                output.write(&delimited(batch, *delimiter, header.take().is_some())?)?;
            }
            Self::Jsonl(output) => {
                let mut bytes = Vec::new();
                let mut writer = json::LineDelimitedWriter::new(&mut bytes);
                writer.write(batch)?;
                writer.finish()?;
                output.write(&String::from_utf8(bytes)?)?;
            }
            Self::Parquet(writer) => writer.write(batch)?,
        }
        Ok(())
    }

    pub fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Text { mut output, header, .. } => {
                // A result without rows has names.
                if let Some(header) = header {
                    output.write(&separated(&[header]))?;
                }
                output.finish()?;
            }
            Self::Csv { mut output, delimiter, header } => {
                if let Some(schema) = header {
                    output.write(&delimited(&RecordBatch::new_empty(schema), delimiter, true)?)?;
                }
                output.finish()?;
            }
            Self::Jsonl(output) => output.finish()?,
            Self::Parquet(writer) => {
                writer.into_inner()?.finish()?;
            }
        }
        Ok(())
    }
}

/// The name of a column that another one has, too.
fn repeated(schema: &Schema) -> Option<&str> {
    let mut names = HashSet::new();
    schema.fields().iter().map(|field| field.name().as_str()).find(|name| !names.insert(*name))
}

/// A batch as comma-separated values, or with another delimiter.
fn delimited(batch: &RecordBatch, delimiter: u8, with_header: bool) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let builder = csv::WriterBuilder::new().with_delimiter(delimiter).with_header(with_header);
    builder.build(&mut bytes).write(batch)?;
    Ok(String::from_utf8(bytes)?)
}

/// The plans of EXPLAIN with a row for each of their lines.
pub fn by_lines(plans: &RecordBatch) -> anyhow::Result<RecordBatch> {
    let cells = cells(plans)?;
    let lines = cells.iter().flat_map(|row| match row.as_slice() {
        [kind, plan] => plan.lines().map(|line| [kind.as_str(), line]).collect(),
        _ => Vec::new(),
    });
    let (kinds, lines): (Vec<_>, Vec<_>) = lines.map(|[kind, line]| (kind, line)).unzip();
    let columns: Vec<ArrayRef> = vec![Arc::new(StringArray::from(kinds)), Arc::new(StringArray::from(lines))];
    Ok(RecordBatch::try_new(plans.schema(), columns)?)
}

/// The cells of a batch, row by row.
fn cells(batch: &RecordBatch) -> anyhow::Result<Vec<Vec<String>>> {
    let options = FormatOptions::default().with_null("NULL");
    let columns: Result<Vec<_>, _> =
        batch.columns().iter().map(|column| ArrayFormatter::try_new(column, &options)).collect();
    let columns = columns?;
    let row = |row| columns.iter().map(|column| Ok(column.value(row).try_to_string()?)).collect();
    (0..batch.num_rows()).map(row).collect()
}

/// Lines of cells with tabs between them.
fn separated(lines: &[Vec<String>]) -> String {
    let mut out = String::new();
    for cells in lines {
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                out.push('\t');
            }
            tsv::push(&mut out, cell);
        }
        out.push('\n');
    }
    out
}

fn widths_of(lines: &[Vec<String>]) -> Vec<usize> {
    let columns = lines.first().map_or(0, Vec::len);
    let width = |n: usize| lines.iter().map(|cells| visible_line(&cells[n]).width()).max().unwrap_or(0).min(WIDEST);
    (0..columns).map(width).collect()
}

/// Lines of aligned cells for a terminal. Each cell is a unit of its own direction, without terminal commands.
fn table(lines: &[Vec<String>], widths: &[usize]) -> String {
    let mut out = String::new();
    for cells in lines {
        for (n, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let cell = visible_line(cell);
            if n > 0 {
                out.push_str("  ");
            }
            isolate(&mut out, Direction::of(&cell), &cell);
            if n + 1 < widths.len() {
                out.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width())));
            }
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_a_table_are_aligned_and_give_no_commands() {
        let lines = [["word", "n"], ["كِتاب", "1"], ["\u{1B}[2J\n", "2"]].map(|cells| cells.map(String::from).to_vec());
        let widths = widths_of(&lines);
        assert_eq!(widths, [10, 1]);
        let shown = table(&lines, &widths);
        assert!(!shown.contains('\u{1B}'), "{shown:?}");
        let widths: Vec<usize> = shown.lines().map(UnicodeWidthStr::width).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{widths:?}");
        assert_eq!(separated(&lines[2..]), "\u{1B}[2J\\n\t2\n");
    }
}
