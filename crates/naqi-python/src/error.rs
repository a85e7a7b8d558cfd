//! Errors as subclasses of `ValueError`, with the place of what is wrong.

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

create_exception!(naqi, NaqiError, PyValueError, "What naqi can find wrong. `offset` is its place, or `None`.");

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("NaqiError", module.py().get_type::<NaqiError>())
}

/// The exception for an error in a list of steps. Its offset is in code points of the list, as Python counts.
pub fn of_steps(py: Python<'_>, steps: &str, error: &naqi::Error) -> PyErr {
    let made = NaqiError::new_err(error.to_string());
    let offset = error.offset().map(|offset| steps[..offset].chars().count());
    match made.value(py).setattr("offset", offset) {
        Ok(()) => made,
        Err(error) => error,
    }
}
