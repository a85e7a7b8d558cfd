//! The code units of Python's strings (PEP 393): read in place, and written in place.
//!
//! A string of CPython is an array of ASCII, Latin-1, UCS-2 or UCS-4, the narrowest that its characters fit in. Each unit is
//! a code point; a surrogate is a unit without a character. A string must have the narrowest width, or it equals no other.

#[cfg(target_arch = "x86_64")]
use crate::avx512;
use crate::memory;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};
use std::mem::MaybeUninit;

/// Texts of at least this many units are processed detached from the interpreter, so that other threads run.
pub const DETACHED: usize = 32_768;

/// The units of a string.
#[derive(Clone, Copy)]
pub enum Units<'t> {
    Ascii(&'t str),
    Latin1(&'t [u8]),
    Ucs2(&'t [u16]),
    Ucs4(&'t [u32]),
}

impl<'t> Units<'t> {
    pub fn of(text: &'t Bound<'_, PyString>) -> PyResult<Self> {
        let object = text.as_ptr();
        // SAFETY: `object` is a string, alive and unchanged for 't. A ready string has `len` units of its kind, and an ASCII
        // string is valid UTF-8.
        unsafe {
            if ffi::PyUnicode_READY(object) != 0 {
                return Err(PyErr::fetch(text.py()));
            }
            let (data, len) = (ffi::PyUnicode_DATA(object), ffi::PyUnicode_GET_LENGTH(object) as usize);
            Ok(match ffi::PyUnicode_KIND(object) {
                ffi::PyUnicode_1BYTE_KIND => {
                    let bytes = std::slice::from_raw_parts(data.cast(), len);
                    match ffi::PyUnicode_IS_ASCII(object) {
                        0 => Self::Latin1(bytes),
                        _ => Self::Ascii(std::str::from_utf8_unchecked(bytes)),
                    }
                }
                ffi::PyUnicode_2BYTE_KIND => Self::Ucs2(std::slice::from_raw_parts(data.cast(), len)),
                _ => Self::Ucs4(std::slice::from_raw_parts(data.cast(), len)),
            })
        }
    }

    pub fn len(self) -> usize {
        match self {
            Self::Ascii(text) => text.len(),
            Self::Latin1(units) => units.len(),
            Self::Ucs2(units) => units.len(),
            Self::Ucs4(units) => units.len(),
        }
    }

    /// The code point at an offset.
    pub fn unit(self, offset: usize) -> u32 {
        match self {
            Self::Ascii(text) => text.as_bytes()[offset].into(),
            Self::Latin1(units) => units[offset].into(),
            Self::Ucs2(units) => units[offset].into(),
            Self::Ucs4(units) => units[offset],
        }
    }

    /// Writes the text as UTF-8 in place of what is in `out`. The error is the offset of the first surrogate.
    pub fn write_utf8(self, out: &mut String) -> Result<(), usize> {
        out.clear();
        match self {
            Self::Ascii(text) => out.push_str(text),
            Self::Latin1(units) => push_utf8(out, 2 * units.len(), |to| {
                // SAFETY: two bytes are reserved for each unit, and a unit writes two at most.
                unsafe { simdutf::convert_latin1_to_utf8(units.as_ptr(), units.len(), to) }
            }),
            Self::Ucs2(units) => {
                // A pair of surrogates is valid UTF-16, but no character of a Python string. The loop has no branch.
                if units.iter().fold(false, |any, &unit| any | is_surrogate(unit.into())) {
                    return Err(units.iter().take_while(|&&unit| !is_surrogate(unit.into())).count());
                }
                push_utf16(out, units);
            }
            Self::Ucs4(units) => {
                out.reserve(2 * units.len());
                for (n, part) in units.chunks(PART).enumerate() {
                    if !push_ucs4(out, part) {
                        return Err(n * PART + part.iter().take_while(|&&unit| char::from_u32(unit).is_some()).count());
                    }
                }
            }
        }
        Ok(())
    }
}

/// The units of four bytes that are transcoded at a time.
const PART: usize = 1024;

fn is_surrogate(unit: u32) -> bool {
    unit & !0x7FF == 0xD800
}

/// Appends at most [`PART`] code points; false if one is no character.
fn push_ucs4(out: &mut String, units: &[u32]) -> bool {
    #[cfg(target_arch = "x86_64")]
    if avx512::is_available() {
        return avx512::push(out, units);
    }
    // By UTF-16: in simdutf, the two steps take less than half the time of the direct one.
    let mut utf16 = [const { MaybeUninit::<u16>::uninit() }; 2 * PART];
    let to = utf16.as_mut_ptr().cast();
    // SAFETY: `utf16` has two units for each code point of a part.
    let len = unsafe { simdutf::convert_utf32_to_utf16(units.as_ptr(), units.len(), to) };
    // SAFETY: the conversion has written so many units.
    push_utf16(out, unsafe { std::slice::from_raw_parts(to, len) });
    len > 0
}

/// Appends valid UTF-16.
fn push_utf16(out: &mut String, units: &[u16]) {
    push_utf8(out, 3 * units.len(), |to| {
        // SAFETY: three bytes are reserved for each unit. A unit writes three at most, and a pair of units four.
        unsafe { simdutf::convert_utf16_to_utf8(units.as_ptr(), units.len(), to) }
    });
}

/// Appends what a conversion to UTF-8 writes, at most `most` bytes.
fn push_utf8(out: &mut String, most: usize, convert: impl FnOnce(*mut u8) -> usize) {
    out.reserve(most);
    // SAFETY: `convert` writes valid UTF-8 to the reserved bytes and returns how many, or writes nothing.
    unsafe {
        let bytes = out.as_mut_vec();
        let written = convert(bytes.as_mut_ptr().add(bytes.len()));
        debug_assert!(written <= most);
        bytes.set_len(bytes.len() + written);
    }
}

/// A Python string of a text.
pub fn string<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyString>> {
    let (from, bytes) = (text.as_ptr(), text.len());
    let (len, greatest) = measured(text);
    // The greatest byte decides the width: 0xC4 begins U+0100, and 0xF0 U+10000.
    let max_char = match greatest {
        0..0x80 => 0x7F,
        0x80..0xC4 => 0xFF,
        0xC4..0xF0 => 0xFFFF,
        _ => 0x10_FFFF,
    };
    // SAFETY: the new string has `len` units of the width for `max_char`, each code point of the text is one, and no one else
    // has the string yet.
    unsafe {
        let object = ffi::PyUnicode_New(len as ffi::Py_ssize_t, max_char);
        let made = Bound::from_owned_ptr_or_err(py, object)?.cast_into_unchecked();
        let data = ffi::PyUnicode_DATA(object);
        memory::advise(data.cast(), len * ffi::PyUnicode_KIND(object) as usize);
        let written = match max_char {
            0x7F => {
                std::ptr::copy_nonoverlapping(from, data.cast(), bytes);
                bytes
            }
            0xFF => simdutf::convert_valid_utf8_to_latin1(from, bytes, data.cast()),
            #[cfg(target_arch = "x86_64")]
            0xFFFF if avx512::is_available() => avx512::decode(text, data.cast()),
            0xFFFF => simdutf::convert_utf8_to_utf16(from, bytes, data.cast()),
            #[cfg(target_arch = "x86_64")]
            _ if avx512::is_available() => avx512::decode_wide(text, data.cast(), len),
            _ => simdutf::convert_valid_utf8_to_utf32(from, bytes, data.cast()),
        };
        debug_assert_eq!(written, len);
        Ok(made)
    }
}

/// The code points of a text, and its greatest byte; without a call of simdutf, as most strings are short.
pub fn measured(text: &str) -> (usize, u8) {
    #[cfg(target_arch = "x86_64")]
    if avx512::is_available() {
        // SAFETY: the processor has the features.
        return unsafe { avx512::measured(text) };
    }
    let starts =
        |part: &[u8]| usize::from(part.iter().fold(0_u8, |starts, &byte| starts + u8::from(byte as i8 >= -0x40)));
    let len = text.as_bytes().chunks(240).map(starts).sum();
    (len, text.bytes().fold(0, u8::max))
}

/// A list of Python strings.
pub fn strings<'py, T: AsRef<str>>(py: Python<'py>, texts: &[T]) -> PyResult<Bound<'py, PyList>> {
    let made: Vec<_> = texts.iter().map(|text| string(py, text.as_ref())).collect::<PyResult<_>>()?;
    PyList::new(py, made)
}

/// `text[start:end]`.
pub fn part<'py>(text: &Bound<'py, PyString>, start: usize, end: usize) -> PyResult<Bound<'py, PyString>> {
    // SAFETY: `text` is a string, and CPython checks the range. It returns a new reference to a string, or null with an
    // exception set.
    unsafe {
        let part = ffi::PyUnicode_Substring(text.as_ptr(), start as ffi::Py_ssize_t, end as ffi::Py_ssize_t);
        Ok(Bound::from_owned_ptr_or_err(text.py(), part)?.cast_into_unchecked())
    }
}
