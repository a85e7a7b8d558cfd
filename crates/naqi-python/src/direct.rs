//! Python's strings, rewritten without UTF-8 between: see `characters`.

use crate::avx512;
use crate::characters::{Characters, Rewritten, write_same};
use crate::memory;
use crate::units::{DETACHED, Units, measured};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::mem::MaybeUninit;

/// Strings of fewer units are written to the stack first, and longer ones to a new string, which is shortened then.
const SHORT: usize = 1024;

/// Of so many units of four bytes, memory takes most of the time, and UTF-8 is half as long.
const TOO_WIDE: usize = 1 << 19;

/// The units of a string, two or four bytes each.
trait Unit: Copy + Default + Send + Sync {
    const KIND: u32;
    /// The greatest unit of the kind below.
    const NARROWER: u32;
    const GREATEST: u32;

    fn code_point(self) -> u32;

    fn units(units: &[Self]) -> Units<'_>;

    fn rewrite(table: &Characters, from: &[Self], to: &mut [MaybeUninit<Self>]) -> Rewritten;

    /// Writes a text.
    ///
    /// # Safety
    /// The text has as many characters, none of more than this width. The processor has AVX-512.
    unsafe fn write(text: &str, to: &mut [MaybeUninit<Self>]);
}

impl Unit for u16 {
    const KIND: u32 = ffi::PyUnicode_2BYTE_KIND;
    const NARROWER: u32 = 0xFF;
    const GREATEST: u32 = 0xFFFF;

    fn code_point(self) -> u32 {
        self.into()
    }

    fn units(units: &[u16]) -> Units<'_> {
        Units::Ucs2(units)
    }

    fn rewrite(table: &Characters, from: &[u16], to: &mut [MaybeUninit<u16>]) -> Rewritten {
        table.rewrite_narrow(from, to)
    }

    unsafe fn write(text: &str, to: &mut [MaybeUninit<u16>]) {
        // SAFETY: by the conditions of this function.
        unsafe { avx512::decode(text, to.as_mut_ptr().cast()) };
    }
}

impl Unit for u32 {
    const KIND: u32 = ffi::PyUnicode_4BYTE_KIND;
    const NARROWER: u32 = 0xFFFF;
    const GREATEST: u32 = 0x10_FFFF;

    fn code_point(self) -> u32 {
        self
    }

    fn units(units: &[u32]) -> Units<'_> {
        Units::Ucs4(units)
    }

    fn rewrite(table: &Characters, from: &[u32], to: &mut [MaybeUninit<u32>]) -> Rewritten {
        table.rewrite_wide(from, to)
    }

    unsafe fn write(text: &str, to: &mut [MaybeUninit<u32>]) {
        // SAFETY: by the conditions of this function.
        unsafe { avx512::decode_wide(text, to.as_mut_ptr().cast(), to.len()) };
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
        Units::Ucs2(units) if units.len() < DETACHED => long(table, text, units),
        Units::Ucs4(units) if units.len() < DETACHED => long(table, text, units),
        Units::Ucs2(units) => very_long(table, text, units),
        Units::Ucs4(units) if units.len() < TOO_WIDE => very_long(table, text, units),
        Units::Ucs4(_) => Ok(None),
        Units::Ascii(_) | Units::Latin1(_) => Ok(None),
    }
}

fn short<'py, U: Unit>(
    table: &Characters,
    text: &Bound<'py, PyString>,
    units: &[U],
) -> PyResult<Option<Bound<'py, PyString>>> {
    let mut buffer = [const { MaybeUninit::<U>::uninit() }; SHORT];
    let made = U::rewrite(table, units, &mut buffer);
    if made.read < units.len() {
        return Ok(None);
    }
    copied(text, &buffer, made).map(Some)
}

/// Strings of [`DETACHED`] units and more are written to a buffer: the allocator keeps the memory of one, but not that of strings
/// which are shortened.
#[cold]
fn very_long<'py, U: Unit>(
    table: &Characters,
    text: &Bound<'py, PyString>,
    units: &[U],
) -> PyResult<Option<Bound<'py, PyString>>> {
    // The half more is not written to. With it, glibc keeps the memory of the buffer and of a string for the next call, as both
    // are less than twice the greatest buffer.
    let mut buffer = Vec::with_capacity(units.len() + units.len() / 2);
    let to = buffer.spare_capacity_mut();
    let Some(made) = text.py().detach(|| rewrite(table, units, to)) else { return Ok(None) };
    copied(text, to, made).map(Some)
}

