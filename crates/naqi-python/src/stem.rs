//! Stems of words: the functions of `naqi.stem`.

use crate::text::utf8;
use crate::units::string;
use naqi::stem;
use pyo3::prelude::*;
use pyo3::types::PyString;

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(stem_light, module)?)?;
    module.add_function(wrap_pyfunction!(stem_full, module)?)?;
    module.add_function(wrap_pyfunction!(stem_root_key, module)?)?;
    module.add_function(wrap_pyfunction!(stem_category, module)?)
}

/// A normalized word without its most frequent prefixes and endings.
///
/// >>> naqi.stem.light("والكتاب")
/// 'كتاب'
#[pyfunction]
#[pyo3(signature = (word, /))]
fn stem_light<'py>(word: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    string(word.py(), stem::light(&utf8(word)?))
}

/// A normalized word reduced to the stem that its forms share, broken plurals among them.
///
/// >>> naqi.stem.full("المدارس") == naqi.stem.full("مدرسه")
/// True
#[pyfunction]
#[pyo3(signature = (word, /))]
fn stem_full<'py>(word: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    string(word.py(), &stem::full(&utf8(word)?))
}

/// A key that related words share: much like a root.
#[pyfunction]
#[pyo3(signature = (word, /))]
fn stem_root_key<'py>(word: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    string(word.py(), &stem::root_key(&utf8(word)?))
}

/// The category of a stop word, such as `"function"`; `None` if the word is none.
///
/// >>> naqi.stem.category("في")
/// 'function'
#[pyfunction]
#[pyo3(signature = (word, /))]
fn stem_category(word: &Bound<'_, PyString>) -> PyResult<Option<&'static str>> {
    Ok(stem::Category::of(&utf8(word)?).map(stem::Category::name))
}
