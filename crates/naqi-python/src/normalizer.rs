//! The class `Normalizer`, and `normalize` for the default preset.

use crate::{error, text};
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

    fn normalize<'py>(&self, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
        text::normalize(&self.0, text)
    }
}

/// Normalizes a text for search, by the preset `search`.
#[pyfunction]
fn normalize<'py>(text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    text::normalize(&SEARCH, text)
}
