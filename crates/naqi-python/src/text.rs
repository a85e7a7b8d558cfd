//! Python's strings through a normalizer.
//!
//! CPython keeps Arabic text as UCS-2. simdutf transcodes it to UTF-8 and the output back, a chunk at a time in the caches:
//! together that takes about as long as the normalizer itself. The output of chunks is that of the whole text (`Stream`).

use crate::error;
use crate::units::{self, Draft, Units};
use naqi::{Normalizer, Stream};
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::cell::RefCell;

/// The units of a chunk. Two buffers of UTF-8 stay in the second-level cache.
const CHUNK: usize = 8192;
/// Texts with as many units are normalized detached from the interpreter, so that other threads run.
const DETACHED: usize = 8 * CHUNK;

/// The normalized string; the same object where nothing changes.
pub fn normalize<'py>(normalizer: &Normalizer, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
    match Units::of(text)? {
        units if units.len() > CHUNK => normalize_long(normalizer, text, units),
        Units::Ascii(ascii) => normalize_short(normalizer, text, ascii),
        units => SOURCE.with_borrow_mut(|source| {
            write_utf8(text.py(), units, source)?;
            normalize_short(normalizer, text, source)
        }),
    }
}

/// Writes the units as UTF-8 in place of what is in `out`.
pub fn write_utf8(py: Python<'_>, units: Units<'_>, out: &mut String) -> PyResult<()> {
    units.write_utf8(out).map_err(|offset| error::surrogate(py, units, offset))
}

thread_local! {
    /// Short texts in UTF-8, and their outputs.
    static SOURCE: RefCell<String> = const { RefCell::new(String::new()) };
    static OUTPUT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The capacity that a buffer of a thread keeps.
const MAX_IDLE_CAPACITY: usize = 4 * CHUNK;

fn normalize_short<'py>(
    normalizer: &Normalizer,
    text: &Bound<'py, PyString>,
    source: &str,
) -> PyResult<Bound<'py, PyString>> {
    OUTPUT.with_borrow_mut(|out| {
        out.clear();
        normalizer.normalize_into(source, out);
        let made = if out == source { Ok(text.clone()) } else { units::string(text.py(), out) };
        out.shrink_to(MAX_IDLE_CAPACITY);
        made
    })
}

fn normalize_long<'py>(
    normalizer: &Normalizer,
    text: &Bound<'py, PyString>,
    units: Units<'_>,
) -> PyResult<Bound<'py, PyString>> {
    let py = text.py();
    let mut run = LongRun::new(normalizer, units);
    let mut draft: Option<Draft> = None;
    loop {
        let stopped = match units.len() < DETACHED {
            true => run.advance(&mut draft),
            false => py.detach(|| run.advance(&mut draft)),
        };
        match (stopped.map_err(|offset| error::surrogate(py, units, offset))?, draft) {
            (Stopped::AtEnd, None) if run.is_whole_source() => return Ok(text.clone()),
            (Stopped::AtEnd, Some(made)) => return made.finish(py),
            (_, None) => {
                // Some output is longer than its text.
                let mut made = Draft::new(py, units.width(), units.len() + units.len() / 16 + CHUNK)?;
                made.copy(text, run.unchanged)?;
                draft = Some(made);
            }
            (_, Some(full)) => draft = Some(full.grow(py, units::Width::of(&run.out), run.out.len())?),
        }
    }
}

/// A text on its way through a normalizer, in chunks.
struct LongRun<'n, 't> {
    stream: Stream<'n>,
    units: Units<'t>,
    /// The units that are pushed to the stream.
    pushed: usize,
    /// The units before the first change; the output of the chunks so far equals them.
    unchanged: usize,
    /// The text after them, up to what is pushed.
    expected: String,
    /// A chunk in UTF-8.
    source: String,
    /// The output of the last chunk, if it is not written yet.
    out: String,
    is_finished: bool,
}

/// Why [`LongRun::advance`] stopped.
enum Stopped {
    /// All output is written, or equals the text.
    AtEnd,
    /// The output differs from the text, and there is no room for it.
    ForRoom,
}

impl<'n, 't> LongRun<'n, 't> {
    fn new(normalizer: &'n Normalizer, units: Units<'t>) -> Self {
        Self {
            stream: normalizer.stream(),
            units,
            pushed: 0,
            unchanged: 0,
            expected: String::new(),
            source: String::new(),
            out: String::new(),
            is_finished: false,
        }
    }

    /// Whether all of the text is unchanged.
    fn is_whole_source(&self) -> bool {
        self.unchanged == self.units.len()
    }

    /// Goes on as far as it can. The error is the offset of a surrogate.
    fn advance(&mut self, draft: &mut Option<Draft>) -> Result<Stopped, usize> {
        loop {
            if !self.write(draft) {
                return Ok(Stopped::ForRoom);
            }
            if self.is_finished {
                return Ok(Stopped::AtEnd);
            }
            self.process_chunk(draft.is_none())?;
        }
    }

    /// Writes the output of a chunk, or compares it with the text as long as nothing has changed.
    fn write(&mut self, draft: &mut Option<Draft>) -> bool {
        let is_written = match draft {
            Some(draft) => draft.push(&self.out),
            None if self.expected.starts_with(self.out.as_str()) => {
                self.unchanged += simdutf::count_utf8(self.out.as_bytes());
                self.expected.drain(..self.out.len());
                true
            }
            None => false,
        };
        if is_written {
            self.out.clear();
        }
        is_written
    }

    fn process_chunk(&mut self, is_unchanged: bool) -> Result<(), usize> {
        let end = self.units.len().min(self.pushed + CHUNK);
        let chunk = self.units.slice(self.pushed..end);
        chunk.write_utf8(&mut self.source).map_err(|offset| self.pushed + offset)?;
        self.pushed = end;
        if is_unchanged {
            self.expected.push_str(&self.source);
        }
        // A stream fails on bytes that are not UTF-8; these are a string.
        let pushed = self.stream.push(self.source.as_bytes(), &mut self.out);
        debug_assert!(pushed.is_ok());
        if end == self.units.len() {
            let finished = self.stream.finish(&mut self.out);
            debug_assert!(finished.is_ok());
            self.is_finished = true;
        }
        Ok(())
    }
}
