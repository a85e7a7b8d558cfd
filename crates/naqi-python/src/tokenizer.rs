//! The class `Tokenizer`, and functions that segment text.

use crate::error;
use crate::token::TokenList;
use crate::values::{hash, repr};
use naqi::token::TokenKind;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyType};

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Tokenizer>()?;
    module.add_function(wrap_pyfunction!(words, module)?)?;
    module.add_function(wrap_pyfunction!(tokens, module)?)?;
    module.add_function(wrap_pyfunction!(sentences, module)?)
}

/// The words of a text by UAX #29: the segments that contain a letter or a number.
///
/// >>> [(word.start, word.kind) for word in naqi.words("قالت: «نعم» 3.5")]
/// [(0, 'word'), (7, 'word'), (12, 'number')]
#[pyfunction]
#[pyo3(signature = (text, /))]
fn words(text: &Bound<'_, PyString>) -> PyResult<TokenList> {
    TokenList::of(text, |text, found| naqi::words(text).for_each(found))
}

/// All segments of a text by UAX #29, each with its kind. Their texts concatenate to the source.
///
/// >>> [token.kind for token in naqi.tokens("نعم، 5 😀")]
/// ['word', 'punctuation', 'space', 'number', 'space', 'emoji']
#[pyfunction]
#[pyo3(signature = (text, /))]
fn tokens(text: &Bound<'_, PyString>) -> PyResult<TokenList> {
    TokenList::of(text, |text, found| naqi::tokens(text).for_each(found))
}

/// The sentences of a text by UAX #29. Their texts concatenate to the source. `Tokenizer("arabic_sentences")` has the rules of
/// Arabic prose.
///
/// >>> [sentence.span for sentence in naqi.sentences("جاء. من؟ زيد")]
/// [(0, 5), (5, 9), (9, 12)]
#[pyfunction]
#[pyo3(signature = (text, /))]
fn sentences(text: &Bound<'_, PyString>) -> PyResult<TokenList> {
    TokenList::of(text, |text, found| naqi::sentences(text).for_each(found))
}

/// What a token is, and which tokens are kept. Its text form is a name, and after a bar the kinds that are kept: `"words"`,
/// `"all"`, `"social"`, `"sentences"`, `"arabic_sentences"`, `"social | keep(hashtag, mention)"`, `"social | keep_all"`.
///
/// >>> [token.kind for token in naqi.Tokenizer.social().tokenize("شكرًا @naqi_ar")]
/// ['word', 'mention']
#[pyclass(frozen, module = "naqi")]
pub struct Tokenizer(naqi::Tokenizer);

#[pymethods]
impl Tokenizer {
    #[new]
    #[pyo3(signature = (rules = "words", /))]
    fn new(py: Python<'_>, rules: &str) -> PyResult<Self> {
        rules.parse().map(Self).map_err(|error| error::of_rules(py, rules, &error))
    }

    /// The segments that contain a letter or a number, by UAX #29.
    #[staticmethod]
    fn words() -> Self {
        Self(naqi::Tokenizer::words())
    }

    /// All segments by UAX #29.
    #[staticmethod]
    fn all() -> Self {
        Self(naqi::Tokenizer::all())
    }

    /// The sentences by UAX #29.
    #[staticmethod]
    fn sentences() -> Self {
        Self(naqi::Tokenizer::sentences())
    }

    /// The sentences of Arabic prose: they know abbreviations and the Arabic semicolon.
    #[staticmethod]
    fn arabic_sentences() -> Self {
        Self(naqi::Tokenizer::arabic_sentences())
    }

    /// The words of posts, with each link, e-mail address, mention, hashtag and emoji as one token.
    #[staticmethod]
    fn social() -> Self {
        Self(naqi::Tokenizer::social())
    }

    /// The same tokenizer, which keeps only tokens of these kinds.
    ///
    /// >>> naqi.Tokenizer.social().keep("hashtag").tokenize("#نقي من @naqi").texts()
    /// ['#نقي']
    #[pyo3(signature = (*kinds))]
    fn keep(&self, py: Python<'_>, kinds: Vec<String>) -> PyResult<Self> {
        let kind = |name: &String| name.parse().map_err(|error| error::of_rules(py, name, &error));
        let kinds: Vec<TokenKind> = kinds.iter().map(kind).collect::<PyResult<_>>()?;
        Ok(Self(self.0.keep(&kinds)))
    }

    /// The same tokenizer, which keeps all tokens, so that their texts concatenate to the source.
    fn keep_all(&self) -> Self {
        Self(self.0.keep_all())
    }

    /// The tokens of a text.
    #[pyo3(signature = (text, /))]
    fn tokenize(&self, text: &Bound<'_, PyString>) -> PyResult<TokenList> {
        TokenList::of(text, |text, found| self.0.tokenize(text).for_each(found))
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        repr(py, "Tokenizer", &self.0.to_string())
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    fn __hash__(&self) -> u64 {
        hash(&self.0)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyType>, (String,)) {
        (py.get_type::<Self>(), (self.0.to_string(),))
    }
}
