//! The types and constants of SQLite's C API that this crate uses, as `sqlite3.h`, `sqlite3ext.h` and `fts5.h` declare them.

use std::ffi::{c_char, c_int, c_uchar, c_void};

macro_rules! opaque {
    ($($name:ident)*) => { $(
        #[repr(C)]
        pub struct $name {
            _opaque: [u8; 0],
        }
    )* };
}
opaque! { Sqlite Statement Context Value Tokenizer }
#[cfg(feature = "loadable")]
opaque! { Routines }

pub const OK: c_int = 0;
pub const ERROR: c_int = 1;
pub const CONSTRAINT: c_int = 19;
pub const ROW: c_int = 100;
pub const DONE: c_int = 101;
#[cfg(feature = "loadable")]
pub const OK_LOAD_PERMANENTLY: c_int = 256;

pub const UTF8: c_int = 1;
pub const DETERMINISTIC: c_int = 0x800;
pub const DIRECTONLY: c_int = 0x8_0000;
pub const INNOCUOUS: c_int = 0x20_0000;

pub const NULL: c_int = 5;
pub const INDEX_CONSTRAINT_EQ: c_uchar = 2;
pub const VTAB_INNOCUOUS: c_int = 2;

pub const FTS5_TOKENIZE_QUERY: c_int = 1;
pub const FTS5_TOKENIZE_PREFIX: c_int = 2;
pub const FTS5_TOKEN_COLOCATED: c_int = 1;

pub type Malloc = unsafe extern "C" fn(c_int) -> *mut c_void;
pub type Destroy = unsafe extern "C" fn(*mut c_void);
pub type Scalar = unsafe extern "C" fn(*mut Context, c_int, *mut *mut Value);
pub type Compare = unsafe extern "C" fn(*mut c_void, c_int, *const c_void, c_int, *const c_void) -> c_int;

/// `SQLITE_TRANSIENT`: SQLite copies the text before the call returns.
pub fn transient() -> *const c_void {
    std::ptr::without_provenance(usize::MAX)
}

/// `fts5_api`, up to the first method.
#[repr(C)]
pub struct Fts5Api {
    pub version: c_int,
    pub create_tokenizer: Option<
        unsafe extern "C" fn(*mut Fts5Api, *const c_char, *mut c_void, *mut TokenizerMethods, Option<Destroy>) -> c_int,
    >,
}

pub type TokenFound = unsafe extern "C" fn(*mut c_void, c_int, *const c_char, c_int, c_int, c_int) -> c_int;

/// `fts5_tokenizer`: the first version, which every FTS5 has.
#[repr(C)]
pub struct TokenizerMethods {
    pub create: Option<unsafe extern "C" fn(*mut c_void, *mut *const c_char, c_int, *mut *mut Tokenizer) -> c_int>,
    pub delete: Option<unsafe extern "C" fn(*mut Tokenizer)>,
    pub tokenize: Option<
        unsafe extern "C" fn(*mut Tokenizer, *mut c_void, c_int, *const c_char, c_int, Option<TokenFound>) -> c_int,
    >,
}

/// `sqlite3_vtab`.
#[repr(C)]
pub struct Vtab {
    pub module: *const Module,
    pub references: c_int,
    pub error: *mut c_char,
}

/// `sqlite3_vtab_cursor`.
#[repr(C)]
pub struct Cursor {
    pub vtab: *mut Vtab,
}

type Connect = unsafe extern "C" fn(
    *mut Sqlite,
    *mut c_void,
    c_int,
    *const *const c_char,
    *mut *mut Vtab,
    *mut *mut c_char,
) -> c_int;
type OfVtab = unsafe extern "C" fn(*mut Vtab) -> c_int;
type OfCursor = unsafe extern "C" fn(*mut Cursor) -> c_int;

/// `sqlite3_module` of version 0: the methods that a table which is only read has no use for are null.
#[repr(C)]
pub struct Module {
    pub version: c_int,
    pub create: Option<Connect>,
    pub connect: Option<Connect>,
    pub best_index: Option<unsafe extern "C" fn(*mut Vtab, *mut IndexInfo) -> c_int>,
    pub disconnect: Option<OfVtab>,
    pub destroy: Option<OfVtab>,
    pub open: Option<unsafe extern "C" fn(*mut Vtab, *mut *mut Cursor) -> c_int>,
    pub close: Option<OfCursor>,
    pub filter: Option<unsafe extern "C" fn(*mut Cursor, c_int, *const c_char, c_int, *mut *mut Value) -> c_int>,
    pub next: Option<OfCursor>,
    pub eof: Option<OfCursor>,
    pub column: Option<unsafe extern "C" fn(*mut Cursor, *mut Context, c_int) -> c_int>,
    pub rowid: Option<unsafe extern "C" fn(*mut Cursor, *mut i64) -> c_int>,
    pub update: *const c_void,
    pub begin: *const c_void,
    pub sync: *const c_void,
    pub commit: *const c_void,
    pub rollback: *const c_void,
    pub find_function: *const c_void,
    pub rename: *const c_void,
}

