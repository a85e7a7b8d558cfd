//! The fingerprints of the rules by which the tables of a database were indexed, in its table `naqi_rules`.
//!
//! ```text
//! a table is created           its tokenizer's arguments and their fingerprint are written, in the same transaction
//! a table is used              the fingerprint of its arguments is compared; if it differs, the tokenizer is refused
//! naqi_check()                 compares all, with a message
//! naqi_accept()                writes today's fingerprints, and returns the statements that index the tables again
//! ```

use crate::arguments::{Arguments, fingerprint};
use crate::connection::Connection;
use crate::ffi::database::Database;
use crate::schema::{self, Table, quoted};
use naqi::Analyzer;

/// The key of arguments in `naqi_rules`.
fn key(arguments: &[String]) -> &str {
    arguments.first().map_or("default", |text| text.trim())
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

/// Writes the fingerprint of an analyzer's text, unless it is there: then a database that is only read is as it should be.
fn record(database: Database, schema: &str, arguments: &Arguments) -> Result<(), String> {
    let now = fingerprint(&arguments.analyzer);
    if recorded(database, schema, &arguments.text)?.is_some_and(|(was, _)| was == now) {
        return Ok(());
    }
    let name = quoted(schema);
    let create = format!(
        "CREATE TABLE IF NOT EXISTS {name}.naqi_rules(\
         tokenizer TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, analyzer TEXT NOT NULL, version TEXT NOT NULL)"
    );
    let insert = format!(
        "INSERT INTO {name}.naqi_rules(tokenizer, fingerprint, analyzer, version) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (tokenizer) DO UPDATE SET fingerprint = ?2, analyzer = ?3, version = ?4"
    );
    let row = [&arguments.text, &now, &arguments.analyzer.to_string(), env!("CARGO_PKG_VERSION")];
    let written = database.execute(&create, &[]).and_then(|()| database.execute(&insert, &row));
    written.map_err(|error| format!("the rules cannot be recorded in the database `{schema}`: {error}"))
}

/// The statement that indexes a table again, or empties one whose texts FTS5 does not have.
fn rebuild(schema: &str, table: &Table) -> String {
    let (schema, name) = (quoted(schema), quoted(&table.name));
    match table.definition.is_contentless {
        true => format!("INSERT INTO {schema}.{name}({name}) VALUES('delete-all'); /* now insert its texts again */"),
        false => format!("INSERT INTO {schema}.{name}({name}) VALUES('rebuild');"),
    }
}

/// How a table stands to the rules of this naqi.
enum State {
    Current,
    /// Indexed by other rules: the recorded fingerprint and who wrote it, and the fingerprint now.
    Other {
        was: String,
        now: String,
    },
    /// No record helps: its definition is wrong, or holds another fingerprint.
    Wrong(String),
}

fn state(database: Database, schema: &str, table: &Table) -> Result<State, String> {
    let arguments = match Arguments::parse(&table.definition.arguments) {
        Ok(arguments) => arguments,
        Err(error) => return Ok(State::Wrong(error)),
    };
    let now = fingerprint(&arguments.analyzer);
    if let Some(wanted) = arguments.fingerprint {
        return Ok(if wanted == now { State::Current } else { State::Wrong(defined_for(&wanted, &now)) });
    }
    Ok(match recorded(database, schema, &arguments.text)? {
        Some((was, _)) if was == now => State::Current,
        Some((was, by)) => State::Other { was: format!("{was} (naqi {by})"), now },
        None => State::Other { was: String::from("not recorded"), now },
    })
}

/// The message that a definition holds another fingerprint.
fn defined_for(wanted: &str, now: &str) -> String {
    format!(
        "the definition is for rules with the fingerprint {wanted}, and those of this naqi {} have {now}: drop the table, and \
         create it with this fingerprint",
        env!("CARGO_PKG_VERSION")
    )
}

/// The message about the tables of a database that cannot be used. None if all can. `naqi_accept` records the rules of all
/// tables, so all are indexed again.
fn problems(database: Database, schema: &str, tables: &[Table]) -> Result<Option<String>, String> {
    let (mut other, mut statements, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for table in tables.iter().filter(|table| table.is_built) {
        match state(database, schema, table)? {
            State::Current => {}
            State::Other { was, now } => {
                other.push(format!("`{}` (the fingerprint of its rules is {was}, and now {now})", table.name));
                statements.push(rebuild(schema, table));
            }
            State::Wrong(error) => wrong.push(format!("`{}` in the database `{schema}`: {error}", table.name)),
        }
    }
    if !other.is_empty() {
        wrong.push(format!(
            "indexed by other rules than those of this naqi {}, in the database `{schema}`: {}. Index again by: BEGIN; \
             SELECT naqi_accept('{}'); {} COMMIT;",
            env!("CARGO_PKG_VERSION"),
            other.join(", "),
            schema.replace('\'', "''"),
            statements.join(" ")
        ));
    }
    Ok((!wrong.is_empty()).then(|| wrong.join("; ")))
}

/// Why a tokenizer is refused.
pub(crate) struct Refusal {
    pub message: String,
    /// Whether its table exists, so that it can be read and dropped without the tokenizer.
    pub has_table: bool,
}

/// The analyzer of a tokenizer that FTS5 makes, by the arguments that FTS5 gives. They are looked for in all databases, since FTS5
/// does not say in which the table is. If the table is being created, the fingerprint is written.
pub(crate) fn analyzer(connection: &Connection, words: &[String]) -> Result<Analyzer, Refusal> {
    let database = connection.database;
    let schemas = schema::all(database).unwrap_or_default();
    // A database that cannot be read is not the one of the table, which FTS5 reads, too.
    let read = |schema: String| schema::tables(database, &schema).ok().map(|tables| (schema, tables));
    let schemas: Vec<(String, Vec<Table>)> = schemas.into_iter().filter_map(read).collect();
    let mut own = schemas.iter().flat_map(|(_, tables)| tables).filter(|table| table.definition.arguments == words);
    let (is_known, is_new) = (own.clone().next().is_some(), own.any(|table| !table.is_built));
    let checked = Arguments::parse(words).and_then(|arguments| {
        check_arguments(database, &schemas, &arguments, is_known)?;
        Ok(arguments.analyzer)
    });
    checked.map_err(|message| Refusal { message, has_table: is_known && !is_new })
}

fn check_arguments(
    database: Database,
    schemas: &[(String, Vec<Table>)],
    arguments: &Arguments,
    is_known: bool,
) -> Result<(), String> {
    let now = fingerprint(&arguments.analyzer);
    match &arguments.fingerprint {
        Some(wanted) if *wanted == now => return Ok(()),
        Some(wanted) => return Err(defined_for(wanted, &now)),
        None if !is_known => return Err(no_table(&arguments.text, &now)),
        None => {}
    }
    let is_recorded = |table: &&Table| {
        let arguments_of = &table.definition.arguments;
        arguments_of.len() <= 1 && key(arguments_of) == arguments.text
    };
    for (schema, tables) in schemas.iter().filter(|(schema, _)| !schema::is_temporary(schema)) {
        let same = || tables.iter().filter(is_recorded);
        let (has_built, has_new) = (same().any(|table| table.is_built), same().any(|table| !table.is_built));
        let is_current = recorded(database, schema, &arguments.text)?.map(|(was, _)| was == now);
        // A record for the new table would be one for those that have none, too.
        let is_refused = is_current == Some(false) || is_current.is_none() && has_new;
        if has_built && is_refused {
            return Err(problems(database, schema, tables)?.unwrap_or_default());
        }
        if has_new {
            record(database, schema, arguments)?;
        }
    }
    Ok(())
}

/// The message that the table of a tokenizer is not found, as when a program makes a tokenizer itself.
fn no_table(text: &str, now: &str) -> String {
    let text = text.replace('\'', "''");
    format!(
        "no table of FTS5 is defined with these arguments, so their rules cannot be recorded: give their fingerprint, as in \
         tokenize = \"naqi '{text}' fingerprint {now}\""
    )
}

/// The databases that are meant: one, or all. The tables of the temporary one end with the connection, and have no record.
fn chosen(database: Database, schema: Option<&str>) -> Result<Vec<String>, String> {
    let mut all = schema::all(database)?;
    all.retain(|known| !schema::is_temporary(known));
    match schema {
        None => Ok(all),
        Some(name) if schema::is_temporary(name) => Ok(Vec::new()),
        Some(name) => match all.iter().find(|known| known.eq_ignore_ascii_case(name)) {
            Some(known) => Ok(vec![known.clone()]),
            None => Err(format!("there is no database `{name}`; there are {}", all.join(", "))),
        },
    }
}

/// Compares the rules of all tables. Returns how many there are.
pub(crate) fn check(connection: &Connection, schema: Option<&str>) -> Result<i64, String> {
    let (database, mut count) = (connection.database, 0);
    for schema in chosen(database, schema)? {
        let tables = schema::tables(database, &schema)?;
        if let Some(problems) = problems(database, &schema, &tables)? {
            return Err(problems);
        }
        count += tables.len();
    }
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Records today's rules for all tables, or for none after an error. Returns the statements that index them again, one a line.
pub(crate) fn accept(connection: &Connection, schema: Option<&str>) -> Result<String, String> {
    let database = connection.database;
    let schemas = chosen(database, schema)?;
    database.execute("SAVEPOINT naqi_accept", &[])?;
    let accepted = schemas.iter().map(|schema| accept_all(database, schema)).collect::<Result<Vec<_>, _>>();
    let accepted = accepted.and_then(|lines| database.execute("RELEASE naqi_accept", &[]).map(|()| lines));
    if accepted.is_err() {
        // The error is the one to report.
        let _ = database.execute("ROLLBACK TO naqi_accept", &[]);
        let _ = database.execute("RELEASE naqi_accept", &[]);
    }
    Ok(accepted?.concat().join("\n"))
}

/// Records the rules of a database's tables. Returns a line for each.
fn accept_all(database: Database, schema: &str) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    for table in schema::tables(database, schema)? {
        match Arguments::parse(&table.definition.arguments) {
            Ok(arguments) if arguments.fingerprint.is_some() => {}
            Ok(arguments) => {
                record(database, schema, &arguments)?;
                lines.push(rebuild(schema, &table));
            }
            Err(error) => {
                let line = format!("-- {} in the database {schema} is left out: {error}", table.name);
                lines.push(line.replace(['\n', '\r'], " "));
            }
        }
    }
    Ok(lines)
}

#[cfg(all(test, feature = "rusqlite"))]
mod tests {
    use super::*;

    #[test]
    fn arguments_of_no_table_need_a_fingerprint() {
        let db = rusqlite::Connection::open_in_memory().expect("a connection");
        let connection = Connection::new(crate::ffi::load::linked(&db).expect("a database"));
        let made = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).into()).collect();
            analyzer(&connection, &words).map_err(|refusal| (refusal.message, refusal.has_table))
        };
        let (message, has_table) = made(&["words"]).expect_err("no table");
        let now = fingerprint(naqi::analyzer::words());
        assert!(message.contains(&format!("'words' fingerprint {now}")) && !has_table, "{message}");
        assert_eq!(made(&["words", "fingerprint", &now]).as_ref(), Ok(naqi::analyzer::words()));
    }
}
