//! An operation: a peer's function by name, and its output for a text.

use std::borrow::Cow;

/// The output of an operation; parts of the input are borrowed.
///
/// ```
/// use naqi_compat::{operation::Output, operations};
/// let tokenize = operations::by_name("pyarabic.tokenize").unwrap();
/// assert!(matches!((tokenize.run)("نعم، لا"), Output::Texts(tokens) if tokens.len() == 3));
/// ```
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
///
/// ```
/// use naqi_compat::{operation::Output, operations};
/// let dediac = operations::by_name("camel.dediac_ar").unwrap();
/// let text = "مُتَّحِدة";
/// assert_eq!((dediac.run)(text), Output::Text("متحدة".into()));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// The peer's name and the function's, `camel.dediac_ar`.
    pub name: &'static str,
    /// Its output for a text.
    pub run: for<'t> fn(&'t str) -> Output<'t>,
}
