//! What is no string: columns, which `python/naqi/_columns.py` tells apart by their classes.

use crate::argument::Normalizer;
use naqi::preset::SEARCH;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

/// A column of texts, normalized, as a column of the same class.
pub fn normalize<'py>(
    normalizer: &Bound<'py, Normalizer>,
    column: &Bound<'py, PyAny>,
    threads: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    static FUNCTION: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    FUNCTION.import(column.py(), "naqi._columns", "normalize")?.call1((normalizer, column, threads))
}

/// The normalizer of `naqi.normalize`, as an object.
pub fn search(py: Python<'_>) -> PyResult<&Bound<'_, Normalizer>> {
    static OBJECT: PyOnceLock<Py<Normalizer>> = PyOnceLock::new();
    Ok(OBJECT.get_or_try_init(py, || Py::new(py, Normalizer::of((*SEARCH).clone())))?.bind(py))
}
