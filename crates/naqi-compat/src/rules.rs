//! Normalizers of rules for single characters alone: peers do not compose letters and marks.

use naqi::step::Step;
use naqi::{Map, Normalizer};

/// Writes each rule's text for its character. Two rules for one character, which no peer has, would leave the text
/// unchanged.
pub(crate) fn normalizer<'a>(rules: impl IntoIterator<Item = (char, &'a str)>) -> Normalizer {
    Normalizer::new(&[Step::Map(map(rules))])
}

/// The same as a map, for a list of steps.
pub(crate) fn map(rules: impl IntoIterator<Item = (char, impl AsRef<str>)>) -> Map {
    Map::new(rules.into_iter().map(|(c, to)| (String::from(c), to))).unwrap_or_default()
}

/// The same text for each of these characters.
pub(crate) fn each(of: impl IntoIterator<Item = char>, to: &str) -> impl Iterator<Item = (char, &str)> {
    of.into_iter().map(move |c| (c, to))
}
