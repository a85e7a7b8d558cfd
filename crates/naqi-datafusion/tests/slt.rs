//! The SQL behaviour that the files of `tests/slt` hold, in the format of sqllogictest.

use async_trait::async_trait;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::error::DataFusionError;
use datafusion::prelude::{SessionConfig, SessionContext};
use sqllogictest::{AsyncDB, DBOutput, DefaultColumnType, Runner};

struct DataFusion(SessionContext);

#[async_trait]
impl AsyncDB for DataFusion {
    type Error = DataFusionError;
    type ColumnType = DefaultColumnType;

    async fn run(&mut self, sql: &str) -> Result<DBOutput<DefaultColumnType>, DataFusionError> {
        let frame = self.0.sql(sql).await?;
        let columns = frame.schema().fields().len();
        let mut rows = Vec::new();
        for batch in frame.collect().await? {
            let options = FormatOptions::default().with_null("NULL");
            let made: Result<Vec<_>, _> =
                batch.columns().iter().map(|column| ArrayFormatter::try_new(column, &options)).collect();
            let made = made?;
            for row in 0..batch.num_rows() {
                let cell = |column: &ArrayFormatter| match column.value(row).to_string() {
                    text if text.is_empty() => "(empty)".to_owned(),
                    // The nodes of a plan, which has a line for each.
                    text => text.trim_end().split('\n').map(str::trim).collect::<Vec<_>>().join(" | "),
                };
                rows.push(made.iter().map(cell).collect());
            }
        }
        Ok(match columns {
            0 => DBOutput::StatementComplete(0),
            columns => DBOutput::Rows { types: vec![DefaultColumnType::Any; columns], rows },
        })
    }

    async fn shutdown(&mut self) {}

    fn engine_name(&self) -> &str {
        "datafusion"
    }
}

#[test]
fn the_files_of_slt_hold() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/slt");
    let mut count = 0;
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let mut runner = Runner::new(|| async {
            // One partition, so that plans are the same on each machine.
            let session = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(1));
            if path.ends_with("plain.slt") {
                naqi_datafusion::register_functions(&session)?;
            } else {
                naqi_datafusion::register(&session)?;
            }
            Ok(DataFusion(session))
        });
        let ended = runtime.block_on(runner.run_file_async(&path));
        ended.unwrap_or_else(|error| panic!("{}", error.display(false)));
        count += 1;
    }
    assert_eq!(count, 6, "files");
}
