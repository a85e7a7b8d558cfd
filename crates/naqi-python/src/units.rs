//! The code units of Python's strings (PEP 393): read in place, and written in place.
//!
//! A string of CPython is an array of ASCII, Latin-1, UCS-2 or UCS-4, the narrowest that its characters fit in. Each unit is
//! a code point; a surrogate is a unit without a character. A string must have the narrowest width, or it equals no other.

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::ops::Range;

/// The width of a string's units, by the greatest code point that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Width {
    Ascii,
    Latin1,
    Ucs2,
    Ucs4,
}

impl Width {
    /// The narrowest width for a text. The greatest byte decides: `0xC4` begins U+0100, and `0xF0` U+10000.
    pub fn of(text: &str) -> Self {
        match text.bytes().fold(0, u8::max) {
            ..0x80 => Self::Ascii,
            ..0xC4 => Self::Latin1,
            ..0xF0 => Self::Ucs2,
            _ => Self::Ucs4,
        }
    }

    fn max_char(self) -> u32 {
        match self {
            Self::Ascii => 0x7F,
            Self::Latin1 => 0xFF,
            Self::Ucs2 => 0xFFFF,
            Self::Ucs4 => 0x10_FFFF,
        }
    }
}

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

    pub fn width(self) -> Width {
        match self {
            Self::Ascii(_) => Width::Ascii,
            Self::Latin1(_) => Width::Latin1,
            Self::Ucs2(_) => Width::Ucs2,
            Self::Ucs4(_) => Width::Ucs4,
        }
    }

    pub fn slice(self, range: Range<usize>) -> Self {
        match self {
            Self::Ascii(text) => Self::Ascii(&text[range]),
            Self::Latin1(units) => Self::Latin1(&units[range]),
            Self::Ucs2(units) => Self::Ucs2(&units[range]),
            Self::Ucs4(units) => Self::Ucs4(&units[range]),
        }
    }

    /// Writes the text as UTF-8 in place of what is in `out`. The error is the offset of the first surrogate.
    pub fn write_utf8(self, out: &mut String) -> Result<(), usize> {
        let is_surrogate = |unit: u32| unit & !0x7FF == 0xD800;
        let surrogate = match self {
            // Without a branch in the loop; the place is looked up only where there is one. A pair of surrogates is valid in
            // UTF-16, but is no character of a Python string.
            Self::Ucs2(units) if units.iter().fold(false, |any, &unit| any | (unit & !0x7FF == 0xD800)) => {
                units.iter().position(|&unit| is_surrogate(unit.into()))
            }
            Self::Ucs4(units) if units.iter().fold(false, |any, &unit| any | is_surrogate(unit)) => {
                units.iter().position(|&unit| is_surrogate(unit))
            }
            _ => None,
        };
        if let Some(offset) = surrogate {
            return Err(offset);
        }
        out.clear();
        if let Self::Ascii(text) = self {
            out.push_str(text);
            return Ok(());
        }
        let most = match self {
            Self::Ascii(_) | Self::Latin1(_) => 2,
            Self::Ucs2(_) => 3,
            Self::Ucs4(_) => 4,
        };
        out.reserve(most * self.len());
        // SAFETY: `out` has room for the longest UTF-8 of each unit, and simdutf writes valid UTF-8 or returns 0.
        unsafe {
            let bytes = out.as_mut_vec();
            let written = match self {
                Self::Ascii(_) => 0,
                Self::Latin1(units) => simdutf::convert_latin1_to_utf8(units.as_ptr(), units.len(), bytes.as_mut_ptr()),
                Self::Ucs2(units) => simdutf::convert_utf16_to_utf8(units.as_ptr(), units.len(), bytes.as_mut_ptr()),
                Self::Ucs4(units) => simdutf::convert_utf32_to_utf8(units.as_ptr(), units.len(), bytes.as_mut_ptr()),
            };
            bytes.set_len(written);
        }
        Ok(())
    }
}

/// A Python string of a text.
pub fn string<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyString>> {
    let (width, len) = (Width::of(text), simdutf::count_utf8(text.as_bytes()));
    let mut draft = Draft::new(py, width, len)?;
    draft.push_counted(text, len);
    Ok(draft.object.into_bound(py))
}

/// A string that is being written: a new object that no one else has.
pub struct Draft {
    object: Py<PyString>,
    width: Width,
    /// The narrowest width for what is written.
    needed: Width,
    len: usize,
    capacity: usize,
}

