//! Presets for text that people go on reading, and for transcripts of speech.

use crate::preset::Preset;
use crate::rules::step::{AffixBoundary, Digits, Keyboard, Removal, Spacing, Step};

/// For scoring speech recognisers (WER, CER): punctuation, symbols, case, marks, tatweel and digit sets do not count.
///
/// Steps: [`compose`](Step::Compose), [`unify_forms`](Step::UnifyForms), [`strip_diacritics`](Step::StripDiacritics),
/// [`strip_quranic_marks`](Step::StripQuranicMarks), [`strip_tatweel`](Step::StripTatweel),
/// [`strip_invisible`](Step::StripInvisible), [`strip_bidi`](Step::StripBidi), [`strip_joiners`](Step::StripJoiners),
/// [`unify_wasla`](Step::UnifyWasla), [`digits(ascii)`](Step::Digits), [`unify_spaces`](Step::UnifySpaces),
/// [`fold_case`](Step::FoldCase), [`strip_punctuation(space)`](Step::StripPunctuation),
/// [`strip_symbols(space)`](Step::StripSymbols), [`strip_emoji(space)`](Step::StripEmoji),
/// [`compose_latin`](Step::ComposeLatin), [`join_thousands`](Step::JoinThousands),
/// [`collapse_spaces`](Step::CollapseSpaces), [`trim`](Step::Trim).
///
/// | a text | another | with this preset |
/// |---|---|---|
/// | قالَ | قال | equal |
/// | قال! | قال | equal |
/// | `نعم،لا` | نعم لا | equal |
/// | ٢٠٢٤ | 2024 | equal |
/// | USB | usb | equal |
/// | ٱلكتاب | الكتاب | equal |
/// | `re` + U+0301 | ré | equal |
/// | أحمد | احمد | different |
/// | مدرسة | مدرسه | different |
/// | خمسة | 5 | different |
/// | `1,234` | 1234 | equal |
/// | `3.5` | 35 | different |
///
/// A sign becomes a space, so that words stay apart. Letters count; for a lenient score add `unify_alef`, `unify_yeh` and
/// `unify_teh_marbuta`. The example `error_rate` computes both rates.
///
/// ```
/// use naqi::preset::SPEECH;
/// let heard = "قالَ: «نعم!» في ٢٠٢٤";
/// assert_eq!(SPEECH.normalize(heard), "قال نعم في 2024");
/// ```
pub static SPEECH: Preset = Preset::new(
    "speech",
    &[
        Step::Compose,
        Step::UnifyForms,
        Step::StripDiacritics,
        Step::StripQuranicMarks,
        Step::StripTatweel,
        Step::StripInvisible,
        Step::StripBidi,
        Step::StripJoiners,
        Step::UnifyWasla,
        Step::Digits(Digits::Ascii),
        Step::UnifySpaces,
        Step::FoldCase,
        Step::StripPunctuation(Removal::Space),
        Step::StripSymbols(Removal::Space),
        Step::StripEmoji(Removal::Space),
        Step::ComposeLatin,
        Step::JoinThousands,
        Step::CollapseSpaces,
        Step::Trim,
    ],
);

/// For Arabic text that people go on reading: letters of Arabic keyboards, spaces at punctuation, nothing invisible.
///
/// Steps: [`compose`](Step::Compose), [`unify_forms`](Step::UnifyForms), [`strip_tatweel`](Step::StripTatweel),
/// [`strip_invisible`](Step::StripInvisible), [`strip_bidi`](Step::StripBidi), [`letters(arabic)`](Step::Letters),
/// [`unify_spaces`](Step::UnifySpaces), [`strip_stray_zwnj`](Step::StripStrayZwnj),
/// [`collapse_spaces`](Step::CollapseSpaces), [`trim`](Step::Trim), [`space_punctuation(after)`](Step::SpacePunctuation).
///
/// | a text | another | with this preset |
/// |---|---|---|
/// | کتاب | كتاب | equal |
/// | كـــتاب | كتاب | equal |
/// | `نعم ،لا` | نعم، لا | equal |
/// | كِتاب | كتاب | different |
/// | أحمد | احمد | different |
/// | ٢٠٢٤ | 2024 | different |
///
/// Marks and digits stay; add `digits(arabic)` or `digits(ascii)` for one set. Ligatures such as `ﷺ` become their words. The
/// tatweel of `هـ`, the sign of Hijri years, goes as every other: a table does not see the number before it.
/// `arabic_text, -strip_tatweel` keeps all of them.
///
/// ```
/// use naqi::preset::ARABIC_TEXT;
/// let text = "کتاب ،و قلم .";
/// assert_eq!(ARABIC_TEXT.normalize(text), "كتاب، و قلم.");
/// ```
pub static ARABIC_TEXT: Preset = Preset::new(
    "arabic_text",
    &[
        Step::Compose,
        Step::UnifyForms,
        Step::StripTatweel,
        Step::StripInvisible,
        Step::StripBidi,
        Step::Letters(Keyboard::Arabic),
        Step::UnifySpaces,
        Step::StripStrayZwnj,
        Step::CollapseSpaces,
        Step::Trim,
        Step::SpacePunctuation(Spacing::After),
    ],
);

