//! Python's strings through a function of texts.
//!
//! CPython keeps Arabic text as UCS-2, and with an emoji as UCS-4. With AVX-512, most of it is rewritten as it is: see `direct`.
//! Else it is transcoded to UTF-8, and the output back: together that takes about as long as the normalizer itself.

#[cfg(target_arch = "x86_64")]
use crate::characters::Characters;
#[cfg(target_arch = "x86_64")]
use crate::direct;
use crate::error;
use crate::units::{self, DETACHED, Units};
use naqi::Normalizer;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Deref;

/// Texts of fewer units than this use the buffer of their thread.
const SHORT: usize = 4096;

/// The capacity that the output of a short text may keep.
const MAX_IDLE_CAPACITY: usize = 4 * SHORT;

thread_local! {
    /// A short text in UTF-8, at most three bytes for each of [`SHORT`] units, and its output. Code that runs while they are
    /// borrowed makes no object but strings: for others, such as an error, the collector may run Python code, which may
    /// borrow them again.
    static BUFFERS: RefCell<(String, String)> = const { RefCell::new((String::new(), String::new())) };
}

/// A normalizer of strings.
pub struct Rewriter {
    normalizer: Normalizer,
    #[cfg(target_arch = "x86_64")]
    table: Option<Box<Characters>>,
}

impl Rewriter {
    pub fn new(normalizer: Normalizer) -> Self {
        Self {
            #[cfg(target_arch = "x86_64")]
            table: Characters::of(&normalizer),
            normalizer,
        }
    }

    /// The step of this name, if there is one.
    pub fn of_step(name: &str) -> Option<Self> {
        name.parse().ok().map(Self::new)
    }

    /// The normalized string; the same object where nothing changes.
    #[inline]
    pub fn normalize<'py>(&self, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
        let units = Units::of(text)?;
        #[cfg(target_arch = "x86_64")]
        if let Some(table) = &self.table
            && let Some(made) = direct::normalize(table, text, units)?
        {
            return Ok(made);
        }
        normalize(&self.normalizer, text, units)
    }
}

impl Deref for Rewriter {
    type Target = Normalizer;

    fn deref(&self) -> &Normalizer {
        &self.normalizer
    }
}

/// The normalized string, by UTF-8.
fn normalize<'py>(
    normalizer: &Normalizer,
    text: &Bound<'py, PyString>,
    units: Units<'_>,
) -> PyResult<Bound<'py, PyString>> {
    let py = text.py();
    if units.len() >= SHORT {
        return rewrite(text, |text| normalizer.normalize(text));
    }
    // Like `rewrite`, without an allocation for the output.
    let made = BUFFERS.with_borrow_mut(|(source, out)| {
        let source = in_utf8(units, source)?;
        out.clear();
        normalizer.normalize_into(source, out);
        let made = if out == source { Ok(text.clone()) } else { units::string(py, out) };
        if out.capacity() > MAX_IDLE_CAPACITY {
            *out = String::new();
        }
        Ok(made)
    });
    made.map_err(|offset| error::surrogate(py, units, offset))?
}

/// The output of a function of texts, which borrows a text that it does not change; then this is the same object.
pub fn rewrite<'py>(
    text: &Bound<'py, PyString>,
    function: impl for<'t> Fn(&'t str) -> Cow<'t, str> + Sync,
) -> PyResult<Bound<'py, PyString>> {
    let (py, units) = (text.py(), Units::of(text)?);
    let rewrite_in = |source: &mut String| -> Result<Option<String>, usize> {
        let source = in_utf8(units, source)?;
        Ok(match function(source) {
            Cow::Borrowed(same) if same.len() == source.len() => None,
            made => Some(made.into_owned()),
        })
    };
    let made = match units.len() {
        0..SHORT => BUFFERS.with_borrow_mut(|(source, _)| rewrite_in(source)),
        SHORT..DETACHED => rewrite_in(&mut String::new()),
        _ => py.detach(|| rewrite_in(&mut String::new())),
    };
    match made.map_err(|offset| error::surrogate(py, units, offset))? {
        None => Ok(text.clone()),
        Some(made) => units::string(py, &made),
    }
}

/// The units in UTF-8, written to the buffer if they are not ASCII. The error is the offset of a surrogate.
fn in_utf8<'t>(units: Units<'t>, buffer: &'t mut String) -> Result<&'t str, usize> {
    match units {
        Units::Ascii(text) => Ok(text),
        units => units.write_utf8(buffer).map(|()| buffer.as_str()),
    }
}

/// The text in UTF-8; ASCII is borrowed.
pub fn utf8<'t>(text: &'t Bound<'_, PyString>) -> PyResult<Cow<'t, str>> {
    match Units::of(text)? {
        Units::Ascii(text) => Ok(Cow::Borrowed(text)),
        units => {
            let mut out = String::new();
            match units.write_utf8(&mut out) {
                Ok(()) => Ok(Cow::Owned(out)),
                Err(offset) => Err(error::surrogate(text.py(), units, offset)),
            }
        }
    }
}

/// Runs a function, detached from the interpreter if the text is long.
pub fn detached<T: Send>(py: Python<'_>, text: &str, function: impl FnOnce() -> T + Send) -> T {
    if text.len() < DETACHED { function() } else { py.detach(function) }
}
