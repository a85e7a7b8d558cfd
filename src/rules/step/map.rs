//! User-defined rules: a replacement, a short text, for one code point each.

use crate::error::{Error, Problem};
use alloc::collections::BTreeMap;
use alloc::string::String;

/// User-defined rules: each replaces one code point with a text, or deletes it.
///
/// ```
/// use naqi::{Normalizer, step::{Map, Step}};
/// let map = Map::new([("گ", "ك"), ("پ", "ب"), ("۔", "")])?;
/// let naqi = Normalizer::new(&[Step::Map(map)]);
/// assert_eq!(naqi.normalize("گپ۔"), "كب");
/// # Ok::<(), naqi::Error>(())
/// ```
///
/// Code points without a rule are kept or, with [`Map::others_deleted`], deleted.
///
/// Rules may swap letters, since each code point is replaced once. Rules for Arabic letters that can be written
/// decomposed keep canonical equivalence only together with a step that implies composition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Map {
    rules: BTreeMap<char, String>,
    others_deleted: bool,
}

impl Map {
    /// The maximal length of a rule's text, in bytes.
    pub const MAX_TEXT: usize = 255;

    /// Makes a map of rules: a key of one code point, and the text that replaces it.
    ///
    /// # Errors
    /// A key that is not exactly one code point, two rules for one code point, or a text of more than
    /// [`Map::MAX_TEXT`] bytes. The error names the key.
    pub fn new<K: AsRef<str>, V: AsRef<str>>(rules: impl IntoIterator<Item = (K, V)>) -> Result<Self, Error> {
        let mut map = Self::default();
        for (key, text) in rules {
            map.insert(key.as_ref(), text.as_ref())?;
        }
        Ok(map)
    }

    pub(super) fn insert(&mut self, key: &str, text: &str) -> Result<(), Error> {
        let mut chars = key.chars();
        let (Some(c), None) = (chars.next(), chars.next()) else {
            return Err(Error::new(Problem::KeyOfOneCodePoint(key.into())));
        };
        if text.len() > Self::MAX_TEXT {
            return Err(Error::new(Problem::LongText { key: c, len: text.len(), most: Self::MAX_TEXT }));
        }
        match self.rules.insert(c, text.into()) {
            Some(_) => Err(Error::new(Problem::TwoRules(c))),
            None => Ok(()),
        }
    }

    /// The same rules, and code points without a rule are deleted. To keep a code point, map it to itself.
    ///
    /// In text this is the rule `*=`. It costs nothing: there is still one pass.
    ///
    /// ```
    /// use naqi::{Normalizer, step::{Map, Step}};
    /// let map = Map::new([("ا", "ا"), ("أ", "ا"), ("ب", "ب")])?.others_deleted();
    /// let naqi = Normalizer::new(&[Step::Map(map)]);
    /// assert_eq!(naqi.normalize("أبجد 😀"), "اب");
    /// assert_eq!(naqi.to_string(), "map(أ=ا, ا=ا, ب=ب, *=)");
    /// # Ok::<(), naqi::Error>(())
    /// ```
    #[must_use]
    pub fn others_deleted(self) -> Self {
        Self { others_deleted: true, ..self }
    }

    /// Whether a code point without a rule is deleted: see [`Map::others_deleted`].
    pub fn deletes_others(&self) -> bool {
        self.others_deleted
    }

    /// The rules, in the order of their code points.
    pub fn rules(&self) -> impl Iterator<Item = (char, &str)> {
        self.rules.iter().map(|(c, text)| (*c, text.as_str()))
    }
}
