//! Questions about a text: the functions of `naqi.inspect`.

use crate::error;
use crate::text::{detached, utf8};
use naqi::inspect;
use pyo3::prelude::*;
use pyo3::types::PyString;

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Counts>()?;
    module.add_function(wrap_pyfunction!(inspect_count, module)?)?;
    module.add_function(wrap_pyfunction!(inspect_is_arabic, module)?)?;
    module.add_function(wrap_pyfunction!(inspect_is_vocalized, module)?)?;
    module.add_function(wrap_pyfunction!(inspect_changing_steps, module)?)
}

/// Counts the characters of a text by their kinds, in one pass.
///
/// >>> counts = naqi.inspect.count("كـتابٌ ١٢")
/// >>> counts.letters, counts.marks, counts.tatweels, counts.digits("arabic"), counts.likely_language
/// (4, 1, 1, 2, 'arabic')
#[pyfunction]
#[pyo3(signature = (text, /))]
fn inspect_count(text: &Bound<'_, PyString>) -> PyResult<Counts> {
    let source = utf8(text)?;
    Ok(Counts::of(detached(text.py(), &source, || inspect::count(&source))))
}

/// Whether more than half of the letters of a text are of the Arabic script; false if it has none.
///
/// >>> naqi.inspect.is_arabic("هاتف iPhone 15 الجديد")
/// True
#[pyfunction]
#[pyo3(signature = (text, /))]
fn inspect_is_arabic(text: &Bound<'_, PyString>) -> PyResult<bool> {
    Ok(inspect::is_arabic(&utf8(text)?))
}

/// Whether a text is vocalised throughout: it has at least one vowel sign for every three letters.
///
/// >>> naqi.inspect.is_vocalized("ذَهَبَ الوَلَدُ")
/// True
#[pyfunction]
#[pyo3(signature = (text, /))]
fn inspect_is_vocalized(text: &Bound<'_, PyString>) -> PyResult<bool> {
    Ok(inspect::is_vocalized(&utf8(text)?))
}

/// The steps that would change a text, as text.
///
/// >>> "strip_tatweel" in naqi.inspect.changing_steps("كـتاب")
/// True
#[pyfunction]
#[pyo3(signature = (text, /))]
fn inspect_changing_steps(text: &Bound<'_, PyString>) -> PyResult<Vec<String>> {
    let source = utf8(text)?;
    let steps = detached(text.py(), &source, || inspect::changing_steps(&source));
    Ok(steps.iter().map(ToString::to_string).collect())
}

/// How many characters of each kind a text has. Counts of parts of a text add up.
#[pyclass(frozen, module = "naqi.inspect")]
pub struct Counts {
    /// All characters.
    #[pyo3(get)]
    characters: u64,
    /// Letters of any script.
    #[pyo3(get)]
    letters: u64,
    /// Arabic marks.
    #[pyo3(get)]
    marks: u64,
    /// Arabic vowel signs, which are marks too.
    #[pyo3(get)]
    vowels: u64,
    /// Tatweels (U+0640).
    #[pyo3(get)]
    tatweels: u64,
    /// Madda and hamza that are marks of their own (U+0653 to U+0655).
    #[pyo3(get)]
    combining_hamzas: u64,
    /// Presentation forms.
    #[pyo3(get)]
    presentation_forms: u64,
    /// Characters without width.
    #[pyo3(get)]
    invisible: u64,
    /// ZWJ and ZWNJ.
    #[pyo3(get)]
    joiners: u64,
    /// Control characters of the bidirectional algorithm.
    #[pyo3(get)]
    bidi_controls: u64,
    all: inspect::Counts,
}

impl Counts {
    fn of(all: inspect::Counts) -> Self {
        Self {
            characters: all.characters,
            letters: all.letters,
            marks: all.marks,
            vowels: all.vowels,
            tatweels: all.tatweels,
            combining_hamzas: all.combining_hamzas,
            presentation_forms: all.presentation_forms,
            invisible: all.invisible,
            joiners: all.joiners,
            bidi_controls: all.bidi_controls,
            all,
        }
    }
}

#[pymethods]
impl Counts {
    /// The digits of a set: `"ascii"`, `"arabic"` or `"persian"`.
    #[pyo3(signature = (set, /))]
    fn digits(&self, py: Python<'_>, set: &str) -> PyResult<u64> {
        Ok(self.all.digits(set.parse().map_err(|error| error::of_rules(py, set, &error))?))
    }

    /// The language that the letters are likely of, or `None`.
    #[getter]
    fn likely_language(&self) -> Option<&'static str> {
        self.all.likely_language().map(inspect::Language::name)
    }

    /// Whether more than half of the letters are of the Arabic script.
    #[getter]
    fn is_arabic(&self) -> bool {
        self.all.is_arabic()
    }

    /// Whether there is at least one vowel sign for every three letters of the Arabic script.
    #[getter]
    fn is_vocalized(&self) -> bool {
        self.all.is_vocalized()
    }

    fn __add__(&self, other: &Self) -> Self {
        let mut sum = self.all.clone();
        sum += other.all.clone();
        Self::of(sum)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.all == other.all
    }

    fn __repr__(&self) -> String {
        format!("Counts(characters={}, letters={}, marks={})", self.characters, self.letters, self.marks)
    }
}
