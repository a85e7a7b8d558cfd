//! Snowball 3.1: the Arabic stemmer, word by word.
//!
//! The stemmer itself is the crate `snowball_stemmers_rs`, which Snowball's own compiler wrote from the same rules.
//! Words are cut at white space alone, as Python's `str.split` does, so a sign stays with its word and hides its
//! ending: `"ساعات"` is `"ساع"`, but `"ساعات،"` stays as it is.
//!
//! # Where it departs from naqi's laws
//! - It guesses: prefixes and suffixes go by their letters, not by meaning. `"والدي"` (my father) becomes `"د"`, and
//!   `"فيها"` becomes `"يها"`, so words that have nothing in common meet, and forms of one word part.
//! - It breaks canonical equivalence: أ becomes ا, but ا + U+0654 keeps its hamza.
//! - It is not idempotent: a stem can have a stem of its own.
//! - Some long words cost more than others: each mark taken from a word moves the rest of it.
//!
//! # What to take instead
//! [`naqi::words`] cuts signs off words, and [`naqi::preset::SEARCH`] joins spellings and loses no stem:
//! `SEARCH.terms(text)`. Where stems are wanted, stem its terms.

use crate::operation::{Operation, Output};
use crate::python;
use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Its operations.
pub const OPERATIONS: &[Operation] =
    &[Operation { name: "snowball.arabic_stem_words", run: |text| Output::Texts(arabic_stem_words(text)) }];

/// The stem of each word of the text: `[stemmer.stemWord(word) for word in text.split()]`.
///
/// ```
/// use naqi_compat::snowball::arabic_stem_words;
///
/// assert_eq!(arabic_stem_words("المكتبات الجديدة"), ["مكتب", "جديد"]);
/// assert_eq!(arabic_stem_words("وَالكِتَابُ كتابهم"), ["كتاب", "كتاب"]);
/// ```
pub fn arabic_stem_words(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::Arabic);
    text.split(python::is_space).filter(|word| !word.is_empty()).map(|word| stemmer.stem(word).into_owned()).collect()
}
