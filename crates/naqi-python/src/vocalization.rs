//! Marks of words, compared: the functions of `naqi.vocalization`.

use crate::text::utf8;
use crate::units::string;
use naqi::vocalization::{self, LetterWithMarks};
use pyo3::prelude::*;
use pyo3::types::PyString;

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Agreement>()?;
    module.add_function(wrap_pyfunction!(vocalization_compatible, module)?)?;
    module.add_function(wrap_pyfunction!(vocalization_agreement, module)?)?;
    module.add_function(wrap_pyfunction!(vocalization_split, module)?)?;
    module.add_function(wrap_pyfunction!(vocalization_join, module)?)
}

/// Whether two words have the same letters, and no marks that contradict each other.
///
/// >>> passive, active = "كُتِبَ and كَتَبَ".split(" and ")
/// >>> naqi.vocalization.compatible(passive, "كتب"), naqi.vocalization.compatible(passive, active)
/// (True, False)
#[pyfunction]
#[pyo3(signature = (one, other, /))]
fn vocalization_compatible(one: &Bound<'_, PyString>, other: &Bound<'_, PyString>) -> PyResult<bool> {
    Ok(vocalization::compatible(&utf8(one)?, &utf8(other)?))
}

/// How much of the marks of two spellings of a word agrees; `None` if their letters differ.
///
/// >>> word = "كَتَبَ"
/// >>> naqi.vocalization.agreement(word, word[:-1]).missing
/// 1
#[pyfunction]
#[pyo3(signature = (one, other, /))]
fn vocalization_agreement(one: &Bound<'_, PyString>, other: &Bound<'_, PyString>) -> PyResult<Option<Agreement>> {
    Ok(vocalization::agreement(&utf8(one)?, &utf8(other)?).map(Agreement))
}

/// The letters of a text, each with its marks.
///
/// >>> [len(marks) for letter, marks in naqi.vocalization.split("كِت")]
/// [1, 0]
#[pyfunction]
#[pyo3(signature = (text, /))]
fn vocalization_split<'py>(text: &Bound<'py, PyString>) -> PyResult<Vec<(Bound<'py, PyString>, Bound<'py, PyString>)>> {
    let (py, source) = (text.py(), utf8(text)?);
    vocalization::split(&source).map(|part| Ok((string(py, part.letter)?, string(py, part.marks)?))).collect()
}

/// The inverse of `split`.
#[pyfunction]
#[pyo3(signature = (letters, /))]
fn vocalization_join<'py>(
    py: Python<'py>,
    letters: Vec<(Bound<'py, PyString>, Bound<'py, PyString>)>,
) -> PyResult<Bound<'py, PyString>> {
    let letters: Vec<_> =
        letters.iter().map(|(letter, marks)| Ok((utf8(letter)?, utf8(marks)?))).collect::<PyResult<_>>()?;
    let letters = letters.iter().map(|(letter, marks)| LetterWithMarks { letter, marks });
    string(py, &vocalization::join(letters))
}

/// The marks of two spellings of a word, compared.
#[pyclass(frozen, eq, hash, module = "naqi.vocalization")]
#[derive(PartialEq, Eq, Hash)]
pub struct Agreement(vocalization::Agreement);

#[pymethods]
impl Agreement {
    /// The marks that both spellings have.
    #[getter]
    fn equal(&self) -> usize {
        self.0.equal
    }

    /// The marks that one of them has, where the other has none.
    #[getter]
    fn missing(&self) -> usize {
        self.0.missing
    }

    /// The places where one of them contradicts the other.
    #[getter]
    fn contradicting(&self) -> usize {
        self.0.contradicting
    }

    /// Whether no marks contradict each other.
    #[getter]
    fn is_compatible(&self) -> bool {
        self.0.is_compatible()
    }

    /// The share of the marks that are equal, from 0 to 1; 1 if there are no marks.
    #[getter]
    fn share(&self) -> f64 {
        self.0.share()
    }

    fn __repr__(&self) -> String {
        let naqi::vocalization::Agreement { equal, missing, contradicting, .. } = self.0;
        format!("Agreement(equal={equal}, missing={missing}, contradicting={contradicting})")
    }
}
