//! Collations: a comparison of two texts.

use crate::ffi::database::Database;
use crate::ffi::raw::{OK, UTF8};
use crate::ffi::{bytes, destroy, guarded};
use std::cmp::Ordering;
use std::ffi::{CStr, c_int, c_void};

/// A comparison: a total order in which texts may be equal.
pub trait Collation: 'static {
    fn compare(&self, left: &[u8], right: &[u8]) -> Ordering;
}

impl Database {
    /// Registers a collation.
    pub fn create_collation<C: Collation>(self, name: &'static CStr, collation: C) -> Result<(), String> {
        let data = Box::into_raw(Box::new(collation));
        // SAFETY: the name is static; SQLite calls `destroy` when it drops the collation.
        let result = unsafe {
            let destroy = Some(destroy::<C> as _);
            (self.api.create_collation_v2)(self.handle, name.as_ptr(), UTF8, data.cast(), Some(compare::<C>), destroy)
        };
        if result == OK {
            return Ok(());
        }
        // SAFETY: unlike the other functions of registration, this one leaves the data to the caller if it fails.
        drop(unsafe { Box::from_raw(data) });
        Err(self.message())
    }
}

/// # Safety
/// SQLite calls it, as the collation that [`Database::create_collation`] registered with this `C`.
unsafe extern "C" fn compare<C: Collation>(
    data: *mut c_void,
    left_len: c_int,
    left: *const c_void,
    right_len: c_int,
    right: *const c_void,
) -> c_int {
    // SAFETY: SQLite gives two texts with their lengths.
    let (left, right) = unsafe { (bytes(left.cast(), left_len), bytes(right.cast(), right_len)) };
    guarded(left.cmp(right), || {
        // SAFETY: the data are the box of the registration.
        let collation = unsafe { data.cast_const().cast::<C>().as_ref() };
        collation.map_or(Ordering::Equal, |collation| collation.compare(left, right))
    }) as c_int
}
