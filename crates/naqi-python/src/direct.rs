//! Python's strings, rewritten without UTF-8 between: see `characters`.

use crate::characters::{Characters, Rewritten};
use crate::memory;
use crate::text::DETACHED;
use crate::units::Units;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::mem::MaybeUninit;

/// Strings of fewer units are written to the stack first, and longer ones to a new string, which is shortened then.
const SHORT: usize = 1024;

/// The units of a string, two or four bytes each.
trait Unit: Copy + Default + Send + Sync {
    const KIND: u32;
    /// The greatest unit of the kind below.
    const NARROWER: u32;
    const GREATEST: u32;

    fn rewrite(table: &Characters, from: &[Self], to: &mut [MaybeUninit<Self>]) -> Option<Rewritten>;
}

impl Unit for u16 {
    const KIND: u32 = ffi::PyUnicode_2BYTE_KIND;
    const NARROWER: u32 = 0xFF;
    const GREATEST: u32 = 0xFFFF;

    fn rewrite(table: &Characters, from: &[u16], to: &mut [MaybeUninit<u16>]) -> Option<Rewritten> {
        table.rewrite_narrow(from, to)
    }
}

impl Unit for u32 {
    const KIND: u32 = ffi::PyUnicode_4BYTE_KIND;
    const NARROWER: u32 = 0xFFFF;
    const GREATEST: u32 = 0x10_FFFF;

    fn rewrite(table: &Characters, from: &[u32], to: &mut [MaybeUninit<u32>]) -> Option<Rewritten> {
        table.rewrite_wide(from, to)
    }
}

/// The normalized string, if no character's output depends on others; the same object where nothing changes.
#[inline]
pub fn normalize<'py>(
    table: &Characters,
    text: &Bound<'py, PyString>,
    units: Units<'_>,
) -> PyResult<Option<Bound<'py, PyString>>> {
    match units {
        Units::Ucs2(units) if units.len() < SHORT => short(table, text, units),
        Units::Ucs4(units) if units.len() < SHORT => short(table, text, units),
        Units::Ucs2(units) => long(table, text, units),
        Units::Ucs4(units) => long(table, text, units),
        Units::Ascii(_) | Units::Latin1(_) => Ok(None),
    }
}

fn short<'py, U: Unit>(
    table: &Characters,
    text: &Bound<'py, PyString>,
    units: &[U],
) -> PyResult<Option<Bound<'py, PyString>>> {
    let py = text.py();
    let mut buffer = [const { MaybeUninit::<U>::uninit() }; SHORT];
    let Some(made) = U::rewrite(table, units, &mut buffer) else { return Ok(None) };
    if !made.is_changed {
        return Ok(Some(text.clone()));
    }
    let from = buffer.as_ptr().cast::<U>();
    if made.bits <= U::NARROWER {
        return narrowed(py, from, made.len).map(Some);
    }
    let string = empty::<U>(py, made.len)?;
    // SAFETY: so many units were written to the buffer, the new string has as many, and no one else has it yet.
    unsafe { std::ptr::copy_nonoverlapping(from, data(&string), made.len) };
    Ok(Some(string))
}

#[cold]
fn long<'py, U: Unit>(
    table: &Characters,
    text: &Bound<'py, PyString>,
    units: &[U],
) -> PyResult<Option<Bound<'py, PyString>>> {
    let py = text.py();
    let string = empty::<U>(py, units.len())?;
    // SAFETY: the new string has as many units, and no one else has it yet.
    let to = unsafe { std::slice::from_raw_parts_mut(data::<MaybeUninit<U>>(&string), units.len()) };
    memory::advise(to.as_mut_ptr().cast(), size_of_val(to));
    let made = match units.len() {
        ..DETACHED => U::rewrite(table, units, to),
        _ => py.detach(|| U::rewrite(table, units, to)),
    };
    let Some(made) = made else { return Ok(None) };
    if !made.is_changed {
        return Ok(Some(text.clone()));
    }
    if made.bits <= U::NARROWER {
        return narrowed(py, data::<U>(&string), made.len).map(Some);
    }
    let mut object = string.into_ptr();
    // SAFETY: no one else has the string. It becomes another object, or null with an exception set.
    unsafe {
        ffi::PyUnicode_Resize(&mut object, made.len as ffi::Py_ssize_t);
        Ok(Some(Bound::from_owned_ptr_or_err(py, object)?.cast_into_unchecked()))
    }
}

/// A new string, whose units are not written.
fn empty<U: Unit>(py: Python<'_>, len: usize) -> PyResult<Bound<'_, PyString>> {
    // SAFETY: a new reference, or null with an exception set.
    unsafe {
        let object = ffi::PyUnicode_New(len as ffi::Py_ssize_t, U::GREATEST);
        Ok(Bound::from_owned_ptr_or_err(py, object)?.cast_into_unchecked())
    }
}

fn data<T>(string: &Bound<'_, PyString>) -> *mut T {
    // SAFETY: a string that was made with its length is ready, and has its units in itself.
    unsafe { ffi::PyUnicode_DATA(string.as_ptr()).cast() }
}

/// A string of these units, whose width is less than theirs.
#[cold]
fn narrowed<U: Unit>(py: Python<'_>, from: *const U, len: usize) -> PyResult<Bound<'_, PyString>> {
    // SAFETY: so many units were written. A new reference, or null with an exception set.
    unsafe {
        let object = ffi::PyUnicode_FromKindAndData(U::KIND as _, from.cast(), len as ffi::Py_ssize_t);
        Ok(Bound::from_owned_ptr_or_err(py, object)?.cast_into_unchecked())
    }
}
