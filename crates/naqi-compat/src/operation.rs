//! An operation: a peer's function by name, and what it gives for a text.

use std::borrow::Cow;

/// What an operation gives; what stands in the text as it is, is borrowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output<'t> {
    /// A text.
    Text(Cow<'t, str>),
    /// Pieces of it.
    Texts(Vec<Cow<'t, str>>),
    /// Terms, each with where its token starts and ends in the text, in code points.
    Terms(Vec<(usize, usize, Cow<'t, str>)>),
}

/// A peer's function.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// The peer's name and the function's, `camel.dediac_ar`.
    pub name: &'static str,
    /// What it gives for a text.
    pub run: for<'t> fn(&'t str) -> Output<'t>,
}
