//! Registers everything on a connection.

use crate::collation::NaqiCollation;
use crate::connection::Connection;
use crate::ffi::database::Database;
use crate::functions::FUNCTIONS;
use crate::terms::Terms;
use crate::tokenizer::NaqiTokenizer;
use std::rc::Rc;

/// Registers the tokenizer, the functions, the table of terms and the collation.
pub(crate) fn register(database: Database) -> Result<(), String> {
    let connection = Rc::new(Connection::new(database));
    for definition in &FUNCTIONS {
        database.create_function(definition, &connection)?;
    }
    database.create_table_function::<Terms>(c"naqi_terms")?;
    database.create_collation(c"naqi", NaqiCollation::default())?;
    database.create_tokenizer::<NaqiTokenizer>(c"naqi", &connection)
}
