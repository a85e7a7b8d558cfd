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
        let Err(text) = registered else { return OK_LOAD_PERMANENTLY };
        // The SQLite that loads the library frees the message, which may be another copy than the one of `Api::get`.
        // SAFETY: the caller's condition.
        if let Some(malloc) = unsafe { Api::malloc_of(routines) }.filter(|_| !error.is_null()) {
            // SAFETY: SQLite frees the message that it finds at this place.
            unsafe { error.write(message(malloc, &text)) };
        }
        ERROR
    })
}

/// A connection of rusqlite.
#[cfg(feature = "rusqlite")]
pub fn linked(connection: &rusqlite::Connection) -> Result<Database, String> {
    let api = Api::link()?;
    // SAFETY: the connection is open, and of the linked SQLite. It stays open while SQLite calls what is registered.
    Ok(unsafe { Database::new(api, connection.handle().cast()) })
}

#[cfg(all(test, feature = "loadable", feature = "rusqlite"))]
mod tests {
    use super::*;
    use crate::ffi::api::places;
    use std::ffi::{CStr, c_void};
    use std::sync::atomic::AtomicU8;

    /// The memory of the second copy of SQLite.
    static MEMORY: [AtomicU8; 256] = [const { AtomicU8::new(0) }; 256];

    unsafe extern "C" fn malloc_of_another_copy(size: c_int) -> *mut c_void {
        assert!(usize::try_from(size).is_ok_and(|size| size <= MEMORY.len()));
        MEMORY.as_ptr().cast_mut().cast()
    }

    extern "C" fn version_of_an_old_copy() -> c_int {
        3_023_000
    }

    /// The message of a load by a SQLite whose table has another function at one place.
    fn refused(place: usize, function: *const ()) -> String {
        let db = rusqlite::Connection::open_in_memory().expect("a connection");
        linked(&db).expect("the first copy");
        let mut table = [std::ptr::null::<()>(); 300];
        for (place, function) in places() {
            table[place] = function;
        }
        table[68] = malloc_of_another_copy as *const ();
        table[place] = function;
        let mut error = std::ptr::null_mut();
        // SAFETY: the connection is open, and the table has what a SQLite's has.
        let text = unsafe {
            let handle = db.handle().cast();
            assert_eq!(load(handle, &mut error, table.as_ptr().cast(), |_| Ok(())), ERROR);
            assert!(!error.is_null());
            CStr::from_ptr(error).to_string_lossy().into_owned()
        };
        assert_eq!(error.addr(), MEMORY.as_ptr().addr(), "the copy that frees the message has allocated it");
        text
    }

    #[test]
    fn a_message_is_allocated_by_the_copy_that_frees_it() {
        assert!(refused(68, malloc_of_another_copy as *const ()).contains("another copy of SQLite"));
        assert!(refused(67, version_of_an_old_copy as *const ()).contains("3.24 or newer"));
    }
}
