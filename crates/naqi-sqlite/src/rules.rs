//! The fingerprints of the rules by which the tables of a database were indexed, in its table `naqi_rules`.
//!
//! ```text
//! a table is created           its tokenizer's arguments and their fingerprint are written, in the same transaction
//! a table is used              the fingerprint of its arguments is compared; if it differs, the tokenizer is not made
//! naqi_check()                 compares all, with a message
//! naqi_accept()                writes today's fingerprints, and returns the statements that index the tables again
//! ```

use crate::arguments::{Arguments, fingerprint};
use crate::connection::Connection;
use crate::definition::tokenizer_arguments;
use crate::ffi::database::Database;

/// A table whose tokenizer is naqi.
struct Indexed {
    name: String,
    arguments: Vec<String>,
    /// Whether its shadow tables exist; they do not yet while it is created.
    is_built: bool,
}

/// The databases of a connection, without the temporary one, which ends with it.
fn schemas(database: Database) -> Result<Vec<String>, String> {
    let rows = database.rows("PRAGMA database_list", &[], 2)?;
    let names = rows.into_iter().filter_map(|row| row.into_iter().nth(1).flatten());
    Ok(names.filter(|name| !name.eq_ignore_ascii_case("temp")).collect())
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The tables of a database whose tokenizer is naqi.
fn indexed(database: Database, schema: &str) -> Result<Vec<Indexed>, String> {
    let master = format!("{}.sqlite_master", quoted(schema));
    let sql = format!(
        "SELECT name, sql, EXISTS (SELECT 1 FROM {master} AS data WHERE data.name = t.name || '_data') \
         FROM {master} AS t WHERE type = 'table' AND sql LIKE '%virtual%fts5%naqi%'"
    );
    let table = |row: Vec<Option<String>>| {
        let [Some(name), Some(sql), Some(is_built)] = <[_; 3]>::try_from(row).ok()? else { return None };
        Some(Indexed { name, arguments: tokenizer_arguments(&sql)?, is_built: is_built == "1" })
    };
    Ok(database.rows(&sql, &[], 3)?.into_iter().filter_map(table).collect())
}

/// The key of arguments in `naqi_rules`.
fn key(arguments: &[String]) -> String {
    match arguments {
        [] => "default".into(),
        [text, ..] => text.trim().into(),
    }
}

/// The recorded fingerprint of an analyzer's text, and the version of naqi that wrote it.
fn recorded(database: Database, schema: &str, text: &str) -> Result<Option<(String, String)>, String> {
    let schema = quoted(schema);
    let exists = format!("SELECT 1 FROM {schema}.sqlite_master WHERE type = 'table' AND name = 'naqi_rules'");
    if database.rows(&exists, &[], 1)?.is_empty() {
        return Ok(None);
    }
    let sql = format!("SELECT fingerprint, version FROM {schema}.naqi_rules WHERE tokenizer = ?1");
    let row = database.rows(&sql, &[text], 2)?.into_iter().next();
    Ok(row.and_then(|row| {
        let [fingerprint, version] = <[_; 2]>::try_from(row).ok()?;
        Some((fingerprint?, version.unwrap_or_default()))
    }))
}

/// Writes the fingerprint of an analyzer's text.
fn record(database: Database, schema: &str, arguments: &Arguments) -> Result<(), String> {
    let schema = quoted(schema);
    database.execute(
        &format!(
            "CREATE TABLE IF NOT EXISTS {schema}.naqi_rules(\
             tokenizer TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, analyzer TEXT NOT NULL, version TEXT NOT NULL)"
        ),
        &[],
    )?;
    let now = fingerprint(&arguments.analyzer);
    let analyzer = arguments.analyzer.to_string();
    database.execute(
        &format!(
            "INSERT INTO {schema}.naqi_rules(tokenizer, fingerprint, analyzer, version) VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT (tokenizer) DO UPDATE SET fingerprint = ?2, analyzer = ?3, version = ?4 WHERE fingerprint <> ?2"
        ),
        &[&arguments.text, &now, &analyzer, env!("CARGO_PKG_VERSION")],
    )
}

/// The statement that indexes a table again.
fn rebuild(schema: &str, name: &str) -> String {
    let name = quoted(name);
    format!("INSERT INTO {}.{name}({name}) VALUES('rebuild');", quoted(schema))
}

/// A table that was indexed by other rules.
struct Stale {
    name: String,
    /// The recorded fingerprint, and who wrote it.
    was: String,
    now: String,
}

/// The tables of a database that were indexed by other rules, and the number of all.
fn stale(database: Database, schema: &str) -> Result<(Vec<Stale>, i64), String> {
    let (mut stale, mut count) = (Vec::new(), 0);
    for table in indexed(database, schema)?.into_iter().filter(|table| table.is_built) {
        let arguments = Arguments::parse(&table.arguments)
            .map_err(|error| format!("`{}` in the database `{schema}`: {error}", table.name))?;
        let now = fingerprint(&arguments.analyzer);
        let (was, by) = match (arguments.fingerprint, recorded(database, schema, &arguments.text)?) {
            (Some(wanted), _) if wanted != now => {
                let table = format!("`{}` in the database `{schema}`", table.name);
                return Err(defined_for(&table, &wanted, &now));
            }
            (Some(wanted), _) => (wanted, String::new()),
            (None, Some((was, by))) => (was, format!(" (naqi {by})")),
            (None, None) => (String::from("not recorded"), String::new()),
        };
        if was != now {
            stale.push(Stale { name: table.name, was: was + &by, now });
        }
        count += 1;
    }
    Ok((stale, count))
}

/// The message that the definition of a table holds another fingerprint.
fn defined_for(table: &str, wanted: &str, now: &str) -> String {
    format!(
        "{table} was defined for rules with the fingerprint {wanted}, and those of this naqi {} have {now}: create the table \
         again with this fingerprint",
        env!("CARGO_PKG_VERSION")
    )
}

/// The message that tables were indexed by other rules. `naqi_accept` records the rules of all tables, so all are indexed again.
fn other_rules(schema: &str, stale: &[Stale]) -> String {
    let list: Vec<String> = stale
        .iter()
        .map(|table| format!("`{}` (the fingerprint of its rules is {}, and now {})", table.name, table.was, table.now))
        .collect();
    let statements: Vec<String> = stale.iter().map(|table| rebuild(schema, &table.name)).collect();
    format!(
        "indexed by other rules than those of this naqi {}, in the database `{schema}`: {}. Index again by: BEGIN; \
         SELECT naqi_accept('{}'); {} COMMIT;",
        env!("CARGO_PKG_VERSION"),
        list.join(", "),
        schema.replace('\'', "''"),
        statements.join(" ")
    )
}

/// Checks the arguments of a tokenizer that FTS5 makes, in all databases, since it does not say in which the table is. If the
/// table is being created, writes the fingerprint.
pub(crate) fn check_tokenizer(connection: &Connection, arguments: &Arguments) -> Result<(), String> {
    let (database, now) = (connection.database, fingerprint(&arguments.analyzer));
    if let Some(wanted) = &arguments.fingerprint {
        return if *wanted == now { Ok(()) } else { Err(defined_for("a table", wanted, &now)) };
    }
    for schema in schemas(database)? {
        // A database that cannot be read is not the one of the table, which FTS5 reads, too.
        let Ok(tables) = indexed(database, &schema) else { continue };
        let same: Vec<&Indexed> = tables.iter().filter(|table| key(&table.arguments) == arguments.text).collect();
        let (built, created): (Vec<&Indexed>, Vec<&Indexed>) = same.into_iter().partition(|table| table.is_built);
        match recorded(database, &schema, &arguments.text)? {
            Some((was, _)) if was != now && !built.is_empty() => {
                let (stale, _) = stale(database, &schema)?;
                return Err(other_rules(&schema, &stale));
            }
            _ if !created.is_empty() => record(database, &schema, arguments)?,
            _ => {}
        }
    }
    Ok(())
}

/// The databases that are meant: one, or all.
fn chosen(database: Database, schema: Option<&str>) -> Result<Vec<String>, String> {
    let all = schemas(database)?;
    match schema {
        None => Ok(all),
        Some(name) => match all.iter().find(|known| known.eq_ignore_ascii_case(name)) {
            Some(known) => Ok(vec![known.clone()]),
            None => Err(format!("there is no database `{name}`; there are {}", all.join(", "))),
        },
    }
}

/// Compares the rules of all tables. Returns how many there are.
pub(crate) fn check(connection: &Connection, schema: Option<&str>) -> Result<i64, String> {
    let mut count = 0;
    for schema in chosen(connection.database, schema)? {
        let (stale, tables) = stale(connection.database, &schema)?;
        if !stale.is_empty() {
            return Err(other_rules(&schema, &stale));
        }
        count += tables;
    }
    Ok(count)
}

/// Records today's rules for all tables. Returns the statements that index them again, one a line.
pub(crate) fn accept(connection: &Connection, schema: Option<&str>) -> Result<String, String> {
    let (database, mut statements) = (connection.database, Vec::new());
    for schema in chosen(database, schema)? {
        for table in indexed(database, &schema)? {
            let arguments = Arguments::parse(&table.arguments)?;
            if arguments.fingerprint.is_none() {
                record(database, &schema, &arguments)?;
                statements.push(rebuild(&schema, &table.name));
            }
        }
    }
    Ok(statements.join("\n"))
}
