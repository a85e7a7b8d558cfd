//! The classes `Token` and `TokenList`: the tokens of a text.

use crate::error;
use crate::offsets::CodePoints;
use crate::text;
use crate::units::part;
use crate::values::hash;
use naqi::token::TokenKind;
use pyo3::exceptions::{PyIndexError, PyOverflowError};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyList, PySlice, PyString, PyType};
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Token>()?;
    module.add_class::<TokenList>()
}

/// Where a token is in its text, in code points, and its kind.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place {
    start: u32,
    end: u32,
    kind: TokenKind,
}

/// A token: a part of a text, its offsets in code points, and its kind.
///
/// `text[token.start:token.end] == token.text`. The kind is `"word"`, `"number"`, `"punctuation"`, `"symbol"`, `"space"`,
/// `"emoji"`, `"other"`, `"url"`, `"email"`, `"mention"`, `"hashtag"` or `"sentence"`.
///
/// >>> [token] = naqi.words("«نعم»")
/// >>> token.start, token.end, token.kind, token.text
/// (1, 4, 'word', 'نعم')
#[pyclass(frozen, module = "naqi")]
pub struct Token {
    source: Py<PyString>,
    /// Whether the source is the token's own text, not that which the offsets are in.
    is_whole_source: bool,
    // Atomic, since an iterator moves a token that no one else has.
    start: AtomicU32,
    end: AtomicU32,
    kind: AtomicU8,
}

impl Token {
    fn at(source: Py<PyString>, place: Place) -> Self {
        let Place { start, end, kind } = place;
        Self { source, is_whole_source: false, start: start.into(), end: end.into(), kind: (kind as u8).into() }
    }

    fn move_to(&self, Place { start, end, kind }: Place) {
        self.start.store(start, Relaxed);
        self.end.store(end, Relaxed);
        self.kind.store(kind as u8, Relaxed);
    }

    fn place(&self) -> Place {
        // `ALL` is in the order of the variants.
        let kind = TokenKind::ALL[usize::from(self.kind.load(Relaxed))];
        Place { start: self.start.load(Relaxed), end: self.end.load(Relaxed), kind }
    }
}

type Reduced<'py> = (Bound<'py, PyType>, (Bound<'py, PyString>, u32, u32, &'static str));

#[pymethods]
impl Token {
    #[new]
    #[pyo3(signature = (text, start, end, kind, /))]
    fn new(text: Bound<'_, PyString>, start: u32, end: u32, kind: &str) -> PyResult<Self> {
        let kind = kind.parse().map_err(|error| error::of_rules(text.py(), kind, &error))?;
        Ok(Self { is_whole_source: true, ..Self::at(text.unbind(), Place { start, end, kind }) })
    }

    #[classattr]
    fn __match_args__() -> (&'static str, &'static str, &'static str, &'static str) {
        ("text", "start", "end", "kind")
    }

    /// The part of the text.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        let Place { start, end, .. } = self.place();
        match self.is_whole_source {
            true => Ok(self.source.bind(py).clone()),
            false => part(self.source.bind(py), start as usize, end as usize),
        }
    }

    /// The offset of the first code point.
    #[getter]
    fn start(&self) -> u32 {
        self.place().start
    }

    /// The offset after the last code point.
    #[getter]
    fn end(&self) -> u32 {
        self.place().end
    }

    /// `(start, end)`.
    #[getter]
    fn span(&self) -> (u32, u32) {
        (self.start(), self.end())
    }

    /// The name of the kind.
    #[getter]
    fn kind(&self) -> &'static str {
        self.place().kind.name()
    }

    fn __str__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        self.text(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = self.text(py)?.repr()?;
        Ok(format!("Token({text}, {}, {}, '{}')", self.start(), self.end(), self.kind()))
    }

    fn __eq__(&self, other: &Self, py: Python<'_>) -> PyResult<bool> {
        Ok(self.place() == other.place() && self.text(py)?.as_any().eq(other.text(py)?)?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(hash(&(self.text(py)?.hash()?, self.span())))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        Ok((py.get_type::<Self>(), (self.text(py)?, self.start(), self.end(), self.kind())))
    }
}

