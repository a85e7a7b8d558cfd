//! The classes `Token` and `Tokenizer`, and functions that segment text.

use crate::normalizer::{hash, repr};
use crate::offsets::CodePoints;
use crate::{error, text};
use naqi::token::TokenKind;
use pyo3::exceptions::PyOverflowError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyList, PyString, PyType};

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Token>()?;
    module.add_class::<Tokenizer>()?;
    module.add_function(wrap_pyfunction!(words, module)?)?;
    module.add_function(wrap_pyfunction!(tokens, module)?)?;
    module.add_function(wrap_pyfunction!(sentences, module)?)?;
    module.add_function(wrap_pyfunction!(word_offsets, module)?)
}

/// A token: a part of a text, its offsets in code points, and its kind.
///
/// `text[token.start:token.end] == token.text`. The kind is `"word"`, `"number"`, `"punctuation"`, `"symbol"`, `"space"`,
/// `"emoji"`, `"other"`, `"url"`, `"email"`, `"mention"`, `"hashtag"` or `"sentence"`.
///
/// >>> naqi.words("«نعم»")
/// [Token('نعم', 1, 4, 'word')]
#[pyclass(frozen, module = "naqi")]
pub struct Token {
    source: Py<PyString>,
    /// The code points before the source, if it is a part of a text itself.
    base: usize,
    /// Offsets in the source.
    from: usize,
    to: usize,
    kind: TokenKind,
}

#[pymethods]
impl Token {
    #[new]
    #[pyo3(signature = (text, start, end, kind, /))]
    fn new(text: Bound<'_, PyString>, start: usize, end: usize, kind: &str) -> PyResult<Self> {
        let kind = kind.parse().map_err(|error| error::of_rules(text.py(), kind, &error))?;
        let len = end.saturating_sub(start);
        Ok(Self { source: text.unbind(), base: start, from: 0, to: len, kind })
    }

    #[classattr]
    fn __match_args__() -> (&'static str, &'static str, &'static str, &'static str) {
        ("text", "start", "end", "kind")
    }

    /// The part of the text.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        // SAFETY: `source` is a string; CPython checks the range.
        let part = unsafe { ffi::PyUnicode_Substring(self.source.as_ptr(), self.from as _, self.to as _) };
        // SAFETY: a new reference to a string, or null with an exception set.
        Ok(unsafe { Bound::from_owned_ptr_or_err(py, part)?.cast_into_unchecked() })
    }

    /// The offset of the first code point.
    #[getter]
    fn start(&self) -> usize {
        self.base + self.from
    }

    /// The offset after the last code point.
    #[getter]
    fn end(&self) -> usize {
        self.base + self.to
    }

    /// `(start, end)`.
    #[getter]
    fn span(&self) -> (usize, usize) {
        (self.start(), self.end())
    }

    /// The name of the kind.
    #[getter]
    fn kind(&self) -> &'static str {
        self.kind.name()
    }

    fn __len__(&self) -> usize {
        self.to - self.from
    }

    fn __str__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        self.text(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = self.text(py)?.repr()?;
        Ok(format!("Token({text}, {}, {}, '{}')", self.start(), self.end(), self.kind.name()))
    }

    fn __eq__(&self, other: &Self, py: Python<'_>) -> PyResult<bool> {
        Ok(self.kind == other.kind && self.span() == other.span() && self.text(py)?.as_any().eq(other.text(py)?)?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(hash(&(self.text(py)?.hash()?, self.span())))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        Ok((py.get_type::<Self>(), (self.text(py)?, self.start(), self.end(), self.kind())))
    }
}

type Reduced<'py> = (Bound<'py, PyType>, (Bound<'py, PyString>, usize, usize, &'static str));

/// Makes the tokens of a text in Python.
pub struct Tokens<'t, 'py> {
    source: &'t Bound<'py, PyString>,
    offsets: CodePoints<'t>,
}

impl<'t, 'py> Tokens<'t, 'py> {
    /// `utf8` is the text of `source`.
    pub fn new(source: &'t Bound<'py, PyString>, utf8: &'t str) -> Self {
        Self { source, offsets: CodePoints::new(utf8) }
    }

