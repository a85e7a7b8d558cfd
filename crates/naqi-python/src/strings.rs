//! Lists of Python's strings through a normalizer.

use crate::argument::Normalizer;
use crate::error;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyFloat, PyList, PyString};

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(normalize_strings, module)?)
}

/// A list of the normalized strings. A string that does not change is the same object, and missing values stay.
#[pyfunction]
#[pyo3(signature = (normalizer, strings, /))]
fn normalize_strings<'py>(normalizer: &Normalizer, strings: &Bound<'py, PyList>) -> PyResult<Bound<'py, PyList>> {
    let py = strings.py();
    let made = PyList::empty(py);
    for (row, item) in strings.iter().enumerate() {
        match item.cast::<PyString>() {
            Ok(text) => made.append(normalizer.0.normalize(text).map_err(|found| error::in_row(py, row, found))?)?,
            Err(_) if is_missing(&item)? => made.append(item)?,
            Err(_) => {
                let of = item.get_type().name()?;
                return Err(PyTypeError::new_err(format!("row {row} has the type {of}: expected str, None or NaN")));
            }
        }
    }
    Ok(made)
}

/// Whether an object stands for no value: None, NaN, or pandas's NA.
fn is_missing(item: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(item.is_none()
        || item.cast::<PyFloat>().is_ok_and(|number| number.value().is_nan())
        || item.get_type().name()? == "NAType")
}
