//! An operation: a peer's function by name, and its output for a text.

use std::borrow::Cow;

/// The output of an operation; parts of the input are borrowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output<'t> {
    /// A text.
    Text(Cow<'t, str>),
    /// Substrings of it.
    Texts(Vec<Cow<'t, str>>),
    /// Terms, each with the start and end of its token in the text, in code points.
    Terms(Vec<(usize, usize, Cow<'t, str>)>),
}

/// A peer's function.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// The peer's name and the function's, `camel.dediac_ar`.
    pub name: &'static str,
    /// Its output for a text.
    pub run: for<'t> fn(&'t str) -> Output<'t>,
}
