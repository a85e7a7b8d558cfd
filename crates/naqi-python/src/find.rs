//! The classes `Finder` and `ManyFinder`, and `find`.

use crate::argument::NormalizerArgument;
use crate::offsets::CodePoints;
use crate::text;
use pyo3::prelude::*;
use pyo3::types::PyString;

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Finder>()?;
    module.add_class::<ManyFinder>()?;
    module.add_function(wrap_pyfunction!(find, module)?)
}

/// The spans of the matches, in code points.
pub fn spans(finder: &naqi::Finder, text: &Bound<'_, PyString>) -> PyResult<Vec<(usize, usize)>> {
    let source = text::utf8(text)?;
    Ok(text::detached(text.py(), &source, || {
        let mut offsets = CodePoints::new(&source);
        finder.find_iter(&source).map(|span| offsets.span(span)).collect()
    }))
}

/// The spans of the text that a needle is written in, in any spelling of the preset `search`: `(start, end)`.
///
/// >>> text = "الولايات المُتَّحِدة"
/// >>> naqi.find(text, needle="المتحدة")
/// [(9, 20)]
#[pyfunction]
#[pyo3(signature = (text, /, needle))]
fn find(text: &Bound<'_, PyString>, needle: &Bound<'_, PyString>) -> PyResult<Vec<(usize, usize)>> {
    spans(&naqi::preset::SEARCH.finder(&text::utf8(needle)?), text)
}

/// A compiled search for one needle in many texts, by a normalizer.
///
/// With `whole_words`, matches start and end at word boundaries. With `respecting_marks`, marks may be missing but not
/// contradict those of the needle.
///
/// >>> naqi.Finder("علم", whole_words=True).find("معلم العِلمِ عِلْمٌ")
/// [(13, 19)]
#[pyclass(frozen, module = "naqi")]
pub struct Finder(naqi::Finder);

impl Finder {
    pub fn of(
        normalizer: &naqi::Normalizer,
        needle: &str,
        whole_words: bool,
        respecting_marks: bool,
    ) -> PyResult<Self> {
        let mut finder = normalizer.finder(needle);
        if whole_words {
            finder = finder.whole_words();
        }
        if respecting_marks {
            finder = finder.respecting_marks();
        }
        Ok(Self(finder))
    }
}

#[pymethods]
impl Finder {
    #[new]
    #[pyo3(signature = (needle, /, normalizer = None, *, whole_words = false, respecting_marks = false))]
    fn new(
        needle: &Bound<'_, PyString>,
        normalizer: Option<NormalizerArgument<'_>>,
        whole_words: bool,
        respecting_marks: bool,
    ) -> PyResult<Self> {
        let normalizer = NormalizerArgument::or_search(needle.py(), normalizer)?;
        Self::of(&normalizer, &text::utf8(needle)?, whole_words, respecting_marks)
    }

    /// The spans of the matches in a text, in order: `(start, end)`.
    #[pyo3(signature = (text, /))]
    fn find(&self, text: &Bound<'_, PyString>) -> PyResult<Vec<(usize, usize)>> {
        spans(&self.0, text)
    }

    /// The normalized needle. An empty one matches nothing.
    #[getter]
    fn needle(&self) -> &str {
        self.0.needle()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("<naqi.Finder of {}>", PyString::new(py, self.0.needle()).repr()?))
    }
}

/// A compiled search for many needles at once. Made by `Normalizer.finder_of`.
///
/// >>> needles = "كتاب قلم".split()
/// >>> naqi.Normalizer("search").finder_of(needles).find("القَلَم والكِتاب")
/// [(1, 2, 7), (0, 11, 16)]
#[pyclass(frozen, module = "naqi")]
pub struct ManyFinder(naqi::find::ManyFinder);

impl ManyFinder {
    pub fn of(normalizer: &naqi::Normalizer, needles: &[Bound<'_, PyString>], whole_words: bool) -> PyResult<Self> {
        let needles = needles.iter().map(text::utf8).collect::<PyResult<Vec<_>>>()?;
        let finder = normalizer.finder_of(&needles);
        Ok(Self(if whole_words { finder.whole_words() } else { finder }))
    }
}

#[pymethods]
impl ManyFinder {
    /// The matches in a text, in order: `(number of the needle, start, end)`.
    #[pyo3(signature = (text, /))]
    fn find(&self, text: &Bound<'_, PyString>) -> PyResult<Vec<(usize, usize, usize)>> {
        let source = text::utf8(text)?;
        Ok(text::detached(text.py(), &source, || {
            let mut offsets = CodePoints::new(&source);
            let found = self.0.find_iter(&source);
            found
                .map(|found| (found.needle, offsets.before(found.span.start), offsets.before(found.span.end)))
                .collect()
        }))
    }

    /// The normalized needles.
    #[getter]
    fn needles(&self) -> Vec<String> {
        self.0.needles().map(Into::into).collect()
    }

    fn __repr__(&self) -> String {
        format!("<naqi.ManyFinder of {} needles>", self.0.needles().count())
    }
}
