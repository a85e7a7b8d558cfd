//! User-defined rules: a replacement, a short text, for one code point each.

use crate::error::{Error, Problem};
use alloc::collections::BTreeMap;
use alloc::string::String;

/// User-defined rules: each replaces one code point with a text, or deletes it.
///
/// ```
/// use naqi::{Map, Normalizer, Step};
///
/// // Gaf becomes kaf, and the Urdu full stop is deleted.
/// let map = Map::new([("\u{6AF}", "\u{643}"), ("\u{6D4}", "")])?;
/// let naqi = Normalizer::new(&[Step::Map(map)]);
/// let text = "گتاب۔";
/// assert_eq!(naqi.normalize(text), "كتاب");
/// # Ok::<(), naqi::Error>(())
/// ```
///
/// Code points without a rule are kept; [`Map::others_deleted`] deletes them. In text the map above is
/// `map(\u{6AF}=\u{643}, \u{6D4}=)`, with escapes or with the letters themselves.
///
/// Each code point is replaced once, so rules can swap two letters. If a rule's letter can also be written decomposed, as
/// `أ` can, add the step `compose`; otherwise the two forms get different results.
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
    ///
    /// ```
    /// use naqi::Map;
    ///
    /// assert_eq!(Map::new([("a", "b")])?.rules().next(), Some(('a', "b")));
    /// assert!(Map::new([("ab", "c")]).is_err());
    /// # Ok::<(), naqi::Error>(())
    /// ```
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

    /// Deletes the code points that have no rule. To keep a code point, map it to itself.
    ///
    /// In text this is the rule `*=`. There is still one pass, at the same speed.
    ///
    /// ```
    /// use naqi::{Map, Normalizer, Step};
    ///
    /// let map = Map::new([("a", "a"), ("A", "a"), ("b", "b")])?.others_deleted();
    /// let naqi = Normalizer::new(&[Step::Map(map)]);
    /// assert_eq!(naqi.normalize("Abcd 😀"), "ab");
    /// assert_eq!(naqi.to_string(), "map(A=a, a=a, b=b, *=)");
    /// # Ok::<(), naqi::Error>(())
    /// ```
    #[must_use]
    pub fn others_deleted(self) -> Self {
        Self { others_deleted: true, ..self }
    }

    /// Whether a code point without a rule is deleted, as [`Map::others_deleted`] makes it.
    ///
    /// ```
    /// use naqi::Map;
    ///
    /// assert!(!Map::default().deletes_others());
    /// assert!(Map::default().others_deleted().deletes_others());
    /// ```
    pub fn deletes_others(&self) -> bool {
        self.others_deleted
    }

    /// The rules, in the order of their code points.
    ///
    /// ```
    /// use naqi::Map;
    ///
    /// let map = Map::new([("b", "x"), ("a", "")])?;
    /// assert_eq!(map.rules().collect::<Vec<_>>(), [('a', ""), ('b', "x")]);
    /// # Ok::<(), naqi::Error>(())
    /// ```
    pub fn rules(&self) -> impl Iterator<Item = (char, &str)> {
        self.rules.iter().map(|(c, text)| (*c, text.as_str()))
    }
}
