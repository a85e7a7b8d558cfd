//! PyArabic 0.6.15: `pyarabic.araby`.
//!
//! | your call there | the call here |
//! |---|---|
//! | `araby.strip_harakat(s)`, `strip_tashkeel`, `strip_diacritics` | [`strip_harakat`], [`strip_tashkeel`], [`strip_diacritics`] |
//! | `araby.strip_lastharaka(s)`, `strip_shadda`, `strip_small`, `strip_tatweel` | [`strip_lastharaka`], [`strip_shadda`], [`strip_small`], [`strip_tatweel`] |
//! | `araby.normalize_alef(s)`, `normalize_hamza`, `normalize_ligature`, `normalize_teh` | [`normalize_alef`], [`normalize_hamza`], [`normalize_ligature`], [`normalize_teh`] |
//! | `araby.reduce_tashkeel(s)` | [`reduce_tashkeel`] |
//! | `araby.tokenize(s)`, `araby.sentence_tokenize(s)` | [`tokenize`], [`sentence_tokenize`] |
//!
//! # Where it departs from naqi's laws
//!
//! - No function composes a letter and its mark. `strip_diacritics` deletes the hamza of a decomposed `أ`, so that `أكل`
//!   stays and the same word decomposed becomes `اكل`. [`Step::StripDiacritics`](naqi::Step::StripDiacritics) composes
//!   them first; it also deletes the marks outside U+0600..U+06FF.
//! - `strip_tatweel` moves a hamza from a tatweel to the letter before. naqi makes it `ئ`.
//! - `normalize_alef` treats `ى` and the dagger alef as alefs: `على` becomes `علا`.
//!   [`Step::UnifyAlef`](naqi::Step::UnifyAlef) maps alefs only.
//! - `normalize_hamza` makes most `آ` two hamzas, `ءء`, where [`Step::UnifyHamza`](naqi::Step::UnifyHamza) writes `ءا`;
//!   and one `ء` for each U+0654, so a decomposed `أ` becomes `اء`.
//! - `normalize_ligature` maps four of the eight lam-alefs, the isolated ones, and loses their hamza.
//!   [`Step::UnifyForms`](naqi::Step::UnifyForms) maps every form.
//! - `strip_lastharaka` and `reduce_tashkeel` are not idempotent: of several adjacent signs each call deletes one more.
//!   `strip_lastharaka` looks at the end of the text, not of each word, and deletes every tanween.
//! - `tokenize` joins signs over the spaces between them (`» ،` is one token), keeps line feeds as tokens and splits
//!   `3.14`. [`naqi::words`] follows UAX #29.
//! - `sentence_tokenize` splits at commas and colons, not at `!` and `؛`. It keeps one of several stops, and splits a text
//!   32 times at most: the last sentence is the rest.
//!   [`naqi::sentences`] and [`Tokenizer::arabic_sentences`](naqi::Tokenizer::arabic_sentences) lose nothing.
//!
//! # Versions
//!
//! In `tokenize`, letters and numbers are those of Unicode 14, as in Python 3.11, which made the test lines.

mod reduce;
mod tokenize;

use crate::operation::{Operation, Output};
use crate::rules::{self, each};
use naqi::letters::{DAGGER_ALEF, TATWEEL};
use naqi::{Normalizer, letters};
use std::borrow::Cow;
use std::sync::LazyLock;