/// For Persian text that people go on reading: letters and digits of Persian keyboards, spaces at punctuation, half-spaces.
///
/// Steps: [`compose`](Step::Compose), [`unify_forms`](Step::UnifyForms), [`strip_tatweel`](Step::StripTatweel),
/// [`strip_invisible`](Step::StripInvisible), [`strip_bidi`](Step::StripBidi), [`letters(persian)`](Step::Letters),
/// [`digits(persian)`](Step::Digits), [`unify_spaces`](Step::UnifySpaces),
/// [`unify_latin_digits`](Step::UnifyLatinDigits), [`strip_stray_zwnj`](Step::StripStrayZwnj),
/// [`collapse_spaces`](Step::CollapseSpaces), [`trim`](Step::Trim), [`space_punctuation(after)`](Step::SpacePunctuation),
/// [`join_affixes(zwnj)`](Step::JoinAffixes).
///
/// | a text | another | with this preset |
/// |---|---|---|
/// | كتابي | کتابی | equal |
/// | 2024 | ۲۰۲۴ | equal |
/// | `mp۳` | mp3 | equal |
/// | `نعم ،لا` | نعم، لا | equal |
/// | می‌خواهم | می خواهم | equal |
/// | کتاب‌ها | کتاب ها | equal |
/// | `می` + U+200C + U+0020 + `خواهم` | می خواهم | equal |
/// | می‌خواهم | میخواهم | different |
/// | آب | اب | different |
///
/// The first cells of rows five, six and eight have a half-space (U+200C ZERO WIDTH NON-JOINER). A search key is [`PERSIAN`](crate::preset::PERSIAN).
///
/// ```
/// use naqi::preset::PERSIAN_TEXT;
/// let text = "كتابي در 1403 ،";
/// assert_eq!(PERSIAN_TEXT.normalize(text), "کتابی در ۱۴۰۳،");
/// ```
pub static PERSIAN_TEXT: Preset = Preset::new(
    "persian_text",
    &[
        Step::Compose,
        Step::UnifyForms,
        Step::StripTatweel,
        Step::StripInvisible,
        Step::StripBidi,
        Step::Letters(Keyboard::Persian),
        Step::Digits(Digits::Persian),
        Step::UnifySpaces,
        Step::UnifyLatinDigits,
        Step::StripStrayZwnj,
        Step::CollapseSpaces,
        Step::Trim,
        Step::SpacePunctuation(Spacing::After),
        Step::JoinAffixes(AffixBoundary::Zwnj),
    ],
);

/// For Urdu text that people go on reading: letters of Urdu keyboards, spaces at punctuation and between digits and words.
///
/// Steps: [`compose`](Step::Compose), [`unify_forms`](Step::UnifyForms), [`strip_tatweel`](Step::StripTatweel),
/// [`strip_invisible`](Step::StripInvisible), [`strip_bidi`](Step::StripBidi), [`letters(urdu)`](Step::Letters),
/// [`unify_spaces`](Step::UnifySpaces), [`strip_stray_zwnj`](Step::StripStrayZwnj),
/// [`collapse_spaces`](Step::CollapseSpaces), [`trim`](Step::Trim), [`space_punctuation(after)`](Step::SpacePunctuation),
/// [`space_digits`](Step::SpaceDigits).
///
/// | a text | another | with this preset |
/// |---|---|---|
/// | كيا | کیا | equal |
/// | هم | ہم | equal |
/// | `20فیصد` | 20 فیصد | equal |
/// | بھر | بہر | different |
/// | لڑکی | لڑکے | different |
///
/// Digits stay; add `digits(persian)` for `۰` to `۹`. A search key is [`URDU`](crate::preset::URDU).
///
/// ```
/// use naqi::preset::URDU_TEXT;
/// let text = "هم 20فيصد";
/// assert_eq!(URDU_TEXT.normalize(text), "ہم 20 فیصد");
/// ```
pub static URDU_TEXT: Preset = Preset::new(
    "urdu_text",
    &[
        Step::Compose,
        Step::UnifyForms,
        Step::StripTatweel,
        Step::StripInvisible,
        Step::StripBidi,
        Step::Letters(Keyboard::Urdu),
        Step::UnifySpaces,
        Step::StripStrayZwnj,
        Step::CollapseSpaces,
        Step::Trim,
        Step::SpacePunctuation(Spacing::After),
        Step::SpaceDigits,
    ],
);

/// For Sorani Kurdish text that people go on reading: letters of Kurdish keyboards, and `ە` in place of its old spelling.
///
/// Steps: [`compose`](Step::Compose), [`unify_sorani_ae`](Step::UnifySoraniAe), [`unify_forms`](Step::UnifyForms),
/// [`strip_tatweel`](Step::StripTatweel), [`strip_invisible`](Step::StripInvisible), [`strip_bidi`](Step::StripBidi),
/// [`strip_joiners`](Step::StripJoiners),
/// [`letters(sorani)`](Step::Letters), [`unify_spaces`](Step::UnifySpaces),
/// [`collapse_spaces`](Step::CollapseSpaces), [`trim`](Step::Trim),
/// [`space_punctuation(after)`](Step::SpacePunctuation).
///
/// | a text | another | with this preset |
/// |---|---|---|
/// | كوردستان | کوردستان | equal |
/// | ھەولێر | هەولێر | equal |
/// | `نعم ،لا` | نعم، لا | equal |
/// | ێ | ی | different |
/// | ۆ | و | different |
///
/// Digits stay. A search key is [`SORANI`](crate::preset::SORANI).
///
/// ```
/// use naqi::preset::SORANI_TEXT;
/// let text = "كوردستان ،هه\u{200C}ولێر"; // with U+200C ZERO WIDTH NON-JOINER
/// assert_eq!(SORANI_TEXT.normalize(text), "کوردستان، هەولێر");
/// ```
pub static SORANI_TEXT: Preset = Preset::new(
    "sorani_text",
    &[
        Step::Compose,
        Step::UnifySoraniAe,
        Step::UnifyForms,
        Step::StripTatweel,
        Step::StripInvisible,
        Step::StripBidi,
        Step::StripJoiners,
        Step::Letters(Keyboard::Sorani),
        Step::UnifySpaces,
        Step::CollapseSpaces,
        Step::Trim,
        Step::SpacePunctuation(Spacing::After),
    ],
);
