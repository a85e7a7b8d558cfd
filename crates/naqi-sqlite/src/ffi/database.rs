//! A connection of SQLite, and statements that run on it.

use crate::ffi::api::Api;
use crate::ffi::bytes;
use crate::ffi::raw::{DONE, ERROR, Fts5Api, OK, ROW, Sqlite, Statement, transient};
use std::ffi::{CStr, CString, c_int};

/// A connection that is open.
#[derive(Clone, Copy)]
pub struct Database {
    pub(super) api: &'static Api,
    pub(super) handle: *mut Sqlite,
}

/// A row of text columns; NULL is none.
pub type Row = Vec<Option<String>>;

impl Database {
    /// # Safety
    /// `handle` is an open connection of the SQLite of `api`, and stays open while the value is used. Callbacks that SQLite drops
    /// when it closes the connection may keep it.
    pub unsafe fn new(api: &'static Api, handle: *mut Sqlite) -> Self {
        Self { api, handle }
    }

    /// The version of SQLite, as 3046001 for 3.46.1.
    pub fn version(self) -> i32 {
        // SAFETY: the function has no conditions.
        unsafe { (self.api.libversion_number)() }
    }

    /// The message of the last error.
    pub fn message(self) -> String {
        // SAFETY: the connection is open; the text is copied before another call.
        let text = unsafe { CStr::from_ptr((self.api.errmsg)(self.handle)) };
        text.to_string_lossy().into_owned()
    }

    /// Writes an error to the log that the program may have set up.
    pub fn log(self, text: &str) {
        let text = CString::new(text.replace('\0', " ")).unwrap_or_default();
        // SAFETY: the format has one `%s`, which is a C string.
        unsafe { (self.api.log)(ERROR, c"%s".as_ptr(), text.as_ptr()) };
    }

    /// Runs a statement with text parameters, and returns the first columns of its rows.
    pub fn rows(self, sql: &str, parameters: &[&str], columns: c_int) -> Result<Vec<Row>, String> {
        let statement = self.prepare(sql)?;
        for (n, parameter) in (1..).zip(parameters) {
            statement.bind(n, parameter)?;
        }
        let mut rows = Vec::new();
        while statement.step()? {
            rows.push((0..columns).map(|column| statement.text(column)).collect());
        }
        Ok(rows)
    }

    /// Runs a statement with text parameters.
    pub fn execute(self, sql: &str, parameters: &[&str]) -> Result<(), String> {
        self.rows(sql, parameters, 0).map(drop)
    }

    /// FTS5's functions; none if SQLite was built without it.
    pub(super) fn fts5(self) -> Option<*mut Fts5Api> {
        let statement = self.prepare("SELECT fts5(?1)").ok()?;
        let mut found: *mut Fts5Api = std::ptr::null_mut();
        let target = (&raw mut found).cast();
        // SAFETY: the name is static; FTS5 writes to `found` in the step, which is before its end.
        let is_bound = unsafe { (self.api.bind_pointer)(statement.handle, 1, target, c"fts5_api_ptr".as_ptr(), None) };
        (is_bound == OK && statement.step().ok()? && !found.is_null()).then_some(found)
    }

    fn prepare(self, sql: &str) -> Result<Prepared, String> {
        let len = c_int::try_from(sql.len()).map_err(|_| String::from("the statement is too long"))?;
        let mut handle = std::ptr::null_mut();
        // SAFETY: the text has this length; the connection is open.
        let result =
            unsafe { (self.api.prepare_v2)(self.handle, sql.as_ptr().cast(), len, &mut handle, std::ptr::null_mut()) };
        match result {
            OK if !handle.is_null() => Ok(Prepared { database: self, handle }),
            _ => Err(self.message()),
        }
    }
}

/// A statement that is finalized when it is dropped.
struct Prepared {
    database: Database,
    handle: *mut Statement,
}

impl Prepared {
    fn bind(&self, n: c_int, text: &str) -> Result<(), String> {
        let len = c_int::try_from(text.len()).map_err(|_| String::from("the parameter is too long"))?;
        // SAFETY: the text has this length, and is copied.
        match unsafe { (self.database.api.bind_text)(self.handle, n, text.as_ptr().cast(), len, transient()) } {
            OK => Ok(()),
            _ => Err(self.database.message()),
        }
    }

    /// Whether there is another row.
    fn step(&self) -> Result<bool, String> {
        // SAFETY: the statement is prepared.
        match unsafe { (self.database.api.step)(self.handle) } {
            ROW => Ok(true),
            DONE => Ok(false),
            _ => Err(self.database.message()),
        }
    }

    fn text(&self, column: c_int) -> Option<String> {
        let api = self.database.api;
        // SAFETY: the statement is at a row; the length is requested after the text, as SQLite demands.
        let (start, len) = unsafe { ((api.column_text)(self.handle, column), (api.column_bytes)(self.handle, column)) };
        // SAFETY: the text stays until the next step.
        (!start.is_null()).then(|| String::from_utf8_lossy(unsafe { bytes(start, len) }).into_owned())
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        // SAFETY: the statement was prepared, and is not used afterwards.
        unsafe { (self.database.api.finalize)(self.handle) };
    }
}
