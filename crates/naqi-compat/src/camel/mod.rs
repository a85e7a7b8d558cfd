//! CAMeL Tools 1.6: `camel_tools.utils` and `camel_tools.tokenizers.word`.
//!
//! | your call there | the call here |
//! |---|---|
//! | `utils.dediac.dediac_ar(s)` | [`dediac_ar`] |
//! | `utils.normalize.normalize_unicode(s)` | [`normalize_unicode`] |
//! | `utils.normalize.normalize_alef_ar(s)` | [`normalize_alef_ar`] |
//! | `utils.normalize.normalize_alef_maksura_ar(s)` | [`normalize_alef_maksura_ar`] |
//! | `utils.normalize.normalize_teh_marbuta_ar(s)` | [`normalize_teh_marbuta_ar`] |
//! | `CharMapper.builtin_mapper('arclean')(s)` | [`arclean`] |
//! | `CharMapper.builtin_mapper('ar2bw')(s)`, `safebw`, `xmlbw`, `hsb` | [`ar2bw`], [`ar2safebw`], [`ar2xmlbw`], [`ar2hsb`] |
//! | `CharMapper.builtin_mapper('bw2ar')(s)`, `safebw`, `xmlbw`, `hsb` | [`bw2ar`], [`safebw2ar`], [`xmlbw2ar`], [`hsb2ar`] |
//! | `simple_word_tokenize(s)` | [`simple_word_tokenize`] with [`DigitRuns::Joined`] |
//! | `simple_word_tokenize(s, split_digits=True)` | [`simple_word_tokenize`] with [`DigitRuns::Split`] |
//!
//! # Where it departs from naqi's laws
//!
//! - Only `normalize_unicode` treats `ا` with U+0654 as `أ`. `normalize_alef_ar` makes the first `ا`
//!   and leaves the second, so two spellings of one word stay two. [`Step::UnifyAlef`] joins them first.
//! - `dediac_ar` deletes nine marks; Quranic signs and the vowels of African languages stay.
//!   [`Step::StripDiacritics`] deletes all of them.
//! - `arclean` deletes every character that it has no rule for: emoji, the Euro sign, Latin letters beyond ÿ, the
//!   Arabic letters outside U+0600..U+06FF. Letters of other languages lose their distinctions: `ڜ` and `ۺ` become `ش`.
//!   [`preset::LIGHT`](naqi::preset::LIGHT) keeps unknown characters.
//! - `normalize_unicode` is Normalization Form KC after two ligatures, U+FDFC and U+FDFD, are spelt out.
//! - The reverse transliterations turn every Latin letter into Arabic, those of foreign words among them.
//! - `simple_word_tokenize` splits at every sign: 3.14 is three tokens and `user@example.org` five.
//!   [`naqi::words`] follows UAX #29.
//!
//! # Versions
//!
//! Punctuation, symbols and Form KC are those of Unicode 14, as in Python 3.11, which made the test lines: newer signs
//! stay in their word, emoji aside. Emoji are those of Unicode 17 at least, digits those of Unicode 16.

mod arclean;
mod tokenize;

use crate::classes::Classes;
use crate::operation::{Operation, Output};
use crate::rules::{self, each};
use naqi::letters::{ALEF, ALEF_MAKSURA, DAGGER_ALEF, HEH, TEH_MARBUTA, YEH};
use naqi::step::{Scheme, Step};
use naqi::{Normalizer, letters};
use std::borrow::Cow;
use std::sync::LazyLock;

/// The operations of this module.
pub const OPERATIONS: &[Operation] = &[
    Operation { name: "camel.dediac_ar", run: |text| Output::Text(dediac_ar(text)) },
    Operation { name: "camel.normalize_unicode", run: |text| Output::Text(normalize_unicode(text)) },
    Operation { name: "camel.normalize_alef_ar", run: |text| Output::Text(normalize_alef_ar(text)) },
    Operation { name: "camel.normalize_alef_maksura_ar", run: |text| Output::Text(normalize_alef_maksura_ar(text)) },
    Operation { name: "camel.normalize_teh_marbuta_ar", run: |text| Output::Text(normalize_teh_marbuta_ar(text)) },
    Operation { name: "camel.arclean", run: |text| Output::Text(arclean(text)) },
    Operation { name: "camel.ar2bw", run: |text| Output::Text(ar2bw(text)) },
    Operation { name: "camel.ar2safebw", run: |text| Output::Text(ar2safebw(text)) },
    Operation { name: "camel.ar2xmlbw", run: |text| Output::Text(ar2xmlbw(text)) },
    Operation { name: "camel.ar2hsb", run: |text| Output::Text(ar2hsb(text)) },
    Operation { name: "camel.bw2ar", run: |text| Output::Text(bw2ar(text)) },
    Operation { name: "camel.safebw2ar", run: |text| Output::Text(safebw2ar(text)) },
    Operation { name: "camel.xmlbw2ar", run: |text| Output::Text(xmlbw2ar(text)) },
    Operation { name: "camel.hsb2ar", run: |text| Output::Text(hsb2ar(text)) },
    Operation { name: "camel.simple_word_tokenize", run: |text| tokens(text, DigitRuns::Joined) },
    Operation { name: "camel.simple_word_tokenize_split_digits", run: |text| tokens(text, DigitRuns::Split) },
];