/// The operations of this module.
pub const OPERATIONS: &[Operation] = &[
    Operation { name: "pyarabic.strip_harakat", run: |text| Output::Text(strip_harakat(text)) },
    Operation { name: "pyarabic.strip_lastharaka", run: |text| Output::Text(strip_lastharaka(text)) },
    Operation { name: "pyarabic.strip_tashkeel", run: |text| Output::Text(strip_tashkeel(text)) },
    Operation { name: "pyarabic.strip_tatweel", run: |text| Output::Text(strip_tatweel(text)) },
    Operation { name: "pyarabic.strip_shadda", run: |text| Output::Text(strip_shadda(text)) },
    Operation { name: "pyarabic.strip_small", run: |text| Output::Text(strip_small(text)) },
    Operation { name: "pyarabic.strip_diacritics", run: |text| Output::Text(strip_diacritics(text)) },
    Operation { name: "pyarabic.normalize_alef", run: |text| Output::Text(normalize_alef(text)) },
    Operation { name: "pyarabic.normalize_hamza", run: |text| Output::Text(normalize_hamza(text)) },
    Operation { name: "pyarabic.normalize_ligature", run: |text| Output::Text(normalize_ligature(text)) },
    Operation { name: "pyarabic.normalize_teh", run: |text| Output::Text(normalize_teh(text)) },
    Operation { name: "pyarabic.reduce_tashkeel", run: |text| Output::Text(reduce_tashkeel(text)) },
    Operation { name: "pyarabic.tokenize", run: |text| Output::Texts(tokenize(text)) },
    Operation { name: "pyarabic.sentence_tokenize", run: |text| Output::Texts(sentence_tokenize(text)) },
];

const SHADDA: char = '\u{651}';

/// The Arabic block; PyArabic knows no characters outside it.
fn block() -> impl Iterator<Item = char> {
    '\u{600}'..='\u{6FF}'
}

/// Tashkeel without shadda.
fn is_haraka(c: char) -> bool {
    letters::is_tashkeel(c) && c != SHADDA
}

fn is_tanween(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{64D}')
}

