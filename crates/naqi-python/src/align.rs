//! The class `Alignment`, and `align`.

use crate::argument::NormalizerArgument;
use crate::offsets::OffsetIndex;
use crate::text;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::sync::Arc;

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Alignment>()?;
    module.add_function(wrap_pyfunction!(align, module)?)
}

/// The normalized text, and which of its code points came from which of the source. The normalizer is a `Normalizer`, a list
/// of steps, or the preset `search`.
///
/// >>> aligned = naqi.align("بِسْمِ ٱللَّهِ")
/// >>> start = aligned.text.index("الله")
/// >>> aligned.source(start, start + 4)
/// (7, 14)
#[pyfunction]
#[pyo3(signature = (text, /, normalizer = None))]
fn align(text: &Bound<'_, PyString>, normalizer: Option<NormalizerArgument<'_>>) -> PyResult<Alignment> {
    Alignment::new(&NormalizerArgument::or_search(text.py(), normalizer)?, text)
}

/// A normalized text, and which of its code points came from which of the source. Made by `align`.
#[pyclass(frozen, module = "naqi")]
pub struct Alignment {
    alignment: naqi::Alignment,
    source: Arc<OffsetIndex>,
    output: Arc<OffsetIndex>,
}

impl Alignment {
    pub fn new(normalizer: &naqi::Normalizer, text: &Bound<'_, PyString>) -> PyResult<Self> {
        let source = text::utf8(text)?;
        Ok(text::detached(text.py(), &source, || {
            let aligned = normalizer.align(&source);
            let output = Arc::new(OffsetIndex::new(aligned.text.to_string()));
            Self { alignment: aligned.alignment, source: Arc::new(OffsetIndex::new(source.to_string())), output }
        }))
    }
}

#[pymethods]
impl Alignment {
    /// The normalized text.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        crate::units::string(py, self.output.text())
    }

    /// Whether the normalized text equals the source.
    #[getter]
    fn is_unchanged(&self) -> bool {
        self.alignment.is_unchanged()
    }

    /// The source range of a range of the normalized text, widened to whole units: a letter with its marks.
    #[pyo3(signature = (start, end, /))]
    fn source(&self, start: usize, end: usize) -> PyResult<(usize, usize)> {
        Ok(self.source.code_points(self.alignment.source(self.output.bytes(start, end)?)))
    }

    /// The range of the normalized text that came from a range of the source.
    #[pyo3(signature = (start, end, /))]
    fn output(&self, start: usize, end: usize) -> PyResult<(usize, usize)> {
        Ok(self.output.code_points(self.alignment.output(self.source.bytes(start, end)?)))
    }

    /// The alignment of this source with the output of a further one, whose source is this output.
    #[pyo3(signature = (next, /))]
    fn then(&self, next: &Self) -> PyResult<Self> {
        if self.output.text() != next.source.text() {
            return Err(PyValueError::new_err("the source of the next alignment is not the text of this one"));
        }
        let alignment = self.alignment.then(&next.alignment);
        Ok(Self { alignment, source: self.source.clone(), output: next.output.clone() })
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        crate::values::repr(py, "Alignment", self.output.text())
    }
}
