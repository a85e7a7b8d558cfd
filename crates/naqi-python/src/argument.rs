//! The class `Normalizer`, and arguments that stand for one.

use crate::error;
use crate::text::Rewriter;
use naqi::preset::{self, SEARCH};
use pyo3::prelude::*;

/// A compiled list of steps and presets: normalizes text, so that equal words compare equal.
///
/// It is immutable, and may be used by many threads. Making one takes up to a millisecond; make it once.
///
/// >>> search = naqi.Normalizer("search, unify_hamza")
/// >>> search.normalize("مسؤول") == search.normalize("مسئول")
/// True
/// >>> " ".join(map(search, "كـــتاب كِتاب".split()))
/// 'كتاب كتاب'
#[pyclass(frozen, module = "naqi")]
pub struct Normalizer(pub Rewriter);

impl Normalizer {
    pub fn of(normalizer: naqi::Normalizer) -> Self {
        Self(Rewriter::new(normalizer))
    }
}

/// A normalizer, or its text form.
#[derive(FromPyObject)]
pub enum NormalizerArgument<'py> {
    Normalizer(Bound<'py, Normalizer>),
    Steps(String),
}

impl NormalizerArgument<'_> {
    /// The normalizer; that of the preset `search` in place of `None`.
    pub fn or_search(py: Python<'_>, given: Option<Self>) -> PyResult<naqi::Normalizer> {
        match given {
            None => Ok(SEARCH.normalizer().clone()),
            Some(Self::Normalizer(normalizer)) => Ok((*normalizer.get().0).clone()),
            Some(Self::Steps(steps)) => parse(py, &steps),
        }
    }
}

/// The normalizer of a text form. A preset's is shared.
pub fn parse(py: Python<'_>, steps: &str) -> PyResult<naqi::Normalizer> {
    match preset::by_name(steps) {
        Some(preset) => Ok(preset.normalizer().clone()),
        None => steps.parse().map_err(|error| error::of_rules(py, steps, &error)),
    }
}
