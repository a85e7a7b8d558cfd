//! Table-valued functions: tables that exist in every database, and whose rows follow from two arguments.

use crate::ffi::api::Api;
use crate::ffi::call::{Answer, answer, value_bytes};
use crate::ffi::database::Database;
use crate::ffi::raw::{
    CONSTRAINT, ConstraintUsage, Context, Cursor, ERROR, INDEX_CONSTRAINT_EQ, IndexInfo, Module, OK, Sqlite,
    VTAB_INNOCUOUS, Value, Vtab,
};
use crate::ffi::{guarded, message};
use std::ffi::{CStr, c_char, c_int, c_void};
use std::marker::PhantomData;

/// A call of a table-valued function with a needed and an optional argument: its rows, one after the other.
pub trait TableFunction: Sized + 'static {
    /// The declaration: visible columns, then the two hidden ones of the arguments.
    const DECLARATION: &'static CStr;
    /// The number of visible columns.
    const COLUMNS: c_int;

    /// A call, before its first row.
    fn call(first: Argument<'_>, second: Argument<'_>) -> Result<Self, String>;
    /// Goes to the next row. Returns whether there is one.
    fn advance(&mut self) -> bool;
    /// A column of the row, visible or hidden.
    fn column(&self, n: c_int) -> Answer<'_>;
}

/// An argument that may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument<'a> {
    Absent,
    Null,
    Text(&'a [u8]),
}

/// Which arguments are given, in `idxNum`.
const FIRST: c_int = 1;
const SECOND: c_int = 2;
/// The first version with the setting.
const INNOCUOUS_VERSION: c_int = 3_031_000;

#[repr(C)]
struct Rows<F: TableFunction> {
    base: Cursor,
    call: Option<F>,
    has_row: bool,
    at: i64,
}

struct Methods<F>(PhantomData<F>);

impl<F: TableFunction> Methods<F> {
    const MODULE: Module = Module {
        version: 0,
        // Without it the table exists in every database, and cannot be created.
        create: None,
        connect: Some(connect::<F>),
        best_index: Some(best_index::<F>),
        disconnect: Some(disconnect),
        destroy: Some(disconnect),
        open: Some(open::<F>),
        close: Some(close::<F>),
        filter: Some(filter::<F>),
        next: Some(next::<F>),
        eof: Some(eof::<F>),
        column: Some(column::<F>),
        rowid: Some(rowid::<F>),
        update: std::ptr::null(),
        begin: std::ptr::null(),
        sync: std::ptr::null(),
        commit: std::ptr::null(),
        rollback: std::ptr::null(),
        find_function: std::ptr::null(),
        rename: std::ptr::null(),
    };
}

impl Database {
    /// Registers a table-valued function.
    pub fn create_table_function<F: TableFunction>(self, name: &'static CStr) -> Result<(), String> {
        let module = const { &Methods::<F>::MODULE };
        // SAFETY: name and module are static.
        let result =
            unsafe { (self.api.create_module_v2)(self.handle, name.as_ptr(), module, std::ptr::null_mut(), None) };
        if result == OK { Ok(()) } else { Err(self.message()) }
    }
}

unsafe extern "C" fn connect<F: TableFunction>(
    database: *mut Sqlite,
    _data: *mut c_void,
    _count: c_int,
    _arguments: *const *const c_char,
    target: *mut *mut Vtab,
    _error: *mut *mut c_char,
) -> c_int {
    let Some(api) = Api::get() else { return ERROR };
    guarded(ERROR, || {
        // SAFETY: SQLite calls this for a table of this connection, which is when it must be declared.
        let result = unsafe { (api.declare_vtab)(database, F::DECLARATION.as_ptr()) };
        // SAFETY: the function has no conditions.
        if result == OK && unsafe { (api.libversion_number)() } >= INNOCUOUS_VERSION {
            // SAFETY: as before; the setting has no argument.
            unsafe { (api.vtab_config)(database, VTAB_INNOCUOUS) };
        }
        if result == OK {
            let table = Vtab { module: std::ptr::null(), references: 0, error: std::ptr::null_mut() };
            // SAFETY: SQLite gives a place for the pointer, and returns it to `disconnect`.
            unsafe { target.write(Box::into_raw(Box::new(table))) };
        }
        result
    })
}

unsafe extern "C" fn disconnect(table: *mut Vtab) -> c_int {
    // SAFETY: SQLite gives what `connect` made, once.
    drop(unsafe { Box::from_raw(table) });
    OK
}