fn tokens(text: &str, digits: DigitRuns) -> Output<'_> {
    Output::Texts(simple_word_tokenize(text, digits).into_iter().map(Cow::Borrowed).collect())
}

/// Deletes the eight vowel signs and the dagger alef.
///
/// ```
/// use naqi_compat::camel::dediac_ar;
/// let text = "مُتَّحِدة";
/// assert_eq!(dediac_ar(text), "متحدة");
/// // Alef and U+0654 are not joined; naqi joins them to أ.
/// assert_eq!(dediac_ar("ا\u{654}َ"), "ا\u{654}");
/// ```
pub fn dediac_ar(text: &str) -> Cow<'_, str> {
    static MARKS: LazyLock<Normalizer> = LazyLock::new(|| {
        let tashkeel = ('\u{600}'..='\u{6FF}').filter(|&c| letters::is_tashkeel(c));
        rules::normalizer(each(tashkeel.chain([DAGGER_ALEF]), ""))
    });
    MARKS.normalize(text)
}

/// Spells U+FDFC and U+FDFD out, then takes Normalization Form KC.
///
/// ```
/// use naqi_compat::camel::normalize_unicode;
/// let text = "ﺳﻼم";
/// assert_eq!(normalize_unicode(text), "سلام");
/// assert_eq!(normalize_unicode("٥ \u{FDFC}"), "٥ ريال");
/// // A presentation form of an isolated vowel sign decomposes into a space and the sign.
/// assert_eq!(normalize_unicode("\u{FE76}"), " \u{64E}");
/// ```
pub fn normalize_unicode(text: &str) -> Cow<'_, str> {
    if !text.contains(['\u{FDFC}', '\u{FDFD}']) {
        return form(text);
    }
    // A map would keep the words apart from letters beside them.
    let text = text.replace('\u{FDFC}', "ريال").replace('\u{FDFD}', "بسم الله الرحمن الرحيم");
    form(&text).into_owned().into()
}

/// Form KC of Unicode 14: later characters neither change nor join their neighbours. The ligatures come before it: it would
/// decompose them otherwise.
fn form(text: &str) -> Cow<'_, str> {
    static FORM: LazyLock<Normalizer> = LazyLock::new(|| Normalizer::new(&[Step::Nfkc]));
    static LATER: LazyLock<Classes> = LazyLock::new(|| Classes::new(&[r"\P{Age:14.0}"]));
    let later = &*LATER;
    let is_later = |c| later.of(c) != 0;
    if !text.contains(is_later) {
        return FORM.normalize(text);
    }
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(is_later) {
        let last = part.chars().next_back().filter(|&c| is_later(c));
        FORM.normalize_into(&part[..part.len() - last.map_or(0, char::len_utf8)], &mut out);
        out.extend(last);
    }
    out.into()
}

/// Makes `آ أ إ ٱ` an `ا`.
///
/// ```
/// use naqi_compat::camel::normalize_alef_ar;
/// let text = "أكل آدم";
/// assert_eq!(normalize_alef_ar(text), "اكل ادم");
/// // The decomposed spelling of the word stays different.
/// let text = "ا\u{654}كل";
/// assert_eq!(normalize_alef_ar(text), "ا\u{654}كل");
/// let text = "ا\u{654}كل";
/// assert_eq!(naqi::unify_alef(text), "اكل");
/// ```
pub fn normalize_alef_ar(text: &str) -> Cow<'_, str> {
    static ALEFS: LazyLock<Normalizer> = LazyLock::new(|| {
        let alef = String::from(ALEF);
        rules::normalizer(each(['آ', 'أ', 'إ', 'ٱ'], &alef))
    });
    ALEFS.normalize(text)
}

/// Makes `ى` a `ي`.
///
/// ```
/// let text = "مصطفى";
/// assert_eq!(naqi_compat::camel::normalize_alef_maksura_ar(text), "مصطفي");
/// // ى with U+0654 becomes ي with it, which is canonically ئ.
/// assert_eq!(naqi_compat::camel::normalize_alef_maksura_ar("ى\u{654}"), "ي\u{654}");
/// ```
pub fn normalize_alef_maksura_ar(text: &str) -> Cow<'_, str> {
    static YEHS: LazyLock<Normalizer> = LazyLock::new(|| rules::normalizer([(ALEF_MAKSURA, &*String::from(YEH))]));
    YEHS.normalize(text)
}

/// Makes `ة` a `ه`.
///
/// ```
/// let text = "مدرسة";
/// assert_eq!(naqi_compat::camel::normalize_teh_marbuta_ar(text), "مدرسه");
/// ```
pub fn normalize_teh_marbuta_ar(text: &str) -> Cow<'_, str> {
    static HEHS: LazyLock<Normalizer> = LazyLock::new(|| rules::normalizer([(TEH_MARBUTA, &*String::from(HEH))]));
    HEHS.normalize(text)
}