/// The tokens of a text: a sequence that makes each `Token` when it is read.
///
/// >>> words = naqi.words("من هنا")
/// >>> len(words), words[-1].span, " ".join(words.texts())
/// (2, (3, 6), 'من هنا')
#[pyclass(frozen, sequence, module = "naqi")]
pub struct TokenList {
    source: Py<PyString>,
    places: Vec<Place>,
}

impl TokenList {
    /// The tokens that `tokenize` passes to the function it is given.
    pub fn of(
        text: &Bound<'_, PyString>,
        tokenize: impl for<'t> FnOnce(&'t str, &mut dyn FnMut(naqi::Token<'t>)) + Send,
    ) -> PyResult<Self> {
        check_len(text)?;
        let source = text::utf8(text)?;
        let places = text::detached(text.py(), &source, || {
            let (mut places, mut offsets) = (Vec::new(), CodePoints::new(&source));
            tokenize(&source, &mut |token| {
                let (start, end) = offsets.span(token.span());
                places.push(Place { start: start as u32, end: end as u32, kind: token.kind() });
            });
            places
        });
        Ok(Self { source: text.clone().unbind(), places })
    }

    fn token(&self, py: Python<'_>, place: Place) -> PyResult<Py<Token>> {
        Py::new(py, Token::at(self.source.clone_ref(py), place))
    }

    fn list<'py>(&self, py: Python<'py>, places: impl Iterator<Item = Place>) -> PyResult<Bound<'py, PyList>> {
        let tokens: Vec<_> = places.map(|place| self.token(py, place)).collect::<PyResult<_>>()?;
        PyList::new(py, tokens)
    }
}

/// An error for a text whose offsets do not fit 32 bits.
fn check_len(text: &Bound<'_, PyString>) -> PyResult<()> {
    match u32::try_from(text.len()?) {
        Ok(_) => Ok(()),
        Err(_) => Err(PyOverflowError::new_err("the text is longer than 4,294,967,295 code points: divide it")),
    }
}

/// A number, or a slice.
#[derive(FromPyObject)]
enum Index<'py> {
    Number(isize),
    Slice(Bound<'py, PySlice>),
}

#[pymethods]
impl TokenList {
    /// The texts of the tokens.
    fn texts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let source = self.source.bind(py);
        let texts: Vec<_> = self
            .places
            .iter()
            .map(|place| part(source, place.start as usize, place.end as usize))
            .collect::<PyResult<_>>()?;
        PyList::new(py, texts)
    }

    /// The offsets of the tokens, as `array.array("I")`: start and end of the first one, of the second, and so on.
    ///
    /// With numpy, `numpy.frombuffer(words.offsets(), numpy.uint32).reshape(-1, 2)` has a row for each token, and is no copy.
    ///
    /// >>> naqi.words("من هنا").offsets().tolist()
    /// [0, 2, 3, 6]
    fn offsets<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        static ARRAY: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        let bytes = PyBytes::new_with(py, 8 * self.places.len(), |bytes| {
            let (pairs, _) = bytes.as_chunks_mut::<8>();
            for (pair, place) in pairs.iter_mut().zip(&self.places) {
                pair[..4].copy_from_slice(&place.start.to_ne_bytes());
                pair[4..].copy_from_slice(&place.end.to_ne_bytes());
            }
            Ok(())
        })?;
        ARRAY.import(py, "array", "array")?.call1(("I", bytes))
    }

    fn __len__(&self) -> usize {
        self.places.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: Index<'py>) -> PyResult<Bound<'py, PyAny>> {
        let len = self.places.len();
        match index {
            Index::Number(n) => {
                let n = if n < 0 { n.checked_add_unsigned(len) } else { Some(n) };
                let place = n.and_then(|n| self.places.get(usize::try_from(n).ok()?));
                let &place = place.ok_or_else(|| PyIndexError::new_err(format!("there are {len} tokens")))?;
                Ok(self.token(py, place)?.into_bound(py).into_any())
            }
            Index::Slice(slice) => {
                let range = slice.indices(len as isize)?;
                let numbers = (0..range.slicelength).map(|n| (range.start + n as isize * range.step) as usize);
                Ok(self.list(py, numbers.map(|n| self.places[n]))?.into_any())
            }
        }
    }

    fn __iter__(this: Bound<'_, Self>) -> TokenIterator {
        TokenIterator { list: this.unbind(), state: Mutex::default() }
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let all = self.list(py, self.places.iter().copied())?;
        match other.cast::<Self>() {
            Ok(other) => all.eq(other.get().list(py, other.get().places.iter().copied())?),
            Err(_) => all.eq(other),
        }
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.list(py, self.places.iter().copied())?.repr()?.to_string())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, (Bound<'py, PyList>,))> {
        Ok((py.get_type::<PyList>(), (self.list(py, self.places.iter().copied())?,)))
    }
}

