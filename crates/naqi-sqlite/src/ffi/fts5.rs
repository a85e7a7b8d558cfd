//! Tokenizers of FTS5.

use crate::ffi::database::Database;
use crate::ffi::raw::{self, ERROR, FTS5_TOKEN_COLOCATED, FTS5_TOKENIZE_PREFIX, FTS5_TOKENIZE_QUERY, OK, TokenFound};
use crate::ffi::{bytes, destroy, guarded};
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ops::Range;
use std::rc::Rc;

/// Why FTS5 wants the tokens of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A document is indexed, removed or highlighted.
    Document,
    /// A string of a query.
    Query,
    /// A string of a query with `*` behind it, so that its last token is a prefix.
    Prefix,
}

/// A token for FTS5.
pub struct Token<'t> {
    pub text: &'t str,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// Whether it has the position of the token before it.
    pub is_colocated: bool,
}

/// A tokenizer of a table.
pub trait Tokenizer: Sized + 'static {
    /// What all tokenizers of a connection share.
    type Shared: 'static;

    /// A tokenizer with the arguments behind its name. FTS5 reports no message of an error.
    fn create(shared: &Rc<Self::Shared>, arguments: &[&[u8]]) -> Option<Self>;

    /// Calls `found` with each token, in the order of the text. Returns whether the text may be tokenized: if not, the statement
    /// fails. What needs no tokens can be done: FTS5 drops the table, and reads its texts.
    fn tokenize(&self, text: &[u8], purpose: Purpose, found: &mut dyn FnMut(Token<'_>)) -> bool;
}

impl Database {
    /// Registers a tokenizer. Does nothing if this SQLite has no FTS5.
    pub fn create_tokenizer<T: Tokenizer>(self, name: &'static CStr, shared: &Rc<T::Shared>) -> Result<(), String> {
        let Some(fts5) = self.fts5() else { return Ok(()) };
        // SAFETY: FTS5 gave the pointer, which is valid as long as the connection.
        let Some(create_tokenizer) = (unsafe { (*fts5).create_tokenizer }) else { return Ok(()) };
        let mut methods = raw::TokenizerMethods {
            create: Some(create::<T>),
            delete: Some(delete::<T>),
            tokenize: Some(tokenize::<T>),
        };
        let data = Box::into_raw(Box::new(shared.clone())).cast();
        // SAFETY: FTS5 copies the methods, and destroys the data when the connection ends.
        let result =
            unsafe { create_tokenizer(fts5, name.as_ptr(), data, &mut methods, Some(destroy::<Rc<T::Shared>>)) };
        if result == OK { Ok(()) } else { Err(String::from("the tokenizer `naqi` cannot be registered")) }
    }
}

/// # Safety
/// FTS5 calls it with the data of the registration.
unsafe extern "C" fn create<T: Tokenizer>(
    data: *mut c_void,
    arguments: *mut *const c_char,
    count: c_int,
    target: *mut *mut raw::Tokenizer,
) -> c_int {
    guarded(ERROR, || {
        let count = usize::try_from(count).unwrap_or(0);
        // SAFETY: FTS5 gives this many C strings.
        let arguments: Vec<&[u8]> =
            unsafe { (0..count).map(|n| CStr::from_ptr(*arguments.add(n)).to_bytes()).collect() };
        // SAFETY: the data are the box of the registration.
        let shared = unsafe { &*data.cast_const().cast::<Rc<T::Shared>>() };
        let Some(tokenizer) = T::create(shared, &arguments) else { return ERROR };
        // SAFETY: FTS5 gives a place for the pointer.
        unsafe { target.write(Box::into_raw(Box::new(tokenizer)).cast()) };
        OK
    })
}

/// # Safety
/// FTS5 calls it once, with what [`create`] wrote.
unsafe extern "C" fn delete<T: Tokenizer>(tokenizer: *mut raw::Tokenizer) {
    // SAFETY: the caller's condition.
    unsafe { destroy::<T>(tokenizer.cast()) };
}

/// # Safety
/// FTS5 calls it with what [`create`] wrote, and a text with its length.
unsafe extern "C" fn tokenize<T: Tokenizer>(
    tokenizer: *mut raw::Tokenizer,
    context: *mut c_void,
    flags: c_int,
    text: *const c_char,
    len: c_int,
    found: Option<TokenFound>,
) -> c_int {
    let Some(found) = found else { return ERROR };
    guarded(ERROR, || {
        // SAFETY: the caller's condition.
        let (tokenizer, text) = unsafe { (&*tokenizer.cast_const().cast::<T>(), bytes(text.cast(), len)) };
        let purpose = match flags {
            _ if flags & FTS5_TOKENIZE_QUERY == 0 => Purpose::Document,
            _ if flags & FTS5_TOKENIZE_PREFIX == 0 => Purpose::Query,
            _ => Purpose::Prefix,
        };
        let mut result = OK;
        let is_allowed = tokenizer.tokenize(text, purpose, &mut |token| {
            // After an error FTS5 wants no more tokens.
            if result == OK {
                let flags = if token.is_colocated { FTS5_TOKEN_COLOCATED } else { 0 };
                // The lengths fit, since that of the text does, and a token of a word is a constant times as long at most.
                let [len, start, end] = [token.text.len(), token.span.start, token.span.end]
                    .map(|n| c_int::try_from(n).unwrap_or(c_int::MAX));
                // SAFETY: the token has this length; FTS5 copies it.
                result = unsafe { found(context, flags, token.text.as_ptr().cast(), len, start, end) };
            }
        });
        if is_allowed { result } else { ERROR }
    })
}
