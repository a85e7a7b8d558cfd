//! Normalizers of rules for single characters, and of nothing else: peers join no letter with its mark.

use naqi::step::Step;
use naqi::{Map, Normalizer};

/// Writes each rule's text for its character. Rules for one character twice, which no peer has, would make it write
/// nothing else than what it reads.
pub(crate) fn normalizer<'a>(rules: impl IntoIterator<Item = (char, &'a str)>) -> Normalizer {
    Normalizer::new(&[Step::Map(map(rules))])
}

/// The same as a map, to stand in a list of steps.
pub(crate) fn map(rules: impl IntoIterator<Item = (char, impl AsRef<str>)>) -> Map {
    Map::new(rules.into_iter().map(|(c, to)| (String::from(c), to))).unwrap_or_default()
}

/// The same text for each of these characters.
pub(crate) fn each(of: impl IntoIterator<Item = char>, to: &str) -> impl Iterator<Item = (char, &str)> {
    of.into_iter().map(move |c| (c, to))
}
