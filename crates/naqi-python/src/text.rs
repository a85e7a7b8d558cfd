//! Python's strings, read and written.

use naqi::Normalizer;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::borrow::Cow;

/// The normalized string; the same object where nothing changes.
pub fn normalize<'py>(normalizer: &Normalizer, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    Ok(match normalizer.normalize(text.to_str()?) {
        Cow::Borrowed(_) => text.clone(),
        Cow::Owned(made) => PyString::new(text.py(), &made),
    })
}
