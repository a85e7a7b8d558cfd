//! The entry points by which SQLite loads the library.
//!
//! Without a name, SQLite tries `sqlite3_extension_init`, and then a name made of the letters of the file's: `naqi.so` has
//! `sqlite3_naqi_init`, and `libnaqi_sqlite.so` has `sqlite3_naqisqlite_init`. All three are here, so that the file may
//! have any name.

use crate::extension::register;
use crate::ffi::load::load;
use crate::ffi::raw::{Routines, Sqlite};
use std::ffi::{c_char, c_int};

macro_rules! entry {
    ($($name:ident)*) => { $(
        /// Registers naqi on a connection.
        ///
        /// # Safety
        /// SQLite calls it, with a connection, a place for a message, and its table of functions.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(
            database: *mut Sqlite,
            error: *mut *mut c_char,
            routines: *const Routines,
        ) -> c_int {
            // SAFETY: the caller's condition.
            unsafe { load(database, error, routines, register) }
        }
    )* };
}
entry! { sqlite3_extension_init sqlite3_naqi_init sqlite3_naqisqlite_init }
