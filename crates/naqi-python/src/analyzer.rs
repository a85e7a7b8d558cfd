//! The classes `Analyzer` and `Term`.

use crate::argument::Normalizer;
use crate::error;
use crate::offsets::CodePoints;
use crate::text;
use crate::units;
use crate::values::{hash, repr};
use naqi::analyzer;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString, PyType};

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Analyzer>()?;
    module.add_class::<Term>()
}

/// From text to index terms: normalized, without stop words, stemmed.
///
/// Its text form is the name of one (`"default"`, `"light"`, `"wide"`, `"words"`), or a list of steps and options.
///
/// >>> " ".join(naqi.Analyzer("default").terms("في المدارس الجديدة"))
/// 'مدرس جديد'
#[pyclass(frozen, module = "naqi")]
pub struct Analyzer(pub naqi::Analyzer);

#[pymethods]
impl Analyzer {
    #[new]
    #[pyo3(signature = (rules = "default", /))]
    fn new(py: Python<'_>, rules: &str) -> PyResult<Self> {
        match analyzer::by_name(rules) {
            Some(known) => Ok(Self(known.clone())),
            None => rules.parse().map(Self).map_err(|error| error::of_rules(py, rules, &error)),
        }
    }

    /// The index terms of a text.
    #[pyo3(signature = (text, /))]
    fn terms<'py>(&self, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyList>> {
        let source = text::utf8(text)?;
        units::strings(text.py(), &text::detached(text.py(), &source, || self.0.terms(&source)))
    }

    /// The index terms of a text, each with its span, its position and its kind.
    ///
    /// >>> [(term.text, term.kind) for term in naqi.Analyzer("three_terms").analyze("والمدرسة")]
    /// [('مدرس', 'stem'), ('√مدرس', 'root_key'), ('=والمدرسه', 'word')]
    /// >>> [(term.start, term.end, term.text) for term in naqi.Analyzer("default").analyze("في المدارس")]
    /// [(3, 10, 'مدرس')]
    #[pyo3(signature = (text, /))]
    fn analyze<'py>(&self, text: &Bound<'py, PyString>) -> PyResult<Vec<Bound<'py, Term>>> {
        let (py, source) = (text.py(), text::utf8(text)?);
        let (mut offsets, mut terms) = (CodePoints::new(&source), Vec::new());
        self.0.for_each_term(&source, |term| {
            let (start, end) = offsets.span(term.span);
            let made = units::string(py, term.text).and_then(|text| {
                let text = text.unbind();
                Bound::new(py, Term { text, start, end, position: term.position, kind: term.kind.name() })
            });
            terms.push(made);
        });
        terms.into_iter().collect()
    }

    /// The normalizer of the analyzer.
    #[getter]
    fn normalizer(&self) -> Normalizer {
        Normalizer::of(self.0.normalizer().clone())
    }

    /// A stable hash of what this analyzer does. Store it with an index, and compare it when the index is opened.
    #[getter]
    fn fingerprint(&self) -> u64 {
        self.0.fingerprint()
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        repr(py, "Analyzer", &self.0.to_string())
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    fn __hash__(&self) -> u64 {
        hash(&self.0.fingerprint())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyType>, (String,)) {
        (py.get_type::<Self>(), (self.0.to_string(),))
    }

    fn __copy__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    fn __deepcopy__<'py>(this: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        this
    }
}

/// An index term: its text, its span in the source in code points, and the number of its word.
#[pyclass(frozen, get_all, module = "naqi")]
pub struct Term {
    /// The term.
    text: Py<PyString>,
    /// The offset of its word's first code point.
    start: usize,
    /// The offset after its word's last code point.
    end: usize,
    /// The number of its word, from 0; stop words count.
    position: usize,
    /// Which of its word's terms it is: stem, root_key or word.
    kind: &'static str,
}

#[pymethods]
impl Term {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Term({}, {}, {}, {})", self.text.bind(py).repr()?, self.start, self.end, self.position))
    }
}