/// Keeps ASCII, Latin-1's letters and Arabic letters, rewrites other Arabic letters, digits and punctuation to these,
/// and deletes the rest.
///
/// ```
/// use naqi_compat::camel::arclean;
/// let text = "گَلَــب،  ١٢٪";
/// assert_eq!(arclean(text), "كلب,  12%");
/// // Characters without a rule are lost, and so is a decomposed hamza.
/// let text = "سلام 😀 ا\u{654}كل €";
/// assert_eq!(arclean(text), "سلام  اكل ");
/// ```
pub fn arclean(text: &str) -> Cow<'_, str> {
    arclean::clean(text)
}

macro_rules! transliterations {
    ($($(#[$doc:meta])* $name:ident = $step:ident($scheme:ident);)*) => {$(
        $(#[$doc])*
        pub fn $name(text: &str) -> Cow<'_, str> {
            static STEP: LazyLock<Normalizer> = LazyLock::new(|| Normalizer::new(&[Step::$step(Scheme::$scheme)]));
            STEP.normalize(text)
        }
    )*};
}

transliterations! {
    /// Writes Arabic in Buckwalter's letters; marks keep their order.
    ///
    /// ```
    /// assert_eq!(naqi_compat::camel::ar2bw("المُتَّحِدة"), "Almuta~Hidp");
    /// ```
    ar2bw = Transliterate(Buckwalter);
    /// Writes Arabic in Buckwalter's letters without characters that are syntax in programming languages.
    ///
    /// ```
    /// assert_eq!(naqi_compat::camel::ar2safebw("أذى"), "OVY");
    /// ```
    ar2safebw = Transliterate(SafeBuckwalter);
    /// Writes Arabic in Buckwalter's letters without characters that are syntax in XML.
    ///
    /// ```
    /// assert_eq!(naqi_compat::camel::ar2xmlbw("أذى"), "O*Y");
    /// ```
    ar2xmlbw = Transliterate(XmlBuckwalter);
    /// Writes Arabic in the letters of Habash, Soudi and Buckwalter.
    ///
    /// ```
    /// assert_eq!(naqi_compat::camel::ar2hsb("أذى"), "Âðý");
    /// ```
    ar2hsb = Transliterate(Hsb);
    /// Reads Buckwalter's letters and writes Arabic.
    ///
    /// ```
    /// assert_eq!(naqi_compat::camel::bw2ar("Almuta~Hidp"), "المُتَّحِدة");
    /// // Latin words are converted, too.
    /// assert_eq!(naqi_compat::camel::bw2ar("tar"), "تَر");
    /// ```
    bw2ar = Arabize(Buckwalter);
    /// Reads safe Buckwalter's letters and writes Arabic.
    ///
    /// ```
    /// assert_eq!(naqi_compat::camel::safebw2ar("OVY"), "أذى");
    /// ```
    safebw2ar = Arabize(SafeBuckwalter);
    /// Reads XML Buckwalter's letters and writes Arabic.
    ///
    /// ```
    /// assert_eq!(naqi_compat::camel::xmlbw2ar("O*Y"), "أذى");
    /// ```
    xmlbw2ar = Arabize(XmlBuckwalter);
    /// Reads the letters of Habash, Soudi and Buckwalter and writes Arabic.
    ///
    /// ```
    /// assert_eq!(naqi_compat::camel::hsb2ar("Âðý"), "أذى");
    /// ```
    hsb2ar = Arabize(Hsb);
}

/// Whether digits beside letters are a token.
///
/// ```
/// use naqi_compat::camel::{DigitRuns, simple_word_tokenize};
/// assert_eq!(simple_word_tokenize("كوفيد19", DigitRuns::Joined).len(), 1);
/// assert_eq!(simple_word_tokenize("كوفيد19", DigitRuns::Split).len(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DigitRuns {
    /// They are part of the word: `كوفيد19` is one token.
    #[default]
    Joined,
    /// A run of them is a token of its own.
    Split,
}

/// Splits at white space, and makes a token of every punctuation mark, symbol and emoji. Takes linear time.
///
/// ```
/// use naqi_compat::camel::{DigitRuns, simple_word_tokenize};
/// assert_eq!(simple_word_tokenize("قال: نعم!!", DigitRuns::Joined).join(" "), "قال : نعم ! !");
/// assert_eq!(simple_word_tokenize("كوفيد19", DigitRuns::Split).join(" "), "كوفيد 19");
/// // Numbers are split, unlike in naqi's words.
/// assert_eq!(simple_word_tokenize("٣٫١٤", DigitRuns::Joined).join(" "), "٣ ٫ ١٤");
/// assert_eq!(naqi::words("٣٫١٤").count(), 1);
/// ```
pub fn simple_word_tokenize(text: &str, digits: DigitRuns) -> Vec<&str> {
    tokenize::tokens(text, digits == DigitRuns::Split)
}
