//! The methods of `Normalizer`, and `normalize` for the default preset.

use crate::align::Alignment;
use crate::argument::{Normalizer, parse};
use crate::columns;
use crate::find::{Finder, ManyFinder};
use crate::stream::Stream;
use crate::text;
use crate::token::{Token, Tokens};
use crate::units::{string, strings};
use crate::values::{hash, repr};
use naqi::preset::{self, SEARCH};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString, PyType};
use std::borrow::Cow;

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Normalizer>()?;
    module.add_function(wrap_pyfunction!(normalize, module)?)?;
    module.add_function(wrap_pyfunction!(is_normalized, module)?)?;
    module.add_function(wrap_pyfunction!(preset_names, module)?)
}

#[pymethods]
impl Normalizer {
    #[new]
    #[pyo3(signature = (steps = "search", /))]
    fn new(py: Python<'_>, steps: &str) -> PyResult<Self> {
        parse(py, steps).map(Self::of)
    }

    /// The normalized text; the same object where nothing changes. A column of texts gives a column of the same class: a list,
    /// or an array or series of numpy, pandas, Polars, pyarrow or another library of Arrow. `threads` is for Arrow's.
    ///
    /// >>> naqi.Normalizer("light").normalize("كِتَابٌ")
    /// 'كتاب'
    /// >>> naqi.Normalizer("light").normalize(["كِتَابٌ", None])
    /// ['كتاب', None]
    #[pyo3(signature = (text, /, *, threads = None))]
    fn normalize<'py>(
        slf: &Bound<'py, Self>,
        text: &Bound<'py, PyAny>,
        threads: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        match text.cast::<PyString>() {
            Ok(text) => Ok(slf.get().0.normalize(text)?.into_any()),
            Err(_) => columns::normalize(slf, text, threads),
        }
    }

    /// The same as `normalize`, so that a normalizer can be given to `map` and `Series.map`.
    #[pyo3(signature = (text, /))]
    fn __call__<'py>(&self, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
        self.0.normalize(text)
    }

    /// Whether `normalize` would return the text unchanged.
    ///
    /// >>> naqi.Normalizer("light").is_normalized("كِتاب")
    /// False
    #[pyo3(signature = (text, /))]
    fn is_normalized(&self, text: &Bound<'_, PyString>) -> PyResult<bool> {
        let source = text::utf8(text)?;
        Ok(text::detached(text.py(), &source, || self.0.is_normalized(&source)))
    }

    /// The normalized text, and which of its code points came from which of the source.
    ///
    /// >>> aligned = naqi.Normalizer("light").align("كِتَاب")
    /// >>> aligned.source(1, 2), aligned.text
    /// ((2, 4), 'كتاب')
    #[pyo3(signature = (text, /))]
    fn align(&self, text: &Bound<'_, PyString>) -> PyResult<Alignment> {
        Alignment::new(&self.0, text)
    }

    /// The words of a text, normalized. A word that becomes several terms or none counts so.
    ///
    /// >>> " ".join(naqi.Normalizer("search").terms("الولايات المُتَّحِدة"))
    /// 'الولايات المتحده'
    #[pyo3(signature = (text, /))]
    fn terms<'py>(&self, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyList>> {
        let source = text::utf8(text)?;
        strings(text.py(), &text::detached(text.py(), &source, || self.0.terms(&source)))
    }

    /// The words of a text, each with its normalized term: `(token, term)`.
    ///
    /// >>> [(token.start, term == token.text) for token, term in naqi.Normalizer("search").word_terms("هي المُتَّحِدة")]
    /// [(0, True), (3, False)]
    #[pyo3(signature = (text, /))]
    fn word_terms<'py>(&self, text: &Bound<'py, PyString>) -> PyResult<Vec<(Py<Token>, Bound<'py, PyString>)>> {
        let source = text::utf8(text)?;
        let mut tokens = Tokens::new(text, &source)?;
        let made = |(token, term): (_, Cow<'_, str>)| Ok((tokens.make(&token)?, string(text.py(), &term)?));
        self.0.word_terms(&source).map(made).collect()
    }

    /// The spans of the text whose normalized form equals that of the needle: `(start, end)`.
    ///
    /// >>> text = "الولايات المُتَّحِدة"
    /// >>> naqi.Normalizer("search").find(text, needle="المتحدة")
    /// [(9, 20)]
    #[pyo3(signature = (text, /, needle))]
    fn find(&self, text: &Bound<'_, PyString>, needle: &Bound<'_, PyString>) -> PyResult<Vec<(usize, usize)>> {
        crate::find::spans(&self.0.finder(&text::utf8(needle)?), text)
    }

    /// A finder for one needle, to search many texts.
    #[pyo3(signature = (needle, /, *, whole_words = false, respecting_marks = false))]
    fn finder(&self, needle: &Bound<'_, PyString>, whole_words: bool, respecting_marks: bool) -> PyResult<Finder> {
        Finder::of(&self.0, &text::utf8(needle)?, whole_words, respecting_marks)
    }

    /// A finder for many needles at once.
    #[pyo3(signature = (needles, /, *, whole_words = false))]
    fn finder_of(&self, needles: Vec<Bound<'_, PyString>>, whole_words: bool) -> PyResult<ManyFinder> {
        ManyFinder::of(&self.0, &needles, whole_words)
    }

    /// A stream, which normalizes chunks of bytes, split anywhere, to the output of the whole text.
    #[pyo3(signature = (*, lossy = false))]
    fn stream(&self, lossy: bool) -> Stream {
        Stream::of((*self.0).clone(), lossy)
    }

    /// The steps, in the order in which they run.
    ///
    /// >>> naqi.Normalizer("trim, unify_yeh").steps
    /// ['unify_yeh', 'trim']
    #[getter]
    fn steps(&self) -> Vec<String> {
        self.0.steps().iter().map(ToString::to_string).collect()
    }

    /// A stable hash of what this normalizer does. Store it with an index, and compare it when the index is opened.
    #[getter]
    fn fingerprint(&self) -> u64 {
        self.0.fingerprint()
    }

    /// Whether normalizing twice always equals normalizing once; false if unsure.
    #[getter]
    fn is_idempotent(&self) -> bool {
        self.0.is_idempotent()
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        repr(py, "Normalizer", &self.0.to_string())
    }

    fn __eq__(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }

    fn __hash__(&self) -> u64 {
        hash(&*self.0)
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

/// Normalizes a text for search, by the preset `search`. The same object is returned where nothing changes.
///
/// >>> naqi.normalize("المُتَّحِدة في ٢٠٢٤")
/// 'المتحده في 2024'
///
/// A column of texts gives a column of the same class, as `Normalizer.normalize` does.
#[pyfunction]
#[pyo3(signature = (text, /, *, threads = None))]
fn normalize<'py>(text: &Bound<'py, PyAny>, threads: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
    match text.cast::<PyString>() {
        Ok(string) => Ok(columns::search(text.py())?.get().0.normalize(string)?.into_any()),
        Err(_) => columns::normalize(columns::search(text.py())?, text, threads),
    }
}

/// Whether `normalize` would return the text unchanged.
#[pyfunction]
#[pyo3(signature = (text, /))]
fn is_normalized(text: &Bound<'_, PyString>) -> PyResult<bool> {
    let source = text::utf8(text)?;
    Ok(text::detached(text.py(), &source, || SEARCH.is_normalized(&source)))
}

/// The names of all presets.
#[pyfunction]
fn preset_names() -> Vec<&'static str> {
    preset::all().map(|preset| preset.name()).collect()
}
