//! The functions of the SQLite that runs: a table of pointers, filled by the one that loads this library or by the linked one.
//!
//! `libsqlite3-sys` calls either a linked SQLite or the one that loads the library, as chosen when it is built. This crate is
//! both in one build, so it has a table of its own, with the functions that it calls.

#[cfg(feature = "loadable")]
use crate::ffi::raw::Routines;
use crate::ffi::raw::{Compare, Context, Destroy, Malloc, Module, Scalar, Sqlite, Statement, Value};
use std::ffi::{c_char, c_int, c_void};
use std::sync::OnceLock;

/// The oldest SQLite that has all of them, and the SQL of `rules`: 3.24.
const MIN_VERSION: c_int = 3_024_000;
const TOO_OLD: &str = "naqi needs SQLite 3.24 or newer";
const INCOMPLETE: &str = "naqi needs a SQLite with virtual tables, collations and functions";

macro_rules! api {
    ($($name:ident = $linked:ident @ $place:literal: $type:ty;)*) => {
        /// The functions, without the prefix `sqlite3_`.
        pub struct Api {
            $(pub $name: $type,)*
            addresses: [usize; COUNT],
        }

        const COUNT: usize = [$($place),*].len();

        impl Api {
            /// The functions in the table that SQLite gives to a library that it loads.
            ///
            /// # Safety
            /// `routines` is SQLite's `sqlite3_api_routines`.
            #[cfg(feature = "loadable")]
            unsafe fn from_routines(routines: *const Routines) -> Result<Self, &'static str> {
                let table = routines.cast::<*const ()>();
                // SAFETY: the table of every version has this entry, at this place.
                let version = unsafe { table.add(VERSION_PLACE).read() };
                if version.is_null() {
                    return Err(INCOMPLETE);
                }
                // SAFETY: the entry is sqlite3_libversion_number, which has no arguments and no conditions.
                let version = unsafe { std::mem::transmute::<*const (), unsafe extern "C" fn() -> c_int>(version)() };
                if version < MIN_VERSION {
                    return Err(TOO_OLD);
                }
                // SAFETY: the table of this version and of later ones has all these entries.
                let addresses = unsafe { [$(table.add($place).read()),*] };
                // SAFETY: each entry is a function of its type, or null; the test below compares the places.
                unsafe { Self::from_addresses(addresses) }
            }

            /// The functions of the linked SQLite.
            #[cfg(feature = "rusqlite")]
            fn linked() -> Result<Self, &'static str> {
                // SAFETY: each is the function of this name, and has the type that sqlite3.h gives it.
                unsafe { Self::from_addresses([$(rusqlite::ffi::$linked as *const ()),*]) }
            }

            /// # Safety
            /// Each address is null or that of a function of the entry's type.
            unsafe fn from_addresses(addresses: [*const (); COUNT]) -> Result<Self, &'static str> {
                if addresses.iter().any(|address| address.is_null()) {
                    return Err(INCOMPLETE);
                }
                let [$($name),*] = addresses;
                Ok(Self {
                    // SAFETY: the caller's condition, and no address is null.
                    $($name: unsafe { std::mem::transmute::<*const (), $type>($name) },)*
                    addresses: addresses.map(|address| address.addr()),
                })
            }
        }

        /// Each function of the linked SQLite, and its place in `sqlite3_api_routines`.
        #[cfg(test)]
        pub fn places() -> [(usize, *const ()); COUNT] {
            [$(($place, rusqlite::ffi::$linked as *const ())),*]
        }
    };
}

/// The places of `libversion_number` and `malloc`, which the table of every version has.
#[cfg(feature = "loadable")]
const VERSION_PLACE: usize = 67;
#[cfg(feature = "loadable")]
const MALLOC_PLACE: usize = 68;

