//! The operations of `naqi-compat`, which the package `naqi.compat` gives their peers' names and signatures.

use crate::text;
use crate::units;
use naqi_compat::operation::{self, Output};
use naqi_compat::{lucene, operations, snowball};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};
use std::borrow::Cow;

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Operation>()
}

/// A peer's function by name, such as `"pyarabic.strip_tashkeel"`: called with a text, it gives a text, a list of texts, or a
/// list of terms with their start and end in code points.
#[pyclass(frozen, module = "naqi._naqi")]
struct Operation(for<'t> fn(&'t str) -> Output<'t>);

/// Stemmers of one word, which are no operations on a text.
const STEMMERS: [operation::Operation; 2] = [
    operation::Operation { name: "lucene.arabic_stem", run: |word| Output::Text(lucene::arabic_stem(word).into()) },
    operation::Operation { name: "snowball.arabic_stem", run: |word| Output::Text(snowball::arabic_stem(word)) },
];

#[pymethods]
impl Operation {
    #[new]
    #[pyo3(signature = (name, /))]
    fn new(name: &str) -> PyResult<Self> {
        let run = STEMMERS.iter().find(|stemmer| stemmer.name == name).or_else(|| operations::by_name(name));
        run.map(|operation| Self(operation.run))
            .ok_or_else(|| PyValueError::new_err(format!("there is no operation {name:?}")))
    }

    #[pyo3(signature = (text, /))]
    fn __call__<'py>(&self, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyAny>> {
        let py = text.py();
        let source = text::utf8(text)?;
        match text::detached(py, &source, || (self.0)(&source)) {
            Output::Text(Cow::Borrowed(same)) if same.len() == source.len() => Ok(text.clone().into_any()),
            Output::Text(made) => Ok(units::string(py, &made)?.into_any()),
            Output::Texts(made) => Ok(units::strings(py, &made)?.into_any()),
            Output::Terms(made) => {
                let terms = made.iter().map(|(start, end, term)| Ok((*start, *end, units::string(py, term)?)));
                Ok(PyList::new(py, terms.collect::<PyResult<Vec<_>>>()?)?.into_any())
            }
        }
    }
}
