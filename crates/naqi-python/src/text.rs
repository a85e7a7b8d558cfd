//! Python's strings through a function of texts.
//!
//! CPython keeps Arabic text as UCS-2. simdutf transcodes it to UTF-8 and the output back: together that takes about as long
//! as the normalizer itself.

use crate::error;
use crate::units::{self, Units};
use naqi::Normalizer;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::borrow::Cow;
use std::cell::RefCell;

/// Texts of fewer units than this use the buffer of their thread.
const SHORT: usize = 4096;
/// Texts of at least this many units are processed detached from the interpreter, so that other threads run.
pub const DETACHED: usize = 32_768;

thread_local! {
    /// A short text in UTF-8. It keeps at most three bytes for each of [`SHORT`] units.
    static SOURCE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The normalized string; the same object where nothing changes.
pub fn normalize<'py>(normalizer: &Normalizer, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    rewrite(text, |text| normalizer.normalize(text))
}

/// The output of a function of texts, which borrows a text that it does not change; then this is the same object.
pub fn rewrite<'py>(
    text: &Bound<'py, PyString>,
    function: impl for<'t> Fn(&'t str) -> Cow<'t, str> + Sync,
) -> PyResult<Bound<'py, PyString>> {
    let py = text.py();
    let units = Units::of(text)?;
    // Code that runs while the buffer is borrowed calls no Python code, so it is never borrowed twice.
    let rewrite_in = |source: &mut String| -> Result<Option<String>, usize> {
        let source = match units {
            Units::Ascii(text) => text,
            units => {
                units.write_utf8(source)?;
                source
            }
        };
        Ok(match function(source) {
            Cow::Borrowed(same) if same.len() == source.len() => None,
            made => Some(made.into_owned()),
        })
    };
    let made = match units.len() {
        0..SHORT => SOURCE.with_borrow_mut(rewrite_in),
        SHORT..DETACHED => rewrite_in(&mut String::new()),
        _ => py.detach(|| rewrite_in(&mut String::new())),
    };
    match made.map_err(|offset| error::surrogate(py, units, offset))? {
        None => Ok(text.clone()),
        Some(made) => units::string(py, &made),
    }
}

/// The text in UTF-8; ASCII is borrowed.
pub fn utf8<'t>(text: &'t Bound<'_, PyString>) -> PyResult<Cow<'t, str>> {
    match Units::of(text)? {
        Units::Ascii(text) => Ok(Cow::Borrowed(text)),
        units => {
            let mut out = String::new();
            match units.write_utf8(&mut out) {
                Ok(()) => Ok(Cow::Owned(out)),
                Err(offset) => Err(error::surrogate(text.py(), units, offset)),
            }
        }
    }
}

/// Runs a function, detached from the interpreter if the text is long.
pub fn detached<T: Send>(py: Python<'_>, text: &str, function: impl FnOnce() -> T + Send) -> T {
    if text.len() < DETACHED { function() } else { py.detach(function) }
}
