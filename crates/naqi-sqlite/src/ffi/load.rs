//! Connections of either kind: of the SQLite that loads this library, and of the linked one.

use crate::ffi::api::Api;
use crate::ffi::database::Database;
#[cfg(feature = "loadable")]
use crate::ffi::raw::{ERROR, OK_LOAD_PERMANENTLY, Routines, Sqlite};
#[cfg(feature = "loadable")]
use crate::ffi::{guarded, message};
#[cfg(feature = "loadable")]
use std::ffi::{c_char, c_int};

/// What an entry point does: registers everything on the connection, and returns SQLite's code.
///
/// The library stays loaded when the connection ends, as its caches do.
///
/// # Safety
/// The arguments are those that SQLite gives to an entry point.
#[cfg(feature = "loadable")]
pub unsafe fn load(
    handle: *mut Sqlite,
    error: *mut *mut c_char,
    routines: *const Routines,
    register: fn(Database) -> Result<(), String>,
) -> c_int {
    guarded(ERROR, || {
        if routines.is_null() || handle.is_null() {
            return ERROR;
        }
        // SAFETY: the caller's condition.
        let loaded = unsafe { Api::load(routines) };
        let registered = match loaded {
            // SAFETY: the connection is open, and of this SQLite.
            Ok(api) => register(unsafe { Database::new(api, handle) }),
            Err(text) => Err(text.into()),
        };
        match (registered, Api::get()) {
            (Ok(()), _) => OK_LOAD_PERMANENTLY,
            (Err(text), Some(api)) if !error.is_null() => {
                // SAFETY: SQLite frees the message that it finds at this place.
                unsafe { error.write(message(api, &text)) };
                ERROR
            }
            (Err(_), _) => ERROR,
        }
    })
}

/// A connection of rusqlite.
#[cfg(feature = "rusqlite")]
pub fn linked(connection: &rusqlite::Connection) -> Result<Database, String> {
    let api = Api::link()?;
    // SAFETY: the connection is open, and of the linked SQLite. It stays open while SQLite calls what is registered.
    Ok(unsafe { Database::new(api, connection.handle().cast()) })
}
