//! Lucene 9.9: the tokenizer, the filters and the analyzer of its Arabic fields.
//!
//! | Lucene | here |
//! |---|---|
//! | `ArabicNormalizer`, `PersianNormalizer`, `SoraniNormalizer` | [`arabic_normalization`], [`persian_normalization`], [`sorani_normalization`] |
//! | `ArabicStemmer` | [`arabic_stem`] |
//! | `StandardTokenizer` | [`standard_tokenizer`] |
//! | `DecimalDigitFilter` | [`decimal_digits`]; behind the tokenizer [`decimal_digit`] |
//! | tokenizer, `LowerCaseFilter`, `ArabicNormalizationFilter` (, `ArabicStemFilter`) | [`standard_lower_norm`] ([`standard_lower_norm_stem`]) |
//! | `ArabicAnalyzer` | [`arabic_analyzer`] |
//!
//! The outputs are byte for byte those of 9.9.1 on Java 17, on all lines of its output that we have and on random text.
//! Java's Unicode version depends on its release: with Unicode 14 or later, the Sorani normalizer deletes U+0890 and
//! U+0891 too.
//!
//! # Where Lucene departs from naqi's laws
//!
//! - Canonically equivalent texts get different outputs. `أ` becomes `ا`, but `ا` with U+0654 keeps its hamza:
//!
//!   ```
//!   use naqi_compat::lucene::arabic_normalization;
//!   let text = "أمل";
//!   assert_eq!(arabic_normalization(text), "امل");
//!   let decomposed = "ا\u{654}مل";
//!   assert_eq!(arabic_normalization(decomposed), "ا\u{654}مل");
//!   let search = &naqi::preset::SEARCH;
//!   assert_eq!(search.normalize(text), search.normalize(decomposed));
//!   ```
//! - Marks other than the eight stay: the dagger alef of `رحمٰن` and all marks of the Quran. The letter `ٱ` stays, too.
//! - Stop words are looked up before marks are deleted: `في` is left out, `فِي` is a term.
//! - A tatweel alone is a token, and an empty term after the normalizer.
//! - A token of more than 255 code units is split, even inside a letter and its marks.
//! - Stems, and the Sorani normalizer, are not idempotent.
//! - Characters added after Unicode 12.1, some Arabic ones among them, are no part of a token.
//!
//! # Moving on
//!
//! [`naqi::preset::SEARCH`] and its [`terms`](naqi::Normalizer::terms) do the same without stems, keep equivalent
//! spellings equal, and find words by today's Unicode. [`naqi::analyzer`] has stems and stop words. Terms differ, so an
//! index has to be rebuilt.

mod class;
mod classify;
mod differences;
mod letters;
mod stem;
mod stop;
mod tokenizer;

pub use letters::{arabic_normalization, decimal_digits, persian_normalization, sorani_normalization};
pub use stem::arabic_stem;
pub use tokenizer::{StandardTokens, standard_tokenizer};

use crate::operation::{Operation, Output};
use letters::{ANALYZED, LOWER_ARABIC};
use std::borrow::Cow;
use std::ops::Range;

/// The operations of this module.
pub const OPERATIONS: &[Operation] = &[
    Operation { name: "lucene.arabic_normalization", run: |text| Output::Text(arabic_normalization(text)) },
    Operation { name: "lucene.persian_normalization", run: |text| Output::Text(persian_normalization(text)) },
    Operation { name: "lucene.sorani_normalization", run: |text| Output::Text(sorani_normalization(text)) },
    Operation { name: "lucene.standard_tokenizer", run: |text| in_code_points(text, standard_tokenizer(text)) },
    Operation { name: "lucene.decimal_digit", run: |text| in_code_points(text, decimal_digit(text)) },
    Operation { name: "lucene.standard_lower_norm", run: |text| in_code_points(text, standard_lower_norm(text)) },
    Operation {
        name: "lucene.standard_lower_norm_stem",
        run: |text| in_code_points(text, standard_lower_norm_stem(text)),
    },
    Operation {
        name: "lucene.arabic_analyzer",
        run: |text| in_code_points(text, arabic_analyzer(text, StopWords::Default)),
    },
    Operation {
        name: "lucene.arabic_analyzer_nostop",
        run: |text| in_code_points(text, arabic_analyzer(text, StopWords::None)),
    },
];