/// `sqlite3_index_info`, up to the estimated cost.
#[repr(C)]
pub struct IndexInfo {
    pub constraint_count: c_int,
    pub constraints: *const IndexConstraint,
    pub order_by_count: c_int,
    pub order_by: *const c_void,
    pub usage: *mut ConstraintUsage,
    pub number: c_int,
    pub text: *mut c_char,
    pub free_text: c_int,
    pub order_by_consumed: c_int,
    pub estimated_cost: f64,
}

/// `sqlite3_index_constraint`.
#[repr(C)]
pub struct IndexConstraint {
    pub column: c_int,
    pub operator: c_uchar,
    pub is_usable: c_uchar,
    pub term_offset: c_int,
}

/// `sqlite3_index_constraint_usage`.
#[repr(C)]
pub struct ConstraintUsage {
    pub argument: c_int,
    pub omit: c_uchar,
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;
    use std::mem::{offset_of, size_of};

    #[test]
    fn structures_are_laid_out_as_in_sqlite() {
        assert_eq!(size_of::<Vtab>(), size_of::<ffi::sqlite3_vtab>());
        assert_eq!(size_of::<Cursor>(), size_of::<ffi::sqlite3_vtab_cursor>());
        assert_eq!(size_of::<IndexConstraint>(), size_of::<ffi::sqlite3_index_constraint>());
        assert_eq!(size_of::<ConstraintUsage>(), size_of::<ffi::sqlite3_index_constraint_usage>());
        assert_eq!(size_of::<TokenizerMethods>(), size_of::<ffi::fts5_tokenizer>());
        assert_eq!(offset_of!(Vtab, error), offset_of!(ffi::sqlite3_vtab, zErrMsg));
        assert_eq!(offset_of!(Module, best_index), offset_of!(ffi::sqlite3_module, xBestIndex));
        assert_eq!(offset_of!(Module, filter), offset_of!(ffi::sqlite3_module, xFilter));
        assert_eq!(offset_of!(Module, rowid), offset_of!(ffi::sqlite3_module, xRowid));
        assert_eq!(offset_of!(Module, rename), offset_of!(ffi::sqlite3_module, xRename));
        assert_eq!(offset_of!(IndexInfo, constraints), offset_of!(ffi::sqlite3_index_info, aConstraint));
        assert_eq!(offset_of!(IndexInfo, usage), offset_of!(ffi::sqlite3_index_info, aConstraintUsage));
        assert_eq!(offset_of!(IndexInfo, number), offset_of!(ffi::sqlite3_index_info, idxNum));
        assert_eq!(offset_of!(IndexInfo, estimated_cost), offset_of!(ffi::sqlite3_index_info, estimatedCost));
        assert_eq!(offset_of!(IndexConstraint, is_usable), offset_of!(ffi::sqlite3_index_constraint, usable));
        assert_eq!(offset_of!(ConstraintUsage, omit), offset_of!(ffi::sqlite3_index_constraint_usage, omit));
        assert_eq!(offset_of!(TokenizerMethods, tokenize), offset_of!(ffi::fts5_tokenizer, xTokenize));
        assert_eq!(offset_of!(Fts5Api, create_tokenizer), offset_of!(ffi::fts5_api, xCreateTokenizer));
    }

    #[test]
    fn constants_are_those_of_sqlite() {
        let ours = [ERROR, CONSTRAINT, ROW, DONE, OK_LOAD_PERMANENTLY, UTF8, DETERMINISTIC, DIRECTONLY, INNOCUOUS];
        let theirs = [
            ffi::SQLITE_ERROR,
            ffi::SQLITE_CONSTRAINT,
            ffi::SQLITE_ROW,
            ffi::SQLITE_DONE,
            ffi::SQLITE_OK_LOAD_PERMANENTLY,
            ffi::SQLITE_UTF8,
            ffi::SQLITE_DETERMINISTIC,
            ffi::SQLITE_DIRECTONLY,
            ffi::SQLITE_INNOCUOUS,
        ];
        assert_eq!(ours, theirs);
        let ours = [NULL, VTAB_INNOCUOUS, FTS5_TOKENIZE_QUERY, FTS5_TOKENIZE_PREFIX, FTS5_TOKEN_COLOCATED];
        let theirs = [
            ffi::SQLITE_NULL,
            ffi::SQLITE_VTAB_INNOCUOUS,
            ffi::FTS5_TOKENIZE_QUERY,
            ffi::FTS5_TOKENIZE_PREFIX,
            ffi::FTS5_TOKEN_COLOCATED,
        ];
        assert_eq!(ours, theirs);
        assert_eq!(i32::from(INDEX_CONSTRAINT_EQ), ffi::SQLITE_INDEX_CONSTRAINT_EQ);
    }
}
