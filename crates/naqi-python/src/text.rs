//! Python's strings through a normalizer.
//!
//! CPython keeps Arabic text as UCS-2. simdutf transcodes it to UTF-8 and the output back, a chunk at a time in the caches:
//! together that takes about as long as the normalizer itself. The output of chunks is that of the whole text (`Stream`).

use crate::error;
use crate::units::{self, Units};
use naqi::Normalizer;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::cell::RefCell;

/// The units of a chunk. Two buffers of UTF-8 stay in the second-level cache.
const CHUNK: usize = 8192;
/// Texts with as many units are normalized detached from the interpreter, so that other threads run.
const DETACHED: usize = 8 * CHUNK;

/// The normalized string; the same object where nothing changes.
pub fn normalize<'py>(normalizer: &Normalizer, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    match Units::of(text)? {
        units if units.len() > CHUNK => normalize_long(normalizer, text, units),
        Units::Ascii(ascii) => normalize_short(normalizer, text, ascii),
        units => SOURCE.with_borrow_mut(|source| {
            write_utf8(text.py(), units, source)?;
            normalize_short(normalizer, text, source)
        }),
    }
}

/// Writes the units as UTF-8 in place of what is in `out`.
pub fn write_utf8(py: Python<'_>, units: Units<'_>, out: &mut String) -> PyResult<()> {
    units.write_utf8(out).map_err(|offset| error::surrogate(py, units, offset))
}

thread_local! {
    /// Short texts in UTF-8, and their outputs.
    static SOURCE: RefCell<String> = const { RefCell::new(String::new()) };
    static OUTPUT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The capacity that a buffer of a thread keeps.
const MAX_IDLE_CAPACITY: usize = 4 * CHUNK;

fn normalize_short<'py>(
    normalizer: &Normalizer,
    text: &Bound<'py, PyString>,
    source: &str,
) -> PyResult<Bound<'py, PyString>> {
    OUTPUT.with_borrow_mut(|out| {
        out.clear();
        normalizer.normalize_into(source, out);
        let made = if out == source { Ok(text.clone()) } else { units::string(text.py(), out) };
        out.shrink_to(MAX_IDLE_CAPACITY);
        made
    })
}

fn normalize_long<'py>(
    normalizer: &Normalizer,
    text: &Bound<'py, PyString>,
    units: Units<'_>,
) -> PyResult<Bound<'py, PyString>> {
    let py = text.py();
    let run = || {
        let mut source = String::new();
        units.write_utf8(&mut source)?;
        Ok(match normalizer.normalize(&source) {
            std::borrow::Cow::Borrowed(_) => None,
            std::borrow::Cow::Owned(made) => Some(made),
        })
    };
    let made = if units.len() < DETACHED { run() } else { py.detach(run) };
    match made.map_err(|offset| error::surrogate(py, units, offset))? {
        None => Ok(text.clone()),
        Some(made) => units::string(py, &made),
    }
}
