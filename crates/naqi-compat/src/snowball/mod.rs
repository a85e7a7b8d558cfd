//! Snowball 3.1: the Arabic stemmer, word by word.
//!
//! The stemmer is the crate `snowball_stemmers_rs`, which Snowball's own compiler generated from the same rules. Very
//! long words are stemmed by `long`, so that time is linear.
//! Words are separated by white space alone, as by Python's `str.split`, so a sign stays with its word and hides its
//! ending: `السيارات` is `"سيار"`, but `"السيارات،"` with its comma is `"سيارات،"`.
//!
//! # Where it departs from naqi's laws
//! - It guesses: prefixes and suffixes are removed by their letters, not by meaning. `فيلم` (film) becomes `"يلم"`, and
//!   `سيارات` (cars) becomes `"يارا"`, while its singular `سيارة` becomes `"سيار"`.
//! - Marks change the stem, though they are deleted: `بالبيت` is `"بيت"`, and `بِالبَيْتِ` is `"بالبي"`.
//! - It breaks canonical equivalence: `أ` becomes `ا`, but `ا` + U+0654 keeps its hamza.
//! - It is not idempotent: `ساعات` becomes `"ساعا"`, and that `"ساع"`.
//!
//! # What to use instead
//! [`naqi::words`] separates signs from words, and [`naqi::preset::SEARCH`] unifies spellings without a guess:
//! `SEARCH.terms(text)`. [`naqi::stem`] has stemmers of its own. If Snowball's stems are needed, strip the marks first
//! ([`naqi::strip_diacritics`]) and stem word by word.

mod long;

use crate::classes::is_space;
use crate::operation::{Operation, Output};
use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::borrow::Cow;

/// The operations of this module.
pub const OPERATIONS: &[Operation] =
    &[Operation { name: "snowball.arabic_stem_words", run: |text| Output::Texts(arabic_stem_words(text)) }];

/// The stem of each word of the text: `[stemmer.stemWord(word) for word in text.split()]`.
///
/// ```
/// use naqi_compat::snowball::arabic_stem_words;
///
/// let stems = arabic_stem_words("المكتبات الجديدة");
/// assert_eq!(stems.join(" "), "مكتب جديد");
/// let stems = arabic_stem_words("كِتَابُهُمْ، ومدرستنا");
/// assert_eq!(stems.join(" "), "كتابهم، مدرس");
/// ```
pub fn arabic_stem_words(text: &str) -> Vec<Cow<'_, str>> {
    text.split(is_space).filter(|word| !word.is_empty()).map(arabic_stem).collect()
}

/// The stem of a word, `stemmer.stemWord(word)`. White space is a character like others: of two words, the first loses its
/// prefixes and the second its suffixes.
///
/// ```
/// use naqi_compat::snowball::arabic_stem;
///
/// let stem = arabic_stem("المكتبات");
/// assert_eq!(stem, "مكتب");
/// let stem = arabic_stem("المكتبات الجديدة");
/// assert_eq!(stem, "مكتبات الجديد");
/// ```
pub fn arabic_stem(word: &str) -> Cow<'_, str> {
    let stemmer = Stemmer::create(Algorithm::Arabic);
    match word.len() {
        ..=long::LONG => stemmer.stem(word),
        _ => long::stem(&stemmer, word).into(),
    }
}