api! {
    bind_text = sqlite3_bind_text @ 10:
        unsafe extern "C" fn(*mut Statement, c_int, *const c_char, c_int, *const c_void) -> c_int;
    column_bytes = sqlite3_column_bytes @ 20: unsafe extern "C" fn(*mut Statement, c_int) -> c_int;
    column_text = sqlite3_column_text @ 36: unsafe extern "C" fn(*mut Statement, c_int) -> *const u8;
    declare_vtab = sqlite3_declare_vtab @ 50: unsafe extern "C" fn(*mut Sqlite, *const c_char) -> c_int;
    errmsg = sqlite3_errmsg @ 53: unsafe extern "C" fn(*mut Sqlite) -> *const c_char;
    finalize = sqlite3_finalize @ 57: unsafe extern "C" fn(*mut Statement) -> c_int;
    get_auxdata = sqlite3_get_auxdata @ 61: unsafe extern "C" fn(*mut Context, c_int) -> *mut c_void;
    libversion_number = sqlite3_libversion_number @ 67: unsafe extern "C" fn() -> c_int;
    malloc = sqlite3_malloc @ 68: Malloc;
    result_error = sqlite3_result_error @ 80: unsafe extern "C" fn(*mut Context, *const c_char, c_int);
    result_int64 = sqlite3_result_int64 @ 83: unsafe extern "C" fn(*mut Context, i64);
    result_null = sqlite3_result_null @ 84: unsafe extern "C" fn(*mut Context);
    set_auxdata = sqlite3_set_auxdata @ 92: unsafe extern "C" fn(*mut Context, c_int, *mut c_void, Option<Destroy>);
    step = sqlite3_step @ 94: unsafe extern "C" fn(*mut Statement) -> c_int;
    user_data = sqlite3_user_data @ 101: unsafe extern "C" fn(*mut Context) -> *mut c_void;
    value_bytes = sqlite3_value_bytes @ 103: unsafe extern "C" fn(*mut Value) -> c_int;
    value_text = sqlite3_value_text @ 109: unsafe extern "C" fn(*mut Value) -> *const u8;
    value_type = sqlite3_value_type @ 113: unsafe extern "C" fn(*mut Value) -> c_int;
    prepare_v2 = sqlite3_prepare_v2 @ 116:
        unsafe extern "C" fn(*mut Sqlite, *const c_char, c_int, *mut *mut Statement, *mut *const c_char) -> c_int;
    create_module_v2 = sqlite3_create_module_v2 @ 119:
        unsafe extern "C" fn(*mut Sqlite, *const c_char, *const Module, *mut c_void, Option<Destroy>) -> c_int;
    create_collation_v2 = sqlite3_create_collation_v2 @ 126:
        unsafe extern "C" fn(*mut Sqlite, *const c_char, c_int, *mut c_void, Option<Compare>, Option<Destroy>) -> c_int;
    result_error_nomem = sqlite3_result_error_nomem @ 137: unsafe extern "C" fn(*mut Context);
    create_function_v2 = sqlite3_create_function_v2 @ 162:
        unsafe extern "C" fn(
            *mut Sqlite, *const c_char, c_int, c_int, *mut c_void, Option<Scalar>, *const c_void, *const c_void,
            Option<Destroy>,
        ) -> c_int;
    log = sqlite3_log @ 167: unsafe extern "C" fn(c_int, *const c_char, ...);
    vtab_config = sqlite3_vtab_config @ 177: unsafe extern "C" fn(*mut Sqlite, c_int, ...) -> c_int;
    result_text64 = sqlite3_result_text64 @ 202: unsafe extern "C" fn(*mut Context, *const c_char, u64, *const c_void, u8);
    bind_pointer = sqlite3_bind_pointer @ 219:
        unsafe extern "C" fn(*mut Statement, c_int, *mut c_void, *const c_char, Option<Destroy>) -> c_int;
}

static API: OnceLock<Api> = OnceLock::new();

impl Api {
    /// The functions of the SQLite that this library serves. None before the first connection.
    pub fn get() -> Option<&'static Self> {
        API.get()
    }

    /// Takes the functions of the SQLite that loads this library.
    ///
    /// # Safety
    /// `routines` is SQLite's `sqlite3_api_routines`.
    #[cfg(feature = "loadable")]
    pub unsafe fn load(routines: *const Routines) -> Result<&'static Self, &'static str> {
        // SAFETY: the caller's condition.
        Self::keep(unsafe { Self::from_routines(routines) }?)
    }

    /// The allocator of the SQLite that loads this library: of its memory are the messages that it frees.
    ///
    /// # Safety
    /// `routines` is SQLite's `sqlite3_api_routines`.
    #[cfg(feature = "loadable")]
    pub unsafe fn malloc_of(routines: *const Routines) -> Option<Malloc> {
        // SAFETY: the table of every version has this entry, at this place.
        let malloc = unsafe { routines.cast::<*const ()>().add(MALLOC_PLACE).read() };
        // SAFETY: the entry is sqlite3_malloc.
        (!malloc.is_null()).then(|| unsafe { std::mem::transmute::<*const (), Malloc>(malloc) })
    }

    /// Takes the functions of the linked SQLite.
    #[cfg(feature = "rusqlite")]
    pub fn link() -> Result<&'static Self, &'static str> {
        let api = Self::linked()?;
        // SAFETY: the function has no conditions.
        match unsafe { (api.libversion_number)() } {
            ..MIN_VERSION => Err(TOO_OLD),
            _ => Self::keep(api),
        }
    }

    /// A function that SQLite calls has no way to tell which copy of SQLite that is, so all connections are of one copy.
    #[cfg(any(feature = "loadable", feature = "rusqlite"))]
    fn keep(api: Self) -> Result<&'static Self, &'static str> {
        let addresses = api.addresses;
        let kept = API.get_or_init(|| api);
        match kept.addresses == addresses {
            true => Ok(kept),
            false => Err("this copy of naqi serves another copy of SQLite in this process already"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;
    use std::sync::atomic::{AtomicPtr, Ordering};

    static TABLE: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());

    extern "C" fn entry(_: *mut ffi::sqlite3, _: *mut *mut c_char, table: *const ffi::sqlite3_api_routines) -> c_int {
        TABLE.store(table.cast_mut().cast(), Ordering::SeqCst);
        ffi::SQLITE_OK
    }

    #[test]
    fn each_function_is_at_its_place_in_sqlites_own_table() {
        // SAFETY: `entry` has the type of an entry point, and is cancelled before it could be called again.
        unsafe {
            assert_eq!(ffi::sqlite3_auto_extension(Some(entry)), ffi::SQLITE_OK);
            drop(rusqlite::Connection::open_in_memory().expect("a connection"));
            ffi::sqlite3_cancel_auto_extension(Some(entry));
        }
        let table: *const *const () = TABLE.load(Ordering::SeqCst).cast_const().cast();
        assert!(!table.is_null());
        for (place, function) in places() {
            // SAFETY: the bundled SQLite is newer than all entries.
            assert_eq!(unsafe { table.add(place).read() }, function, "place {place}");
        }
        for place in [VERSION_PLACE, MALLOC_PLACE] {
            assert!(places().iter().any(|(known, _)| *known == place));
        }
    }
}
