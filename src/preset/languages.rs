//! Presets for search in other languages that write the Arabic script.

use crate::preset::Preset;
use crate::rules::step::{Digits, Step};

/// For Persian: unifies Arabic and Persian keyboards, hamza on alef, ZWNJ and digits; keeps `آ` as a letter.
///
/// Steps: [`compose`](Step::Compose), [`unify_forms`](Step::UnifyForms),
/// [`strip_diacritics`](Step::StripDiacritics), [`strip_tatweel`](Step::StripTatweel),
/// [`strip_invisible`](Step::StripInvisible), [`strip_bidi`](Step::StripBidi),
/// [`strip_joiners`](Step::StripJoiners), [`unify_alef_hamza`](Step::UnifyAlefHamza),
/// [`unify_yeh`](Step::UnifyYeh), [`unify_teh_marbuta`](Step::UnifyTehMarbuta), [`unify_kaf`](Step::UnifyKaf),
/// [`unify_heh`](Step::UnifyHeh), [`digits(ascii)`](Step::Digits), [`unify_spaces`](Step::UnifySpaces),
/// [`fold_case`](Step::FoldCase).
///
/// | a text | another | with this preset |
/// |---|---|---|
/// | کتاب | كتاب | equal |
/// | ایران | ايران | equal |
/// | تأثیر | تاثیر | equal |
/// | می‌خواهم | میخواهم | equal |
/// | خانهٔ | خانه | equal |
/// | ۱۴۰۳ | 1403 | equal |
/// | آب | اب | different |
/// | مسئول | مسیول | different |
/// | می خواهم | میخواهم | different |
///
/// The first cell of the fourth row contains a ZWNJ; that of the last row contains a space, so it is two words.
///
/// ```
/// use naqi::preset::PERSIAN;
/// let text = "کتابِ ایران";
/// assert_eq!(PERSIAN.normalize(text), "كتاب ايران");
/// ```
pub static PERSIAN: Preset = Preset::new(
    "persian",
    &[
        Step::Compose,
        Step::UnifyForms,
        Step::StripDiacritics,
        Step::StripTatweel,
        Step::StripInvisible,
        Step::StripBidi,
        Step::StripJoiners,
        Step::UnifyAlefHamza,
        Step::UnifyYeh,
        Step::UnifyTehMarbuta,
        Step::UnifyKaf,
        Step::UnifyHeh,
        Step::Digits(Digits::Ascii),
        Step::UnifySpaces,
        Step::FoldCase,
    ],
);

/// For Urdu: unifies heh goal with the heh of Arabic keyboards; keeps heh doachashmee, the aspiration of `بھ`.
///
/// Steps: [`compose`](Step::Compose), [`unify_forms`](Step::UnifyForms),
/// [`strip_diacritics`](Step::StripDiacritics), [`strip_tatweel`](Step::StripTatweel),
/// [`strip_invisible`](Step::StripInvisible), [`strip_bidi`](Step::StripBidi),
/// [`strip_joiners`](Step::StripJoiners), [`unify_alef_hamza`](Step::UnifyAlefHamza),
/// [`unify_yeh`](Step::UnifyYeh), [`unify_teh_marbuta`](Step::UnifyTehMarbuta), [`unify_kaf`](Step::UnifyKaf),
/// [`unify_heh_goal`](Step::UnifyHehGoal), [`digits(ascii)`](Step::Digits),
/// [`unify_spaces`](Step::UnifySpaces), [`fold_case`](Step::FoldCase).
///
/// | a text | another | with this preset |
/// |---|---|---|
/// | ہے | هے | equal |
/// | کیا | كيا | equal |
/// | دائرہ | دائرۃ | equal |
/// | ۲۰۲۴ | 2024 | equal |
/// | اُردو | اردو | equal |
/// | بھر | بہر | different |
/// | لڑکی | لڑکے | different |
/// | آم | ام | different |
/// | ٹ | ت | different |
///
/// ```
/// use naqi::preset::URDU;
/// let text = "اُردو ہے";
/// assert_eq!(URDU.normalize(text), "اردو هے");
/// ```
pub static URDU: Preset = Preset::new(
    "urdu",
    &[
        Step::Compose,
        Step::UnifyForms,
        Step::StripDiacritics,
        Step::StripTatweel,
        Step::StripInvisible,
        Step::StripBidi,
        Step::StripJoiners,
        Step::UnifyAlefHamza,
        Step::UnifyYeh,
        Step::UnifyTehMarbuta,
        Step::UnifyKaf,
        Step::UnifyHehGoal,
        Step::Digits(Digits::Ascii),
        Step::UnifySpaces,
        Step::FoldCase,
    ],
);

/// For Sorani Kurdish: unifies Arabic and Kurdish keyboards, and the old spelling of `ە`; keeps vowel letters.
///
/// Steps: [`compose`](Step::Compose), [`unify_sorani_ae`](Step::UnifySoraniAe), [`unify_forms`](Step::UnifyForms),
/// [`strip_diacritics`](Step::StripDiacritics), [`strip_tatweel`](Step::StripTatweel),
/// [`strip_invisible`](Step::StripInvisible), [`strip_bidi`](Step::StripBidi),
/// [`strip_joiners`](Step::StripJoiners), [`unify_alef_hamza`](Step::UnifyAlefHamza),
/// [`unify_yeh`](Step::UnifyYeh), [`unify_kaf`](Step::UnifyKaf), [`unify_heh_goal`](Step::UnifyHehGoal),
/// [`unify_heh_doachashmee`](Step::UnifyHehDoachashmee), [`digits(ascii)`](Step::Digits),
/// [`unify_spaces`](Step::UnifySpaces), [`fold_case`](Step::FoldCase).
///
/// | a text | another | with this preset |
/// |---|---|---|
/// | کوردستان | كوردستان | equal |
/// | ی | ي | equal |
/// | ھەولێر | هەولێر | equal |
/// | ٢٠٢٤ | 2024 | equal |
/// | ە | ه | different |
/// | ێ | ی | different |
/// | ۆ | و | different |
/// | ڕ | ر | different |
/// | ڵ | ل | different |
///
/// The old spelling of the vowel `ە` is `ه` with a ZWNJ (U+200C). A `ه` without one is kept, at a word's end, too.
///
/// ```
/// use naqi::preset::SORANI;
/// let old = "دووشه\u{200C}ممه\u{200C}";
/// assert_eq!(SORANI.normalize(old), "دووشەممە");
/// ```
pub static SORANI: Preset = Preset::new(
    "sorani",
    &[
        Step::Compose,
        Step::UnifySoraniAe,
        Step::UnifyForms,
        Step::StripDiacritics,
        Step::StripTatweel,
        Step::StripInvisible,
        Step::StripBidi,
        Step::StripJoiners,
        Step::UnifyAlefHamza,
        Step::UnifyYeh,
        Step::UnifyKaf,
        Step::UnifyHehGoal,
        Step::UnifyHehDoachashmee,
        Step::Digits(Digits::Ascii),
        Step::UnifySpaces,
        Step::FoldCase,
    ],
);
