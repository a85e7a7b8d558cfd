//! SQL functions: the arguments of a call, and its result.

use crate::ffi::api::Api;
use crate::ffi::database::Database;
use crate::ffi::raw::{Context, NULL, OK, UTF8, Value, transient};
use crate::ffi::{bytes, destroy, guarded};
use std::any::Any;
use std::borrow::Cow;
use std::ffi::{CStr, c_int, c_void};
use std::rc::Rc;

/// What a function or a column returns.
pub enum Answer<'a> {
    Null,
    Integer(i64),
    Text(Cow<'a, str>),
}

impl<'a> Answer<'a> {
    /// A text that is borrowed or owned.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }
}

/// A function with its number of arguments, -1 for any, and the flags of `sqlite3_create_function`.
pub struct Definition<D> {
    pub name: &'static CStr,
    pub arguments: c_int,
    pub flags: c_int,
    pub run: for<'c> fn(&'c Call<'c>, &D) -> Result<Answer<'c>, String>,
}

/// The call of a function.
pub struct Call<'c> {
    api: &'static Api,
    context: *mut Context,
    values: &'c [*mut Value],
}

impl Call<'_> {
    /// The number of arguments.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// An argument as the bytes of its text: none if it is NULL or is not there.
    pub fn bytes(&self, n: usize) -> Option<&[u8]> {
        // SAFETY: SQLite gives valid values for the time of the call.
        unsafe { value_bytes(self.api, *self.values.get(n)?) }
    }

    /// What was made of an argument in an earlier call of the same statement, if the argument is constant; else it is made.
    pub fn cached<T: Clone + 'static>(
        &self,
        n: usize,
        make: impl FnOnce(&[u8]) -> Result<T, String>,
    ) -> Option<Result<T, String>> {
        let argument = self.bytes(n)?;
        let number = c_int::try_from(n).ok()?;
        // SAFETY: the context is that of the call.
        let kept = unsafe { (self.api.get_auxdata)(self.context, number) }.cast::<Box<dyn Any>>();
        // SAFETY: what is kept was set below, and stays until the next call into SQLite.
        if let Some(kept) = unsafe { kept.as_ref() }.and_then(|kept| kept.downcast_ref::<T>()) {
            return Some(Ok(kept.clone()));
        }
        let made = make(argument);
        if let Ok(made) = &made {
            let data: Box<Box<dyn Any>> = Box::new(Box::new(made.clone()));
            // SAFETY: SQLite owns the box from here on, and may free it at once.
            unsafe {
                let data = Box::into_raw(data).cast();
                (self.api.set_auxdata)(self.context, number, data, Some(destroy::<Box<dyn Any>>));
            }
        }
        Some(made)
    }
}

/// The bytes of a value's text; none for NULL, and if there is no memory for the text.
///
/// # Safety
/// The value is valid for `'v`, and no other use converts it in this time.
pub(super) unsafe fn value_bytes<'v>(api: &Api, value: *mut Value) -> Option<&'v [u8]> {
    // SAFETY: the value is valid. The length is requested after the text, as SQLite demands.
    unsafe {
        if (api.value_type)(value) == NULL {
            return None;
        }
        let start = (api.value_text)(value);
        (!start.is_null()).then(|| bytes(start, (api.value_bytes)(value)))
    }
}

/// Sets the result of a call or of a column.
///
/// # Safety
/// The context is valid.
pub(super) unsafe fn answer(api: &Api, context: *mut Context, answer: &Answer<'_>) {
    // SAFETY: the context is valid; the text has this length, and SQLite copies it.
    unsafe {
        match answer {
            Answer::Null => (api.result_null)(context),
            Answer::Integer(number) => (api.result_int64)(context, *number),
            Answer::Text(text) => {
                (api.result_text64)(context, text.as_ptr().cast(), text.len() as u64, transient(), UTF8 as u8);
            }
        }
    }
}

/// Sets an error as the result of a call.
///
/// # Safety
/// The context is valid.
unsafe fn fail(api: &Api, context: *mut Context, text: &str) {
    match c_int::try_from(text.len()) {
        // SAFETY: the text has this length, and SQLite copies it.
        Ok(len) => unsafe { (api.result_error)(context, text.as_ptr().cast(), len) },
        // SAFETY: the context is valid.
        Err(_) => unsafe { (api.result_error_nomem)(context) },
    }
}

/// A function, and the data of its connection.
struct Registered<D> {
    run: for<'c> fn(&'c Call<'c>, &D) -> Result<Answer<'c>, String>,
    data: Rc<D>,
}

impl Database {
    /// Registers a function. SQLite calls it on one thread at a time, as every function of a connection.
    pub fn create_function<D: 'static>(self, definition: &Definition<D>, data: &Rc<D>) -> Result<(), String> {
        let registered = Box::new(Registered { run: definition.run, data: data.clone() });
        let (null, flags) = (std::ptr::null(), definition.flags | UTF8);
        // SAFETY: the name is static. SQLite frees the box when it drops the function, and if it registers none.
        let result = unsafe {
            (self.api.create_function_v2)(
                self.handle,
                definition.name.as_ptr(),
                definition.arguments,
                flags,
                Box::into_raw(registered).cast(),
                Some(scalar::<D>),
                null,
                null,
                Some(destroy::<Registered<D>>),
            )
        };
        if result == OK { Ok(()) } else { Err(self.message()) }
    }
}

/// # Safety
/// SQLite calls it, as a function that [`Database::create_function`] registered with this `D`.
unsafe extern "C" fn scalar<D>(context: *mut Context, count: c_int, values: *mut *mut Value) {
    let Some(api) = Api::get() else { return };
    let is_done = guarded(false, || {
        // SAFETY: the user data are the box of the registration.
        let Some(registered) = (unsafe { user_data::<Registered<D>>(api, context).as_ref() }) else { return false };
        let values = match usize::try_from(count) {
            // SAFETY: SQLite gives this many values.
            Ok(count) if !values.is_null() => unsafe { std::slice::from_raw_parts(values, count) },
            _ => &[],
        };
        let call = Call { api, context, values };
        match (registered.run)(&call, &registered.data) {
            // SAFETY: the context is that of the call.
            Ok(found) => unsafe { answer(api, context, &found) },
            // SAFETY: as before.
            Err(text) => unsafe { fail(api, context, &text) },
        }
        true
    });
    if !is_done {
        // SAFETY: as before.
        unsafe { fail(api, context, "naqi: an internal error") };
    }
}

/// # Safety
/// The context is valid.
unsafe fn user_data<T>(api: &Api, context: *mut Context) -> *const T {
    // SAFETY: the caller's condition.
    let data: *mut c_void = unsafe { (api.user_data)(context) };
    data.cast_const().cast()
}