/// An iterator over the tokens of a text.
///
/// A loop drops a token after it has got the next one. So the token before the last one is used again, if the caller has
/// dropped it: this takes a quarter of the time of making one.
#[pyclass(frozen, module = "naqi")]
struct TokenIterator {
    list: Py<TokenList>,
    state: Mutex<IteratorState>,
}

#[derive(Default)]
struct IteratorState {
    next: usize,
    /// The last two tokens; none in builds without the GIL, where the count of references is no proof that no one else has one.
    made: [Option<Py<Token>>; 2],
}

#[pymethods]
impl TokenIterator {
    fn __iter__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Py<Token>>> {
        let list = self.list.get();
        let mut state = self.state();
        let Some(&place) = list.places.get(state.next) else { return Ok(None) };
        state.next += 1;
        if cfg!(Py_GIL_DISABLED) {
            // Threads that wait for the lock stay attached to the interpreter, and a new object may have to wait for them.
            drop(state);
            return list.token(py, place).map(Some);
        }
        state.made.swap(0, 1);
        match &mut state.made[0] {
            Some(token) if is_unshared(token) => {
                token.get().move_to(place);
                Ok(Some(token.clone_ref(py)))
            }
            old => {
                let token = list.token(py, place)?;
                *old = Some(token.clone_ref(py));
                Ok(Some(token))
            }
        }
    }

    fn __length_hint__(&self) -> usize {
        self.list.get().places.len() - self.state().next
    }
}

impl TokenIterator {
    fn state(&self) -> MutexGuard<'_, IteratorState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether no one else has the token. With the GIL only.
fn is_unshared(token: &Py<Token>) -> bool {
    // SAFETY: the object is alive.
    unsafe { ffi::Py_REFCNT(token.as_ptr()) == 1 }
}

/// Makes the tokens of a text one by one.
pub struct Tokens<'t, 'py> {
    source: &'t Bound<'py, PyString>,
    offsets: CodePoints<'t>,
}

impl<'t, 'py> Tokens<'t, 'py> {
    /// `utf8` is the text of `source`.
    pub fn new(source: &'t Bound<'py, PyString>, utf8: &'t str) -> PyResult<Self> {
        check_len(source)?;
        Ok(Self { source, offsets: CodePoints::new(utf8) })
    }

    pub fn make(&mut self, token: &naqi::Token<'_>) -> PyResult<Py<Token>> {
        let (start, end) = self.offsets.span(token.span());
        let place = Place { start: start as u32, end: end as u32, kind: token.kind() };
        Py::new(self.source.py(), Token::at(self.source.clone().unbind(), place))
    }
}