macro_rules! maps {
    ($($(#[$doc:meta])* $name:ident = $rules:expr;)*) => {$(
        $(#[$doc])*
        pub fn $name(text: &str) -> Cow<'_, str> {
            static MAP: LazyLock<Normalizer> = LazyLock::new(|| rules::normalizer($rules));
            MAP.normalize(text)
        }
    )*};
}

maps! {
    /// Deletes the vowel signs, and keeps shadda.
    ///
    /// ```
    /// let text = "مُتَّحِدةٌ";
    /// assert_eq!(naqi_compat::pyarabic::strip_harakat(text), "متّحدة");
    /// ```
    strip_harakat = each(block().filter(|&c| is_haraka(c)), "");
    /// Deletes the eight vowel signs, shadda among them.
    ///
    /// ```
    /// let text = "مُتَّحِدةٌ";
    /// assert_eq!(naqi_compat::pyarabic::strip_tashkeel(text), "متحدة");
    /// // A dagger alef stays.
    /// let text = "رَحْم\u{670}ن";
    /// assert_eq!(naqi_compat::pyarabic::strip_tashkeel(text), "رحم\u{670}ن");
    /// ```
    strip_tashkeel = each(block().filter(|&c| letters::is_tashkeel(c)), "");
    /// Deletes tatweel.
    ///
    /// ```
    /// let text = "كـــتاب";
    /// assert_eq!(naqi_compat::pyarabic::strip_tatweel(text), "كتاب");
    /// // A hamza on a tatweel moves to the letter before; naqi makes it ئ.
    /// let text = "شيـ\u{654}ا";
    /// assert_eq!(naqi_compat::pyarabic::strip_tatweel(text), "شي\u{654}ا");
    /// let text = "شيـ\u{654}ا";
    /// assert_eq!(naqi::strip_tatweel(text), "شيئا");
    /// ```
    strip_tatweel = [(TATWEEL, "")];
    /// Deletes shadda.
    ///
    /// ```
    /// let text = "مُحَمَّد";
    /// assert_eq!(naqi_compat::pyarabic::strip_shadda(text), "مُحَمَد");
    /// ```
    strip_shadda = [(SHADDA, "")];
    /// Deletes the dagger alef and the small waw and yeh.
    ///
    /// ```
    /// assert_eq!(naqi_compat::pyarabic::strip_small("ه\u{670}ذا له\u{6E5}"), "هذا له");
    /// ```
    strip_small = each([DAGGER_ALEF, '\u{6E5}', '\u{6E6}'], "");
    /// Deletes the marks of the Arabic block, a letter's own hamza and madda among them.
    ///
    /// ```
    /// let text = "رَحْم\u{670}ن";
    /// assert_eq!(naqi_compat::pyarabic::strip_diacritics(text), "رحمن");
    /// // A decomposed أ loses its hamza; naqi keeps it.
    /// let text = "ا\u{654}كَل";
    /// assert_eq!(naqi_compat::pyarabic::strip_diacritics(text), "اكل");
    /// let text = "ا\u{654}كَل";
    /// assert_eq!(naqi::strip_diacritics(text), "أكل");
    /// ```
    strip_diacritics = each(block().filter(|&c| letters::is_mark(c)), "");
    /// Makes the four isolated lam-alefs `لا`.
    ///
    /// ```
    /// let text = "\u{FEFB} \u{FEF7}ن";
    /// assert_eq!(naqi_compat::pyarabic::normalize_ligature(text), "لا لان");
    /// // The final forms stay.
    /// assert_eq!(naqi_compat::pyarabic::normalize_ligature("ب\u{FEFC}"), "ب\u{FEFC}");
    /// ```
    normalize_ligature = each(['\u{FEF5}', '\u{FEF7}', '\u{FEF9}', '\u{FEFB}'], "لا");
    /// Makes `ة` a `ه`.
    ///
    /// ```
    /// let text = "مدرسة";
    /// assert_eq!(naqi_compat::pyarabic::normalize_teh(text), "مدرسه");
    /// ```
    normalize_teh = [('ة', "ه")];
}

/// Replaces `آ أ إ ٱ` and alef maksura and the dagger alef by `ا`. An alef maksura and a dagger alef beside it become one.
///
/// ```
/// use naqi_compat::pyarabic::normalize_alef;
/// let text = "أوى إلى الرحم\u{670}ن";
/// assert_eq!(normalize_alef(text), "اوا الا الرحمان");
/// assert_eq!(normalize_alef("على\u{670}"), "علا");
/// ```
pub fn normalize_alef(text: &str) -> Cow<'_, str> {
    static ALEFS: LazyLock<Normalizer> =
        LazyLock::new(|| rules::normalizer(each(['آ', 'أ', 'إ', 'ٱ', 'ى', DAGGER_ALEF], "ا")));
    // A sequence of two characters cannot be a rule for one character: it is replaced first, if the text has any.
    if text.contains(DAGGER_ALEF) && (text.contains("ى\u{670}") || text.contains("\u{670}ى")) {
        let text = text.replace("ى\u{670}", "ى").replace("\u{670}ى", "ى");
        return ALEFS.normalize(&text).into_owned().into();
    }
    ALEFS.normalize(text)
}

/// Makes `أ ؤ إ ئ` and the combining hamzas a `ء`, and `آ` two. An `آ` at the start of the text becomes `ءا` if the text has
/// three characters or a shadda third, and no vowel sign second.
///
/// ```
/// use naqi_compat::pyarabic::normalize_hamza;
/// let text = "سؤال آدم";
/// assert_eq!(normalize_hamza(text), "سءال ءءدم");
/// let text = "آدم";
/// assert_eq!(normalize_hamza(text), "ءادم");
/// // Two spellings of one letter get different outputs.
/// let text = "سو\u{654}ال";
/// assert_eq!(normalize_hamza(text), "سوءال");
/// ```
pub fn normalize_hamza(text: &str) -> Cow<'_, str> {
    static HAMZAS: LazyLock<Normalizer> = LazyLock::new(|| {
        let one = each(['أ', 'ؤ', 'إ', 'ئ', '\u{654}', '\u{655}'], "ء");
        rules::normalizer(one.chain([('آ', "ءء")]))
    });
    let mut chars = text.chars();
    if chars.next() == Some('آ')
        && chars.next().is_some_and(|c| !is_haraka(c))
        && chars.next().is_some_and(|c| c == SHADDA || chars.next().is_none())
    {
        let mut out = String::with_capacity(text.len() + 8);
        out.push_str("ءا");
        HAMZAS.normalize_into(&text['آ'.len_utf8()..], &mut out);
        return out.into();
    }
    HAMZAS.normalize(text)
}

