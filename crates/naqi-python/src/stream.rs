//! The class `Stream`: bytes in chunks, split anywhere.

use crate::error;
use pyo3::buffer::PyBuffer;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use self_cell::self_cell;
use std::sync::{Mutex, PoisonError};

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Stream>()
}

self_cell!(
    /// A stream, with the normalizer that it borrows.
    struct OwningStream {
        owner: naqi::Normalizer,
        #[not_covariant]
        dependent: CoreStream,
    }
);

type CoreStream<'n> = naqi::Stream<'n>;

/// Normalizes chunks of UTF-8, split anywhere, to the output of the whole text. Made by `Normalizer.stream`.
///
/// Chunks are of any length, in constant memory. `finish` ends a text; the next push starts another one.
///
/// >>> stream = naqi.Normalizer("search").stream()
/// >>> chunks = ["مُتَّ".encode(), "حِدة".encode()]
/// >>> (b"".join(map(stream.push, chunks)) + stream.finish()).decode()
/// 'متحده'
#[pyclass(frozen, module = "naqi")]
pub struct Stream(Mutex<OwningStream>);

impl Stream {
    pub fn of(normalizer: naqi::Normalizer, lossy: bool) -> Self {
        let stream = OwningStream::new(normalizer, |normalizer| {
            let stream = normalizer.stream();
            if lossy { stream.lossy() } else { stream }
        });
        Self(Mutex::new(stream))
    }

    /// Runs a function on the stream, and returns what it wrote.
    fn run<'py>(
        &self,
        py: Python<'py>,
        function: impl FnOnce(&mut CoreStream<'_>, &mut String) -> Result<(), naqi::Error> + Send,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let (out, result) = py.detach(|| {
            let mut out = String::new();
            let mut cell = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let result = cell.with_dependent_mut(|_, stream| function(stream, &mut out));
            (out, result)
        });
        let out = PyBytes::new(py, out.as_bytes());
        match result {
            Ok(()) => Ok(out),
            Err(error) => Err(error::of_bytes(py, &error, out)),
        }
    }
}

#[pymethods]
impl Stream {
    /// Processes the next bytes, and returns the output that later bytes cannot change.
    #[pyo3(signature = (data, /))]
    fn push<'py>(&self, py: Python<'py>, data: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
        if let Ok(bytes) = data.cast::<PyBytes>() {
            let bytes = bytes.as_bytes();
            return self.run(py, |stream, out| stream.push(bytes, out));
        }
        // Another thread may change other buffers, so they are copied.
        let bytes = PyBuffer::<u8>::get(data)?.to_vec(py)?;
        self.run(py, |stream, out| stream.push(&bytes, out))
    }

    /// Ends the text, and returns the output of what was held back.
    fn finish<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        self.run(py, |stream, out| stream.finish(out))
    }

    /// The bytes of this text that have been processed.
    #[getter]
    fn offset(&self) -> u64 {
        let cell = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        cell.with_dependent(|_, stream| stream.offset())
    }

    /// The U+FFFD that a lossy stream has put in place of invalid UTF-8, in this text.
    #[getter]
    fn replaced(&self) -> u64 {
        let cell = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        cell.with_dependent(|_, stream| stream.replaced())
    }

    fn __repr__(&self) -> String {
        format!("<naqi.Stream at byte {}>", self.offset())
    }
}