unsafe extern "C" fn best_index<F: TableFunction>(_table: *mut Vtab, info: *mut IndexInfo) -> c_int {
    guarded(ERROR, || {
        // SAFETY: SQLite gives a description with this many constraints and places for their usage.
        let (info, constraints, usage) = unsafe {
            let info = &mut *info;
            let count = usize::try_from(info.constraint_count).unwrap_or(0);
            if count == 0 {
                return OK;
            }
            let constraints = std::slice::from_raw_parts(info.constraints, count);
            (info as *mut IndexInfo, constraints, std::slice::from_raw_parts_mut(info.usage, count))
        };
        let (mut given, mut places) = (0, [None; 2]);
        for (n, constraint) in constraints.iter().enumerate() {
            let argument = constraint.column - F::COLUMNS;
            let Some(place) = usize::try_from(argument).ok().and_then(|argument| places.get_mut(argument)) else {
                continue;
            };
            if constraint.operator != INDEX_CONSTRAINT_EQ || place.is_some() {
                continue;
            }
            // An argument that depends on a table which comes later in this plan: another plan will do.
            if constraint.is_usable == 0 {
                return CONSTRAINT;
            }
            *place = Some(n);
            given |= FIRST << argument;
        }
        for (number, place) in (1..).zip(places.into_iter().flatten()) {
            usage[place] = ConstraintUsage { argument: number, omit: 1 };
        }
        // SAFETY: as before.
        unsafe {
            (*info).number = given;
            (*info).estimated_cost = 100.0;
        }
        OK
    })
}

unsafe extern "C" fn open<F: TableFunction>(_table: *mut Vtab, target: *mut *mut Cursor) -> c_int {
    guarded(ERROR, || {
        let rows = Rows::<F> { base: Cursor { vtab: std::ptr::null_mut() }, call: None, has_row: false, at: 0 };
        // SAFETY: SQLite gives a place for the pointer, sets the base, and returns the pointer to `close`.
        unsafe { target.write(Box::into_raw(Box::new(rows)).cast()) };
        OK
    })
}

unsafe extern "C" fn close<F: TableFunction>(cursor: *mut Cursor) -> c_int {
    // SAFETY: SQLite gives what `open` made, once.
    guarded((), || drop(unsafe { Box::from_raw(cursor.cast::<Rows<F>>()) }));
    OK
}

/// # Safety
/// `cursor` is what `open` made, with the same `F`, and is used by this call alone.
unsafe fn rows<'c, F: TableFunction>(cursor: *mut Cursor) -> &'c mut Rows<F> {
    // SAFETY: the caller's condition.
    unsafe { &mut *cursor.cast::<Rows<F>>() }
}

unsafe extern "C" fn filter<F: TableFunction>(
    cursor: *mut Cursor,
    given: c_int,
    _text: *const c_char,
    count: c_int,
    values: *mut *mut Value,
) -> c_int {
    let Some(api) = Api::get() else { return ERROR };
    guarded(ERROR, || {
        // SAFETY: SQLite gives a cursor that is open, and values that are valid for this call.
        let cursor = unsafe { rows::<F>(cursor) };
        let value = |n: usize| match c_int::try_from(n) {
            // SAFETY: there are this many values, in the order that `best_index` chose.
            Ok(number) if number < count => Some(unsafe { value_bytes(api, *values.add(n)) }),
            _ => None,
        };
        let argument = |is_given: bool, n: usize| match is_given.then(|| value(n)).flatten() {
            None => Argument::Absent,
            Some(None) => Argument::Null,
            Some(Some(text)) => Argument::Text(text),
        };
        let has_first = given & FIRST != 0;
        cursor.at = 0;
        cursor.has_row = false;
        match F::call(argument(has_first, 0), argument(given & SECOND != 0, usize::from(has_first))) {
            Ok(call) => {
                cursor.has_row = cursor.call.insert(call).advance();
                OK
            }
            Err(text) => {
                // SAFETY: SQLite set the cursor's table, and frees the message that it has.
                unsafe {
                    let table = cursor.base.vtab;
                    if (*table).error.is_null() {
                        (*table).error = message(api.malloc, &text);
                    }
                }
                ERROR
            }
        }
    })
}

unsafe extern "C" fn next<F: TableFunction>(cursor: *mut Cursor) -> c_int {
    guarded(ERROR, || {
        // SAFETY: SQLite gives a cursor that is open.
        let cursor = unsafe { rows::<F>(cursor) };
        cursor.at += 1;
        cursor.has_row = cursor.call.as_mut().is_some_and(F::advance);
        OK
    })
}

unsafe extern "C" fn eof<F: TableFunction>(cursor: *mut Cursor) -> c_int {
    // SAFETY: SQLite gives a cursor that is open.
    c_int::from(!unsafe { rows::<F>(cursor) }.has_row)
}

unsafe extern "C" fn column<F: TableFunction>(cursor: *mut Cursor, context: *mut Context, n: c_int) -> c_int {
    let Some(api) = Api::get() else { return ERROR };
    guarded(ERROR, || {
        // SAFETY: SQLite gives a cursor that is open.
        let cursor = unsafe { rows::<F>(cursor) };
        let found = cursor.call.as_ref().filter(|_| cursor.has_row).map_or(Answer::Null, |call| call.column(n));
        // SAFETY: the context is that of the call.
        unsafe { answer(api, context, &found) };
        OK
    })
}

unsafe extern "C" fn rowid<F: TableFunction>(cursor: *mut Cursor, target: *mut i64) -> c_int {
    // SAFETY: SQLite gives a cursor that is open, and a place for the number.
    unsafe { target.write(rows::<F>(cursor).at) };
    OK
}
