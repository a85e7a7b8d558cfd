//! The databases of a connection, and their tables whose tokenizer is naqi.

use crate::definition::Definition;
use crate::ffi::database::Database;
use std::collections::HashSet;

/// The name of the database of temporary tables, which ends with the connection.
const TEMP: &str = "temp";

/// A table whose tokenizer is naqi.
pub(crate) struct Table {
    pub name: String,
    pub definition: Definition,
    /// Whether its shadow tables exist; they do not yet while it is created.
    pub is_built: bool,
}

/// The databases of a connection. The temporary one is among them if it is in use.
pub(crate) fn all(database: Database) -> Result<Vec<String>, String> {
    let rows = database.rows("PRAGMA database_list", &[], 2)?;
    Ok(rows.into_iter().filter_map(|row| row.into_iter().nth(1).flatten()).collect())
}

pub(crate) fn is_temporary(schema: &str) -> bool {
    schema.eq_ignore_ascii_case(TEMP)
}

/// A name in a statement.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The tables of a database whose tokenizer is naqi. The statement has nothing that a program or a setting of the connection can
/// replace, as it can `LIKE`.
pub(crate) fn tables(database: Database, schema: &str) -> Result<Vec<Table>, String> {
    // A virtual table has no root page. The definitions of others are not needed.
    let sql = format!(
        "SELECT name, CASE WHEN rootpage > 0 THEN NULL ELSE sql END FROM {}.sqlite_master WHERE type = 'table'",
        quoted(schema)
    );
    let rows = database.rows(&sql, &[], 2)?.into_iter().filter_map(|row| <[_; 2]>::try_from(row).ok());
    let rows: Vec<(String, Option<String>)> = rows.filter_map(|[name, sql]| Some((name?, sql))).collect();
    let names: HashSet<&str> = rows.iter().map(|(name, _)| name.as_str()).collect();
    let table = |(name, sql): &(String, Option<String>)| {
        let definition = Definition::read(sql.as_ref()?)?;
        let is_built = names.contains(format!("{name}_data").as_str());
        Some(Table { name: name.clone(), definition, is_built })
    };
    Ok(rows.iter().filter_map(table).collect())
}