/// Deletes every tanween, and one vowel sign at the end of the text, or before a line feed that ends it.
///
/// ```
/// use naqi_compat::pyarabic::strip_lastharaka;
/// let text = "كتابٌ جديدُ";
/// assert_eq!(strip_lastharaka(text), "كتاب جديد");
/// // The end of the text counts, not the end of a word.
/// let text = "كتابُ الله";
/// assert_eq!(strip_lastharaka(text), "كتابُ الله");
/// // Of two signs the first remains for a second call.
/// let text = "بَُ";
/// assert_eq!(strip_lastharaka(text), "بَ");
/// ```
pub fn strip_lastharaka(text: &str) -> Cow<'_, str> {
    static TANWEEN: LazyLock<Normalizer> =
        LazyLock::new(|| rules::normalizer(each(block().filter(|&c| is_tanween(c)), "")));
    let body = text.strip_suffix('\n').unwrap_or(text);
    match body.strip_suffix(is_haraka) {
        Some(rest) if body.len() < text.len() => {
            let mut out = String::with_capacity(text.len());
            TANWEEN.normalize_into(rest, &mut out);
            out.push('\n');
            out.into()
        }
        Some(rest) => TANWEEN.normalize(rest),
        None => TANWEEN.normalize(text),
    }
}

/// Deletes the vowel signs that a reader can infer: fatha and sukun except on `و` and `ي`, damma before `و`, kasra before `ي`
/// and under `إ`, fatha before `ا` and on a `و` or `ي` that starts a word.
///
/// ```
/// use naqi_compat::pyarabic::reduce_tashkeel;
/// let text = "يَكْتُبُونَ كِتَابَيْنِ";
/// assert_eq!(reduce_tashkeel(text), "يَكتُبون كِتابيْنِ");
/// // The text's first letter does not count as the start of a word.
/// let text = "وَلَد وَوَلَد";
/// assert_eq!(reduce_tashkeel(text), "وَلد ووَلد");
/// ```
pub fn reduce_tashkeel(text: &str) -> Cow<'_, str> {
    reduce::reduce(text)
}

/// Splits into words and runs of signs; blanks are deleted, also between signs.
///
/// ```
/// use naqi_compat::pyarabic::tokenize;
/// let tokens = tokenize("قال: «نعم»، ثم ذهب.");
/// assert_eq!(tokens.join(" "), "قال :« نعم »، ثم ذهب .");
/// // A line feed is a sign.
/// let tokens = tokenize("سلام\nعليكم");
/// assert_eq!(tokens.join(" "), "سلام \n عليكم");
/// ```
pub fn tokenize(text: &str) -> Vec<Cow<'_, str>> {
    tokenize::tokens(text)
}

/// Splits after `. , : ; ?` and `، ؟` and line feeds that white space follows. The white space is deleted, and of
/// several stops only the last is kept.
///
/// ```
/// use naqi_compat::pyarabic::sentence_tokenize;
/// let sentences = sentence_tokenize("ذهب، ثم عاد. حقا! نعم");
/// assert_eq!(sentences.join("\n"), "ذهب،\nثم عاد.\nحقا! نعم");
/// let sentences = sentence_tokenize("ماذا؟؟ لا");
/// assert_eq!(sentences[0], "ماذا؟");
/// assert_eq!(sentences[1], "لا");
/// // There are 32 splits at most.
/// assert_eq!(sentence_tokenize(&"نعم. ".repeat(40)).len(), 33);
/// ```
pub fn sentence_tokenize(text: &str) -> Vec<Cow<'_, str>> {
    tokenize::sentences(text)
}
