//! Very long words: the crate moves the rest of a word for each character that it deletes or changes, which takes
//! quadratic time. This module computes the same stem in linear time.
//!
//! ```text
//! word    = after the rules that delete and rewrite single characters: one map
//!         = start, middle, end
//! stem    = start' and end' of the crate's stem of start, a mark, end; between them the middle, through another map
//! ```
//!
//! The rules for prefixes and suffixes look at the ends alone, and at the length if it is small. Two rules look
//! further: the beginning of the word before the first map, and pronouns, which are removed repeatedly.

use crate::rules::{self, each};
use naqi::letters::TATWEEL;
use naqi::step::{Digits, Step};
use naqi::{Map, Normalizer};
use snowball_stemmers_rs::Stemmer;
use std::sync::LazyLock;

/// Words of up to this many bytes are stemmed by the crate.
pub(super) const LONG: usize = 256;
/// An upper bound for the characters at each end that the rules may look at.
const END: usize = 24;

/// The articles, which make a word a noun.
const ARTICLES: [&str; 4] = ["ال", "لل", "بال", "كال"];
/// The endings that a verb loses repeatedly, the longest first.
const PRONOUNS: [&str; 12] = ["هما", "كما", "كمو", "ني", "نا", "ها", "هم", "هن", "كم", "كن", "ه", "ك"];
/// The length of the longest, in bytes.
const LONGEST_PRONOUN: usize = 6;
/// A mark, which the crate deletes.
const FATHA: &str = "\u{64E}";

/// The rules that run first: marks and tatweel are deleted, forms and digits are normalized.
static BEFORE: LazyLock<Normalizer> = LazyLock::new(|| {
    let plain = Normalizer::new(&[Step::UnifyForms, Step::Digits(Digits::Ascii)]);
    let changed = ('٠'..='٩').chain('\u{FE80}'..='\u{FEFC}').map(String::from);
    let changed: Vec<(String, String)> = changed.map(|c| (c.clone(), plain.normalize(&c).into_owned())).collect();
    let deleted = ('\u{64B}'..='\u{652}').chain([TATWEEL]).map(|c| (String::from(c), String::new()));
    Normalizer::new(&[Step::Map(Map::new(changed.into_iter().chain(deleted)).unwrap_or_default())])
});

/// The rules that run last, except at the end of the word.
static AFTER: LazyLock<Normalizer> =
    LazyLock::new(|| rules::normalizer(each(['أ', 'إ', 'آ'], "ا").chain([('ؤ', "و"), ('ئ', "ي")])));

pub(super) fn stem(stemmer: &Stemmer, word: &str) -> String {
    let letters = BEFORE.normalize(word);
    // The crate looks for an article before it deletes marks: a mark before the word hides the article, marks after
    // it keep the word as long as it was.
    let (before, behind, letters) = match ARTICLES.iter().any(|article| word.starts_with(article)) {
        true => ("", FATHA.repeat(5), &*letters),
        false => (FATHA, String::new(), with_one_pronoun(&letters)),
    };
    if letters.len() <= LONG + LONGEST_PRONOUN {
        return stemmer.stem(&[before, letters, &behind].concat()).into_owned();
    }
    let start = letters.char_indices().nth(END).map_or(0, |(at, _)| at);
    let end = letters.char_indices().nth_back(END).map_or(start, |(at, _)| at);
    let (first, last) = (&letters[..start], &letters[end..]);
    let between = ('\0'..).find(|&c| !first.contains(c) && !last.contains(c)).map(String::from).unwrap_or_default();
    let stem = stemmer.stem(&[before, first, &between, last, &behind].concat()).into_owned();
    let (first, last) = stem.split_once(&between).unwrap_or((&stem, ""));
    [first, &AFTER.normalize(&letters[start..end]), last].concat()
}

/// Removes the pronouns at the end in turn, except for the last one removable; a long word then ends with one at most.
fn with_one_pronoun(letters: &str) -> &str {
    let (mut end, mut kept) = (letters.len(), letters.len());
    while end > LONG
        && let Some(pronoun) = PRONOUNS.iter().find(|pronoun| letters[..end].ends_with(**pronoun))
    {
        kept = end;
        end -= pronoun.len();
    }
    &letters[..kept]
}