fn in_code_points<'t, T>(text: &'t str, terms: impl Iterator<Item = (Range<usize>, T)>) -> Output<'t>
where
    T: Into<Cow<'t, str>>,
{
    let (mut at, mut points) = (0, 0);
    let mut points_to = |end| {
        points += text[at..end].chars().count();
        at = end;
        points
    };
    Output::Terms(terms.map(|(span, term)| (points_to(span.start), points_to(span.end), term.into())).collect())
}

/// StandardTokenizer and DecimalDigitFilter: tokens with their digits in ASCII, and their byte ranges.
///
/// ```
/// let terms: Vec<_> = naqi_compat::lucene::decimal_digit("عام ٢٠٢٥").map(|(_, term)| term).collect();
/// assert_eq!(terms.join(" "), "عام 2025");
/// ```
pub fn decimal_digit(text: &str) -> impl Iterator<Item = (Range<usize>, Cow<'_, str>)> {
    standard_tokenizer(text).map(|(span, token)| (span, decimal_digits(token)))
}

/// StandardTokenizer, LowerCaseFilter and ArabicNormalizationFilter: terms and the byte ranges of their tokens.
///
/// A token of tatweel or vowel signs alone gives an empty term, as in Lucene.
///
/// ```
/// let terms: Vec<_> = naqi_compat::lucene::standard_lower_norm("الأُمَّةُ العربيّة ABC").map(|(_, term)| term).collect();
/// assert_eq!(terms.join(" "), "الامه العربيه abc");
/// ```
pub fn standard_lower_norm(text: &str) -> impl Iterator<Item = (Range<usize>, Cow<'_, str>)> {
    standard_tokenizer(text).map(|(span, token)| (span, LOWER_ARABIC.normalize(token)))
}

/// [`standard_lower_norm`] and ArabicStemFilter.
///
/// ```
/// let terms: Vec<_> = naqi_compat::lucene::standard_lower_norm_stem("بالمدارسِ").map(|(_, term)| term).collect();
/// assert_eq!(terms, ["مدارس"]);
/// ```
pub fn standard_lower_norm_stem(text: &str) -> impl Iterator<Item = (Range<usize>, Cow<'_, str>)> {
    standard_lower_norm(text).map(|(span, term)| (span, stemmed(term)))
}

/// Which words an analyzer leaves out.
///
/// ```
/// use naqi_compat::lucene::{StopWords, arabic_analyzer};
/// assert_eq!(arabic_analyzer("من المدرسة", StopWords::Default).count(), 1);
/// assert_eq!(arabic_analyzer("من المدرسة", StopWords::None).count(), 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopWords {
    /// Lucene's 119 words: `من في على` and their kin.
    Default,
    /// None.
    None,
}

/// ArabicAnalyzer: StandardTokenizer, LowerCaseFilter, DecimalDigitFilter, StopFilter, ArabicNormalizationFilter and
/// ArabicStemFilter.
///
/// ```
/// use naqi_compat::lucene::{StopWords, arabic_analyzer};
/// let terms: Vec<_> = arabic_analyzer("ذهبنا إلى المدرسة", StopWords::Default).collect();
/// assert_eq!(terms, [(0..10, "ذهبنا".into()), (18..32, "مدرس".into())]);
/// ```
pub fn arabic_analyzer(text: &str, stop_words: StopWords) -> impl Iterator<Item = (Range<usize>, Cow<'_, str>)> {
    // Looking stop words up before lowering and digit mapping is equivalent: the list has no such characters.
    let kept =
        standard_tokenizer(text).filter(move |(_, token)| stop_words == StopWords::None || !stop::is_stop_word(token));
    kept.map(|(span, token)| (span, stemmed(ANALYZED.normalize(token))))
}

fn stemmed(term: Cow<'_, str>) -> Cow<'_, str> {
    match term {
        Cow::Borrowed(term) => arabic_stem(term).into(),
        Cow::Owned(mut term) => {
            let stem = stem::stem_range(&term);
            term.truncate(stem.end);
            term.drain(..stem.start);
            term.into()
        }
    }
}