    pub fn make(&mut self, token: &naqi::Token<'_>) -> PyResult<Bound<'py, Token>> {
        let (from, to) = self.offsets.span(token.span());
        let source = self.source.clone().unbind();
        Bound::new(self.source.py(), Token { source, base: 0, from, to, kind: token.kind() })
    }
}

/// The tokens of an iterator over those of a text.
fn list<'py, 't>(
    text: &Bound<'py, PyString>,
    tokenize: impl FnOnce(&str) -> Vec<naqi::Token<'_>>,
) -> PyResult<Bound<'py, PyList>> {
    let source = text::utf8(text)?;
    let mut made = Tokens::new(text, &source);
    let tokens = tokenize(&source);
    let tokens: Vec<_> = tokens.iter().map(|token| made.make(token)).collect::<PyResult<_>>()?;
    PyList::new(text.py(), tokens)
}

/// `array.array("I", [start, end, start, end, …])`, in code points.
fn offset_array<'py>(
    text: &Bound<'py, PyString>,
    tokenize: impl for<'t> FnOnce(&'t str, &mut dyn FnMut(std::ops::Range<usize>)) + Send,
) -> PyResult<Bound<'py, PyAny>> {
    let py = text.py();
    if u32::try_from(text.len()?).is_err() {
        return Err(PyOverflowError::new_err("offsets of 32 bits do not reach the end of this text: divide it"));
    }
    let source = text::utf8(text)?;
    let bytes = text::detached(py, &source, || {
        let (mut bytes, mut offsets) = (Vec::new(), CodePoints::new(&source));
        tokenize(&source, &mut |span| {
            let (start, end) = offsets.span(span);
            bytes.extend_from_slice(&(start as u32).to_ne_bytes());
            bytes.extend_from_slice(&(end as u32).to_ne_bytes());
        });
        bytes
    });
    static ARRAY: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    ARRAY.import(py, "array", "array")?.call1(("I", PyBytes::new(py, &bytes)))
}

/// The words of a text by UAX #29: the segments that contain a letter or a number.
///
/// >>> [(word.text, word.start) for word in naqi.words("قالت: «نعم» 3.5")]
/// [('قالت', 0), ('نعم', 7), ('3.5', 12)]
#[pyfunction]
#[pyo3(signature = (text, /))]
fn words<'py>(text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyList>> {
    list(text, |text| naqi::words(text).collect())
}

/// All segments of a text by UAX #29, each with its kind. Their texts concatenate to the source.
///
/// >>> [token.kind for token in naqi.tokens("نعم، 5 😀")]
/// ['word', 'punctuation', 'space', 'number', 'space', 'emoji']
#[pyfunction]
#[pyo3(signature = (text, /))]
fn tokens<'py>(text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyList>> {
    list(text, |text| naqi::tokens(text).collect())
}

/// The sentences of a text by UAX #29. Their texts concatenate to the source. `Tokenizer("arabic_sentences")` has the rules of
/// Arabic prose.
///
/// >>> len(naqi.sentences("جاء. من؟ زيد"))
/// 3
#[pyfunction]
#[pyo3(signature = (text, /))]
fn sentences<'py>(text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyList>> {
    list(text, |text| naqi::sentences(text).collect())
}

/// The offsets of the words of a text, as `array.array("I")`: start and end of the first word, of the second, and so on.
///
/// With numpy, `numpy.frombuffer(naqi.word_offsets(text), numpy.uint32).reshape(-1, 2)` has a row for each word, and no copy.
///
/// >>> naqi.word_offsets("من هنا").tolist()
/// [0, 2, 3, 6]
#[pyfunction]
#[pyo3(signature = (text, /))]
fn word_offsets<'py>(text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyAny>> {
    offset_array(text, |text, found| naqi::words(text).for_each(|word| found(word.span())))
}

/// What a token is, and which tokens are kept. Its text form is a name, and after a bar the kinds that are kept: `"words"`,
/// `"all"`, `"social"`, `"sentences"`, `"arabic_sentences"`, `"social | keep(hashtag, mention)"`, `"social | keep_all"`.
///
/// >>> [token.text for token in naqi.Tokenizer.social().tokenize("شكرًا @naqi_ar")]
/// ['شكرًا', '@naqi_ar']
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

    /// The sentences of Arabic prose, which knows abbreviations and the Arabic semicolon.
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
    /// >>> [token.text for token in naqi.Tokenizer.social().keep("hashtag").tokenize("#نقي من @naqi")]
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
    fn tokenize<'py>(&self, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyList>> {
        list(text, |text| self.0.tokenize(text).collect())
    }

    /// The offsets of the tokens of a text, as `array.array("I")`: see `word_offsets`.
    #[pyo3(signature = (text, /))]
    fn offsets<'py>(&self, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyAny>> {
        offset_array(text, |text, found| self.0.tokenize(text).for_each(|token| found(token.span())))
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
