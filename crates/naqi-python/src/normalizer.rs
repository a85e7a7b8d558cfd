//! The class `Normalizer`, and `normalize` for the default preset.

use crate::{columns, error, text};
use naqi::preset::SEARCH;
use pyo3::prelude::*;
use pyo3::types::PyString;

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Normalizer>()?;
    module.add_function(wrap_pyfunction!(normalize, module)?)
}

/// A compiled list of steps and presets, such as `"search, unify_hamza"`.
#[pyclass(frozen, module = "naqi")]
pub struct Normalizer(pub naqi::Normalizer);

#[pymethods]
impl Normalizer {
    #[new]
    fn new(py: Python<'_>, steps: &str) -> PyResult<Self> {
        steps.parse().map(Self).map_err(|error| error::of_rules(py, steps, &error))
    }

    #[pyo3(signature = (text, *, threads = None))]
    fn normalize<'py>(
        slf: &Bound<'py, Self>,
        text: &Bound<'py, PyAny>,
        threads: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        match text.cast::<PyString>() {
            Ok(text) => Ok(text::normalize(&slf.get().0, text)?.into_any()),
            Err(_) => columns::normalize(slf, text, threads),
        }
    }
}

/// Normalizes a text for search, by the preset `search`.
#[pyfunction]
#[pyo3(signature = (text, *, threads = None))]
fn normalize<'py>(text: &Bound<'py, PyAny>, threads: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
    match text.cast::<PyString>() {
        Ok(text) => Ok(text::normalize(&SEARCH, text)?.into_any()),
        Err(_) => columns::normalize(columns::search(text.py())?, text, threads),
    }
}
