//! The border to SQLite's C API: the only `unsafe` code. The other modules call it through safe types.

pub mod api;
pub mod call;
pub mod collation;
pub mod database;
pub mod fts5;
pub mod load;
pub mod raw;
pub mod table;

use crate::ffi::raw::Malloc;
use std::ffi::{c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs what SQLite called, so that no panic reaches C. After one the call has the fallback as its result.
pub fn guarded<T>(fallback: T, run: impl FnOnce() -> T) -> T {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(result) => result,
        Err(payload) => {
            // Its destructor could panic, too.
            std::mem::forget(payload);
            fallback
        }
    }
}

/// The bytes of a C array; none if the pointer is null.
///
/// # Safety
/// A pointer that is not null points to `len` bytes that stay as they are for `'t`.
unsafe fn bytes<'t>(start: *const u8, len: c_int) -> &'t [u8] {
    match usize::try_from(len) {
        // SAFETY: the caller's condition.
        Ok(len) if !start.is_null() => unsafe { std::slice::from_raw_parts(start, len) },
        _ => &[],
    }
}

/// A copy of a message in the memory of the SQLite whose allocator this is, and which frees it. Null if there is none left.
pub fn message(malloc: Malloc, text: &str) -> *mut c_char {
    let text = text.as_bytes();
    let Ok(size) = c_int::try_from(text.len() + 1) else { return std::ptr::null_mut() };
    // SAFETY: any size may be requested.
    let copy = unsafe { malloc(size) }.cast::<u8>();
    if !copy.is_null() {
        // SAFETY: `copy` is new memory of this length and one byte.
        unsafe {
            copy.copy_from_nonoverlapping(text.as_ptr(), text.len());
            copy.add(text.len()).write(0);
        }
    }
    copy.cast()
}

/// Frees what [`Box::into_raw`] of a `Box<T>` gave to SQLite.
///
/// # Safety
/// SQLite calls it once, with that pointer.
unsafe extern "C" fn destroy<T>(data: *mut c_void) {
    // SAFETY: the caller's condition.
    guarded((), || drop(unsafe { Box::from_raw(data.cast::<T>()) }));
}