/// A string of the units that were written.
fn copied<'py, U: Unit>(
    text: &Bound<'py, PyString>,
    units: &[MaybeUninit<U>],
    made: Rewritten,
) -> PyResult<Bound<'py, PyString>> {
    let (py, from) = (text.py(), units.as_ptr().cast::<U>());
    if !made.is_changed {
        return Ok(text.clone());
    }
    if made.bits <= U::NARROWER {
        return narrowed(py, from, made.len);
    }
    let string = empty::<U>(py, made.len)?;
    let to = data::<U>(&string);
    memory::advise(to.cast(), made.len * size_of::<U>());
    // SAFETY: so many units were written, the new string has as many, and no one else has it yet.
    unsafe { std::ptr::copy_nonoverlapping(from, to, made.len) };
    Ok(string)
}

#[cold]
fn long<'py, U: Unit>(
    table: &Characters,
    text: &Bound<'py, PyString>,
    units: &[U],
) -> PyResult<Option<Bound<'py, PyString>>> {
    let py = text.py();
    // A little more than the source, since some characters become several.
    let capacity = units.len() + units.len() / 64 + 64;
    let string = empty::<U>(py, capacity)?;
    // SAFETY: the new string has as many units, and no one else has it yet.
    let to = unsafe { std::slice::from_raw_parts_mut(data::<MaybeUninit<U>>(&string), capacity) };
    let Some(made) = rewrite(table, units, to) else { return Ok(None) };
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

/// The units that are given to the normalizer in UTF-8 where the output for a character depends on others, at least; twice as many
/// each time that it happens again soon, up to the most.
const LEAST_SLOW: usize = 64;
const MOST_SLOW: usize = 1 << 14;
const SOON: usize = 1024;

/// Writes the output for a long string, if it differs. `None` if it does not fit, or if the string cannot be split.
fn rewrite<U: Unit>(table: &Characters, from: &[U], to: &mut [MaybeUninit<U>]) -> Option<Rewritten> {
    let is_space = |unit: &U| unit.code_point() == u32::from(' ');
    let (mut all, mut slow) = (Rewritten::default(), LEAST_SLOW);
    let (mut source, mut out) = (String::new(), String::new());
    loop {
        let rest = &from[all.read..];
        if to.len() - all.len < rest.len() {
            return None;
        }
        let made = U::rewrite(table, rest, &mut to[all.len..]);
        let is_whole = made.read == rest.len();
        if is_whole && all.read == 0 {
            return Some(made);
        }
        if !made.is_changed {
            write_same(&rest[..made.read], &mut to[all.len..]);
        }
        all.is_changed |= made.is_changed;
        if is_whole {
            let len = all.len + made.len;
            // SAFETY: so many units have been written.
            let written = unsafe { std::slice::from_raw_parts(to.as_ptr().cast::<U>(), len) };
            let bits = |units: &[U]| units.iter().fold(0, |bits, unit| bits | unit.code_point());
            let bits = written.chunks(SOON).map(bits).find(|bits| *bits > U::NARROWER).unwrap_or(0);
            return Some(Rewritten { read: from.len(), len, bits, ..all });
        }
        if !table.splits_at_spaces() {
            return None;
        }
        slow = if made.read < SOON { (2 * slow).min(MOST_SLOW) } else { LEAST_SLOW };
        // From the last space on, so that the output for the text before does not depend on what follows.
        let start = rest[..made.read].iter().rposition(is_space).unwrap_or(0);
        let after = rest.len().min(made.read + slow);
        let end = rest[after..].iter().position(is_space).map_or(rest.len(), |n| after + n);
        let taken_back: usize = rest[start..made.read].iter().map(|unit| table.output_len(unit.code_point())).sum();
        let len = all.len + made.len - taken_back;
        U::units(&rest[start..end]).write_utf8(&mut source).ok()?;
        out.clear();
        table.normalizer.normalize_into(&source, &mut out);
        let (count, greatest) = measured(&out);
        // F0 begins U+10000, which two bytes do not hold.
        if U::GREATEST == 0xFFFF && greatest >= 0xF0 {
            return None;
        }
        // SAFETY: there is a table, so the processor has AVX-512, and the text has so many characters.
        unsafe { U::write(&out, to.get_mut(len..len + count)?) };
        // C4 begins U+0100.
        let bits = if greatest >= 0xF0 {
            0x1_0000
        } else if greatest >= 0xC4 {
            0x100
        } else {
            0
        };
        let is_changed = all.is_changed || out != source;
        all = Rewritten { read: all.read + end, len: len + count, bits: all.bits | bits, is_changed };
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