impl Draft {
    pub fn new(py: Python<'_>, width: Width, capacity: usize) -> PyResult<Self> {
        // SAFETY: `PyUnicode_New` returns a new string, or null with an exception set.
        let object = unsafe { Bound::from_owned_ptr_or_err(py, new_object(capacity, width)) }?;
        let object = object.cast_into::<PyString>()?.unbind();
        Ok(Self { object, width, needed: Width::Ascii, len: 0, capacity })
    }

    /// Appends a text, if there is room and the units are wide enough.
    pub fn push(&mut self, text: &str) -> bool {
        let (width, len) = (Width::of(text), simdutf::count_utf8(text.as_bytes()));
        let fits = width <= self.width && len <= self.capacity - self.len;
        if fits {
            self.needed = self.needed.max(width);
            self.push_counted(text, len);
        }
        fits
    }

    /// Appends a text of `len` code points, for which there is room and the units are wide enough.
    fn push_counted(&mut self, text: &str, len: usize) {
        assert!(self.len + len <= self.capacity);
        let (from, count) = (text.as_ptr(), text.len());
        // SAFETY: the string has the units of `width` and room for `len` more. No one else reads or writes it yet.
        let written = unsafe {
            let data = ffi::PyUnicode_DATA(self.object.as_ptr());
            match self.width {
                Width::Ascii => {
                    std::ptr::copy_nonoverlapping(from, data.cast::<u8>().add(self.len), len);
                    len
                }
                Width::Latin1 => simdutf::convert_utf8_to_latin1(from, count, data.cast::<u8>().add(self.len)),
                Width::Ucs2 => simdutf::convert_utf8_to_utf16(from, count, data.cast::<u16>().add(self.len)),
                Width::Ucs4 => simdutf::convert_utf8_to_utf32(from, count, data.cast::<u32>().add(self.len)),
            }
        };
        debug_assert_eq!(written, len);
        self.len += len;
    }

    /// The same draft with room for `more` units after those written, at least as wide as `width`.
    pub fn grow(self, py: Python<'_>, width: Width, more: usize) -> PyResult<Self> {
        let mut grown = Self::new(py, self.width.max(width), self.len + self.len / 2 + more)?;
        grown.copy(self.object.bind(py), self.len)?;
        grown.needed = self.needed;
        Ok(grown)
    }

    /// Appends the first units of a string that is not wider.
    pub fn copy(&mut self, from: &Bound<'_, PyString>, len: usize) -> PyResult<()> {
        if len > 0 {
            // SAFETY: both are strings, and this one has no other owner. CPython checks lengths and widths.
            let copied = unsafe {
                ffi::PyUnicode_CopyCharacters(self.object.as_ptr(), self.len as _, from.as_ptr(), 0, len as _)
            };
            if copied < 0 {
                return Err(PyErr::fetch(from.py()));
            }
            self.len += len;
        }
        Ok(())
    }

    /// The string, without the room that is left, in the narrowest width.
    pub fn finish(self, py: Python<'_>) -> PyResult<Bound<'_, PyString>> {
        let object = self.object.into_ptr();
        // SAFETY: the string has no other owner, so it may be resized. `PyUnicode_Resize` takes it over, and leaves null after
        // an error. `len` of its units are written.
        unsafe {
            if self.needed < self.width {
                let kind = ffi::PyUnicode_KIND(object) as std::ffi::c_int;
                let narrow = ffi::PyUnicode_FromKindAndData(kind, ffi::PyUnicode_DATA(object), self.len as _);
                ffi::Py_DECREF(object);
                return Ok(Bound::from_owned_ptr_or_err(py, narrow)?.cast_into()?);
            }
            let mut object = object;
            if self.len < self.capacity && ffi::PyUnicode_Resize(&mut object, self.len as _) < 0 {
                return Err(PyErr::fetch(py));
            }
            Ok(Bound::from_owned_ptr_or_err(py, object)?.cast_into()?)
        }
    }
}

/// A new string, or null with an exception set.
///
/// # Safety
/// The thread is attached to the interpreter.
unsafe fn new_object(len: usize, width: Width) -> *mut ffi::PyObject {
    // SAFETY: the caller is attached.
    unsafe { ffi::PyUnicode_New(len as ffi::Py_ssize_t, width.max_char()) }
}
